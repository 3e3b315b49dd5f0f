//! The object layer: `lopdf` opened with bounds, and lookups that never fail loudly.
//!
//! In: the bytes of a file. Out: a [`PdfFile`] with its page list. Everything above this module sees
//! resolved objects only and treats what is missing or of the wrong type as absent, because real files
//! break every rule of the format somewhere.

use super::fonts::FontCache;
use crate::document::Metadata;
use crate::ingest::{IngestError, Limits};
use lopdf::{Dictionary, LoadOptions, Object, ObjectId, Stream};
use std::collections::BTreeSet;
use std::time::Instant;

/// How far a page attribute such as `/Resources` is looked for in the page tree; real trees are under 10 deep.
const PARENT_DEPTH: usize = 64;

/// Bytes one object stream may unpack to while loading; the largest seen in practice is under 10 MB.
const OBJECT_STREAM_BYTES: usize = 128 << 20;

/// An opened file.
pub(crate) struct PdfFile {
    document: lopdf::Document,
    pages: Vec<ObjectId>,
    /// Fonts loaded so far; pages share them.
    pub(super) fonts: FontCache,
}

/// What a file may still cost. One budget serves the whole file, so that many cheap pages
/// cannot add up to an expensive document.
#[derive(Debug)]
pub(crate) struct Budget {
    operators: u64,
    unpacked: u64,
    form_executions_per_page: u32,
    form_executions: u32,
    /// Forms inside forms.
    pub(super) form_depth: u32,
    deadline: Instant,
    /// The first bound that was reached, in words; `None` while all is well.
    pub(crate) exceeded: Option<&'static str>,
}

impl Budget {
    /// A full budget; the clock starts now.
    pub(crate) fn new(limits: &Limits) -> Self {
        Budget {
            operators: limits.operators,
            unpacked: limits.unpacked_bytes,
            form_executions_per_page: limits.form_executions,
            form_executions: limits.form_executions,
            form_depth: limits.form_depth,
            deadline: limits.deadline(),
            exceeded: None,
        }
    }

    /// Starts a page: form executions are counted per page.
    pub(super) fn start_page(&mut self) {
        self.form_executions = self.form_executions_per_page;
    }

    /// Pays for one operator; `false` when nothing may run any more.
    pub(super) fn operator(&mut self) -> bool {
        match self.operators.checked_sub(1) {
            Some(left) => self.operators = left,
            None => return self.exceed("operators"),
        }
        // The clock is asked rarely: reading it costs more than a typical operator.
        if self.operators & 0xFFF == 0 && Instant::now() > self.deadline {
            return self.exceed("time");
        }
        true
    }

    /// Pays for one form execution; `false` when the page has had its share.
    pub(super) fn form(&mut self) -> bool {
        match self.form_executions.checked_sub(1) {
            Some(left) => self.form_executions = left,
            None => return self.exceed("form executions"),
        }
        true
    }

    fn unpack(&mut self, bytes: usize) -> bool {
        match self.unpacked.checked_sub(bytes as u64) {
            Some(left) => self.unpacked = left,
            None => {
                self.unpacked = 0;
                return self.exceed("decompressed bytes");
            }
        }
        true
    }

    /// Notes the first bound that was reached.
    pub(super) fn exceed(&mut self, what: &'static str) -> bool {
        self.exceeded.get_or_insert(what);
        false
    }
}

/// Opens a file: cross-reference repair, the empty user password, the page list.
pub(crate) fn open(bytes: &[u8], limits: &Limits) -> Result<PdfFile, IngestError> {
    let options = LoadOptions {
        max_decompressed_size: Some(
            OBJECT_STREAM_BYTES.min(usize::try_from(limits.unpacked_bytes).unwrap_or(usize::MAX)),
        ),
        ..LoadOptions::default()
    };
    let document = lopdf::Document::load_mem_with_options(bytes, options).map_err(|error| {
        match load_error(error) {
            // Nothing of an encrypted file can be read without its trailer, whatever else may be wrong with it.
            IngestError::Corrupt(_) if names_encryption(bytes) => IngestError::Encrypted,
            error => error,
        }
    })?;
    if document.is_encrypted() && document.encryption_state.is_none() {
        return Err(IngestError::Encrypted);
    }
    let mut file = PdfFile {
        document,
        pages: Vec::new(),
        fonts: FontCache::default(),
    };
    file.pages = file.list_pages(limits)?;
    Ok(file)
}

