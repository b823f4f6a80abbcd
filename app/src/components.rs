//! Components of both doors: no data access, no routes, no state of their own. What they look
//! like is in the style sheet's partial of the same name.

pub mod example_strip;
pub mod icon;
pub mod mark;
pub mod meeting_months;
pub mod notice;
pub mod ruled_facts;
pub mod small_map;

pub use example_strip::ExampleStrip;
pub use icon::{Icon, Logo, Pictogram, SyncTray, TrayState};
pub use mark::{EdgeMark, OpenEndMark, PairMark, RoleMark};
pub use meeting_months::MeetingMonths;
pub use notice::{Notice, NoticeKind};
pub use ruled_facts::{Fact, RuledFacts};
pub use small_map::SmallMap;
