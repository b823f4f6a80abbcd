//! The public pages: complete HTML documents, rendered on the server, never hydrated, readable
//! without script. Each page component takes plain data that went through `project` for the
//! public and includes the shell itself.
//!
//! No style attributes, no inline scripts or styles: the pages' content security policy forbids
//! them.

mod absence;
mod embed;
mod network;
mod networks;
mod organisation;
mod picture_file;
mod practices;
mod programme;
mod shell;
mod territories;
mod visit;

pub use absence::{ErrorPage, ForbiddenPage, NotFoundPage};
pub use embed::{EmbedPage, Embedded};
pub use network::{NetworkPage, SummarySentence, network_sentence};
pub use networks::{NetworkCard, NetworksPage};
pub use organisation::OrganisationPage;
pub use picture_file::{picture_name, scene_file, territories_file};
pub use practices::{PracticesPage, PublicPractice};
pub use programme::ProgrammePage;
pub use shell::{Place, Shell};
pub use territories::{SingleMarks, TerritoriesPage};
pub use visit::{Visit, wants_single_marks};

/// Renders a page to a document, doctype included, without the hydration data and scripts that
/// Leptos's own responders append.
#[cfg(feature = "ssr")]
pub fn to_html<V: leptos::IntoView>(page: impl FnOnce() -> V) -> String {
    use leptos::prelude::{Owner, RenderHtml};
    let owner = Owner::new();
    let html = owner.with(|| page().into_view().to_html());
    owner.cleanup();
    // Markers between text nodes only serve hydration.
    format!("<!DOCTYPE html>{}", html.replace("<!>", ""))
}

#[cfg(all(test, feature = "ssr"))]
mod tests;
