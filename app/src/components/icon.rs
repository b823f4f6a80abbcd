//! Icons (20 px, stroke 1.5), the logo and the tray of the sync state. All are decorative: the
//! words stand beside them or in the accessible name of what holds them.

use crate::markup::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pictogram {
    Today,
    Network,
    School,
    Programme,
    Indicators,
    Practices,
    Inbox,
    Settings,
    Search,
    Plus,
    Minus,
    Check,
    Cross,
    ChevronRight,
    ChevronDown,
    Back,
    ArrowRight,
    Filter,
    File,
    Note,
    Undo,
    Print,
    SaveToFile,
    Offline,
    Forbidden,
    Failed,
    Empty,
    Menu,
    External,
    Edit,
    History,
    Person,
    SignOut,
    Whole,
}

impl Pictogram {
    /// The drawing inside a view box of 20 × 20.
    pub(crate) const fn drawing(self) -> &'static str {
        match self {
            Pictogram::Today => {
                r#"<path d="M4 5h12v11H4zM4 8.5h12M7 3v3.5M13 3v3.5M7.5 12l1.8 1.8 3.4-3.6"/>"#
            }
            Pictogram::Network => {
                r#"<circle cx="10" cy="5" r="2.5"/><path d="M10 8.5 14.5 15h-9zM4 17h12"/>"#
            }
            Pictogram::School => r#"<path d="M3.5 9 10 3.5 16.5 9v7.5h-13zM8 16.5V12h4v4.5"/>"#,
            Pictogram::Programme => {
                r#"<path d="M3.5 5.5h2M3.5 10h2M3.5 14.5h2M8.5 5.5h8M8.5 10h5M8.5 14.5h8"/>"#
            }
            Pictogram::Indicators => {
                r#"<path d="M3 16.5h14M4 12.5l4-3 3 2 5-6M16 5.5h-3M16 5.5v3"/>"#
            }
            Pictogram::Practices => r#"<path d="M5.5 3.5h9v13L10 13l-4.5 3.5z"/>"#,
            Pictogram::Inbox => r#"<path d="M3 11.5 5 4.5h10l2 7v5H3zM3 11.5h4l1 2h4l1-2h4"/>"#,
            Pictogram::Settings => {
                r#"<path d="M3 6h7M14 6h3M3 14h3M10 14h7"/><circle cx="12" cy="6" r="2"/><circle cx="8" cy="14" r="2"/>"#
            }
            Pictogram::Search => {
                r#"<circle cx="8.5" cy="8.5" r="5"/><path d="m12.5 12.5 4.5 4.5"/>"#
            }
            Pictogram::Plus => r#"<path d="M10 4v12M4 10h12"/>"#,
            Pictogram::Minus => r#"<path d="M4 10h12"/>"#,
            Pictogram::Check => r#"<path d="m4 10.5 4 4 8-9"/>"#,
            Pictogram::Cross => r#"<path d="m5 5 10 10M15 5 5 15"/>"#,
            Pictogram::ChevronRight => r#"<path d="m7.5 4.5 5.5 5.5-5.5 5.5"/>"#,
            Pictogram::ChevronDown => r#"<path d="m4.5 7.5 5.5 5.5 5.5-5.5"/>"#,
            Pictogram::Back => r#"<path d="M12.5 4 6.5 10l6 6"/>"#,
            Pictogram::ArrowRight => r#"<path d="M3 10h13M12 6l4 4-4 4"/>"#,
            Pictogram::Filter => r#"<path d="M3 5.5h14M5.5 10h9M8 14.5h4"/>"#,
            Pictogram::File => r#"<path d="M5 3h7l3.5 3.5V17H5zM12 3v4h3.5"/>"#,
            Pictogram::Note => r#"<path d="M4 3.5h12v9l-4 4H4zM16 12.5h-4v4M7 7h6M7 10h4"/>"#,
            Pictogram::Undo => r#"<path d="M7 4 3.5 7.5 7 11M4 7.5h7.5a4 4 0 0 1 0 8H8"/>"#,
            Pictogram::Print => r#"<path d="M6 7V3.5h8V7M6 14H3.5V7h13v7H14M6 11.5h8v5H6z"/>"#,
            Pictogram::SaveToFile => r#"<path d="M10 3.5v9M6.5 9l3.5 3.5L13.5 9M4 16.5h12"/>"#,
            Pictogram::Offline => {
                r#"<path d="M6.5 15.5h8a3 3 0 0 0 .8-5.9 5 5 0 0 0-8.3-2.5M5 8.5a3.5 3.5 0 0 0 1.5 7M3 3l14 14"/>"#
            }
            Pictogram::Forbidden => r#"<circle cx="10" cy="10" r="6.5"/><path d="m5.5 14.5 9-9"/>"#,
            Pictogram::Failed => {
                r#"<circle cx="10" cy="10" r="6.5"/><path d="m7.5 7.5 5 5M12.5 7.5l-5 5"/>"#
            }
            Pictogram::Empty => r#"<circle cx="10" cy="10" r="6.5" stroke-dasharray="2.2 2.2"/>"#,
            Pictogram::Menu => r#"<path d="M3.5 5.5h13M3.5 10h13M3.5 14.5h13"/>"#,
            Pictogram::External => r#"<path d="M8 4.5H4v11.5h11.5V12M11.5 3.5h5v5M16 4l-7 7"/>"#,
            Pictogram::Edit => r#"<path d="m4 16 .8-3.5L13.5 3.8l2.7 2.7-8.7 8.7z"/>"#,
            Pictogram::History => {
                r#"<circle cx="10" cy="10" r="6.5"/><path d="M10 6v4.3l2.8 1.7"/>"#
            }
            Pictogram::Person => {
                r#"<circle cx="10" cy="6.5" r="3"/><path d="M4 17c.5-4 3-5.5 6-5.5s5.5 1.5 6 5.5"/>"#
            }
            Pictogram::SignOut => r#"<path d="M8.5 3.5H4v13h4.5M8 10h9M13.5 6.5 17 10l-3.5 3.5"/>"#,
            Pictogram::Whole => {
                r#"<path d="M4 7.5V4h3.5M12.5 4H16v3.5M16 12.5V16h-3.5M7.5 16H4v-3.5"/>"#
            }
        }
    }
}

