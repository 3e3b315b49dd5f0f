//! An auditor's decisions to let requirements be: `--waivers FILE`.
//!
//! In: the workbook of `--xlsx` with the decision columns filled in (any workbook format the program reads), or
//! a TOML file. Out: [`Waiver`]s on the requirements that are not met. A waiver changes no verdict and no score;
//! it is shown and counted apart.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use crate::ingest;
use crate::language::Bilingual;
use crate::messages;
use crate::messages::phrases::{self, Phrase};
use crate::render;
use crate::result::{AgencyResult, ErrorRecord, Verdict, Waiver};
use crate::thai::dates::find_dates;

/// The decisions of a file.
#[derive(Debug, Default)]
pub struct Waivers {
    /// Agency (`None` for every one) and requirement, to what was decided.
    decisions: BTreeMap<(Option<String>, String), Decision>,
}

#[derive(Debug)]
struct Decision {
    waiver: Waiver,
    until: Option<Date>,
    /// Where it was read, for messages.
    place: String,
    /// Whether a result had the requirement.
    known: bool,
}

/// A file of decisions that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {} / {}", message.th, message.en)]
pub struct WaiverError {
    /// File, or sheet and row.
    place: String,
    /// What is wrong and what to do.
    message: Bilingual,
}

impl WaiverError {
    fn new(place: &str, code: &str, arguments: &[(&str, &str)]) -> WaiverError {
        WaiverError {
            place: place.to_owned(),
            message: messages::text(code, arguments),
        }
    }
}

/// The TOML form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    waiver: Vec<Entry>,
}

/// One decision.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// Folder of the agency; `None` for every agency.
    agency: Option<String>,
    /// Id of the requirement.
    requirement: String,
    /// Who decided.
    by: String,
    /// Why.
    reason: String,
    /// Last day it holds, as ISO 8601 or as people write dates.
    until: Option<String>,
}

impl Waivers {
    /// Reads a file: TOML by its extension, a workbook otherwise.
    pub fn load(path: &Path) -> Result<Waivers, WaiverError> {
        let name = path.display().to_string();
        let failed = |detail: &str| WaiverError::new(&name, "waiver-file", &[("detail", detail)]);
        let bytes = std::fs::read(path).map_err(|error| failed(&error.to_string()))?;
        let mut waivers = Waivers::default();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let text = std::str::from_utf8(&bytes).map_err(|error| failed(&error.to_string()))?;
            let file: File = toml::from_str(text).map_err(|error| failed(&error.to_string()))?;
            for (entry, number) in file.waiver.into_iter().zip(1..) {
                waivers.add(entry, format!("{name}: [[waiver]] {number}"))?;
            }
        } else {
            let document = ingest::extract(&name, &bytes, &ingest::Options::default())
                .map_err(|error| failed(&messages::ingest_error(&name, &error).en))?;
            let mut found = false;
            for table in render::tables(&document) {
                found |= waivers.add_table(&name, &render::grid(table))?;
            }
            if !found {
                return Err(WaiverError::new(&name, "waiver-no-table", &[]));
            }
        }
        Ok(waivers)
    }

    /// Takes the decisions of one sheet; `false` when it has no decision columns.
    fn add_table(&mut self, file: &str, rows: &[Vec<String>]) -> Result<bool, WaiverError> {
        let Some((head, columns)) = rows
            .iter()
            .enumerate()
            .find_map(|(number, row)| Some((number, Columns::find(row)?)))
        else {
            return Ok(false);
        };
        for row in rows.iter().skip(head + 1) {
            let cell = |column: usize| row.get(column).map_or("", |text| text.trim());
            let (agency, requirement) = (cell(columns.agency), cell(columns.requirement));
            let place = format!("{file}: {agency} {requirement}");
            let decision = cell(columns.decision);
            let is = |phrase: Phrase| decision == phrase.th || decision == phrase.en;
            if decision.is_empty() || is(phrases::DECISION_CONFIRMED) {
                continue;
            }
            if !is(phrases::WAIVED) {
                return Err(WaiverError::new(
                    &place,
                    "waiver-decision",
                    &[("found", decision)],
                ));
            }
            let until = cell(columns.until);
            self.add(
                Entry {
                    agency: Some(agency.to_owned()),
                    requirement: requirement.to_owned(),
                    by: cell(columns.by).to_owned(),
                    reason: cell(columns.reason).to_owned(),
                    until: (!until.is_empty()).then(|| until.to_owned()),
                },
                place,
            )?;
        }
        Ok(true)
    }

    fn add(&mut self, entry: Entry, place: String) -> Result<(), WaiverError> {
        if entry.by.trim().is_empty() || entry.reason.trim().is_empty() {
            return Err(WaiverError::new(&place, "waiver-incomplete", &[]));
        }
        let until = match &entry.until {
            None => None,
            Some(text) => Some(
                day(text)
                    .ok_or_else(|| WaiverError::new(&place, "waiver-until", &[("found", text)]))?,
            ),
        };
        let decision = Decision {
            waiver: Waiver {
                by: entry.by,
                reason: entry.reason,
                until: until.map(|until| until.to_string()),
            },
            until,
            place,
            known: false,
        };
        // The same requirement stands on two sheets of the workbook; deciding it twice alike is no error.
        let key = (entry.agency, entry.requirement);
        match self.decisions.get(&key) {
            Some(other) if other.waiver != decision.waiver => Err(WaiverError::new(
                &decision.place,
                "waiver-twice",
                &[("other", &other.place)],
            )),
            _ => {
                self.decisions.insert(key, decision);
                Ok(())
            }
        }
    }

    /// Marks the unmet requirements of an agency that are waived on a day. A waiver that has run out is an error
    /// of the agency.
    pub fn mark(&mut self, agency: &mut AgencyResult, day: Date) {
        let key = agency.agency.key().to_owned();
        for requirement in agency
            .items
            .iter_mut()
            .flat_map(|item| &mut item.requirements)
        {
            for agency_key in [Some(key.clone()), None] {
                let Some(decision) = self
                    .decisions
                    .get_mut(&(agency_key, requirement.id.clone()))
                else {
                    continue;
                };
                decision.known = true;
                if requirement.verdict == Verdict::Pass {
                    break;
                }
                match decision.until {
                    Some(until) if until < day => agency.errors.push(ErrorRecord {
                        path: ".".into(),
                        code: "waiver-expired".into(),
                        message: messages::text(
                            "waiver-expired",
                            &[
                                ("requirement", &requirement.id),
                                ("until", &until.to_string()),
                            ],
                        ),
                    }),
                    _ => {
                        let earlier = requirement.waived.replace(decision.waiver.clone());
                        agency.summary.waived += u32::from(earlier.is_none());
                    }
                }
                break;
            }
        }
    }

    /// Decisions about requirements that no agency has.
    pub fn unknown(&self) -> Vec<Bilingual> {
        self.decisions
            .values()
            .filter(|decision| !decision.known)
            .map(|decision| messages::text("waiver-unknown", &[("place", &decision.place)]))
            .collect()
    }
}

