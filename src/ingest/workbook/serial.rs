//! Serial numbers to days and times: how workbooks store dates.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::document::Value;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// Years from here on are meant in the Buddhist era: people type 31/1/2568 into a Gregorian sheet.
const FIRST_BUDDHIST_YEAR: i32 = 2400;

/// A point in time as a sheet shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// Year of the Common Era.
    pub(super) year: i32,
    /// From 1.
    pub(super) month: u8,
    /// From 1.
    pub(super) day: u8,
    /// From 0 for Monday.
    pub(super) weekday: u8,
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) millisecond: u16,
}

/// What a serial number means; `None` outside the years 1899 to 9999.
pub(super) fn moment(serial: f64, epoch_1904: bool) -> Option<Moment> {
    // 2,958,466 is the first day of the year 10000.
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let days = serial.floor();
    #[allow(clippy::cast_possible_truncation, reason = "bounded above")]
    let mut whole_days = days as i64;
    #[allow(clippy::cast_possible_truncation, reason = "below a day")]
    let mut milliseconds = ((serial - days) * 86_400_000.0).round() as i64;
    // Times are stored as fractions: 13:45:00 may lie a microsecond below.
    if milliseconds % 1000 >= 999 {
        milliseconds = milliseconds.saturating_add(1);
    }
    if milliseconds >= DAY {
        whole_days = whole_days.saturating_add(1);
        milliseconds = milliseconds.saturating_sub(DAY);
    }
    let date = day(whole_days, epoch_1904)?;
    let seconds = milliseconds / 1000;
    let small = |n: i64| u8::try_from(n).unwrap_or(0);
    Some(Moment {
        year: i32::from(date.year()),
        month: date.month().unsigned_abs(),
        day: date.day().unsigned_abs(),
        weekday: date.weekday().to_monday_zero_offset().unsigned_abs(),
        hour: small(seconds / 3600),
        minute: small(seconds / 60 % 60),
        second: small(seconds % 60),
        millisecond: u16::try_from(milliseconds % 1000).unwrap_or(0),
    })
}

/// The day of a serial number. The 1900 system counts a 29 February 1900 that never was.
fn day(days: i64, epoch_1904: bool) -> Option<Date> {
    let epoch = if epoch_1904 {
        Date::new(1904, 1, 1)
    } else if days < 60 {
        Date::new(1899, 12, 31)
    } else {
        Date::new(1899, 12, 30)
    };
    let span: Span = i32::try_from(days).ok()?.days();
    epoch.ok()?.checked_add(span).ok()
}

/// The typed value of a stored date; a year that can only be Buddhist is taken as one.
pub(super) fn date_value(serial: f64, epoch_1904: bool) -> Option<Value> {
    let moment = moment(serial, epoch_1904)?;
    civil_value(moment.year, moment.month, moment.day)
}

/// The typed value of an ISO 8601 date, as some files store them.
pub(super) fn iso_value(text: &str) -> Option<Value> {
    let date: Date = text.get(..10)?.parse().ok()?;
    civil_value(
        i32::from(date.year()),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
    )
}

fn civil_value(year: i32, month: u8, day: u8) -> Option<Value> {
    let year = if year >= FIRST_BUDDHIST_YEAR {
        year.checked_sub(543)?
    } else {
        year
    };
    let date = format!("{year:04}-{month:02}-{day:02}");
    Some(Value::Date {
        from: date.clone(),
        to: date,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(serial: f64, epoch_1904: bool) -> Option<String> {
        match date_value(serial, epoch_1904)? {
            Value::Date { from, .. } => Some(from),
            _ => None,
        }
    }

    #[test]
    fn days_of_both_systems() {
        assert_eq!(iso(45688.0, false).as_deref(), Some("2025-01-31"));
        assert_eq!(iso(1.0, false).as_deref(), Some("1900-01-01"));
        assert_eq!(iso(61.0, false).as_deref(), Some("1900-03-01"));
        assert_eq!(iso(0.0, true).as_deref(), Some("1904-01-01"));
        assert_eq!(iso(-1.0, false), None);
        assert_eq!(iso(f64::NAN, false), None);
        assert_eq!(iso(1e12, false), None);
    }

    #[test]
    fn a_buddhist_year_typed_into_a_gregorian_sheet_is_the_same_day() {
        // 31/1/2568 typed as a date is serial 244,014.
        let serial = 45688.0 + 198_326.0;
        assert_eq!(moment(serial, false).map(|m| m.year), Some(2568));
        assert_eq!(iso(serial, false).as_deref(), Some("2025-01-31"));
    }

    #[test]
    fn a_time_just_below_the_second_is_that_second() {
        let m = moment(45688.0 + 0.572_916_666_666_666, false).unwrap();
        assert_eq!((m.hour, m.minute, m.second), (13, 45, 0));
        let midnight = moment(45_688.0 - 1e-10, false).unwrap();
        assert_eq!((midnight.day, midnight.hour), (31, 0));
    }
}
