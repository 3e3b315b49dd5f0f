//! `--shard I/N`: the same agencies on every machine, whatever else lies in the folder.

use std::str::FromStr;

use crate::hash;

/// Part `part` of `parts`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shard {
    /// From 1.
    part: u32,
    parts: u32,
}

impl Shard {
    /// Whether an agency belongs to this part, by its path alone.
    pub(super) fn has(self, path: &str) -> bool {
        let hash = hash::of(path);
        let number = hash
            .get(..8)
            .and_then(|head| u32::from_str_radix(head, 16).ok());
        number.unwrap_or(0) % self.parts == self.part - 1
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parse = || {
            let (part, parts) = text.split_once('/')?;
            let (part, parts) = (part.parse().ok()?, parts.parse().ok()?);
            (1..=parts).contains(&part).then_some(Shard { part, parts })
        };
        parse().ok_or_else(|| "ต้องเป็น I/N เช่น 2/5 / must be I/N, such as 2/5".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_agency_is_in_one_part() {
        let parts: Vec<Shard> = ["1/3", "2/3", "3/3"].map(|s| s.parse().unwrap()).into();
        for number in 0..100 {
            let path = format!("สภ.{number}");
            assert_eq!(parts.iter().filter(|shard| shard.has(&path)).count(), 1);
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "1", "0/2", "3/2", "1/0", "a/b", "-1/2", "1/2/3"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
