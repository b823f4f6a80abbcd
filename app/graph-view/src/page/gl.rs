//! The painter on the graphics processor: one call for all lines and one for all marks, each a
//! quad whose shape, pattern and end its shader works out. The shaders are in the folder `gl`.
//!
//! Each has two programs, one for near and one for far, where patterns and arrowheads could not be
//! told apart and are left out. The machine makes them while the module goes on: those for far
//! before anything else is done, those for near after the first frame.
//!
//! Uniforms: `view` is the camera's middle, its zoom and the scale of marks; `size` is width and
//! height, pixels to a px, and how opaque lines are that do not stand out; `turn` is 0 for all, 1
//! for what does not stand out, 2 for what does.

use super::colours::Colours;
use crate::camera::{Camera, Stage};
use crate::emphasis::{Emphasis, Tone};
use crate::shapes::{Glyph, Source, Stroke};
use crate::sizes::{DETAIL_FROM, scale, within};
use js_sys::{Float32Array, Uint32Array};
use wasm_bindgen::JsCast;
use web_sys::{
    HtmlCanvasElement, WebGl2RenderingContext as Context, WebGlBuffer, WebGlContextAttributes,
    WebGlProgram, WebGlUniformLocation, WebGlVertexArrayObject,
};

pub struct Gl {
    context: Context,
    lines: Layer,
    marks: Layer,
}

/// Things that are painted with one program.
struct Layer {
    far: Program,
    /// Asked for after the first frame.
    near: Option<Program>,
    sources: Sources,
    array: WebGlVertexArrayObject,
    tones: WebGlBuffer,
    count: i32,
}

/// Of a vertex and a fragment shader.
type Sources = (&'static str, &'static str);

/// What the machine was asked to make.
struct Program {
    program: WebGlProgram,
    /// Known when it is first used: asking waits until it is made.
    places: Option<Places>,
}

struct Places {
    view: Option<WebGlUniformLocation>,
    size: Option<WebGlUniformLocation>,
    inks: Option<WebGlUniformLocation>,
    turn: Option<WebGlUniformLocation>,
}

/// Numbers of a line and of a mark, by the attributes of their shaders; and all together.
const LINE_PARTS: [i32; 3] = [4, 4, 3];
const LINE_LENGTH: usize = 11;
const MARK_PARTS: [i32; 2] = [4, 1];
const MARK_LENGTH: usize = 5;
/// The tone of what is not drawn.
const HIDDEN: u8 = 5;
/// Corners of a quad; which corner a vertex is its shader knows by its number. A thing's numbers
/// stand there once for each: machines without a graphics processor draw one instance after
/// another, which for thousands takes ten times as long.
const CORNERS: usize = 4;
/// Two triangles.
const QUAD: [u32; 6] = [0, 1, 2, 2, 1, 3];

impl Gl {
    /// `None` when the machine has no WebGL2. The canvas has its size already: to change it once
    /// there is a context costs more than the context.
    pub fn new(canvas: &HtmlCanvasElement) -> Option<Self> {
        let wishes = WebGlContextAttributes::new();
        wishes.set_antialias(false);
        wishes.set_depth(false);
        let context = canvas
            .get_context_with_context_options("webgl2", &wishes)
            .ok()??
            .dyn_into::<Context>()
            .ok()?;
        context.enable(Context::BLEND);
        context.blend_func(Context::ONE, Context::ONE_MINUS_SRC_ALPHA);
        let mut gl = Gl {
            lines: Layer::new(
                &context,
                (include_str!("gl/lines.vert"), include_str!("gl/lines.frag")),
            )?,
            marks: Layer::new(
                &context,
                (include_str!("gl/marks.vert"), include_str!("gl/marks.frag")),
            )?,
            context,
        };
        // What a machine makes of a program it makes when it first draws with it: nothing is drawn
        // here, while the module goes on to read the picture.
        gl.lines
            .fill(&gl.context, &[0.0; LINE_LENGTH], &LINE_PARTS, 1)?;
        gl.marks
            .fill(&gl.context, &[0.0; MARK_LENGTH], &MARK_PARTS, 1)?;
        for layer in [&gl.lines, &gl.marks] {
            gl.context.use_program(Some(&layer.far.program));
            gl.context.bind_vertex_array(Some(&layer.array));
            layer.tone(&gl.context, std::iter::once(HIDDEN));
            gl.context.draw_elements_with_i32(
                Context::TRIANGLES,
                layer.count,
                Context::UNSIGNED_INT,
                0,
            );
        }
        gl.context.flush();
        Some(gl)
    }

