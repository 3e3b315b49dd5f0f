//! Which number a paragraph has: lists inside lists, lists that go on after other text, and numbered headings.

use std::collections::BTreeMap;

use super::styles::{Scope, Styles};
use crate::ingest::numbering::Counters;
use crate::ingest::xml::Element;

/// A list that is open.
#[derive(Debug)]
pub(super) struct OpenList {
    /// Its style, where it names one.
    style: Option<String>,
    counters: usize,
    /// The next paragraph begins an item; with the number it is given by hand.
    item: Option<Option<u32>>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    counters: Vec<Counters>,
    by_id: BTreeMap<String, usize>,
    by_style: BTreeMap<String, usize>,
    /// The lists around the text, outermost first.
    open: Vec<OpenList>,
    headings: Counters,
}

impl Lists {
    /// A list begins: inside an item of another, anew, or as the continuation of one before.
    pub(super) fn open(&mut self, element: &Element<'_>) {
        let said = |name: &str| element.attribute(name).map(std::borrow::Cow::into_owned);
        let style = said("style-name");
        let continued = || {
            let by_id = said("continue-list").and_then(|id| self.by_id.get(&id).copied());
            let goes_on = element.attribute("continue-numbering").as_deref() == Some("true");
            let by_style = || self.by_style.get(style.as_ref().filter(|_| goes_on)?);
            by_id.or_else(|| by_style().copied())
        };
        let counters = match self.open.last() {
            Some(outer) => outer.counters,
            None => continued().unwrap_or_else(|| {
                self.counters.push(Counters::default());
                self.counters.len().saturating_sub(1)
            }),
        };
        if let Some(id) = said("id") {
            self.by_id.insert(id, counters);
        }
        if let Some(style) = &style {
            self.by_style.insert(style.clone(), counters);
        }
        self.open.push(OpenList {
            style,
            counters,
            item: None,
        });
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// An item begins.
    pub(super) fn item(&mut self, element: &Element<'_>) {
        if let Some(list) = self.open.last_mut() {
            list.item = Some(element.number("start-value"));
        }
    }

    /// The lists around the text are left for what stands apart from it: a cell or a text box.
    pub(super) fn leave(&mut self) -> Vec<OpenList> {
        std::mem::take(&mut self.open)
    }

    /// Back to them.
    pub(super) fn enter(&mut self, open: Vec<OpenList>) {
        self.open = open;
    }

    /// The number of a paragraph, as printed. `own` is the list style of its own style.
    pub(super) fn number(
        &mut self,
        styles: &Styles,
        scope: Scope,
        own: Option<&str>,
    ) -> Option<String> {
        let start = self.open.last_mut()?.item.take()?;
        let level = u8::try_from(self.open.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let named = self
            .open
            .iter()
            .rev()
            .find_map(|list| list.style.as_deref());
        let levels = styles.list(scope, named.or(own)?)?;
        let counters = self.counters.get_mut(self.open.last()?.counters)?;
        if let Some(start) = start {
            counters.start_at(level, start);
        }
        counters.step(level, |index| levels.get(&index), |_| None)
    }

    /// The number of a heading outside of lists, as printed; `level` counts from 1.
    pub(super) fn heading(&mut self, styles: &Styles, level: u8) -> Option<String> {
        if !self.open.is_empty() {
            return None;
        }
        let levels = styles.outline();
        self.headings
            .step(level.checked_sub(1)?, |index| levels.get(&index), |_| None)
    }
}
