//! What is left: parts without an item, for items without a document.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::candidate::{CONTENT_MET, Candidate, signal};
use super::path::{series_of, stem};
use super::sections::CHECKLIST_ITEMS;
use super::twins::is_twin;
use super::unrelated::is_minutes;
use super::weight::ACCEPT;
use super::{Assignment, Context, listing, part_of, weight};
use crate::check::phrases::Hits;
use crate::check::{self, Part, Scope};
use crate::index::Indexed;

/// Least total, most that another item may be ahead, and least share of the requirements for a part that is
/// left over to answer an item that has no document.
const LEFT_OVER: f64 = 3.0;
const LEFT_OVER_BEHIND: f64 = 1.0;
const LEFT_OVER_CONTENT: f64 = 0.4;

/// How far a part that is named for an item must be ahead of all others, to answer it with less.
const LEAD: f64 = 1.5;

/// Least total for a part beside others of its folder that answer the item, most that another item may be ahead, and most
/// items of such a folder: a folder for one topic, not for a whole indicator.
const BESIDE: f64 = 1.5;
const BESIDE_BEHIND: f64 = 2.0;
const TOPIC: usize = 2;

/// Least number of numbered files, and least share of those with an item whose number is that item's, for the
/// numbers of an agency to be those of the list.
const NUMBERED: usize = 6;
const NUMBERED_RIGHT: f64 = 0.8;

/// A part of a document that answers no item by itself.
pub(super) struct Open {
    pub(super) document: usize,
    pub(super) units: Vec<Range<usize>>,
    pub(super) candidates: Vec<Candidate>,
    /// It answers another item.
    pub(super) shared: bool,
    /// It stands before a page that begins like an item's title.
    pub(super) beginning: bool,
    /// What speaks for each item, whatever it answers.
    pub(super) all: Vec<Candidate>,
}

impl Open {
    /// What speaks for an item.
    fn candidate(&self, item: &str) -> Option<&Candidate> {
        self.all.iter().find(|candidate| candidate.item == item)
    }
}

/// Gives documents without an item to the item of their number, where the numbers of the other files are
/// borne out by their content: an agency that numbers twenty files by the list has numbered all of them so.
pub(super) fn by_numbering(
    context: &Context<'_>,
    open: &mut Vec<Open>,
    assignment: &mut Assignment,
    documents: &[(Indexed, Hits)],
) {
    let (right, numbered) = context.numbering(documents, assignment, stem);
    if numbered < NUMBERED || (right as f64) < NUMBERED_RIGHT * numbered as f64 {
        return;
    }
    let index = |number: usize| {
        let document = documents.get(number);
        document.is_some_and(|(document, hits)| is_index(context, document, hits))
    };
    open.retain(|part| {
        let named = part.candidates.iter().find(|candidate| {
            candidate.has("code-in-file-name") && !assignment.parts.contains_key(&candidate.item)
        });
        let (false, Some(candidate), Some(decision)) = (
            part.shared || index(part.document),
            named,
            assignment.documents.get_mut(part.document),
        ) else {
            return true;
        };
        let detail = format!("{right}/{numbered}");
        decision.signals.clone_from(&candidate.signals);
        decision.signals.push(signal(
            &candidate.item,
            "numbered-like-others",
            &detail,
            weight::NUMBERING,
        ));
        decision.items.push(candidate.item.clone());
        assignment.add(&candidate.item, part.document, part.units.clone());
        false
    });
}

/// Whether a document names so many items that it is a list of them, such as a page of links.
fn is_index(context: &Context<'_>, document: &Indexed, hits: &Hits) -> bool {
    let titles = listing::titles(context.rules, document, hits);
    let items: BTreeSet<&str> = titles.iter().map(|title| title.item.as_str()).collect();
    items.len() >= CHECKLIST_ITEMS
}

