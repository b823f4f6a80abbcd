//! Pictures as PNG, drawn from their SVG with fonts of our own: no font of the machine is asked.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::sync::{Arc, LazyLock};
use tokio::sync::Semaphore;

/// Pictures drawn at once; the others wait. Drawing takes a core for up to a second.
static DRAWING: Semaphore = Semaphore::const_new(2);
/// Longest side of a picture, pixels: a large network is drawn smaller instead.
const SIDE_MAX: f32 = 6_000.0;
/// A preview's size, pixels, as social networks show it.
pub const PREVIEW: (u32, u32) = (1200, 630);

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(include_bytes!("../fonts/golos-text-regular.ttf").to_vec());
    fonts.load_font_data(include_bytes!("../fonts/golos-text-semibold.ttf").to_vec());
    fonts.set_sans_serif_family("Golos Text");
    Arc::new(fonts)
});

/// Why there is no PNG.
#[derive(Debug, thiserror::Error)]
pub enum RasterError {
    #[error("the picture cannot be drawn: {0}")]
    Unreadable(#[from] resvg::usvg::Error),
    #[error("the picture is empty or too large: {width} × {height}")]
    Size { width: f32, height: f32 },
    #[error("the picture cannot be written: {0}")]
    Unwritable(String),
    #[error("drawing was broken off")]
    BrokenOff,
}

/// Draws an SVG at so many pixels for each of its own.
pub async fn png(svg: String, scale: f32) -> Result<Vec<u8>, RasterError> {
    let _place = DRAWING
        .acquire()
        .await
        .map_err(|_| RasterError::BrokenOff)?;
    tokio::task::spawn_blocking(move || drawn(&svg, scale))
        .await
        .map_err(|_| RasterError::BrokenOff)?
}

fn drawn(svg: &str, scale: f32) -> Result<Vec<u8>, RasterError> {
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "Golos Text".to_owned(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = scale.min(SIDE_MAX / width.max(height));
    let mut pixels = Pixmap::new(
        (width * scale).ceil() as u32,
        (height * scale).ceil() as u32,
    )
    .ok_or(RasterError::Size { width, height })?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    pixels
        .encode_png()
        .map_err(|error| RasterError::Unwritable(error.to_string()))
}

/// A picture's own SVG set into a card of [`PREVIEW`]'s size under a name and a sentence.
pub fn preview(picture: &str, name: &str, sentence: &str) -> String {
    let (width, height) = PREVIEW;
    // The picture's own size gives way to the card's.
    let inner = picture
        .split_once(" width=\"")
        .and_then(|(before, rest)| Some((before, rest.split_once('"')?.1)))
        .and_then(|(before, rest)| Some((before, rest.split_once(" height=\"")?.1)))
        .and_then(|(before, rest)| Some((before, rest.split_once('"')?.1)))
        .map(|(before, rest)| {
            let at = r#" x="40" y="150" width="1120" height="450""#;
            format!("{before}{at}{rest}")
        })
        .unwrap_or_default();
    let (name, sentence) = (escaped(name), escaped(sentence));
    format!(
        concat!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" font-family="Golos Text">"##,
            r##"<rect width="{w}" height="{h}" fill="#FBFCFE"/><rect width="{w}" height="10" fill="#1F47A6"/>"##,
            r##"<text x="40" y="78" font-size="46" font-weight="600" fill="#17202E">{name}</text>"##,
            r##"<text x="40" y="122" font-size="26" fill="#445062">{sentence}</text>{inner}</svg>"##
        ),
        w = width,
        h = height,
        name = name,
        sentence = sentence,
        inner = inner,
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn russian_letters_are_drawn() {
        let text = |words: &str| {
            format!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><style>.a{{fill:#000;font-family:'Golos Text'}}</style><text class="a" x="5" y="30" font-size="24">{words}</text></svg>"#
            )
        };
        let (school, empty) = (png(text("Школа № 5"), 2.0).await, png(text(""), 2.0).await);
        let (school, empty) = (school.expect("it is drawn"), empty.expect("it is drawn"));
        assert!(school.starts_with(b"\x89PNG"));
        assert!(
            school.len() > empty.len() + 500,
            "{} {}",
            school.len(),
            empty.len()
        );
    }

    #[tokio::test]
    async fn what_is_no_picture_is_refused() {
        assert!(png("<p>".to_owned(), 1.0).await.is_err());
    }

    #[test]
    fn a_preview_has_the_picture_in_the_size_of_the_card() {
        let card = preview(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 500" width="880" height="500"><g/></svg>"#,
            "<Район>",
            "a & b",
        );
        assert!(card.contains("viewBox=\"0 0 880 500\" x=\"40\""), "{card}");
        assert!(
            card.contains("&lt;Район&gt;") && !card.contains("width=\"880\""),
            "{card}"
        );
    }
}
