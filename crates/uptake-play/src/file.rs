//! A file becomes a play, or problems with their lines.

use uptake_calc::{SignalLevel, SignalName, SignalUnit};
use uptake_model::problem::{Problem, ProblemCode};

use crate::{
    Answers, Condition, Operand, Play, PlayCode, PlayWords, Sign, StakeRule, Threshold,
    condition::{Fault, FaultKind, Known, nearest, parse},
    signal::{level_code, level_codes, named, parse_level},
    unit::{parse_amount, parse_unit, unit_code, unit_codes},
};
use table::{Report, Section, Value};

mod table;
#[cfg(test)]
mod tests;
mod words;

pub use words::{is_file_name, is_link};

const KEYS: &[&str] =
    &["code", "problem", "per", "condition", "stake", "enabled", "threshold", "en", "es"];
const THRESHOLD_KEYS: &[&str] = &["code", "unit", "default", "en", "es"];

/// The longest file of a play, in bytes.
const MOST_BYTES: usize = 100_000;
/// How many thresholds a play may have.
const MOST_THRESHOLDS: usize = 20;

/// Reads a play (`docs/plays.md`). `name` is the name of the file, for the problems.
pub fn read_play(name: &str, text: &str) -> Result<Play, Vec<Problem>> {
    if text.len() > MOST_BYTES {
        let problem = Problem::new(ProblemCode::PlayTooLong, name);
        return Err(vec![problem.with("key", name).with("limit", &MOST_BYTES)]);
    }
    let mut report = Report::of(name, text);
    let play = table::document(text, &mut report)
        .and_then(|document| play(&Section::whole(document), &mut report));
    match play {
        Some(play) if report.problems.is_empty() => Ok(play),
        Some(_) | None => {
            report.problems.sort_by_key(|it| it.line);
            Err(report.problems)
        }
    }
}

fn play(file: &Section<'_, '_>, report: &mut Report<'_>) -> Option<Play> {
    file.refuse_other_keys(KEYS, report);
    let code = file.text("code", report).and_then(|it| code(&it, report));
    let answers = file.word("problem", &Answers::ALL.map(Answers::as_str), report);
    let per = file.word("per", &level_codes(), report);
    let is_enabled = file.flag("enabled", report).unwrap_or(true);
    let before = report.problems.len();
    let thresholds = thresholds(file, report);
    // A threshold that cannot be read would seem to be missing in the condition.
    let is_sound = report.problems.len() == before;
    let condition = file.text("condition", report);
    let stake = file.text("stake", report);
    let (english, spanish) = words::both(file, report);
    let (answers, per) = (answers?.parse().ok()?, parse_level(per?)?);
    let stake = stake.and_then(|it| self::stake(&it, per, report));
    let condition_text = condition.as_ref()?.text.to_owned();
    let condition = condition.filter(|_| is_sound);
    let condition = condition.and_then(|it| self::condition(&it, per, &thresholds, report));
    Some(Play {
        code: code?,
        answers,
        per,
        condition: condition?,
        condition_text,
        stake: stake?,
        thresholds: thresholds.into_iter().map(|(_, it)| it).collect(),
        is_enabled,
        english: english?,
        spanish: spanish?,
    })
}

fn code(value: &Value<'_>, report: &mut Report<'_>) -> Option<PlayCode> {
    let code = value.text.parse().ok();
    if code.is_none() {
        let problem = report.problem(ProblemCode::PlayCode, value.line);
        report.problems.push(problem.with_excerpt(value.text));
    }
    code
}

/// The thresholds, each with its line.
fn thresholds(file: &Section<'_, '_>, report: &mut Report<'_>) -> Vec<(u64, Threshold)> {
    let mut thresholds: Vec<(u64, Threshold)> = Vec::new();
    for section in file.sections("threshold", report) {
        let Some((line, threshold)) = threshold(&section, report) else { continue };
        if let Some((first, _)) = thresholds.iter().find(|(_, it)| it.code == threshold.code) {
            let problem = report.problem(ProblemCode::PlayDuplicate, line);
            report.problems.push(problem.with("code", &threshold.code).with("line", first));
        } else if thresholds.len() == MOST_THRESHOLDS {
            let problem = report.problem(ProblemCode::PlayTooLong, line);
            let problem = problem.with("key", "threshold").with("limit", &MOST_THRESHOLDS);
            report.problems.push(problem);
        }
        thresholds.push((line, threshold));
    }
    thresholds
}

