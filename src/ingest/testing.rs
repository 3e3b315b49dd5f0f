//! Office containers made inside tests, and what the tables read from files say.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::document::Table;

/// A zip container of these entries, deflated.
pub(crate) fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let bytes: Vec<(&str, &[u8])> = entries.iter().map(|(n, t)| (*n, t.as_bytes())).collect();
    zip_bytes(&bytes)
}

/// A zip container of these entries, deflated.
pub(crate) fn zip_bytes(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The texts of a table's cells, row by row.
pub(crate) fn texts(table: &Table) -> Vec<Vec<&str>> {
    table
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.text.as_str()).collect())
        .collect()
}

/// A compound file of these streams, and of others that lie in a storage.
pub(crate) fn compound(streams: &[(&str, &[u8])], stored: &[(&str, &[u8])]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const END: u32 = 0xFFFF_FFFE;
    let mut table: Vec<u32> = Vec::new();
    let mut sectors: Vec<u8> = Vec::new();
    let mut store = |bytes: &[u8]| -> u32 {
        let first = u32::try_from(table.len()).unwrap();
        let count = bytes.len().div_ceil(SECTOR).max(1);
        for number in 1..=count {
            let next = u32::try_from(table.len() + 1).unwrap();
            table.push(if number == count { END } else { next });
        }
        sectors.extend(bytes);
        sectors.resize(table.len() * SECTOR, 0);
        first
    };
    let entry = |name: &str, kind: u8, links: [u32; 3], start: u32, size: usize| {
        let mut bytes = vec![0_u8; 128];
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes[..name.len()].copy_from_slice(&name);
        bytes[64..66].copy_from_slice(&u16::try_from(name.len() + 2).unwrap().to_le_bytes());
        bytes[66] = kind;
        for (place, link) in links.into_iter().enumerate() {
            bytes[68 + 4 * place..72 + 4 * place].copy_from_slice(&link.to_le_bytes());
        }
        bytes[116..120].copy_from_slice(&start.to_le_bytes());
        bytes[120..124].copy_from_slice(&u32::try_from(size).unwrap().to_le_bytes());
        bytes
    };
    let none = u32::MAX;
    let mut directory = entry("Root Entry", 5, [none, none, 1], END, 0);
    for (number, (name, bytes)) in (1_u32..).zip(streams.iter().chain(stored)) {
        let last = usize::try_from(number).unwrap() >= streams.len();
        let next = if last { none } else { number + 1 };
        directory.extend(entry(
            name,
            2,
            [none, next, none],
            store(bytes),
            bytes.len(),
        ));
    }
    let directory = store(&directory);
    // The allocation table describes its own sectors too.
    let own = (table.len() + 8).div_ceil(SECTOR / 4);
    let first = u32::try_from(table.len()).unwrap();
    table.extend(vec![0xFFFF_FFFD; own]);
    let mut file = vec![0_u8; SECTOR];
    file[..8].copy_from_slice(&super::compound::SIGNATURE);
    file[30] = 9;
    file[32] = 6;
    file[48..52].copy_from_slice(&directory.to_le_bytes());
    file[60..64].copy_from_slice(&END.to_le_bytes());
    file[68..72].copy_from_slice(&END.to_le_bytes());
    file[76..].fill(0xFF);
    for number in 0..own {
        let sector = first + u32::try_from(number).unwrap();
        file[76 + 4 * number..80 + 4 * number].copy_from_slice(&sector.to_le_bytes());
    }
    file.extend(sectors);
    let mut words: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    words.resize(own * SECTOR, 0xFF);
    file.extend(words);
    file
}
