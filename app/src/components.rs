//! Components of both doors: no data access, no routes, no state of their own. What they look
//! like is in the style sheet's partial of the same name.

pub mod amount_totals;
#[cfg(not(feature = "csr"))]
pub mod example_strip;
pub mod icon;
pub mod mark;
#[cfg(not(feature = "csr"))]
pub mod meeting_months;
pub mod notice;
pub mod plan_fact;
pub mod ruled_facts;
#[cfg(not(feature = "csr"))]
pub mod small_map;
pub mod time_scale;
pub mod trend;

pub use amount_totals::amount_totals;
#[cfg(not(feature = "csr"))]
pub use example_strip::ExampleStrip;
pub use icon::{Pictogram, TrayState, icon, logo, small_icon, sync_tray};
pub use mark::{edge_mark, marks_of_pair, open_end_mark, role_mark, role_mark_of_size};
#[cfg(not(feature = "csr"))]
pub use meeting_months::MeetingMonths;
pub use notice::{NoticeKind, notice, notice_with};
pub use plan_fact::{PlanFact, PlanFactSize, plan_fact_svg};
pub use ruled_facts::{Fact, ruled_facts};
#[cfg(not(feature = "csr"))]
pub use small_map::SmallMap;
pub use time_scale::{TimeScale, scale_sample};
pub use trend::trend_svg;
