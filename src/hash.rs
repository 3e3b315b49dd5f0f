//! SHA-256 as hexadecimal text, the way results name bytes.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

/// The hash of bytes that are at hand.
pub(crate) fn of(bytes: impl AsRef<[u8]>) -> String {
    hexadecimal(Sha256::new_with_prefix(bytes))
}

/// The hash of a file, without loading it; at most `limit` bytes are read.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn of_file(location: &Path, limit: u64) -> io::Result<String> {
    of_stream(&mut File::open(location)?.take(limit))
}

/// The hash of everything that is read.
///
/// # Errors
/// When reading fails.
pub(crate) fn of_stream(from: &mut impl Read) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(hexadecimal(hash)),
            Ok(count) => hash.update(buffer.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// What was hashed so far, as text.
pub(crate) fn hexadecimal(hash: Sha256) -> String {
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_has_the_hash_of_its_bytes() {
        // FIPS 180-4, the example "abc".
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(of("abc"), expected);
        assert_eq!(of_stream(&mut b"abc".as_slice()).unwrap(), expected);
    }
}