    /// Takes over what there is to paint, once. `None` when the machine has no room for it.
    pub fn fill(&mut self, glyphs: &[Glyph], strokes: &[Stroke]) -> Option<()> {
        let mut fixed = Vec::with_capacity(strokes.len() * LINE_LENGTH);
        for stroke in strokes {
            let what = (stroke.family as u8 * 8 + stroke.status as u8).into();
            let numbers = [
                stroke.from.0,
                stroke.from.1,
                stroke.to.0,
                stroke.to.1,
                stroke.trim.0.own,
                stroke.trim.1.own,
                stroke.shift,
                stroke.wider,
                what,
                stroke.trim.0.carries,
                stroke.trim.1.carries,
            ];
            fixed.extend(numbers.map(|number| number as f32));
        }
        self.lines
            .fill(&self.context, &fixed, &LINE_PARTS, strokes.len())?;
        let mut fixed = Vec::with_capacity(glyphs.len() * MARK_LENGTH);
        for glyph in glyphs {
            let what = (glyph.core * 8 + glyph.shape as u8).into();
            let size = glyph.size;
            let numbers = [glyph.at.0, glyph.at.1, size.own, what, size.carries];
            fixed.extend(numbers.map(|number| number as f32));
        }
        self.marks
            .fill(&self.context, &fixed, &MARK_PARTS, glyphs.len())
    }

    /// Takes over how everything is toned.
    pub fn tone(&self, glyphs: &[Glyph], strokes: &[Stroke], emphasis: &Emphasis) {
        let of = |source: Source| match source.tone(emphasis) {
            Tone::Plain => 0,
            Tone::Context => 1,
            Tone::Near => 2,
            Tone::Main => 3,
            Tone::Focus => 4,
            Tone::Hidden => HIDDEN,
        };
        let lines = strokes.iter().map(|stroke| of(stroke.source));
        self.lines.tone(&self.context, lines);
        let marks = glyphs.iter().map(|glyph| of(glyph.source));
        self.marks.tone(&self.context, marks);
    }

    /// Tells whether it could: a machine may make nothing of the shaders.
    #[must_use]
    pub fn paint(
        &mut self,
        colours: &Colours,
        stage: &Stage,
        camera: &Camera,
        ratio: f64,
        is_on: bool,
    ) -> bool {
        let context = &self.context;
        context.viewport(
            0,
            0,
            context.drawing_buffer_width(),
            context.drawing_buffer_height(),
        );
        context.clear_color(0.0, 0.0, 0.0, 0.0);
        context.clear(Context::COLOR_BUFFER_BIT);
        let view = [
            camera.center.0,
            camera.center.1,
            camera.zoom,
            scale(camera.zoom),
        ];
        let size = [stage.width, stage.height, ratio, opacity(camera.zoom)];
        let is_near = view[3] >= DETAIL_FROM;
        for layer in [&mut self.lines, &mut self.marks] {
            let count = layer.count;
            let Some(places) = layer.prepare(context, is_near, colours, view, size) else {
                return false;
            };
            // What stands out lies above the rest.
            let turns: &[f32] = if is_on { &[1.0, 2.0] } else { &[0.0] };
            for turn in turns {
                context.uniform1f(places.turn.as_ref(), *turn);
                context.draw_elements_with_i32(Context::TRIANGLES, count, Context::UNSIGNED_INT, 0);
            }
        }
        for layer in [&mut self.lines, &mut self.marks] {
            if layer.near.is_none() {
                layer.near = Program::asked(context, layer.sources, true);
            }
        }
        true
    }
}

/// From afar lines lie over each other by the thousand: there they are a tint, from near they are
/// lines.
fn opacity(zoom: f64) -> f64 {
    within(0.35 + 0.65 * (zoom - 0.1) / 0.4, 0.35, 1.0)
}

impl Layer {
    fn new(context: &Context, sources: Sources) -> Option<Self> {
        Some(Layer {
            far: Program::asked(context, sources, false)?,
            near: None,
            sources,
            array: context.create_vertex_array()?,
            tones: context.create_buffer()?,
            count: 0,
        })
    }

