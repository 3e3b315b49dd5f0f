//! What the program and its workers say to each other: frames of a mark, a length and JSON.
//!
//! The mark and the bounded length make it certain that a worker which writes anything else is noticed at
//! its first bytes, and that it cannot make the program allocate more than one frame holds.

use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::fault::Fault;
use crate::ingest;
use crate::picture::{Picture, Place};
use crate::reading::{Reading, Source};

/// Begins every frame; garbage on the pipe does not.
const MARK: [u8; 4] = *b"OIT\x01";

/// Bytes of one frame. A workbook of two million cells, the most that is read, takes about half of it.
const FRAME_BYTES: u32 = 512 << 20;

/// Asks for something about one file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    /// Echoed by the answer.
    pub(super) number: u64,
    /// The file.
    pub(super) source: Source,
    /// What is asked for.
    pub(super) task: Task,
    /// The bounds, and what to extract.
    pub(super) options: ingest::Options,
    /// What the worker does instead, in tests.
    pub(super) fault: Option<Fault>,
}

/// What can be asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Task {
    /// The document.
    Read,
    /// Pictures of places in it.
    Draw(Vec<Place>),
}

/// The answer to a request.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Answer {
    /// That of the request.
    pub(super) number: u64,
    /// What was asked for.
    pub(super) reply: Reply,
}

/// What a worker answers to each [`Task`].
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Reply {
    /// What became of the file.
    Reading(Reading),
    /// The pictures, in the order of the places.
    Pictures(Vec<Option<Picture>>),
}

/// Writes a message as one frame.
pub(super) fn write(to: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let mut frame = Vec::from(MARK);
    frame.extend([0; 4]);
    serde_json::to_writer(&mut frame, message)?;
    let length = frame.len().saturating_sub(MARK.len() + 4);
    let length = u32::try_from(length)
        .ok()
        .filter(|length| *length <= FRAME_BYTES)
        .ok_or_else(|| io::Error::other("the message is longer than a frame"))?;
    if let Some(place) = frame.get_mut(MARK.len()..MARK.len() + 4) {
        place.copy_from_slice(&length.to_le_bytes());
    }
    to.write_all(&frame)?;
    to.flush()
}

/// Reads the bytes of one frame; `None` at the end of the pipe.
pub(super) fn read(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut mark = [0; 4];
    match from.read(&mut mark[..1])? {
        0 => return Ok(None),
        _ => from.read_exact(&mut mark[1..])?,
    }
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if mark != MARK || length > FRAME_BYTES {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "not a frame"));
    }
    // Grows with what arrives, so that a length alone allocates nothing.
    let mut body = Vec::new();
    let read = from.take(u64::from(length)).read_to_end(&mut body)?;
    if read < length as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(body))
}

/// Reads the message of a frame.
pub(super) fn decode<T: DeserializeOwned>(frame: &[u8]) -> io::Result<T> {
    serde_json::from_slice(frame).map_err(io::Error::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(message: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(&mut bytes, &message).unwrap();
        bytes
    }

    #[test]
    fn a_frame_comes_back() {
        let mut bytes = frame("หนึ่ง");
        bytes.extend(frame("สอง"));
        let mut from = bytes.as_slice();
        let first: String = decode(&read(&mut from).unwrap().unwrap()).unwrap();
        let second: String = decode(&read(&mut from).unwrap().unwrap()).unwrap();
        assert_eq!((first.as_str(), second.as_str()), ("หนึ่ง", "สอง"));
        assert!(read(&mut from).unwrap().is_none());
    }

    #[test]
    fn garbage_and_half_frames_are_errors() {
        let whole = frame("หนึ่ง");
        for cut in 1..whole.len() {
            assert!(read(&mut &whole[..cut]).is_err(), "{cut}");
        }
        assert!(read(&mut b"thread main panicked".as_slice()).is_err());
        let mut long = whole;
        long[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(read(&mut long.as_slice()).is_err());
    }
}
