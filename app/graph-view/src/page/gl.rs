//! The painter on the graphics processor: one call for all lines and one for all marks, each a
//! quad whose shape, pattern and end its shader works out. The shaders are in the folder `gl`.
//!
//! Each has two programs, one for near and one for far, where patterns and arrowheads could not be
//! told apart and are left out; each is made when it is first needed.
//!
//! Uniforms: `view` is the camera's middle, its zoom and the scale of marks; `size` is width and
//! height, pixels to a px, and how opaque lines are that do not stand out; `turn` is 0 for all, 1
//! for what does not stand out, 2 for what does.

use super::colours::Colours;
use crate::camera::{Camera, Stage};
use crate::emphasis::{Emphasis, Tone};
use crate::shapes::{Glyph, Source, Stroke};
use crate::sizes::{DETAIL_FROM, scale, within};
use js_sys::Float32Array;
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
    sources: (&'static str, &'static str),
    /// From afar, and from near.
    programs: [Option<Program>; 2],
    array: WebGlVertexArrayObject,
    tones: WebGlBuffer,
    count: i32,
}

struct Program {
    program: WebGlProgram,
    view: Option<WebGlUniformLocation>,
    size: Option<WebGlUniformLocation>,
    inks: Option<WebGlUniformLocation>,
    turn: Option<WebGlUniformLocation>,
}

/// Two triangles: along from 0 to 1, across from -1 to 1.
const QUAD: [f32; 8] = [0.0, -1.0, 1.0, -1.0, 0.0, 1.0, 1.0, 1.0];

impl Gl {
    /// `None` when the machine has no WebGL2.
    pub fn new(canvas: &HtmlCanvasElement, glyphs: &[Glyph], strokes: &[Stroke]) -> Option<Self> {
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

        let mut fixed = Vec::with_capacity(strokes.len() * 11);
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
        let lines = Layer::new(
            &context,
            (include_str!("gl/lines.vert"), include_str!("gl/lines.frag")),
            &fixed,
            &[4, 4, 3],
            strokes.len(),
        )?;
        let mut fixed = Vec::with_capacity(glyphs.len() * 5);
        for glyph in glyphs {
            let what = (glyph.core * 8 + glyph.shape as u8).into();
            let size = glyph.size;
            let numbers = [glyph.at.0, glyph.at.1, size.own, what, size.carries];
            fixed.extend(numbers.map(|number| number as f32));
        }
        let marks = Layer::new(
            &context,
            (include_str!("gl/marks.vert"), include_str!("gl/marks.frag")),
            &fixed,
            &[4, 1],
            glyphs.len(),
        )?;
        Some(Gl {
            context,
            lines,
            marks,
        })
    }

    /// Takes over how everything is toned.
    pub fn tone(&self, glyphs: &[Glyph], strokes: &[Stroke], emphasis: &Emphasis) {
        let of = |source: Source| match source.tone(emphasis) {
            Tone::Plain => 0,
            Tone::Context => 1,
            Tone::Near => 2,
            Tone::Main => 3,
            Tone::Focus => 4,
            Tone::Hidden => 5,
        };
        let tones: Vec<u8> = strokes.iter().map(|stroke| of(stroke.source)).collect();
        self.lines.tone(&self.context, &tones);
        let tones: Vec<u8> = glyphs.iter().map(|glyph| of(glyph.source)).collect();
        self.marks.tone(&self.context, &tones);
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
            let Some(program) = layer.prepare(context, is_near, colours, view, size) else {
                return false;
            };
            // What stands out lies above the rest.
            let turns: &[f32] = if is_on { &[1.0, 2.0] } else { &[0.0] };
            for turn in turns {
                context.uniform1f(program.turn.as_ref(), *turn);
                context.draw_arrays_instanced(Context::TRIANGLE_STRIP, 0, 4, count);
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
    /// `parts` are the lengths of a thing's attributes, in numbers.
    fn new(
        context: &Context,
        sources: (&'static str, &'static str),
        fixed: &[f32],
        parts: &[i32],
        count: usize,
    ) -> Option<Self> {
        let array = context.create_vertex_array()?;
        context.bind_vertex_array(Some(&array));
        let bytes = 4;
        filled(context, &QUAD)?;
        context.enable_vertex_attrib_array(0);
        context.vertex_attrib_pointer_with_i32(0, 2, Context::FLOAT, false, 0, 0);
        filled(context, fixed)?;
        let stride = parts.iter().sum::<i32>() * bytes;
        let (mut location, mut offset) = (1, 0);
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
            context.vertex_attrib_divisor(location, 1);
            location += 1;
            offset += part * bytes;
        }
        let tones = context.create_buffer()?;
        context.bind_buffer(Context::ARRAY_BUFFER, Some(&tones));
        context.enable_vertex_attrib_array(location);
        context.vertex_attrib_pointer_with_i32(location, 1, Context::UNSIGNED_BYTE, false, 0, 0);
        context.vertex_attrib_divisor(location, 1);
        Some(Layer {
            sources,
            programs: [None, None],
            array,
            tones,
            count: i32::try_from(count).ok()?,
        })
    }

    fn tone(&self, context: &Context, tones: &[u8]) {
        context.bind_buffer(Context::ARRAY_BUFFER, Some(&self.tones));
        context.buffer_data_with_u8_array(Context::ARRAY_BUFFER, tones, Context::DYNAMIC_DRAW);
    }

    /// Sets up one of the programs, made if it is not there yet.
    fn prepare(
        &mut self,
        context: &Context,
        is_near: bool,
        colours: &Colours,
        view: [f64; 4],
        size: [f64; 4],
    ) -> Option<&Program> {
        let program = &mut self.programs[usize::from(is_near)];
        if program.is_none() {
            *program = Program::new(context, self.sources, is_near);
        }
        let program = program.as_ref()?;
        context.use_program(Some(&program.program));
        context.bind_vertex_array(Some(&self.array));
        for (place, of) in [(&program.view, view), (&program.size, size)] {
            let [a, b, c, d] = of.map(|number| number as f32);
            context.uniform4f(place.as_ref(), a, b, c, d);
        }
        context.uniform4fv_with_f32_array(program.inks.as_ref(), &colours.numbers);
        Some(program)
    }
}

impl Program {
    /// `None` when the machine makes nothing of the shaders.
    fn new(context: &Context, (vertex, fragment): (&str, &str), is_near: bool) -> Option<Self> {
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
        let is_linked = context.get_program_parameter(&program, Context::LINK_STATUS);
        is_linked.as_bool().filter(|is_linked| *is_linked)?;
        let place = |name: &str| context.get_uniform_location(&program, name);
        Some(Program {
            view: place("view"),
            size: place("size"),
            inks: place("inks"),
            turn: place("turn"),
            program,
        })
    }
}

/// A buffer, bound, with numbers that stay.
fn filled(context: &Context, numbers: &[f32]) -> Option<WebGlBuffer> {
    let buffer = context.create_buffer()?;
    context.bind_buffer(Context::ARRAY_BUFFER, Some(&buffer));
    context.buffer_data_with_array_buffer_view(
        Context::ARRAY_BUFFER,
        &Float32Array::from(numbers),
        Context::STATIC_DRAW,
    );
    Some(buffer)
}
