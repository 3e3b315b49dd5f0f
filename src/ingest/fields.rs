//! Fields: their results are shown, their codes are not.
//!
//! A field is a run of marks (`begin`, code, `separate`, result, `end`) that may reach over paragraphs and
//! hold other fields. Form fields show a box or a choice that is written nowhere as text.

use crate::ingest::xml::Element;

/// Fields inside fields; Word allows 20. Beyond it nothing is tracked and everything is shown.
const DEEPEST: usize = 64;

/// Characters of a field code that are kept: enough for a hyperlink.
const LONGEST_CODE: usize = 4096;

/// A field that is open.
#[derive(Debug, Default)]
pub(crate) struct Field {
    code: String,
    /// The code is over, the result is being read.
    in_result: bool,
    /// Length of the paragraph's text where the result begins.
    start: usize,
    /// A check box of a form, ticked or not.
    ticked: Option<bool>,
    /// The choices of a drop-down form field and the chosen one.
    choices: Vec<String>,
    choice: usize,
}

impl Field {
    /// What a form field shows although the file has no text for it.
    pub(crate) fn shows(&self) -> Option<String> {
        if let Some(ticked) = self.ticked {
            return Some(if ticked { "☑" } else { "☐" }.to_owned());
        }
        self.choices.get(self.choice).cloned()
    }

    /// The address of a hyperlink field.
    pub(crate) fn link(&self) -> Option<String> {
        let code = self.code.trim();
        let rest = code
            .get(..9)
            .filter(|c| c.eq_ignore_ascii_case("HYPERLINK"));
        let rest = code.get(rest?.len()..)?.trim_start();
        // `\l "name"` is a place in the document itself.
        let target = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next()?,
            None => rest.split_whitespace().next()?,
        };
        (!target.is_empty() && !target.starts_with('\\')).then(|| target.to_owned())
    }

    /// Where the result begins in the text of the paragraph, if it is the same one.
    pub(crate) fn text_start(&self) -> usize {
        self.start
    }
}

/// The fields that are open.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    open: Vec<Field>,
    /// Fields open beyond the deepest that is tracked.
    untracked: usize,
}

impl Fields {
    /// How many are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether text read now is shown: every field around it is in its result.
    pub(crate) fn showing(&self) -> bool {
        self.open.iter().all(|field| field.in_result)
    }

    /// A `begin` or `separate` mark at this length of the paragraph's text.
    pub(crate) fn mark(&mut self, kind: &str, length: usize) {
        match kind {
            "begin" if self.open.len() >= DEEPEST => {
                self.untracked = self.untracked.saturating_add(1);
            }
            "begin" => self.open.push(Field::default()),
            "separate" if self.untracked == 0 => {
                if let Some(field) = self.open.last_mut() {
                    field.in_result = true;
                    field.start = length;
                }
            }
            _ => {}
        }
    }

    /// A field whose code is an attribute: only its result follows.
    pub(crate) fn simple(&mut self, code: &str, length: usize) {
        if self.open.len() >= DEEPEST {
            self.untracked = self.untracked.saturating_add(1);
            return;
        }
        self.open.push(Field {
            in_result: true,
            start: length,
            ..Field::default()
        });
        self.instruct(code);
    }

    /// A piece of code.
    pub(crate) fn instruct(&mut self, code: &str) {
        if let Some(field) = self.open.last_mut()
            && field.code.len() < LONGEST_CODE
        {
            field.code.push_str(code);
        }
    }

    /// The innermost field is a box of a form, ticked or not.
    pub(crate) fn tick(&mut self, ticked: bool) {
        if self.is("FORMCHECKBOX")
            && let Some(field) = self.open.last_mut()
        {
            field.ticked = Some(ticked);
        }
    }

    /// Whether the innermost field is of a kind.
    pub(crate) fn is(&self, kind: &str) -> bool {
        let code = self.open.last().map(|field| field.code.split_whitespace());
        code.is_some_and(|mut words| words.next() == Some(kind))
    }

    /// An element of a form field's definition.
    pub(crate) fn form(&mut self, name: &str, element: &Element<'_>) {
        let Some(field) = self.open.last_mut() else {
            return;
        };
        match name {
            "checkBox" => field.ticked = Some(false),
            "default" | "checked" if field.ticked.is_some() => {
                field.ticked = Some(element.is_on("val"));
            }
            "result" | "default" => field.choice = element.number("val").unwrap_or(0),
            "listEntry" if field.choices.len() < 256 => {
                field
                    .choices
                    .extend(element.attribute("val").map(|v| v.into_owned()));
            }
            _ => {}
        }
    }

    /// The innermost field ends.
    pub(crate) fn end(&mut self) -> Option<Field> {
        if self.untracked > 0 {
            self.untracked = self.untracked.saturating_sub(1);
            return None;
        }
        self.open.pop()
    }

    /// Ends the fields that were left open since there were `depth`.
    pub(crate) fn close_beyond(&mut self, depth: usize) {
        self.open.truncate(depth);
    }
}