/// Gives parts without an item to items without a document, the strongest first: what by itself would say
/// too little says enough where nothing else is left that could answer the item. What a file that cannot be
/// read answers by its name is left to it.
pub(super) fn left_over(
    context: &Context<'_>,
    documents: &[(Indexed, Hits)],
    open: &mut Vec<Open>,
    assignment: &mut Assignment,
) {
    let folders = Folders::new(documents, assignment);
    let named = |item: &String| {
        assignment
            .unread
            .iter()
            .any(|file| file.items.contains(item))
    };
    let twin = |part: &Open| {
        let decision = assignment.documents.get(part.document);
        !part.shared && decision.is_some_and(|decision| decision.signals.iter().any(is_twin))
    };
    let mut pairs: Vec<Pair> = Vec::new();
    for (number, part) in open.iter().enumerate().filter(|(_, part)| !twin(part)) {
        let document = documents.get(part.document).filter(|_| !part.shared);
        let topic = document.and_then(|(document, _)| folders.topic(&document.path));
        let (beside, others): (Vec<&Candidate>, Vec<&Candidate>) = part
            .candidates
            .iter()
            .partition(|candidate| topic.is_some_and(|items| items.contains(&candidate.item)));
        let least = if part.shared { ACCEPT } else { LEFT_OVER };
        // Named for the item, and nothing else comes near.
        let second = part.candidates.get(1).map_or(0.0, Candidate::total);
        let leads = |candidate: &Candidate| {
            candidate.named() && candidate.content > 0.0 && candidate.total() >= second + LEAD
        };
        let best = part.candidates.first().map_or(0.0, Candidate::total);
        let behind = best - LEFT_OVER_BEHIND;
        let behind_beside = beside.first().map_or(0.0, |best| best.total()) - LEFT_OVER_BEHIND;
        // What a folder is for says little of a file that is clearly something else.
        let behind_beside = behind_beside.max(best - BESIDE_BEHIND);
        let fitting = others
            .into_iter()
            .filter(|candidate| {
                candidate.total() >= least.max(behind)
                    && (candidate.content >= LEFT_OVER_CONTENT || leads(candidate))
                    && candidate.tells_of_what()
                    // What is given to one item has by chance the little that another asks.
                    && (!part.shared || !candidate.asks_little() || candidate.typical())
                    && !assignment.parts.contains_key(&candidate.item)
                    && !named(&candidate.item)
            })
            .map(|candidate| (false, candidate));
        let beside = beside
            .into_iter()
            .filter(|candidate| {
                candidate.total() >= BESIDE.max(behind_beside) && candidate.content > 0.0
            })
            .map(|candidate| (true, candidate));
        let minutes = document.is_some_and(|(document, _)| is_minutes(document));
        let tells = |candidate: &Candidate| {
            candidate.spoken() && (!minutes || candidate.named() || candidate.content >= 1.0)
        };
        pairs.extend(
            fitting
                .chain(beside)
                .filter(|(_, candidate)| tells(candidate))
                .map(|(beside, candidate)| Pair {
                    beside,
                    part: number,
                    candidate: candidate.clone(),
                }),
        );
    }
    let shared = |pair: &Pair| open.get(pair.part).is_some_and(|part| part.shared);
    // What a folder is for says more than what its file is a little like.
    pairs.sort_by(|a, b| {
        let strength = b.candidate.total().total_cmp(&a.candidate.total());
        let folder = b.beside.cmp(&a.beside);
        shared(a).cmp(&shared(b)).then(folder).then(strength)
    });
    let mut taken = vec![false; open.len()];
    for Pair {
        part, candidate, ..
    } in pairs
    {
        let (Some(part), Some(taken)) = (open.get(part), taken.get_mut(part)) else {
            continue;
        };
        let Some(decision) = assignment.documents.get_mut(part.document) else {
            continue;
        };
        // A part of its own goes before a part of what answers something else.
        let late = part.shared && assignment.parts.contains_key(&candidate.item);
        if late || std::mem::replace(taken, true) {
            continue;
        }
        if decision.items.is_empty() {
            decision.signals.clear();
        }
        if !decision.items.contains(&candidate.item) {
            decision.items.push(candidate.item.clone());
            decision.items.sort_by_key(|id| context.order(id));
        }
        decision.signals.extend(candidate.signals);
        assignment.add(&candidate.item, part.document, part.units.clone());
    }
    let mut taken = taken.into_iter();
    open.retain(|_| !taken.next().unwrap_or(false));
}