/// Whether a dictionary of the file says how it is encrypted.
fn names_encryption(bytes: &[u8]) -> bool {
    let standard = b"/Filter";
    bytes
        .windows(standard.len())
        .enumerate()
        .filter(|(_, window)| window == standard)
        .any(|(at, _)| {
            let name = bytes
                .get(at.saturating_add(standard.len())..)
                .unwrap_or_default();
            name.trim_ascii_start().starts_with(b"/Standard")
        })
}

fn load_error(error: lopdf::Error) -> IngestError {
    use lopdf::{DecompressError, Error};
    match error {
        Error::InvalidPassword | Error::Decryption(_) => IngestError::Encrypted,
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => {
            IngestError::Limit("decompressed bytes of the object streams".into())
        }
        other => IngestError::Corrupt(format!("PDF: {other}")),
    }
}

impl PdfFile {
    fn list_pages(&self, limits: &Limits) -> Result<Vec<ObjectId>, IngestError> {
        let most = limits.pages as usize;
        let mut seen = BTreeSet::new();
        let mut pages = Vec::new();
        for id in self.document.page_iter() {
            // A page tree may name one page twice only in a hostile file.
            if seen.insert(id) {
                pages.push(id);
            }
            if pages.len() > most {
                return Err(IngestError::Limit(format!("more than {most} pages")));
            }
        }
        if pages.is_empty() {
            // The tree is broken; the pages themselves may not be.
            pages = self
                .document
                .objects
                .iter()
                .filter(|(_, object)| {
                    object
                        .as_dict()
                        .is_ok_and(|dict| dict.has_type(b"Page") && dict.has(b"Contents"))
                })
                .map(|(id, _)| *id)
                .take(most)
                .collect();
        }
        if pages.is_empty() {
            return Err(IngestError::Corrupt("PDF: no pages found".into()));
        }
        Ok(pages)
    }

    /// How many pages there are.
    pub(crate) fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// The object number of a page, counted from 0; structure elements name pages by it.
    pub(crate) fn page_id(&self, index: usize) -> Option<ObjectId> {
        self.pages.get(index).copied()
    }

    /// The dictionary of a page, counted from 0.
    pub(crate) fn page(&self, index: usize) -> Option<&Dictionary> {
        self.document.get_dictionary(self.page_id(index)?).ok()
    }

    /// The catalog.
    pub(crate) fn catalog(&self) -> Option<&Dictionary> {
        self.document.catalog().ok()
    }

