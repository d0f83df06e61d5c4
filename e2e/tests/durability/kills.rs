//! Commands that are killed: the folder shows all of an import or none of it, and takes the
//! same import again without a repair by hand; other commands that change something alike.

use std::{
    collections::BTreeMap,
    fmt,
    process::{Child, Stdio},
    sync::Mutex,
    time::{Duration, Instant},
};

use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use serde_json::Value;

use crate::{
    program::{Folder, Seen, Stop, told},
    story::{Story, catalogue},
};

/// Where an import is killed, and at most at the how manieth time that it passes there.
const POINTS: [(&str, u32); 12] = [
    ("store::file::synced", 12),
    ("store::file::renamed", 12),
    ("store::raw::written", 2),
    ("store::log::checksum_written", 8),
    ("store::log::renamed", 8),
    ("store::tables::committed", 6),
    ("store::tables::restored", 1),
    ("store::import::applied", 1),
    ("store::import::rolled_up", 1),
    ("state::append::before_commit", 1),
    ("state::append::after_commit", 1),
    ("store::sweep::begun", 1),
];

/// These are only passed after an earlier kill.
const CLEARING_UP: [&str; 2] = ["store::tables::restored", "store::sweep::begun"];

/// `UPTAKE_KILL_ROUNDS`, or as many as CI has time for.
fn rounds() -> usize {
    std::env::var("UPTAKE_KILL_ROUNDS").map_or(100, |it| it.parse().unwrap())
}

/// `UPTAKE_KILL_SEED`, to see again what was seen.
fn seed() -> u64 {
    std::env::var("UPTAKE_KILL_SEED").map_or(20_261_123, |it| it.parse().unwrap())
}

/// Two folders at a time, since the program is waiting for the disk half of the time.
const CHAINS: usize = 2;

/// A command that changes something, and what is seen before and after it, from a folder that
/// is never killed.
struct Step {
    arguments: Vec<String>,
    before: Option<Seen>,
    after: Option<Seen>,
    /// The figures after it.
    portfolio: Value,
}

impl Step {
    fn arguments(&self) -> Vec<&str> {
        self.arguments.iter().map(String::as_str).collect()
    }

    /// An import may be repeated as often as one likes; anything else is done again.
    fn is_import(&self) -> bool {
        self.arguments.first().is_some_and(|it| it == "import")
    }
}

/// What a kill left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Left {
    Before,
    After,
}

