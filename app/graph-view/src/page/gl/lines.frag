precision highp float;
in vec2 at;
flat in float len;
flat in float wide;
flat in ivec3 what;
uniform vec4 view;
uniform vec4 size;
uniform vec4 inks[14];
out vec4 colour;
const float widths[5] = float[5](2.5, 4.25, 2.2, 1.9, 1.7);
float cover(float d) { return clamp(.5 - d * size.z, 0., 1.); }
void main() {
  float s = view.w;
  int family = what.x, status = what.y;
  bool context = what.z == 1, over = status > 2, detail = NEAR;
  vec4 hue = context ? inks[12] : over ? inks[10] : inks[family];
  float w = context ? (family == 1 ? 3. : 1.) : over ? 1.5 : widths[family];
  w = max(w * s + wide, .7);
  bool head = detail && family != 4 && status != 4;
  float body = head ? len - 6. * s : len;
  float ends = max(-at.x, at.x - body), d = max(abs(at.y) - w * .5, ends);
  if (detail && family == 2) {
    float q = mod(at.x, 4.5 * s) - 2.25 * s;
    d = max(length(vec2(q, at.y)) - w * .5, ends);
  } else if (detail && family == 3) {
    d = max(d, mod(at.x, 12. * s) - 8. * s);
  } else if (detail && family == 4) {
    float q = mod(at.x, 17.5 * s) / s;
    d = max(d, min(q - 9., max(12.5 - q, q - 14.)) * s);
  }
  float a = cover(d);
  vec3 ink = hue.rgb;
  if (detail && family == 1 && !over) {
    ink = mix(ink, inks[5].rgb, cover(abs(at.y) - (context ? .625 : .875) * s));
  }
  if (head) {
    float t = len - at.x, h = max((abs(at.y) - t * .5) * .894, max(-t, t - 6.5 * s));
    float c = cover(h);
    vec3 fill = status < 2 ? mix(hue.rgb, inks[5].rgb, cover(h + 1.25 * s)) : hue.rgb;
    ink = mix(ink, fill, c);
    a = max(a, c);
  }
  if (status == 4) {
    float c = cover(max(abs(at.x - len) - .75, abs(at.y) - 5. * s));
    ink = mix(ink, hue.rgb, c);
    a = max(a, c);
  }
  if (status == 0 && detail) {
    float r = length(vec2(at.x - len * .5, at.y)) - 4. * s, c = cover(r - .75);
    ink = mix(ink, mix(hue.rgb, inks[5].rgb, cover(r + .75)), c);
    a = max(a, c);
  }
  a *= what.z > 1 ? 1. : size.w;
  colour = vec4(ink * a, a);
}
