layout(location=0) in vec2 corner;
layout(location=1) in vec4 line;
layout(location=2) in vec4 trim;
layout(location=3) in vec3 look;
layout(location=4) in float tone;
uniform vec4 view;
uniform vec4 size;
uniform float turn;
out vec2 at;
flat out float len;
flat out float wide;
flat out ivec3 what;
void main() {
  vec2 a = (line.xy - view.xy) * view.z, b = (line.zw - view.xy) * view.z;
  vec2 way = b - a;
  float l = max(length(way), .001), s = view.w;
  way /= l;
  vec2 side = vec2(way.y, -way.x);
  int family = int(look.x) / 8, status = int(look.x) % 8;
  bool arrow = family != 4 && status != 4;
  vec2 half_px = trim.xy * s + look.yz * sqrt(s);
  float start = half_px.x + .5, end = l - half_px.y - (arrow ? 3. * s : 1.);
  bool above = tone > 1.5;
  if (tone > 4.5 || end <= start || (turn > 0. && above != (turn > 1.5))) {
    gl_Position = vec4(2., 2., 2., 1.);
    return;
  }
  float reach = (NEAR ? 7. * s : status == 4 ? 5. * s + 1. : 2.2 * s + 1.) + trim.w;
  float along = mix(start - 1., end + 1., corner.x);
  vec2 p = a + way * along + side * (corner.y * reach + trim.z * s);
  at = vec2(along - start, corner.y * reach);
  len = end - start;
  wide = trim.w;
  what = ivec3(family, status, int(tone + .5));
  gl_Position = vec4(p * 2. / size.xy * vec2(1., -1.), 0., 1.);
}
