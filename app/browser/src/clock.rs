//! The clock and the calendar of the device.

use js_sys::Date;
use opora_app::workspace::ports::Moment;
use opora_sync::Timestamp;
use wasm_bindgen::JsValue;

/// Milliseconds since 1970, by the device's clock.
#[expect(
    clippy::cast_possible_truncation,
    reason = "whole milliseconds far below 2^53"
)]
pub fn now() -> Timestamp {
    Date::now() as Timestamp
}

/// A moment on the wall clock of the device.
#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds are far below 2^53"
)]
pub fn moment(at: Timestamp) -> Moment {
    let date = Date::new(&JsValue::from_f64(at as f64));
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    Moment {
        year: u16::try_from(date.get_full_year()).unwrap_or(1970),
        month: small(date.get_month()) + 1,
        day: small(date.get_date()),
        hour: small(date.get_hours()),
        minute: small(date.get_minutes()),
        // JavaScript's week begins on Sunday.
        weekday: small((date.get_day() + 6) % 7),
    }
}