/// Least share of the requirements of an item for a file that adds to its documents.
const COMPLEMENT: f64 = 0.25;

/// Least number of further requirements for a chapter to be of the item of the chapter beside it.
const FURTHER: usize = 2;

/// Gives what answers nothing by itself to an item that has documents where it shows what those lack: the checkpoints in a
/// file of their own beside the statistics of crimes, the duties in a chapter beside that on the area.
pub(super) fn complements(
    context: &Context<'_>,
    documents: &[(Indexed, Hits)],
    open: &mut Vec<Open>,
    assignment: &mut Assignment,
) {
    let folders = Folders::new(documents, assignment);
    open.retain(|part| {
        let items = assignment.documents.get(part.document);
        let whole = items.is_some_and(|decision| decision.items.is_empty());
        let adds = |item: &String, least: usize| {
            further(context, documents, assignment, part, item) >= least
        };
        let mut items: Vec<String> = Vec::new();
        if part.shared || part.beginning {
            return true;
        } else if whole {
            let best = part.candidates.first().filter(|best| {
                best.total() >= LEFT_OVER
                    && best.typical()
                    && best.tells_of_what()
                    && best.content >= COMPLEMENT
            });
            let best = best.map(|best| best.item.clone());
            items.extend(best.filter(|item| adds(item, 1)));
            // The minutes beside an order and the measures, in a folder for one topic.
            if items.is_empty() {
                let document = documents.get(part.document);
                let topic = document.and_then(|(document, _)| folders.topic(&document.path));
                let topic = topic.into_iter().flatten();
                items.extend(topic.filter(|item| adds(item, 1)).cloned());
            }
        } else {
            let mut beside = neighbours(assignment, part).into_iter();
            items.extend(beside.find(|item| adds(item, FURTHER)));
        }
        if let Some(decision) = assignment.documents.get_mut(part.document) {
            if whole && !items.is_empty() {
                decision.signals.clear();
                decision.items.extend(items.iter().cloned());
            }
            let candidates = items.iter().filter_map(|item| part.candidate(item));
            let signals = candidates.flat_map(|candidate| candidate.signals.iter().cloned());
            decision.signals.extend(signals);
        }
        for item in &items {
            assignment.add(item, part.document, part.units.clone());
        }
        items.is_empty()
    });
}

/// The items of the parts of its document that end where a part begins and begin where it ends.
fn neighbours(assignment: &Assignment, part: &Open) -> Vec<String> {
    let ends = |units: &[Range<usize>]| Some((units.first()?.start, units.last()?.end));
    let Some((start, end)) = ends(&part.units) else {
        return Vec::new();
    };
    let beside = |(document, units): &(usize, Vec<Range<usize>>)| {
        let touches = ends(units).is_some_and(|(other_start, other_end)| {
            // A heading or margin between them belongs to neither.
            other_end.abs_diff(start) <= 1 || other_start.abs_diff(end) <= 1
        });
        *document == part.document && touches
    };
    let parts = assignment.parts.iter();
    let items = parts.filter(|(_, parts)| parts.iter().any(beside));
    items.map(|(item, _)| item.clone()).collect()
}

/// How many requirements of an item a part meets that its documents do not; 0 where it has none.
fn further(
    context: &Context<'_>,
    documents: &[(Indexed, Hits)],
    assignment: &Assignment,
    part: &Open,
    item: &str,
) -> usize {
    let Some(item) = context.rules.items.iter().find(|other| other.id == item) else {
        return 0;
    };
    let others = BTreeMap::new();
    let met = |parts: &[Part<'_>]| {
        let first = parts.first()?;
        let scope = Scope {
            parts,
            ..context.scope(item, first, &others)
        };
        let met = check::coverage(item, &scope).into_iter();
        Some(met.filter(|met| *met).count())
    };
    let assigned = assignment.parts.get(&item.id).into_iter().flatten();
    let assigned = assigned.map(|(number, units)| (*number, units));
    let parts: Vec<Part<'_>> = assigned
        .chain([(part.document, &part.units)])
        .filter_map(|(number, units)| part_of(documents, number, units))
        .collect();
    let before = parts.split_last().and_then(|(_, before)| met(before));
    let both = before.and_then(|before| Some(met(&parts)?.saturating_sub(before)));
    both.unwrap_or(0)
}

