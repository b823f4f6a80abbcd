layout(location=0) in vec2 corner;
layout(location=1) in vec4 mark;
layout(location=2) in float carries;
layout(location=3) in float tone;
uniform vec4 view;
uniform vec4 size;
uniform float turn;
out vec2 at;
flat out float half_px;
flat out ivec3 what;
void main() {
  bool above = tone > 1.5;
  if (tone > 4.5 || (turn > 0. && above != (turn > 1.5))) {
    gl_Position = vec4(2., 2., 2., 1.);
    return;
  }
  float s = view.w;
  half_px = max(mark.z * s + carries * sqrt(s), 1.6);
  float reach = tone > 2.5 ? max(half_px * 1.5, max(half_px, 6.) + 9.) : half_px * (NEAR ? 1.5 : 1.2) + 1.;
  at = vec2(corner.x * 2. - 1., corner.y) * reach;
  vec2 p = (mark.xy - view.xy) * view.z + at;
  what = ivec3(int(mark.w) % 8, int(mark.w) / 8, int(tone + .5));
  gl_Position = vec4(p * 2. / size.xy * vec2(1., -1.), 0., 1.);
}
