layout(location=0) in vec4 mark;
layout(location=1) in float carries;
layout(location=2) in float tone;
uniform vec4 view;
uniform vec4 size;
uniform float turn;
uniform vec4 inks[14];
out vec2 at;
flat out vec4 sides[2];
flat out vec4 ink;
flat out vec3 fill;
flat out vec3 round_px;
flat out ivec3 what;
void main() {
  vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID & 2) - 1.);
  bool above = tone > 1.5;
  if (tone > 4.5 || (turn > 0. && above != (turn > 1.5))) {
    gl_Position = vec4(2., 2., 2., 1.);
    return;
  }
  float s = view.w, half_px = max(mark.z * s + carries * sqrt(s), 1.6);
  float ring = tone > 2.5 ? max(half_px, 6.) + 6. : 0.;
  at = vec2(corner.x * 2. - 1., corner.y) * max(half_px * (NEAR ? 1.5 : 1.2) + 1., ring + 3.);
  int shape = int(mark.w) % 8;
  what = ivec3(shape, int(mark.w) / 8, int(tone + .5));
  float w = shape < 2 ? 2.5 : shape == 3 ? 1.75 : shape == 5 ? 1.5 : shape == 6 ? 2. : shape == 7 ? 1.25 : 0.;
  w = w > 0. ? max(w * s, .8) * .5 : 0.;
  float h = half_px - w;
  // Distances to two sides, of |x|, |y|, y and 1; or to a circle.
  sides[0] = sides[1] = vec4(.7071, .7071, 0., -.7071 * h);
  if (shape == 2) sides = vec4[2](vec4(0., 0., 1., -.573 * h), vec4(.8645, 0., -.5026, -.5763 * h));
  if (shape == 4) sides = vec4[2](vec4(1., 0., 0., -h), vec4(0., 1., 0., -h));
  round_px = vec3(shape == 2 || shape == 4 || shape == 5 ? -1. : h, half_px, ring);
  vec3 line = shape == 2 || shape == 6 ? inks[11].rgb : shape < 2 || shape == 4 ? inks[7].rgb : inks[8].rgb;
  if (what.z == 1) line = inks[9].rgb;
  ink = vec4(line, w);
  fill = shape == 2 || shape == 4 ? line : shape == 7 ? inks[5].rgb : shape == 6 ? inks[13].rgb : inks[6].rgb;
  vec2 p = (mark.xy - view.xy) * view.z + at;
  gl_Position = vec4(p * 2. / size.xy * vec2(1., -1.), 0., 1.);
}