/// Least share of all that an item asks, and how much it must ask, for a part that answers another item to answer it too.
const NEARLY_ALL: f64 = 0.8;
const ASKS_MUCH: usize = 5;

/// Gives items that ask mostly for contacts, which any letter may have, and have no document, to parts that answer other
/// items and meet nearly all of it: the web page of the electronic services is that of the contacts.
pub(super) fn answered_beside(
    context: &Context<'_>,
    documents: &[(Indexed, Hits)],
    open: &[Open],
    assignment: &mut Assignment,
) {
    let others = BTreeMap::new();
    for item in &context.rules.items {
        let unread = assignment.unread.iter();
        let named = unread
            .flat_map(|file| &file.items)
            .any(|named| *named == item.id);
        let contacts = check::asks_for_contacts(item);
        if !contacts || named || assignment.parts.contains_key(&item.id) {
            continue;
        }
        let shares = open.iter().filter(|part| part.shared).filter_map(|part| {
            let own = part_of(documents, part.document, &part.units)?;
            let (met, asked) = check::met_of_all(item, &context.scope(item, &own, &others));
            let enough = asked >= ASKS_MUCH && met as f64 >= NEARLY_ALL * asked as f64;
            enough.then_some((met, part))
        });
        // The first of equals, as the files are in order.
        let best = shares.reduce(|best, next| if next.0 > best.0 { next } else { best });
        let Some((_, part)) = best else { continue };
        if let Some(decision) = assignment.documents.get_mut(part.document) {
            let signals = part.candidate(&item.id).map(|best| best.signals.clone());
            decision.signals.extend(signals.unwrap_or_default());
            decision.items.push(item.id.clone());
            decision.items.sort_by_key(|id| context.order(id));
        }
        assignment.add(&item.id, part.document, part.units.clone());
    }
}

/// Least share of the requirements of the item that a document belongs to.
const BELONGS: f64 = 0.6;

/// Most that a document may meet of the item it is named for, to be taken for another of which it meets all.
const HALFWAY: f64 = 0.8;

/// Gives a document that answers one item and shows the pictures of another, or has all that the other asks, to that other,
/// where nothing else answers it and another document answers the first: a plan and its report whose names were swapped.
pub(super) fn misplaced(open: &[Open], assignment: &mut Assignment) {
    for part in open.iter().filter(|part| part.shared) {
        let decision = assignment.documents.get(part.document);
        let Some([own]) = decision.map(|decision| decision.items.as_slice()) else {
            continue;
        };
        let own = own.clone();
        let Some(here) = part.candidate(&own).filter(|here| !here.has("pin")) else {
            continue;
        };
        let kept = open.iter().any(|other| {
            let items = assignment.documents.get(other.document);
            let answers = items.is_some_and(|decision| decision.items.contains(&own));
            let content = other.candidate(&own).map(|there| there.content);
            other.document != part.document && answers && content >= Some(here.content)
        });
        let better = part.all.iter().find(|candidate| {
            candidate.content >= here.content.max(BELONGS)
                && candidate.met >= CONTENT_MET
                && (candidate.has("pictures")
                    || candidate.content >= 1.0 && here.content <= HALFWAY)
                && !assignment.parts.contains_key(&candidate.item)
        });
        let (true, Some(better), Some(decision)) =
            (kept, better, assignment.documents.get_mut(part.document))
        else {
            continue;
        };
        decision.items = vec![better.item.clone()];
        decision.signals.clone_from(&better.signals);
        if let Some(parts) = assignment.parts.get_mut(&own) {
            parts.retain(|(document, _)| *document != part.document);
        }
        assignment.add(&better.item, part.document, part.units.clone());
    }
}

