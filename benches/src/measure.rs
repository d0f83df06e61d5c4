//! What a process costs: CPU seconds and peak memory, as the kernel counted them.
//!
//! The bench starts itself in between: this small process waits for one command only, so the
//! kernel's sums over its children are those of the command.

use std::{
    ffi::{OsStr, OsString},
    fs,
    process::{Command, ExitCode},
    time::Instant,
};

use anyhow::{Context, Result, bail};
use nix::sys::{
    resource::{UsageWho, getrusage},
    time::TimeValLike,
};
use serde::{Deserialize, Serialize};

/// The first argument that makes this program the small process in between.
const CHILD: &str = "--measure-one";
/// The exit code of the program for data that it refused.
const REFUSED: i32 = 3;

/// What one run of a command has cost.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// User and system time on all cores.
    pub(crate) cpu_seconds: f64,
    /// Time on the clock.
    pub(crate) wall_seconds: f64,
    /// The most memory that was resident at once.
    pub(crate) peak_kibibytes: u64,
    /// The machine's load average over the last minute, before the run.
    pub(crate) load: f64,
}

/// The command to measure, when the arguments ask for that.
pub(crate) fn wanted(arguments: &[OsString]) -> Option<(&OsString, &[OsString])> {
    arguments.split_first().filter(|(first, _)| *first == CHILD)
}

/// Runs a command and returns its cost; its output is only shown when it fails.
pub(crate) fn run<I>(command: I) -> Result<Cost>
where
    I: IntoIterator,
    I::Item: AsRef<OsStr>,
{
    let words: Vec<OsString> = command.into_iter().map(|it| it.as_ref().to_owned()).collect();
    let output = Command::new(std::env::current_exe()?).arg(CHILD).args(&words).output()?;
    if !output.status.success() {
        bail!("failed: {words:?}\n{}", String::from_utf8_lossy(&output.stderr));
    }
    serde_json::from_slice(&output.stdout).context("failed to read what a run has cost")
}

/// Runs a command several times; the cheapest run counts, but the highest peak.
pub(crate) fn cheapest<F>(times: usize, mut run: F) -> Result<Cost>
where
    F: FnMut() -> Result<Cost>,
{
    let runs: Vec<Cost> = (0..times.max(1)).map(|_| run()).collect::<Result<_>>()?;
    Cost::best(&runs).context("nothing was run")
}

impl Cost {
    /// The cheapest of several runs, with the highest peak of all.
    pub(crate) fn best(runs: &[Self]) -> Option<Self> {
        let peak_kibibytes = runs.iter().map(|it| it.peak_kibibytes).max()?;
        let best = runs.iter().min_by(|a, b| a.cpu_seconds.total_cmp(&b.cpu_seconds))?;
        Some(Self { peak_kibibytes, ..*best })
    }
}

/// The small process in between: runs the command and prints its cost as JSON.
pub(crate) fn child(command: &[OsString]) -> Result<ExitCode> {
    let (program, arguments) = command.split_first().context("nothing to measure")?;
    let load = load();
    let start = Instant::now();
    let output = Command::new(program)
        .args(arguments)
        .output()
        .with_context(|| format!("failed to start {}", program.display()))?;
    let wall_seconds = start.elapsed().as_secs_f64();
    // The program ends with 3 when it refused the data, as it is asked to where only reading
    // is measured.
    if !output.status.success() && output.status.code() != Some(REFUSED) {
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        return Ok(ExitCode::FAILURE);
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let cpu = usage.user_time() + usage.system_time();
    let cost = Cost {
        cpu_seconds: f64::from(i32::try_from(cpu.num_milliseconds())?) / 1_000.0,
        wall_seconds,
        peak_kibibytes: u64::try_from(usage.max_rss())?,
        load,
    };
    println!("{}", serde_json::to_string(&cost)?);
    Ok(ExitCode::SUCCESS)
}

/// The load average over the last minute; 0 where the system does not tell it as Linux does.
pub(crate) fn load() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().and_then(|it| it.parse().ok()).unwrap_or(0.0)
}