#[derive(Default)]
struct Tally {
    at_points: BTreeMap<(&'static str, Left), u32>,
    at_instants: BTreeMap<Left, u32>,
    not_reached: BTreeMap<&'static str, u32>,
    /// The program had ended before.
    too_late: u32,
    by_command: BTreeMap<String, u32>,
    in_rebuilds: u32,
}

impl Tally {
    fn killed(&self) -> u32 {
        self.at_points.values().chain(self.at_instants.values()).sum()
    }
}

#[test]
fn a_killed_import_is_there_whole_or_not_at_all_and_can_be_repeated() {
    println!("UPTAKE_KILL_SEED={} UPTAKE_KILL_ROUNDS={}", seed(), rounds());
    let tally = Mutex::new(Tally::default());
    std::thread::scope(|scope| {
        for chain in 0..CHAINS {
            let rounds = (rounds() + chain).div_euclid(CHAINS);
            let tally = &tally;
            let seed = seed().wrapping_add(u64::try_from(chain).unwrap());
            scope.spawn(move || kill_again_and_again(seed, rounds, tally));
        }
    });
    let tally = tally.into_inner().unwrap();
    println!("{tally}");
    let rounds_done = u32::try_from(rounds()).unwrap();
    assert!(tally.killed() >= rounds_done, "only {} were really killed", tally.killed());
    for command in ["import", "imports confirm", "catalogue add", "rollup"] {
        let killed = tally.by_command.contains_key(command);
        assert!(killed || rounds() < 100, "`{command}` was never killed");
    }
    for (point, _) in POINTS.iter().filter(|_| rounds() >= 50) {
        let reached = tally.at_points.keys().any(|(it, _)| it == point);
        assert!(reached, "never stopped at {point}: is the program built with fail points?");
    }
}

/// Kills each command of a story, and repeats it.
fn kill_again_and_again(seed: u64, rounds: usize, tally: &Mutex<Tally>) {
    let mut chance = StdRng::seed_from_u64(seed);
    // The files of the imports lie in the twin folder.
    let (_twin, steps, usual) = undisturbed(seed, rounds);
    let folder = Folder::new();
    for (round, step) in steps.iter().enumerate() {
        let mut left = Left::Before;
        for attempt in 0..5 {
            let before = tally.lock().unwrap().killed();
            left = kill(&folder, step, round, usual, &mut chance, tally);
            if left == Left::After && !step.is_import() {
                break;
            }
            // Who came too late tries again; now and then what comes after a kill is killed too.
            let has_killed = tally.lock().unwrap().killed() > before;
            if has_killed && (attempt > 2 || !chance.random_bool(0.25)) {
                break;
            }
        }
        if left == Left::Before || step.is_import() {
            folder.ask(&step.arguments());
        }
        assert_eq!(folder.look(), step.after, "round {round}: after the command was repeated");
        assert_eq!(folder.ask_json(&["portfolio"]), step.portfolio, "round {round}");
        if round % 10 == 9 {
            folder.verify();
        }
        if round % 25 == 24 {
            let mut rebuild = folder.command(&["rebuild"]).stdout(Stdio::null()).spawn().unwrap();
            kill_after(&mut rebuild, usual.mul_f64(chance.random_range(0.0..10.0)));
            tally.lock().unwrap().in_rebuilds += 1;
            assert_eq!(folder.look(), step.after, "round {round}: after a killed rebuild");
        }
    }
    folder.verify();
}

/// All commands in a twin folder that is never killed, and how long one takes.
fn undisturbed(seed: u64, rounds: usize) -> (Folder, Vec<Step>, Duration) {
    let twin = Folder::new();
    let mut story = Story::new(seed);
    let mut steps = Vec::new();
    let mut times = Vec::new();
    let mut before = None;
    for round in 0..rounds {
        let arguments = next_command(&twin, &mut story, round);
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let begun = Instant::now();
        twin.ask(&words);
        times.push(begun.elapsed());
        let after = twin.look();
        assert_ne!(before, after, "{arguments:?} changes nothing");
        let portfolio = twin.ask_json(&["portfolio"]);
        steps.push(Step { arguments, before, after: after.clone(), portfolio });
        before = after;
    }
    times.sort();
    let usual = times[times.len().div_euclid(2)];
    println!("a command takes {usual:?}");
    (twin, steps, usual)
}

/// The next import of the story; but a snapshot that waits is confirmed first, and now and
/// then products change, or everything is computed anew.
fn next_command(twin: &Folder, story: &mut Story, round: usize) -> Vec<String> {
    let words = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect();
    if round > 0 {
        let imports = twin.ask_json(&["imports"]);
        let files = imports["entries"].as_array().unwrap().iter();
        let mut files = files.flat_map(|it| it["files"].as_array().unwrap());
        if let Some(file) = files.find(|it| it["waiting"] == Value::Bool(true)) {
            return words(&["imports", "confirm", &file["file_no"].to_string()]);
        }
    }
    match round % 16 {
        9 => {
            let folder = twin.write(&format!("catalogue-{round}"), &[catalogue(round)]);
            words(&["catalogue", "add", &folder.join("own.toml").to_string_lossy()])
        }
        13 => words(&["rollup"]),
        _ => {
            let source = twin.write(&format!("import-{round}"), &story.next());
            words(&["import", &source.to_string_lossy()])
        }
    }
}

/// Kills the command of a step at a named point or at a random instant, and judges what is
/// there then.
fn kill(
    folder: &Folder,
    step: &Step,
    round: usize,
    usual: Duration,
    chance: &mut StdRng,
    tally: &Mutex<Tally>,
) -> Left {
    if chance.random_bool(0.4) {
        let mut command = folder.start(&step.arguments(), None);
        let was_running = kill_after(&mut command, usual.mul_f64(chance.random_range(0.0..1.0)));
        let left = judge(folder, step, round);
        let mut tally = tally.lock().unwrap();
        if was_running {
            *tally.at_instants.entry(left).or_default() += 1;
            tally.note(step);
        } else {
            tally.too_late += 1;
        }
        return left;
    }
    let (point, times) = pick_point(chance, tally);
    if CLEARING_UP.contains(&point) {
        let left = kill_at_point(folder, step, round, ("store::import::rolled_up", 1), tally);
        if left == Left::After {
            return left;
        }
    }
    kill_at_point(folder, step, round, (point, chance.random_range(1..=times)), tally)
}

/// One of the points that were reached least, or any.
fn pick_point(chance: &mut StdRng, tally: &Mutex<Tally>) -> (&'static str, u32) {
    let tally = tally.lock().unwrap();
    let reached = |point: &str| {
        let kills = tally.at_points.iter().filter(|((at, _), _)| *at == point);
        kills.map(|(_, count)| count).sum::<u32>()
    };
    let any = POINTS[chance.random_range(0..POINTS.len())];
    let least = POINTS.into_iter().min_by_key(|(point, _)| reached(point));
    least.filter(|_| chance.random_bool(0.5)).unwrap_or(any)
}

fn kill_at_point(
    folder: &Folder,
    step: &Step,
    round: usize,
    (point, time): (&'static str, u32),
    tally: &Mutex<Tally>,
) -> Left {
    match folder.run_up_to(&step.arguments(), &format!("{point}#{time}")) {
        Stop::Reached(mut command) => {
            assert!(kill_after(&mut command, Duration::ZERO), "it stands at {point}");
            let left = judge(folder, step, round);
            let mut tally = tally.lock().unwrap();
            *tally.at_points.entry((point, left)).or_default() += 1;
            tally.note(step);
            left
        }
        Stop::Passed(output) => {
            assert!(output.status.success(), "round {round}: {}", told(&output));
            assert_eq!(judge(folder, step, round), Left::After);
            *tally.lock().unwrap().not_reached.entry(point).or_default() += 1;
            Left::After
        }
    }
}

/// SIGKILL: from one instruction to the next nothing of the program runs any more. Tells
/// whether it was still running.
fn kill_after(program: &mut Child, delay: Duration) -> bool {
    std::thread::sleep(delay);
    let was_running = program.try_wait().unwrap().is_none();
    program.kill().unwrap();
    program.wait().unwrap();
    was_running
}

impl Tally {
    fn note(&mut self, step: &Step) {
        let words: Vec<&str> =
            step.arguments().into_iter().filter(|it| !it.contains('/')).take(2).collect();
        let words = words.into_iter().filter(|it| it.parse::<u32>().is_err());
        *self.by_command.entry(words.collect::<Vec<_>>().join(" ")).or_default() += 1;
    }
}

/// Half an import is neither what was before nor what is after it.
fn judge(folder: &Folder, step: &Step, round: usize) -> Left {
    let seen = folder.look();
    if seen == step.before {
        Left::Before
    } else {
        assert_eq!(seen, step.after, "round {round}: neither before nor after the import");
        Left::After
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "kills, and what was there then:")?;
        for ((point, left), count) in &self.at_points {
            writeln!(f, "{count:4} at {point}: as {left:?}")?;
        }
        for (left, count) in &self.at_instants {
            writeln!(f, "{count:4} at random instants: as {left:?}")?;
        }
        for (point, count) in &self.not_reached {
            writeln!(f, "{count:4} not killed, {point} was not passed so often")?;
        }
        writeln!(f, "{:4} not killed, the program had ended", self.too_late)?;
        for (command, count) in &self.by_command {
            writeln!(f, "{count:4} of `uptake {command}`")?;
        }
        writeln!(f, "{:4} rebuilds at random instants", self.in_rebuilds)?;
        write!(f, "0 imports lost, 0 doubled, 0 half-visible")
    }
}
