//! `oitcheck.toml`: what an agency folder says about itself.

use std::collections::BTreeMap;
use std::path::Path;

use globset::{Glob, GlobSet, GlobSetBuilder};
use serde::Deserialize;

/// Largest settings file read; the fields fill a few hundred bytes.
const BYTES: u64 = 1 << 20;

/// The parsed file; every part is optional.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Who the agency is.
    pub agency: AgencySettings,
    /// Files whose item is decided by hand: path to item id.
    pub pins: BTreeMap<String, String>,
    /// Files to leave out.
    pub ignore: Ignore,
}

/// `[agency]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AgencySettings {
    /// Official name.
    pub name: Option<String>,
    /// Such as `police-station`.
    #[serde(rename = "type")]
    pub agency_type: Option<String>,
    /// Buddhist era.
    pub fiscal_year: Option<u16>,
    /// Province.
    pub province: Option<String>,
    /// Id of the rule set to use.
    pub rule_set: Option<String>,
}

/// `[ignore]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ignore {
    /// Relative paths or globs; a folder stands for everything in it.
    pub paths: Vec<String>,
    /// `paths`, compiled.
    #[serde(skip)]
    globs: GlobSet,
}

impl Settings {
    /// Name of the file in an agency folder.
    pub const FILE_NAME: &'static str = "oitcheck.toml";

    /// Reads the settings of an agency folder; without a file they are empty. The error names line and column.
    pub fn load(folder: &Path) -> Result<Settings, SettingsError> {
        let path = folder.join(Self::FILE_NAME);
        let metadata = match std::fs::symlink_metadata(&path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Settings::default());
            }
            Err(error) => return Err(error.into()),
        };
        if !metadata.is_file() || metadata.len() > BYTES {
            return Err(SettingsError::NotAFile);
        }
        Self::parse(&std::fs::read_to_string(path)?)
    }

    fn parse(text: &str) -> Result<Settings, SettingsError> {
        let mut settings: Settings = toml::from_str(text)?;
        let mut globs = GlobSetBuilder::new();
        for path in &settings.ignore.paths {
            let path = path.trim_end_matches('/');
            globs.add(Glob::new(path)?);
            globs.add(Glob::new(&format!("{path}/**"))?);
        }
        settings.ignore.globs = globs.build()?;
        Ok(settings)
    }

    /// Whether a file is left out by `[ignore]`.
    pub fn ignores(&self, path: &str) -> bool {
        self.ignore.globs.is_match(path)
    }
}

/// Why the settings could not be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A link, a folder, or larger than a settings file can be.
    #[error("not a plain file of at most 1 MiB")]
    NotAFile,
    /// The operating system would not give it.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// Not TOML, or a key that is not known; the text shows the line.
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    /// A path in `[ignore]` that is not a glob.
    #[error("[ignore] paths: {0}")]
    Glob(#[from] globset::Error),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_cover_files_and_folders() {
        let settings =
            Settings::parse("[ignore]\npaths = [\"เก่า/\", \"**/ร่าง*\", \"*.tmp\"]\n").unwrap();
        for path in ["เก่า/O1.pdf", "O1/ร่าง 2.docx", "a/b.tmp"] {
            assert!(settings.ignores(path), "{path}");
        }
        assert!(!settings.ignores("เก่าแก่/O1.pdf"));
    }

    #[test]
    fn unknown_keys_are_errors_with_their_line() {
        let error = toml::from_str::<Settings>("[agency]\nnmae = \"x\"\n")
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("line 2") && error.contains("nmae"),
            "{error}"
        );
    }
}
