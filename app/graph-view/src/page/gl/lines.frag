precision highp float;
in vec2 at;
flat in float len;
flat in float wide;
flat in vec4 ink;
flat in ivec3 what;
uniform vec4 view;
uniform vec4 size;
uniform vec4 inks[14];
out vec4 colour;
float cover(float d) { return clamp(.5 - d * size.z, 0., 1.); }
void main() {
  vec3 c = ink.rgb;
  float a = cover(abs(at.y) - wide);
  if (NEAR) {
    float s = view.w;
    int family = what.x, status = what.y;
    bool head = family != 4 && status != 4;
    float body = head ? len - 6. * s : len;
    float ends = max(-at.x, at.x - body), d = max(abs(at.y) - wide, ends);
    if (family == 2) {
      d = max(length(vec2(mod(at.x, 4.5 * s) - 2.25 * s, at.y)) - wide, ends);
    } else if (family == 3) {
      d = max(d, mod(at.x, 12. * s) - 8. * s);
    } else if (family == 4) {
      float q = mod(at.x, 17.5 * s) / s;
      d = max(d, min(q - 9., max(12.5 - q, q - 14.)) * s);
    }
    a = cover(d);
    if (family == 1 && status < 3) {
      c = mix(c, inks[5].rgb, cover(abs(at.y) - (what.z == 1 ? .625 : .875) * s));
    }
    if (head) {
      float t = len - at.x, h = max((abs(at.y) - t * .5) * .894, max(-t, t - 6.5 * s));
      float p = cover(h);
      c = mix(c, status < 2 ? mix(ink.rgb, inks[5].rgb, cover(h + 1.25 * s)) : ink.rgb, p);
      a = max(a, p);
    }
    if (status == 4) {
      float p = cover(max(abs(at.x - len) - .75, abs(at.y) - 5. * s));
      c = mix(c, ink.rgb, p);
      a = max(a, p);
    }
    if (status == 0) {
      float r = length(vec2(at.x - len * .5, at.y)) - 4. * s, p = cover(r - .75);
      c = mix(c, mix(ink.rgb, inks[5].rgb, cover(r + .75)), p);
      a = max(a, p);
    }
  }
  a *= ink.a;
  colour = vec4(c * a, a);
}