    /// `parts` are the lengths of a thing's attributes, in numbers.
    fn fill(
        &mut self,
        context: &Context,
        fixed: &[f32],
        parts: &[i32],
        count: usize,
    ) -> Option<()> {
        context.bind_vertex_array(Some(&self.array));
        let bytes = 4;
        let length = parts.iter().sum::<i32>();
        let stride = length * bytes;
        let mut repeated = Vec::with_capacity(fixed.len() * CORNERS);
        for thing in fixed.chunks_exact(length as usize) {
            for _ in 0..CORNERS {
                repeated.extend_from_slice(thing);
            }
        }
        let repeated = Float32Array::from(repeated.as_slice());
        filled(context, Context::ARRAY_BUFFER, &repeated)?;
        let mut corners = Vec::with_capacity(count * QUAD.len());
        for first in (0..(count * CORNERS) as u32).step_by(CORNERS) {
            corners.extend(QUAD.map(|corner| first + corner));
        }
        self.count = i32::try_from(corners.len()).ok()?;
        let corners = Uint32Array::from(corners.as_slice());
        filled(context, Context::ELEMENT_ARRAY_BUFFER, &corners)?;
        let (mut location, mut offset) = (0, 0);
        for part in parts {
            context.enable_vertex_attrib_array(location);
            context.vertex_attrib_pointer_with_i32(
                location,
                *part,
                Context::FLOAT,
                false,
                stride,
                offset,
            );
            location += 1;
            offset += part * bytes;
        }
        context.bind_buffer(Context::ARRAY_BUFFER, Some(&self.tones));
        context.enable_vertex_attrib_array(location);
        context.vertex_attrib_pointer_with_i32(location, 1, Context::UNSIGNED_BYTE, false, 0, 0);
        Some(())
    }

    fn tone(&self, context: &Context, tones: impl Iterator<Item = u8>) {
        let tones: Vec<u8> = tones.flat_map(|tone| [tone; CORNERS]).collect();
        context.bind_buffer(Context::ARRAY_BUFFER, Some(&self.tones));
        context.buffer_data_with_u8_array(Context::ARRAY_BUFFER, &tones, Context::DYNAMIC_DRAW);
    }

    /// Sets up one of the programs; `None` when the machine makes nothing of it.
    fn prepare(
        &mut self,
        context: &Context,
        is_near: bool,
        colours: &Colours,
        view: [f64; 4],
        size: [f64; 4],
    ) -> Option<&Places> {
        if is_near && self.near.is_none() {
            self.near = Program::asked(context, self.sources, true);
        }
        let program = if is_near {
            self.near.as_mut()?
        } else {
            &mut self.far
        };
        if program.places.is_none() {
            program.places = Places::of(context, &program.program);
        }
        let places = program.places.as_ref()?;
        context.use_program(Some(&program.program));
        context.bind_vertex_array(Some(&self.array));
        for (place, of) in [(&places.view, view), (&places.size, size)] {
            let [a, b, c, d] = of.map(|number| number as f32);
            context.uniform4f(place.as_ref(), a, b, c, d);
        }
        context.uniform4fv_with_f32_array(places.inks.as_ref(), &colours.numbers);
        Some(places)
    }
}

impl Program {
    /// Asks the machine to make it; whether it could is known when it is used.
    fn asked(context: &Context, (vertex, fragment): Sources, is_near: bool) -> Option<Self> {
        let program = context.create_program()?;
        for (kind, source) in [
            (Context::VERTEX_SHADER, vertex),
            (Context::FRAGMENT_SHADER, fragment),
        ] {
            let shader = context.create_shader(kind)?;
            let mut whole = String::from("#version 300 es\nconst bool NEAR = ");
            whole.push_str(if is_near { "true;\n" } else { "false;\n" });
            whole.push_str(source);
            context.shader_source(&shader, &whole);
            context.compile_shader(&shader);
            context.attach_shader(&program, &shader);
        }
        context.link_program(&program);
        Some(Program {
            program,
            places: None,
        })
    }
}

impl Places {
    /// `None` when the machine makes nothing of the shaders.
    fn of(context: &Context, program: &WebGlProgram) -> Option<Self> {
        let is_linked = context.get_program_parameter(program, Context::LINK_STATUS);
        is_linked.as_bool().filter(|is_linked| *is_linked)?;
        let place = |name: &str| context.get_uniform_location(program, name);
        Some(Places {
            view: place("view"),
            size: place("size"),
            inks: place("inks"),
            turn: place("turn"),
        })
    }
}

/// A buffer, bound, with numbers that stay.
fn filled(context: &Context, target: u32, numbers: &js_sys::Object) -> Option<()> {
    let buffer = context.create_buffer()?;
    context.bind_buffer(target, Some(&buffer));
    context.buffer_data_with_array_buffer_view(target, numbers, Context::STATIC_DRAW);
    Some(())
}
