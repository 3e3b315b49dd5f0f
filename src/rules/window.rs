//! Time windows as rules write them, resolved against a fiscal year.
//!
//! Thai fiscal year N of the Buddhist era runs from 1 October N-1 to 30 September N. `FY`, `H1`, `Q3`
//! mean parts of the set's own year, so that next year's set needs no date edited by hand; `FY-1` is the year
//! before, `H1 FY-1` its first half, and `M1` to `M12` are the months from October on. Days are written in the Buddhist era: `2567-10-01..2568-03-31`.

use jiff::civil::Date;

use super::model::Window;
use super::problem::WindowFault;

/// Years between the Buddhist era and the common era.
const BUDDHIST_ERA: i16 = 543;

/// The window a text names.
pub(crate) fn parse(text: &str, fiscal_year: u16) -> Result<Window, WindowFault> {
    let (from, to) = match text.split_once("..") {
        Some((from, to)) => (day(from.trim())?, day(to.trim())?),
        None => part(text, fiscal_year)?,
    };
    if from > to {
        return Err(WindowFault::EndsFirst);
    }
    Ok(Window {
        name: text.to_owned(),
        from,
        to,
    })
}

/// `FY`, `H1`, `Q3`, each optionally followed by `FY-1` or, joined, as `FY-1` alone.
fn part(text: &str, fiscal_year: u16) -> Result<(Date, Date), WindowFault> {
    let mut words = text.split_whitespace();
    let first = words.next().ok_or(WindowFault::Unknown)?;
    let second = words.next();
    if words.next().is_some() {
        return Err(WindowFault::Unknown);
    }
    let (part, year) = match (first.starts_with("FY"), second) {
        (true, None) => ("FY", first),
        (false, None) => (first, "FY"),
        (false, Some(year)) => (first, year),
        (true, Some(_)) => return Err(WindowFault::Unknown),
    };
    let back: i16 = match year.strip_prefix("FY").ok_or(WindowFault::Unknown)? {
        "" => 0,
        "-1" => 1,
        "-2" => 2,
        _ => return Err(WindowFault::Unknown),
    };
    let year =
        i16::try_from(fiscal_year).map_err(|_| WindowFault::NoSuchDay)? - BUDDHIST_ERA - back;
    // Year and month of the first and the last month, with the fiscal year's own calendar year as 0.
    let (first, last) = match part {
        "FY" => ((-1, 10), (0, 9)),
        "H1" => ((-1, 10), (0, 3)),
        "H2" => ((0, 4), (0, 9)),
        "Q1" => ((-1, 10), (-1, 12)),
        "Q2" => ((0, 1), (0, 3)),
        "Q3" => ((0, 4), (0, 6)),
        "Q4" => ((0, 7), (0, 9)),
        month => {
            let month = month_of(month).ok_or(WindowFault::Unknown)?;
            (month, month)
        }
    };
    let from = Date::new(year + first.0, first.1, 1).map_err(|_| WindowFault::NoSuchDay)?;
    let to = Date::new(year + last.0, last.1, 1).map_err(|_| WindowFault::NoSuchDay)?;
    Ok((from, to.last_of_month()))
}

/// `M1` (October) to `M12` (September): years from the fiscal year's own, and the calendar month.
fn month_of(text: &str) -> Option<(i16, i8)> {
    match text.strip_prefix('M')?.parse::<i8>().ok()? {
        month @ 1..=3 => Some((-1, month + 9)),
        month @ 4..=12 => Some((0, month - 3)),
        _ => None,
    }
}

/// A day of the Buddhist era.
fn day(text: &str) -> Result<Date, WindowFault> {
    let mut numbers = text.splitn(3, '-').map(str::parse::<i16>);
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) =
        (numbers.next(), numbers.next(), numbers.next())
    else {
        return Err(WindowFault::Unknown);
    };
    if !(2400..=2700).contains(&year) {
        return Err(WindowFault::WesternYear);
    }
    let month = i8::try_from(month).map_err(|_| WindowFault::NoSuchDay)?;
    let day = i8::try_from(day).map_err(|_| WindowFault::NoSuchDay)?;
    Date::new(year - BUDDHIST_ERA, month, day).map_err(|_| WindowFault::NoSuchDay)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> String {
        let window = parse(text, 2568).unwrap();
        format!("{}..{}", window.from, window.to)
    }

    #[test]
    fn parts_of_the_fiscal_year() {
        assert_eq!(days("FY"), "2024-10-01..2025-09-30");
        assert_eq!(days("H1"), "2024-10-01..2025-03-31");
        assert_eq!(days("H2"), "2025-04-01..2025-09-30");
        assert_eq!(days("Q1"), "2024-10-01..2024-12-31");
        assert_eq!(days("Q2"), "2025-01-01..2025-03-31");
        assert_eq!(days("Q4"), "2025-07-01..2025-09-30");
        assert_eq!(days("M1"), "2024-10-01..2024-10-31");
        assert_eq!(days("M6"), "2025-03-01..2025-03-31");
        assert_eq!(days("M12"), "2025-09-01..2025-09-30");
        assert_eq!(days("FY-1"), "2023-10-01..2024-09-30");
        assert_eq!(days("Q2 FY-1"), "2024-01-01..2024-03-31");
        assert_eq!(days("2567-10-01..2568-02-28"), "2024-10-01..2025-02-28");
    }

    #[test]
    fn a_window_must_be_one() {
        for (text, fault) in [
            ("H3", WindowFault::Unknown),
            ("M13", WindowFault::Unknown),
            ("M0", WindowFault::Unknown),
            ("FY+1", WindowFault::Unknown),
            ("FY H1", WindowFault::Unknown),
            ("2568", WindowFault::Unknown),
            ("2568-02-30..2568-03-01", WindowFault::NoSuchDay),
            ("2568-03-01..2568-02-01", WindowFault::EndsFirst),
            ("2024-10-01..2025-03-31", WindowFault::WesternYear),
        ] {
            assert_eq!(parse(text, 2568).unwrap_err(), fault, "{text}");
        }
    }
}
