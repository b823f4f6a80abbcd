layout(location=0) in vec4 line;
layout(location=1) in vec4 trim;
layout(location=2) in vec3 look;
layout(location=3) in float tone;
uniform vec4 view;
uniform vec4 size;
uniform float turn;
uniform vec4 inks[14];
out vec2 at;
flat out float len;
flat out float wide;
flat out vec4 ink;
flat out ivec3 what;
const float widths[5] = float[5](2.5, 4.25, 2.2, 1.9, 1.7);
void main() {
  vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID & 2) - 1.);
  vec2 a = (line.xy - view.xy) * view.z, b = (line.zw - view.xy) * view.z;
  vec2 way = b - a;
  float l = max(length(way), .001), s = view.w;
  way /= l;
  int family = int(look.x) / 8, status = int(look.x) % 8;
  vec2 half_px = trim.xy * s + look.yz * sqrt(s);
  float start = half_px.x + .5, end = l - half_px.y - (NEAR && family != 4 && status != 4 ? 3. * s : 1.);
  bool above = tone > 1.5;
  if (tone > 4.5 || end <= start || (turn > 0. && above != (turn > 1.5))) {
    gl_Position = vec4(2., 2., 2., 1.);
    return;
  }
  what = ivec3(family, status, int(tone + .5));
  bool context = what.z == 1, over = status > 2;
  wide = max((context ? (family == 1 ? 3. : 1.) : over ? 1.5 : widths[family]) * s + trim.w, .7) * .5;
  ink = vec4((context ? inks[12] : over ? inks[10] : inks[family]).rgb, above ? 1. : size.w);
  float reach = corner.y * (NEAR ? 7. * s + trim.w : wide + .5 / size.z);
  float along = mix(start, end, corner.x) + (NEAR ? corner.x * 2. - 1. : 0.);
  at = vec2(along - start, reach);
  len = end - start;
  vec2 p = a + way * along + vec2(way.y, -way.x) * (reach + trim.z * s);
  gl_Position = vec4(p * 2. / size.xy * vec2(1., -1.), 0., 1.);
}
