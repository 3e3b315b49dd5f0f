//! The names of cache entries: hashes of everything an entry depends on.
//!
//! What is left out of a name makes an old entry pass for a new one, so the structures are taken apart field by
//! field: a new field does not compile until it is decided here.

use std::sync::LazyLock;
use std::time::UNIX_EPOCH;

use crate::choose::RuleChoice;
use crate::discover::Agency;
use crate::hash;
use crate::ingest;
use crate::pipeline::Options;
use crate::rules;
use crate::settings::Settings;

/// The program that computes: its version and, because a developer builds many programs of one version, size and
/// time of its file.
static PROGRAM: LazyLock<String> = LazyLock::new(|| {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    let build = file
        .and_then(|file| Ok((file.len(), file.modified()?)))
        .ok();
    let build = build.map(|(bytes, time)| {
        let time = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        format!("{bytes} {}", time.as_nanos())
    });
    format!(
        "{} {}",
        env!("CARGO_PKG_VERSION"),
        build.unwrap_or_default()
    )
});

/// The name of the document extracted from bytes. The path counts with its extension: a document whose name
/// claims another format carries a warning.
pub(super) fn extraction(sha256: &str, path: &str, options: &ingest::Options) -> String {
    let extension = path
        .rsplit('/')
        .next()
        .and_then(|name| name.rsplit_once('.'));
    let extension = extension.map(|(_, extension)| extension.to_lowercase());
    name(&("extraction", PROGRAM.as_str(), sha256, extension, options))
}

/// The name of the result of an agency whose files are known by path, hash and outcome.
pub(super) fn verdict<'f>(
    agency: &Agency,
    files: impl Iterator<Item = (&'f str, Option<&'f str>, String)>,
    options: &Options,
) -> String {
    let Options {
        rules,
        ingest,
        count_advice,
        as_of,
    } = options;
    let rules: Vec<&str> = match rules {
        RuleChoice::Given(rules) => vec![rules.sha256.as_str()],
        RuleChoice::Guess => rules::shipped()
            .iter()
            .map(|set| set.sha256.as_str())
            .collect(),
    };
    let Agency {
        id,
        folder: _,
        path,
        settings:
            Settings {
                agency: agency_settings,
                pins,
                ignore: _,
            },
        files: _,
        errors,
    } = agency;
    let mut files: Vec<_> = files.collect();
    files.sort();
    name(&(
        (
            "verdict",
            PROGRAM.as_str(),
            rules,
            ingest,
            count_advice,
            as_of,
        ),
        (id, path, agency_settings, pins, errors),
        files,
    ))
}

fn name(parts: &impl std::fmt::Debug) -> String {
    hash::of(format!("{parts:?}"))
}
