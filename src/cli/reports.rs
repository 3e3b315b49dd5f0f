//! The report flags that `check` and `report` share: outputs from the registry, and what marks a run before it
//! is reported.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use clap::{Arg, ArgMatches, Command, FromArgMatches};
use jiff::civil::Date;

use super::{output, stored};
use crate::compare::Baseline;
use crate::ingest;
use crate::language::Language;
use crate::picture::{Picture, Place};
use crate::reading::Source;
use crate::report::{self, OUTPUTS, Output, Report};
use crate::result::{AgencyInfo, AgencyResult, Run};
use crate::waivers::Waivers;
use crate::worker::Pool;

/// Seconds and bytes of memory that drawing the evidence of one document may take; a page takes a few hundredths
/// of a second.
const SECONDS: u64 = 20;
const MEMORY: u64 = 1 << 30;

/// The shared flags.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "รายงาน / reports")]
pub(super) struct Reports {
    #[command(flatten)]
    outputs: Outputs,
    /// เทียบกับผลครั้งก่อน ทุกข้อบอกว่าใหม่ แก้แล้ว ดีขึ้น เท่าเดิม หรือแย่ลง / compare with an earlier result: every item is new, fixed, better, unchanged or worse
    #[arg(long, value_name = "OLD.json")]
    baseline: Option<PathBuf>,
    /// คำตัดสินของผู้ตรวจ: ไฟล์จาก --xlsx ที่กรอกแล้ว หรือ TOML / auditor's decisions: the filled-in workbook of --xlsx, or TOML
    #[arg(long, value_name = "FILE")]
    waivers: Option<PathBuf>,
    /// โฟลเดอร์ของเอกสารที่ตรวจ รายงานเว็บจะมีภาพหลักฐานและลิงก์ / where the checked files lie: the web report then has pictures of the evidence, and links [default: links to what is checked]
    #[arg(long, value_name = "DIR")]
    documents: Option<PathBuf>,
}

/// The outputs asked for, with where they go. The flags come from [`OUTPUTS`].
#[derive(Debug, Clone, Default)]
struct Outputs(Vec<(&'static Output, PathBuf)>);

impl clap::Args for Outputs {
    fn augment_args(command: Command) -> Command {
        OUTPUTS.iter().fold(command, |command, output| {
            command.arg(
                Arg::new(output.flag)
                    .long(output.flag)
                    .value_name(output.value)
                    .value_parser(clap::value_parser!(PathBuf))
                    .help(output.help),
            )
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Outputs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let chosen = OUTPUTS.iter().filter_map(|output| {
            let path: &PathBuf = matches.get_one(output.flag)?;
            Some((output, path.clone()))
        });
        Ok(Outputs(chosen.collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// What marks the agencies of a run: an auditor's decisions, and an earlier run.
#[derive(Debug)]
pub(super) struct Marks {
    baseline: Option<Baseline>,
    waivers: Option<Waivers>,
    day: Date,
}

impl Reports {
    /// Reads the earlier run and the decisions, before any work is done in vain. `day` is the one waivers must
    /// hold on, today when `None`.
    pub(super) fn marks(&self, day: Option<Date>) -> anyhow::Result<Marks> {
        let baseline = match &self.baseline {
            Some(path) => Some(Baseline::of(&stored::read(path, None)?)),
            None => None,
        };
        let waivers = self.waivers.as_deref().map(Waivers::load).transpose()?;
        Ok(Marks {
            baseline,
            waivers,
            day: day.unwrap_or_else(today),
        })
    }

    /// Whether any output is asked for.
    pub(super) fn any_output(&self) -> bool {
        !self.outputs.0.is_empty()
    }

    /// Writes every output asked for. `checked` is where the files lie when nobody says.
    pub(super) fn write(
        &self,
        run: &Run,
        language: Language,
        checked: Option<&Path>,
    ) -> anyhow::Result<()> {
        if self.outputs.0.is_empty() {
            return Ok(());
        }
        let harmless = report::harmless(run)?;
        let artist = self.documents.as_deref().map(Artist::new).transpose()?;
        let report = Report {
            run: &harmless,
            exact: run,
            language,
            documents: self.documents.as_deref().or(checked),
            artist: artist.as_ref().map(|artist| artist as &dyn report::Artist),
        };
        for (output, path) in &self.outputs.0 {
            (output.write)(&report, path).with_context(|| format!("--{}", output.flag))?;
        }
        Ok(())
    }
}

/// Draws the checked files in worker processes.
#[derive(Debug)]
struct Artist {
    folder: PathBuf,
    pool: Pool,
}

impl Artist {
    fn new(folder: &Path) -> anyhow::Result<Artist> {
        let told = || format!("--documents {}", folder.display());
        anyhow::ensure!(folder.is_dir(), "{}: ไม่ใช่โฟลเดอร์ / not a folder", told());
        Ok(Artist {
            folder: folder.to_owned(),
            pool: Pool::new(MEMORY, Arc::default()).with_context(told)?,
        })
    }
}

impl report::Artist for Artist {
    fn draw(&self, agency: &AgencyInfo, document: &str, places: &[Place]) -> Vec<Option<Picture>> {
        // A result may come from elsewhere: it must not lead out of the folder.
        let path = Path::new(&agency.path).join(document);
        let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        if !path.components().all(inside) {
            return Vec::new();
        }
        let source = Source {
            name: document.to_owned(),
            location: self.folder.join(path).into(),
            member: None,
        };
        let mut options = ingest::Options::default();
        options.limits.seconds = SECONDS;
        self.pool.draw(&source, places, &options)
    }
}

impl Marks {
    /// Marks an agency.
    pub(super) fn mark(&mut self, agency: &mut AgencyResult) {
        if let Some(baseline) = &self.baseline {
            baseline.mark(agency);
        }
        if let Some(waivers) = &mut self.waivers {
            waivers.mark(agency, self.day);
        }
    }

    /// Says which decisions concern nothing in the run.
    pub(super) fn finish(&self) {
        for message in self.waivers.iter().flat_map(Waivers::unknown) {
            output::message(&format!("oitcheck: {} / {}", message.th, message.en));
        }
    }
}

/// Today in Thailand, which has one time zone and no summer time.
fn today() -> Date {
    jiff::Timestamp::now()
        .to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(7)))
        .date()
}
