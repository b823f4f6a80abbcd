precision highp float;
in vec2 at;
flat in float half_px;
flat in ivec3 what;
uniform vec4 view;
uniform vec4 size;
uniform vec4 inks[14];
out vec4 colour;
float cover(float d) { return clamp(.5 - d * size.z, 0., 1.); }
float dashed(float r, float period, float part) {
  float count = max(floor(6.2832 * r / period), 4.);
  return (abs(fract(atan(at.y, at.x) / 6.2832 * count) - .5) - part * .5) * period;
}
void main() {
  float s = view.w;
  int shape = what.x;
  bool context = what.z == 1;
  float w = shape < 2 ? 2.5 : shape == 3 ? 1.75 : shape == 5 ? 1.5 : shape == 6 ? 2. : shape == 7 ? 1.25 : 0.;
  w = w > 0. ? max(w * s, .8) : 0.;
  float h = half_px - w * .5, d = length(at) - h;
  if (shape == 2) d = max(at.y - .573 * h, .8645 * abs(at.x) - .5026 * at.y - .5763 * h);
  if (shape == 4) d = max(abs(at.x), abs(at.y)) - h;
  if (shape == 5) d = (abs(at.x) + abs(at.y) - h) * .7071;
  vec3 ink = shape == 2 || shape == 6 ? inks[11].rgb : shape < 2 || shape == 4 ? inks[7].rgb : inks[8].rgb;
  if (context) ink = inks[9].rgb;
  vec3 fill = shape == 2 || shape == 4 ? ink : shape == 7 ? inks[5].rgb : shape == 6 ? inks[13].rgb : inks[6].rgb;
  float a = cover(d - w * .5);
  vec3 c = fill;
  int core = what.y;
  if (NEAR && core > 0 && shape < 2) {
    float r = length(at) - .58 * half_px;
    bool low = core % 2 == 1, adverse = core / 2 % 2 == 1;
    float p = 1e3;
    if (low) p = max(r, -at.y);
    if (adverse) p = min(p, max(max(r, low ? at.y + .1 * half_px : -1e3), abs(mod(at.x + at.y, 3.4 * s) - 1.7 * s) * .7071 - .75 * s));
    if (core / 4 % 2 == 1 && !low && !adverse) p = length(at) - .25 * half_px;
    c = mix(c, ink, cover(p));
  }
  float line = abs(d) - w * .5;
  if (shape == 1) line = max(line, dashed(h, 5.9 * s, .54));
  if (NEAR && shape == 7) line = max(line, dashed(h, 3.8 * s, .53));
  if (w > 0.) c = mix(c, ink, cover(line));
  if (NEAR && core / 8 == 1) {
    vec2 q = abs(at - vec2(1.1, -1.) * half_px);
    float p = cover(max(max(q.x, q.y) - 3. * s, min(q.x, q.y) - .75 * s));
    c = mix(c, ink, p);
    a = max(a, p);
  }
  if (what.z > 2) {
    float r = max(half_px, 6.) + 6., ring = abs(length(at) - r) - 1.25;
    if (what.z == 4) ring = max(ring, dashed(r, 6., .5));
    float p = cover(ring);
    c = mix(c, inks[11].rgb, p);
    a = max(a, p);
  }
  colour = vec4(c * a, a);
}
