//! OLE compound files ([MS-CFB]): the container of Office before 2007, and of encrypted new files.
//!
//! Read by ourselves because telling the formats apart needs the names of the streams, and a search for
//! those names in the bytes finds them in texts too. Chains of sectors are followed at most once around.

use std::collections::BTreeSet;

use super::IngestError;

/// The first bytes of every compound file.
pub(crate) const SIGNATURE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Sector numbers from here on are marks: end of chain, free and the like.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;

/// A stream or storage of the directory.
struct Entry {
    name: String,
    kind: u8,
    /// Entries beside it in the same storage, and the first one in it when it is a storage.
    beside: [u32; 2],
    inside: u32,
    start: u32,
    size: u64,
}

/// An open compound file.
pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    mini_sector: usize,
    /// Streams smaller than this lie in the mini stream.
    cutoff: u64,
    chains: Vec<u32>,
    mini_chains: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
    /// Entries that lie in no storage: a document carries other files, with streams of the same names, in storages.
    top: BTreeSet<usize>,
}

impl<'a> Compound<'a> {
    /// Reads the tables and the directory.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, IngestError> {
        let corrupt = || IngestError::Corrupt("compound file: the header makes no sense".into());
        if !bytes.starts_with(&SIGNATURE) {
            return Err(corrupt());
        }
        let shift = u16_at(bytes, 30).ok_or_else(corrupt)?;
        let mini_shift = u16_at(bytes, 32).ok_or_else(corrupt)?;
        if !matches!(shift, 9 | 12) || mini_shift != 6 {
            return Err(corrupt());
        }
        let mut file = Compound {
            bytes,
            sector: 1 << shift,
            mini_sector: 1 << mini_shift,
            cutoff: u64::from(u32_at(bytes, 56).ok_or_else(corrupt)?),
            chains: Vec::new(),
            mini_chains: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
            top: BTreeSet::new(),
        };
        file.read_chains();
        let directory = file.chain(u32_at(bytes, 48).ok_or_else(corrupt)?);
        file.entries = directory.chunks_exact(128).filter_map(entry).collect();
        let root = file.entries.iter().find(|e| e.kind == 5);
        let (start, inside) = root.map_or((u32::MAX, u32::MAX), |root| (root.start, root.inside));
        file.find_top(inside);
        file.mini_stream = file.chain(start);
        let table = file.chain(u32_at(bytes, 60).unwrap_or(u32::MAX));
        file.mini_chains = words(&table);
        Ok(file)
    }

    /// Walks the tree of the entries in no storage; all are taken for such where it is damaged.
    fn find_top(&mut self, first: u32) {
        let mut waiting = vec![first];
        while let Some(number) = waiting.pop() {
            let index = usize::try_from(number).unwrap_or(usize::MAX);
            if let Some(entry) = self.entries.get(index)
                && self.top.insert(index)
            {
                waiting.extend(entry.beside);
            }
        }
        if self.top.is_empty() {
            self.top = (0..self.entries.len()).collect();
        }
    }

    fn top(&self) -> impl Iterator<Item = &Entry> {
        self.top.iter().filter_map(|index| self.entries.get(*index))
    }

    /// Whether the file has a stream or storage of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.top().any(|e| e.name == name)
    }

    /// The bytes of a stream, as far as they are there; `None` when it does not exist.
    pub(crate) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.top().find(|e| e.kind == 2 && e.name == name)?;
        let mut stream = if entry.size < self.cutoff {
            self.mini_chain(entry.start)
        } else {
            self.chain(entry.start)
        };
        stream.truncate(usize::try_from(entry.size).unwrap_or(usize::MAX));
        Some(stream)
    }

    /// The allocation table: its sectors are listed in the header, and from there on in a chain.
    fn read_chains(&mut self) {
        let mut listed: Vec<u32> = (0..109_usize)
            .map_while(|i| u32_at(self.bytes, i.saturating_mul(4).saturating_add(76)))
            .collect();
        let most = self.sectors();
        let mut next = u32_at(self.bytes, 68).unwrap_or(u32::MAX);
        let mut seen = 0_usize;
        while let Some(sector) = self.sector_at(next)
            && seen <= most
        {
            let mut list = words(sector);
            next = list.pop().unwrap_or(u32::MAX);
            listed.extend(list);
            seen = seen.saturating_add(1);
        }
        for number in listed.into_iter().take(most) {
            if let Some(sector) = self.sector_at(number) {
                let words = words(sector);
                self.chains.extend(words);
            }
        }
    }

    /// Sectors that the file can hold.
    fn sectors(&self) -> usize {
        self.bytes.len().div_ceil(self.sector)
    }

    /// A sector, or what is left of it at the end of the file.
    fn sector_at(&self, number: u32) -> Option<&'a [u8]> {
        if number >= LAST_SECTOR {
            return None;
        }
        let start = usize::try_from(number)
            .ok()?
            .checked_add(1)?
            .checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    fn chain(&self, start: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut next = start;
        for _ in 0..self.sectors() {
            let Some(sector) = self.sector_at(next) else {
                break;
            };
            bytes.extend_from_slice(sector);
            next = following(&self.chains, next);
        }
        bytes
    }

    fn mini_chain(&self, start: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut next = start;
        for _ in 0..self.mini_chains.len() {
            let Some(at) = usize::try_from(next)
                .ok()
                .and_then(|n| n.checked_mul(self.mini_sector))
            else {
                break;
            };
            let end = at
                .saturating_add(self.mini_sector)
                .min(self.mini_stream.len());
            let Some(sector) = self.mini_stream.get(at..end) else {
                break;
            };
            bytes.extend_from_slice(sector);
            next = following(&self.mini_chains, next);
        }
        bytes
    }
}

fn following(chains: &[u32], sector: u32) -> u32 {
    usize::try_from(sector)
        .ok()
        .and_then(|n| chains.get(n).copied())
        .unwrap_or(u32::MAX)
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).clamp(2, 64);
    let units: Vec<u16> = bytes
        .get(..length.saturating_sub(2))?
        .chunks_exact(2)
        .filter_map(|pair| u16_at(pair, 0))
        .collect();
    Some(Entry {
        name: String::from_utf16_lossy(&units),
        kind: *bytes.get(66)?,
        beside: [u32_at(bytes, 68)?, u32_at(bytes, 72)?],
        inside: u32_at(bytes, 76)?,
        start: u32_at(bytes, 116)?,
        size: u64::from(u32_at(bytes, 120)?),
    })
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes
        .chunks_exact(4)
        .filter_map(|word| u32_at(word, 0))
        .collect()
}

/// A little-endian number of two bytes.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    pair.try_into().ok().map(u16::from_le_bytes)
}

/// A little-endian number of four bytes.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let word = bytes.get(at..at.checked_add(4)?)?;
    word.try_into().ok().map(u32::from_le_bytes)
}
