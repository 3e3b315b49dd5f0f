//! The Thai government's fiscal year, and the two eras.
//!
//! Fiscal year 2568 of the Buddhist era runs from 1 October 2567 to 30 September 2568, which is
//! 2024-10-01 to 2025-09-30 of the common era.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Years the Buddhist era is ahead of the common era.
pub const ERA_OFFSET: u16 = 543;

/// A fiscal year, named by its Buddhist-era year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FiscalYear(pub u16);

impl FiscalYear {
    /// The fiscal year a day lies in.
    pub fn of(day: Date) -> FiscalYear {
        let year = buddhist_year(day);
        FiscalYear(if day.month() >= 10 {
            year.saturating_add(1)
        } else {
            year
        })
    }

    /// 1 October of the year before.
    pub fn start(self) -> Date {
        first_of(self.year_of_month(10), 10)
    }

    /// 30 September.
    pub fn end(self) -> Date {
        last_of(self.year_of_month(9), 9)
    }

    /// October to March, as first and last day.
    pub fn first_half(self) -> (Date, Date) {
        (self.start(), last_of(self.year_of_month(3), 3))
    }

    /// April to September.
    pub fn second_half(self) -> (Date, Date) {
        (first_of(self.year_of_month(4), 4), self.end())
    }

    /// Quarter 1 is October to December. `None` for a number outside 1 to 4.
    pub fn quarter(self, number: u8) -> Option<(Date, Date)> {
        (1..=4).contains(&number).then(|| {
            let months = self.months();
            let first = usize::from(number - 1) * 3;
            (months[first].0, months[first + 2].1)
        })
    }

    /// The twelve months from October, each as first and last day.
    pub fn months(self) -> [(Date, Date); 12] {
        std::array::from_fn(|index| {
            let (year, month) = self.month(index as u8);
            (first_of(year, month), last_of(year, month))
        })
    }

    /// The Buddhist-era year in which a calendar month (1 to 12) of this fiscal year lies.
    pub fn year_of_month(self, month: u8) -> u16 {
        // Years without a date of their own count as the nearest one that has.
        let year = self.0.clamp(ERA_OFFSET + 2, 9999);
        if month >= 10 { year - 1 } else { year }
    }

    /// Whether the day lies in this fiscal year.
    pub fn contains(self, day: Date) -> bool {
        FiscalYear::of(day) == self
    }

    /// Year and calendar month of the `index`th month from October, counted from 0.
    fn month(self, index: u8) -> (u16, u8) {
        let month = (9 + index) % 12 + 1;
        (self.year_of_month(month), month)
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The Buddhist-era year of a day.
pub fn buddhist_year(day: Date) -> u16 {
    u16::try_from(i32::from(day.year()) + i32::from(ERA_OFFSET)).unwrap_or(0)
}

/// The first day of a month of a Buddhist-era year; 1 January of the common year 1 for nonsense.
pub(super) fn first_of(year: u16, month: u8) -> Date {
    day_of(year, month, 1).unwrap_or(jiff::civil::date(1, 1, 1))
}

/// The last day of a month of a Buddhist-era year.
pub(super) fn last_of(year: u16, month: u8) -> Date {
    first_of(year, month).last_of_month()
}

/// A day of a Buddhist-era year; `None` when there is no such day.
pub(super) fn day_of(year: u16, month: u8, day: u8) -> Option<Date> {
    let year = i16::try_from(i32::from(year) - i32::from(ERA_OFFSET)).ok()?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn fiscal_year_2568_is_october_2024_to_september_2025() {
        let year = FiscalYear(2568);
        assert_eq!(year.start(), date(2024, 10, 1));
        assert_eq!(year.end(), date(2025, 9, 30));
        assert_eq!(year.first_half(), (date(2024, 10, 1), date(2025, 3, 31)));
        assert_eq!(year.second_half(), (date(2025, 4, 1), date(2025, 9, 30)));
        assert_eq!(year.quarter(2), Some((date(2025, 1, 1), date(2025, 3, 31))));
        assert_eq!(year.quarter(5), None);
        assert_eq!(year.months()[11], (date(2025, 9, 1), date(2025, 9, 30)));
        assert_eq!(FiscalYear::of(date(2024, 9, 30)), FiscalYear(2567));
        assert_eq!(FiscalYear::of(date(2024, 10, 1)), year);
        assert_eq!(year.year_of_month(10), 2567);
    }

    #[test]
    fn nonsense_years_do_not_panic() {
        for year in [0, 1, 543, 544, u16::MAX] {
            let year = FiscalYear(year);
            assert!(year.start() <= year.end());
            assert_eq!(year.months().len(), 12);
        }
    }
}