fn threshold(section: &Section<'_, '_>, report: &mut Report<'_>) -> Option<(u64, Threshold)> {
    section.refuse_other_keys(THRESHOLD_KEYS, report);
    let code_value = section.text("code", report);
    let unit = section.word("unit", &unit_codes(), report);
    let default = section.number("default", report);
    let english = section.optional_text("en", report);
    let spanish = section.optional_text("es", report);
    if english.is_none() && spanish.is_none() {
        section.missing("en", report);
    }
    let line = code_value.as_ref()?.line;
    let code = code(&code_value?, report)?;
    let unit = parse_unit(unit?)?;
    let default = default?;
    let amount = parse_amount(&default.text, unit);
    if amount.is_err() {
        let problem = report.problem(ProblemCode::PlayNumber, default.line);
        report.problems.push(problem.with("unit", unit_code(unit)).with_excerpt(&default.text));
    }
    let text = |it: Option<&Value<'_>>| it.map(|it| it.text.to_owned());
    let (english, spanish) = (english.as_ref(), spanish.as_ref());
    let threshold = Threshold {
        code,
        unit,
        default: amount.ok()?,
        english: text(english.or(spanish))?,
        spanish: text(spanish.or(english))?,
    };
    Some((line, threshold))
}

/// `unused_paid_seats`, or `entitlements - held_users`.
fn stake(value: &Value<'_>, per: SignalLevel, report: &mut Report<'_>) -> Option<StakeRule> {
    let mut signals = value
        .text
        .split(['+', '-'])
        .map(|it| counted(it.trim(), value.line, per, report))
        .collect::<Option<Vec<_>>>()?
        .into_iter();
    let signs = value.text.chars().filter_map(|it| match it {
        '+' => Some(Sign::Plus),
        '-' => Some(Sign::Minus),
        _ => None,
    });
    let of = signals.next()?;
    Some(StakeRule { of, terms: signs.zip(signals).collect() })
}

/// A signal that counts seats or people.
fn counted(name: &str, line: u64, per: SignalLevel, report: &mut Report<'_>) -> Option<SignalName> {
    let Some(signal) = named(name, per) else {
        let problem = report.problem(ProblemCode::PlayUnknownSignal, line);
        report.problems.push(problem.with("near", nearest(name)).with_excerpt(name));
        return None;
    };
    match signal.unit {
        SignalUnit::Seats | SignalUnit::People => Some(signal),
        SignalUnit::PercentHundredths
        | SignalUnit::Hundredths
        | SignalUnit::Tickets
        | SignalUnit::Answers
        | SignalUnit::Points => {
            let problem = report.problem(ProblemCode::PlayStake, line);
            report.problems.push(problem.with_excerpt(name));
            None
        }
    }
}

fn condition(
    value: &Value<'_>,
    per: SignalLevel,
    thresholds: &[(u64, Threshold)],
    report: &mut Report<'_>,
) -> Option<Condition> {
    let names: Vec<(String, SignalUnit)> =
        thresholds.iter().map(|(_, it)| (it.code.to_string(), it.unit)).collect();
    let condition = match parse(value.text, &Known { level: per, thresholds: &names }) {
        Ok(condition) => condition,
        Err(fault) => {
            let problem = told(&fault, value, per, report);
            report.problems.push(problem);
            return None;
        }
    };
    let used: Vec<usize> = condition
        .comparisons()
        .iter()
        .flat_map(|it| it.operands())
        .filter_map(|it| match it {
            Operand::Threshold(at) => Some(at),
            Operand::Signal(_) | Operand::Number(_) => None,
        })
        .collect();
    for (at, (line, threshold)) in thresholds.iter().enumerate() {
        if !used.contains(&at) {
            let problem = report.problem(ProblemCode::PlayUnusedThreshold, *line);
            report.problems.push(problem.with("code", &threshold.code));
        }
    }
    Some(condition)
}

/// What is wrong with a condition, in the line of the file.
fn told(fault: &Fault, value: &Value<'_>, per: SignalLevel, report: &Report<'_>) -> Problem {
    let line = value.line_of(fault.at);
    let problem = |code| report.problem(code, line).with_excerpt(&fault.found);
    match fault.kind {
        FaultKind::Expected(what) => problem(ProblemCode::PlayCondition).with("expected", what),
        FaultKind::UnknownSignal(near) => {
            problem(ProblemCode::PlayUnknownSignal).with("near", near)
        }
        FaultKind::OtherLevel(level) => problem(ProblemCode::PlaySignalLevel)
            .with("level", level_code(level))
            .with("per", level_code(per)),
        FaultKind::UnknownThreshold => problem(ProblemCode::PlayUnknownThreshold),
        FaultKind::Units(left, right) => problem(ProblemCode::PlayUnits)
            .with("left", unit_code(left))
            .with("right", unit_code(right)),
        FaultKind::Number(unit) => problem(ProblemCode::PlayNumber).with("unit", unit_code(unit)),
        FaultKind::TooLarge => problem(ProblemCode::PlayConditionTooLarge),
    }
}

/// What both languages say; where one is not there, the other.
fn with_other(
    english: Option<PlayWords>,
    spanish: Option<PlayWords>,
) -> (Option<PlayWords>, Option<PlayWords>) {
    match (english, spanish) {
        (Some(english), None) => (Some(english.clone()), Some(english)),
        (None, Some(spanish)) => (Some(spanish.clone()), Some(spanish)),
        both => both,
    }
}