/// An icon, hidden from screen readers.
pub fn icon(of: Pictogram) -> impl IntoView {
    drawn(of, "icon")
}

/// The same, as high as the words beside it.
pub fn small_icon(of: Pictogram) -> impl IntoView {
    drawn(of, "icon icon--small")
}

fn drawn(of: Pictogram, class: &'static str) -> impl IntoView {
    view! {
        <svg class=class viewBox="0 0 20 20" aria-hidden="true" focusable="false" inner_html=of.drawing()></svg>
    }
}

/// The logo: a ring standing on a triangle, a school with a live mentor.
pub fn logo() -> impl IntoView {
    const DRAWING: &str = concat!(
        r#"<circle class="logo__ring" cx="14" cy="6.5" r="4.5"/>"#,
        r#"<path class="logo__triangle" d="M14 12l7.5 11.5h-15z"/>"#,
        r#"<path class="logo__ground" d="M3 26.5h22"/>"#,
    );
    view! {
        <svg class="logo" viewBox="0 0 28 28" aria-hidden="true" focusable="false" inner_html=DRAWING></svg>
    }
}

/// Where one's records are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrayState {
    /// Everything was received by the district.
    Received,
    /// Saved here, so many wait.
    Waiting {
        count: usize,
    },
    /// As waiting, without a line.
    Offline {
        count: usize,
    },
    Sending {
        count: usize,
    },
    /// Somebody has to decide.
    Decision,
    /// Something was refused.
    Refused,
}

impl TrayState {
    /// The value of `data-state`: see the style sheet's `_sync-state`.
    pub const fn code(self) -> &'static str {
        match self {
            TrayState::Received => "received",
            TrayState::Waiting { .. } => "waiting",
            TrayState::Offline { .. } => "offline",
            TrayState::Sending { .. } => "sending",
            TrayState::Decision => "decision",
            TrayState::Refused => "refused",
        }
    }

    fn drawing(self) -> String {
        const TRAY: &str = r#"<path d="M3 13v4h14v-4"/>"#;
        const SHEETS: [&str; 3] = [
            r#"<path class="tray__sheet" d="M6 13h8"/>"#,
            r#"<path class="tray__sheet" d="M6 10h8"/>"#,
            r#"<path class="tray__sheet" d="M6 7h8"/>"#,
        ];
        let sheets = |count: usize| SHEETS[..count.min(SHEETS.len())].concat();
        let above = match self {
            TrayState::Received => {
                r#"<path class="tray__sheet" d="m6 8.5 2.8 2.8L14 5"/>"#.to_owned()
            }
            TrayState::Waiting { count } => sheets(count),
            TrayState::Offline { count } => sheets(count) + r#"<path d="m15 3 3 3M18 3l-3 3"/>"#,
            TrayState::Sending { count } => {
                sheets(count.min(2)) + r#"<path class="tray__sheet" d="M10 6.5V2M8 4l2-2 2 2"/>"#
            }
            TrayState::Decision => r#"<circle class="tray__dot" cx="13" cy="7" r="3"/>"#.to_owned(),
            TrayState::Refused => {
                r#"<path class="tray__alert" d="m10 5 4 4M14 5l-4 4"/>"#.to_owned()
            }
        };
        format!("{TRAY}{above}")
    }
}

/// The tray of the sync state: one line per waiting record, at most three.
pub fn sync_tray(state: impl Fn() -> TrayState + Send + Sync + 'static) -> impl IntoView {
    view! {
        <svg class="sync-state__tray" viewBox="0 0 20 20" aria-hidden="true" focusable="false"
            inner_html=move || state().drawing()></svg>
    }
}
