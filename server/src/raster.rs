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
const PREVIEW: (u32, u32) = (1200, 630);
/// Where the picture stands in it: left, top, width and height at most.
const PICTURE_IN_PREVIEW: (f32, f32, (f32, f32)) = (40.0, 150.0, (1120.0, 450.0));

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
    Size { width: u32, height: u32 },
    #[error("the picture cannot be written: {0}")]
    Unwritable(String),
    #[error("drawing was broken off")]
    BrokenOff,
}

/// Draws an SVG at so many pixels for each of its own.
pub async fn png(svg: String, scale: f32) -> Result<Vec<u8>, RasterError> {
    aside(move || {
        let tree = read(&svg)?;
        let (width, height) = (tree.size().width(), tree.size().height());
        let scale = scale.min(SIDE_MAX / width.max(height));
        let side = |length: f32| (length * scale).ceil() as u32;
        let mut pixels = pixels(side(width), side(height))?;
        resvg::render(
            &tree,
            Transform::from_scale(scale, scale),
            &mut pixels.as_mut(),
        );
        written(&pixels)
    })
    .await
}

/// Draws aside of the requests, in turn.
async fn aside(
    draw: impl FnOnce() -> Result<Vec<u8>, RasterError> + Send + 'static,
) -> Result<Vec<u8>, RasterError> {
    let _place = DRAWING
        .acquire()
        .await
        .map_err(|_| RasterError::BrokenOff)?;
    tokio::task::spawn_blocking(draw)
        .await
        .map_err(|_| RasterError::BrokenOff)?
}

fn read(svg: &str) -> Result<Tree, RasterError> {
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "Golos Text".to_owned(),
        ..Options::default()
    };
    Ok(Tree::from_str(svg, &options)?)
}

fn pixels(width: u32, height: u32) -> Result<Pixmap, RasterError> {
    Pixmap::new(width, height).ok_or(RasterError::Size { width, height })
}

fn written(pixels: &Pixmap) -> Result<Vec<u8>, RasterError> {
    pixels
        .encode_png()
        .map_err(|error| RasterError::Unwritable(error.to_string()))
}

/// Draws a picture into a card of [`PREVIEW`]'s size under a name and a sentence.
pub async fn preview(picture: String, name: &str, sentence: &str) -> Result<Vec<u8>, RasterError> {
    let (width, height) = PREVIEW;
    let (name, sentence) = (escaped(name), escaped(sentence));
    let card = format!(
        concat!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" font-family="Golos Text">"##,
            r##"<rect width="{w}" height="{h}" fill="#FBFCFE"/><rect width="{w}" height="10" fill="#1F47A6"/>"##,
            r##"<text x="40" y="78" font-size="46" font-weight="600" fill="#17202E">{name}</text>"##,
            r##"<text x="40" y="122" font-size="26" fill="#445062">{sentence}</text></svg>"##
        ),
        w = width,
        h = height,
        name = name,
        sentence = sentence,
    );
    aside(move || {
        let (card, picture) = (read(&card)?, read(&picture)?);
        let size = picture.size();
        let (left, top, room) = PICTURE_IN_PREVIEW;
        let scale = (room.0 / size.width()).min(room.1 / size.height());
        let beside = (room.0 - size.width() * scale) / 2.0;
        let mut pixels = pixels(width, height)?;
        resvg::render(&card, Transform::identity(), &mut pixels.as_mut());
        let place = Transform::from_row(scale, 0.0, 0.0, scale, left + beside, top);
        resvg::render(&picture, place, &mut pixels.as_mut());
        written(&pixels)
    })
    .await
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

    #[tokio::test]
    async fn a_preview_has_the_picture_whatever_its_size() {
        let picture = |width: u32| {
            format!(
                r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 500" width="{width}" height="500"><rect width="{width}" height="500" fill="#c00"/></svg>"##
            )
        };
        let (name, sentence) = ("<Район> & область", "a < b");
        let mut seen = vec![];
        for width in [100, 880, 9_000] {
            let card = preview(picture(width), name, sentence).await;
            let card = Pixmap::decode_png(&card.expect("it is drawn")).expect("it is a PNG");
            assert_eq!((card.width(), card.height()), PREVIEW);
            let red = card
                .pixels()
                .iter()
                .filter(|pixel| pixel.red() > 150 && pixel.green() < 50);
            seen.push(red.count());
        }
        // As wide or as high as there is room.
        assert!(
            seen[0] > 35_000 && seen[1] > 300_000 && seen[2] > 60_000,
            "{seen:?}"
        );
    }
}