    /// Follows references to an object; `Null` when there is none.
    pub(crate) fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        match self.document.dereference(object) {
            Ok((_, object)) => object,
            Err(_) => &Object::Null,
        }
    }

    /// A resolved entry of a dictionary; `None` also for null.
    pub(crate) fn get<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        match self.resolve(dict.get(key).ok()?) {
            Object::Null => None,
            object => Some(object),
        }
    }

    /// A dictionary, or the dictionary of a stream.
    pub(crate) fn as_dict<'a>(&'a self, object: &'a Object) -> Option<&'a Dictionary> {
        match self.resolve(object) {
            Object::Dictionary(dict) => Some(dict),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    /// An entry that is a dictionary or a stream.
    pub(crate) fn dict<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        self.as_dict(dict.get(key).ok()?)
    }

    /// An entry that is an array.
    pub(crate) fn array<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [Object]> {
        match self.get(dict, key)? {
            Object::Array(items) => Some(items),
            _ => None,
        }
    }

    /// An entry that is a name.
    pub(crate) fn name<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        match self.get(dict, key)? {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    /// An entry that is a stream.
    pub(crate) fn stream<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Stream> {
        match self.get(dict, key)? {
            Object::Stream(stream) => Some(stream),
            _ => None,
        }
    }

    /// A number of either kind.
    pub(crate) fn as_number(&self, object: &Object) -> Option<f64> {
        let number = match self.resolve(object) {
            Object::Integer(n) => *n as f64,
            Object::Real(n) => f64::from(*n),
            _ => return None,
        };
        number.is_finite().then_some(number)
    }

    /// An entry that is a number.
    pub(crate) fn number(&self, dict: &Dictionary, key: &[u8]) -> Option<f64> {
        self.as_number(dict.get(key).ok()?)
    }

    /// An entry that is a whole number.
    pub(crate) fn integer(&self, dict: &Dictionary, key: &[u8]) -> Option<i64> {
        match self.get(dict, key)? {
            Object::Integer(n) => Some(*n),
            Object::Real(n) if n.is_finite() => Some(*n as i64),
            _ => None,
        }
    }

    /// The first `N` numbers of an array entry.
    pub(crate) fn numbers<const N: usize>(
        &self,
        dict: &Dictionary,
        key: &[u8],
    ) -> Option<[f64; N]> {
        let items = self.array(dict, key)?;
        let mut numbers = [0.0; N];
        for (slot, index) in numbers.iter_mut().zip(0..) {
            *slot = self.as_number(items.get::<usize>(index)?)?;
        }
        Some(numbers)
    }

    /// An entry that is a text string, as Unicode.
    pub(crate) fn text(&self, dict: &Dictionary, key: &[u8]) -> Option<String> {
        self.as_text(dict.get(key).ok()?)
    }

    /// A text string (UTF-16, UTF-8 or PDFDocEncoding) as Unicode.
    pub(crate) fn as_text(&self, object: &Object) -> Option<String> {
        match self.resolve(object) {
            Object::String(bytes, _) => Some(text_string(bytes)),
            _ => None,
        }
    }

    /// An attribute that pages inherit from the tree above them.
    pub(crate) fn inherited<'a>(&'a self, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let mut node = page;
        for _ in 0..PARENT_DEPTH {
            if let Some(object) = self.get(node, key) {
                return Some(object);
            }
            node = self.dict(node, b"Parent")?;
        }
        None
    }

    /// The decoded bytes of a stream; what is left of a damaged one; `None` when its filter is for
    /// pictures or the budget is used up.
    pub(crate) fn data(&self, stream: &Stream, budget: &mut Budget) -> Option<Vec<u8>> {
        let most = usize::try_from(budget.unpacked).unwrap_or(usize::MAX);
        match stream.get_plain_content_with_limit(most) {
            Ok(data) => budget.unpack(data.len()).then_some(data),
            Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded {
                ..
            })) => {
                budget.unpack(usize::MAX);
                None
            }
            Err(_) => None,
        }
    }

    /// What the information dictionary and the catalog say about the file.
    pub(crate) fn metadata(&self) -> Metadata {
        let info = self.dict(&self.document.trailer, b"Info");
        let entry = |key: &[u8]| {
            let text = self.text(info?, key)?;
            let text = text.trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        Metadata {
            title: entry(b"Title"),
            creator: entry(b"Creator"),
            producer: entry(b"Producer"),
            language: self
                .catalog()
                .and_then(|catalog| self.text(catalog, b"Lang"))
                .filter(|language| !language.is_empty()),
        }
    }
}

/// Decodes a text string: UTF-16 with either byte order mark, UTF-8 with its mark, else PDFDocEncoding,
/// which agrees with Windows-1252 on everything that Thai files put there.
pub(super) fn text_string(bytes: &[u8]) -> String {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest
            .chunks_exact(2)
            .filter_map(|pair| <[u8; 2]>::try_from(pair).ok().map(unit))
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // Some writers put bare UTF-8 there.
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
                .into_owned(),
        },
    }
}