/// Columns of a sheet, from 0.
struct Columns {
    agency: usize,
    requirement: usize,
    decision: usize,
    by: usize,
    reason: usize,
    until: usize,
}

impl Columns {
    /// The columns that a header row names; `None` when it is not the header of decisions.
    fn find(row: &[String]) -> Option<Columns> {
        let column = |phrase: Phrase| {
            row.iter()
                .position(|cell| cell.trim() == phrase.th || cell.trim() == phrase.en)
        };
        Some(Columns {
            agency: column(phrases::FOLDER)?,
            requirement: column(phrases::REQUIREMENT)?,
            decision: column(phrases::DECISION)?,
            by: column(phrases::DECIDED_BY)?,
            reason: column(phrases::DECISION_REASON)?,
            until: column(phrases::DECISION_UNTIL)?,
        })
    }
}

/// The last day that a text names: ISO 8601, or as Thai people write dates.
fn day(text: &str) -> Option<Date> {
    if let Ok(day) = text.parse::<Date>() {
        // 2568-09-30 is meant in the Buddhist era: nobody waives for five hundred years.
        return if day.year() > 2400 {
            Date::new(day.year() - 543, day.month(), day.day()).ok()
        } else {
            Some(day)
        };
    }
    match find_dates(text).as_slice() {
        [mention] => Some(mention.to),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let wanted = Date::constant(2025, 9, 30);
        for text in [
            "2025-09-30",
            "2568-09-30",
            "30 กันยายน 2568",
            "๓๐ ก.ย. ๖๘",
            "30/09/2568",
        ] {
            assert_eq!(day(text), Some(wanted), "{text}");
        }
        assert_eq!(day("until further notice"), None);
    }

    fn add(waivers: &mut Waivers, rows: &[[&str; 6]]) -> Result<bool, WaiverError> {
        let head = [
            phrases::FOLDER,
            phrases::REQUIREMENT,
            phrases::DECISION,
            phrases::DECIDED_BY,
            phrases::DECISION_REASON,
            phrases::DECISION_UNTIL,
        ]
        .map(|phrase| phrase.th.to_owned())
        .to_vec();
        let rows = rows.iter().map(|row| row.map(str::to_owned).to_vec());
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
        waivers.add_table("x.xlsx", &rows)
    }

    #[test]
    fn only_whole_decisions_are_taken() {
        let mut waivers = Waivers::default();
        let waived = phrases::WAIVED.th;
        let good = ["สภ.ก", "O1.a", waived, "ผู้ตรวจ ก", "มีในระบบแล้ว", ""];
        assert!(add(&mut waivers, &[good, ["สภ.ก", "O1.b", "", "", "", ""]]).is_ok());
        assert!(add(&mut waivers, &[good]).is_ok(), "the same on two sheets");
        assert_eq!(waivers.decisions.len(), 1);
        for (row, word) in [
            (["สภ.ก", "O1.a", waived, "ผู้ตรวจ ข", "อื่น", ""], "differently"),
            (["สภ.ก", "O1.c", waived, "", "มีแล้ว", ""], "who decided"),
            (["สภ.ก", "O1.c", "perhaps", "ก", "ข", ""], "perhaps"),
            (["สภ.ก", "O1.c", waived, "ก", "ข", "soon"], "soon"),
        ] {
            let message = add(&mut waivers, &[row]).unwrap_err().to_string();
            assert!(message.contains(word), "{message}");
        }
    }
}
