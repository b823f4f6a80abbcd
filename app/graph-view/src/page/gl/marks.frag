precision highp float;
in vec2 at;
flat in vec4 sides[2];
flat in vec4 ink;
flat in vec3 fill;
flat in vec3 round_px;
flat in ivec3 what;
uniform vec4 view;
uniform vec4 size;
uniform vec4 inks[14];
out vec4 colour;
float cover(float d) { return clamp(.5 - d * size.z, 0., 1.); }
float dashed(float r, float period, float part) {
  // From afar a ring is broken where both ways are as far.
  if (!NEAR) return .4 * r - abs(abs(at.x) - abs(at.y));
  float count = max(floor(6.2832 * r / period), 4.);
  return (abs(fract(atan(at.y, at.x) / 6.2832 * count) - .5) - part * .5) * period;
}
void main() {
  vec4 place = vec4(abs(at), at.y, 1.);
  float r = length(at), s = view.w, h = round_px.y;
  float d = round_px.x > 0. ? r - round_px.x : max(dot(sides[0], place), dot(sides[1], place));
  float a = cover(d - ink.w), line = abs(d) - ink.w;
  if (what.x == 1) line = max(line, dashed(h, 5.9 * s, .54));
  vec3 c = fill;
  if (NEAR) {
    int core = what.y;
    if (core > 0 && what.x < 2) {
      float disc = r - .58 * h, p = 1e3;
      bool low = core % 2 == 1, adverse = core / 2 % 2 == 1;
      if (low) p = max(disc, -at.y);
      if (adverse) p = min(p, max(max(disc, low ? at.y + .1 * h : -1e3), abs(mod(at.x + at.y, 3.4 * s) - 1.7 * s) * .7071 - .75 * s));
      if (core / 4 % 2 == 1 && !low && !adverse) p = r - .25 * h;
      c = mix(c, ink.rgb, cover(p));
    }
    if (what.x == 7) line = max(line, dashed(h, 3.8 * s, .53));
    if (core / 8 == 1) {
      vec2 q = abs(at - vec2(1.1, -1.) * h);
      float p = cover(max(max(q.x, q.y) - 3. * s, min(q.x, q.y) - .75 * s));
      c = mix(c, ink.rgb, p);
      a = max(a, p);
    }
  }
  if (ink.w > 0.) c = mix(c, ink.rgb, cover(line));
  if (round_px.z > 0.) {
    float ring = abs(r - round_px.z) - 1.25;
    if (what.z == 4) ring = max(ring, dashed(round_px.z, 6., .5));
    float p = cover(ring);
    c = mix(c, inks[11].rgb, p);
    a = max(a, p);
  }
  colour = vec4(c * a, a);
}