/// Gives what stands before the title of the only item of a document to that item: an order before its measures.
pub(super) fn beginnings(open: &[Open], assignment: &mut Assignment) {
    for part in open.iter().filter(|part| part.beginning && !part.shared) {
        let decision = assignment.documents.get(part.document);
        if let Some([only]) = decision.map(|decision| decision.items.as_slice()) {
            let only = only.clone();
            assignment.add(&only, part.document, part.units.clone());
        }
    }
}

/// Letters of a name that tell a series of files.
pub(super) const NAMED: usize = 3;

/// Gives a document that answers nothing to the only item of those beside it that are named alike but for their number or
/// month: "ข่าวไตรมาส 1" beside "ข่าวไตรมาส 2".
pub(super) fn series(
    documents: &[(Indexed, Hits)],
    open: &mut Vec<Open>,
    assignment: &mut Assignment,
) {
    let mut series: BTreeMap<(&str, String), BTreeSet<String>> = BTreeMap::new();
    for ((document, _), decision) in documents.iter().zip(&assignment.documents) {
        if !decision.items.is_empty() {
            let items = series.entry(series_of(&document.path)).or_default();
            items.extend(decision.items.iter().cloned());
        }
    }
    open.retain(|part| {
        let document = documents.get(part.document).filter(|_| !part.shared);
        let named = document.map(|(document, _)| series_of(&document.path));
        let named = named.filter(|(_, letters)| letters.chars().count() >= NAMED);
        let items = named.as_ref().and_then(|named| series.get(named));
        let (Some(items), Some(decision)) = (items, assignment.documents.get_mut(part.document))
        else {
            return true;
        };
        let mut items = items.iter();
        let (Some(item), None, true) = (items.next(), items.next(), decision.items.is_empty())
        else {
            return true;
        };
        let folder = named.map(|(folder, _)| folder).unwrap_or_default();
        decision.signals = vec![signal(item, "beside-others", folder, weight::BESIDE)];
        decision.items.push(item.clone());
        assignment.add(item, part.document, part.units.clone());
        false
    });
}

/// A part, and an item that it could answer.
struct Pair {
    /// The documents of its folder answer the item.
    beside: bool,
    /// Index into the parts.
    part: usize,
    candidate: Candidate,
}

/// The items that the documents of each folder answer.
pub(super) struct Folders<'a> {
    items: BTreeMap<&'a str, BTreeSet<String>>,
}

impl<'a> Folders<'a> {
    pub(super) fn new(documents: &'a [(Indexed, Hits)], assignment: &Assignment) -> Self {
        let mut items: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for ((document, _), decision) in documents.iter().zip(&assignment.documents) {
            if let Some((folder, _)) = document.path.rsplit_once('/') {
                items
                    .entry(folder)
                    .or_default()
                    .extend(decision.items.iter().cloned());
            }
        }
        Folders { items }
    }

    /// The items of a file's folder where it is for one topic: six notices, a committee with its reports.
    pub(super) fn topic(&self, path: &str) -> Option<&BTreeSet<String>> {
        let (folder, _) = path.rsplit_once('/')?;
        let items = self.items.get(folder)?;
        (1..=TOPIC).contains(&items.len()).then_some(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assign::Decision;

    #[test]
    fn an_order_before_the_measures_is_of_their_item() {
        let order = |beginning| Open {
            document: 0,
            units: std::iter::once(0..4).collect(),
            candidates: Vec::new(),
            shared: false,
            beginning,
            all: Vec::new(),
        };
        let parts = |items: &[&str], beginning| {
            let items = items.iter().map(|&item| item.to_owned()).collect();
            let mut assignment = Assignment {
                documents: vec![Decision {
                    items,
                    ..Decision::default()
                }],
                ..Assignment::default()
            };
            beginnings(&[order(beginning)], &mut assignment);
            assignment.parts.get("O24").map_or(0, Vec::len)
        };
        assert_eq!(parts(&["O24"], true), 1);
        // A chapter without an item is not the beginning, and of two items it could be either's.
        assert_eq!(parts(&["O24"], false), 0);
        assert_eq!(parts(&["O24", "O25"], true), 0);
    }
}
