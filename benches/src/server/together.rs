//! Imports and reads at once: every answer is what the server knew at one entry of its ledger.
//!
//! Afterwards everything is asked again as it was recorded at each entry. An answer has to be
//! equal, byte for byte, to one of these, and not to one from before an import that was done
//! when it was asked for.

mod states;

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::atomic::{AtomicI64, Ordering},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use serde_json::Value;

use super::{
    client::{Client, Session},
    imports,
    latency::{Latency, millis},
    load::at_once,
    pages::Days,
    statement::load_average,
};
use crate::{check::Agreement, table::Line};

const IMPORTERS: u64 = 8;
const READERS: u64 = 32;
/// What reads may take while imports go on, of what they take without.
const BAR: f64 = 3.0;

/// A question by its number, and the tag of an answer.
type Tagged = (usize, String);

/// What was answered.
#[derive(Debug, Default)]
struct Seen {
    times: Latency,
    /// Bodies by question and tag, with the ledger entry that was shown when it was asked.
    answers: BTreeMap<Tagged, Told>,
    /// What is wrong whatever the server knew.
    wrong: Vec<String>,
}

/// An answer, as far as it matters here.
#[derive(Debug, Clone, Copy)]
struct Told {
    body: u64,
    /// The newest entry that the server had shown before one of the answers was asked for.
    shown: i64,
}

/// Those who read and import.
struct Together<'a> {
    session: &'a Session,
    questions: Vec<String>,
    /// The customers whose figures imports change, one for each importer.
    changed: Vec<&'a String>,
    days: Days,
    /// The newest ledger entry that an importer has seen.
    shown: AtomicI64,
    seed: u64,
}

/// Reads alone, then beside imports; then checks what was read.
pub(super) fn measure(
    lines: &mut Vec<Line>,
    session: &Session,
    customers: &[String],
    (how_long, seed): (Duration, u64),
) -> Result<Agreement> {
    let client = session.plain();
    let days = Days::known(&client)?;
    let changed: Vec<&String> = customers.iter().take(usize::try_from(IMPORTERS)?).collect();
    let questions = questions(&changed, days);
    let first = entry(&client)?;
    let shown = AtomicI64::new(first);
    let together = Together { session, questions, changed, days, shown, seed };
    let _warm = together.read_alone(how_long.div_f64(10.0))?;
    let idle = together.read_alone(how_long.div_f64(4.0))?;
    let (beside, imports) = together.read_beside_imports(how_long)?;

    let states = states::read(session, &together.questions, first)?;
    let mut wrong = states.wrong(&together.questions, &[&idle, &beside]);
    wrong.extend(idle.wrong.iter().chain(&beside.wrong).cloned());
    for it in &wrong {
        eprintln!("bench: wrong: {it}");
    }
    let checked = format!("{} entries, {} wrong", states.count(), wrong.len());
    lines.extend([line(&idle.times, &beside.times), imports_line(&imports, checked)]);
    Ok(if wrong.is_empty() { Agreement::Agrees } else { Agreement::Differs })
}

impl Together<'_> {
    fn read_alone(&self, how_long: Duration) -> Result<Seen> {
        let until = Instant::now() + how_long;
        at_once(READERS, |reader| self.read(reader, until)).map(Seen::joined)
    }

    /// What readers see, and how long imports take.
    fn read_beside_imports(&self, how_long: Duration) -> Result<(Seen, Latency)> {
        let until = Instant::now() + how_long;
        let work = |number: u64| match number.checked_sub(READERS) {
            None => Ok((self.read(number, until)?, Latency::default())),
            Some(importer) => Ok((Seen::default(), self.import(importer, until)?)),
        };
        let all = at_once(READERS + IMPORTERS, work)?;
        let mut imports = Latency::default();
        for (_, times) in &all {
            imports.join(times);
        }
        Ok((Seen::joined(all.into_iter().map(|(it, _)| it).collect()), imports))
    }

    /// Asks one question after the other.
    fn read(&self, reader: u64, until: Instant) -> Result<Seen> {
        let mut rng = StdRng::seed_from_u64(self.seed * 1_000 + reader);
        let (client, mut reads) = (self.session.plain(), Seen::default());
        while Instant::now() < until {
            let number = rng.random_range(0..self.questions.len());
            reads.ask(&client, &self.questions, number, &self.shown)?;
        }
        Ok(reads)
    }

    /// Imports one change after the other.
    fn import(&self, importer: u64, until: Instant) -> Result<Latency> {
        let customer = self.changed.get(usize::try_from(importer)?).or(self.changed.first());
        let customer = customer.context("no customers")?;
        let (client, mut times) = (self.session.plain(), Latency::default());
        for change in 0.. {
            let begun = Instant::now();
            if begun >= until {
                break;
            }
            imports::change(&client, (customer, importer), change, self.days.last)?;
            times.add(begun.elapsed());
            self.shown.fetch_max(entry(&client)?, Ordering::SeqCst);
        }
        Ok(times)
    }
}

fn line(idle: &Latency, beside: &Latency) -> Line {
    let [idle_ms, beside_ms] = [idle, beside].map(|it| millis(it.p99()));
    Line {
        measure: format!("{READERS} readers beside {IMPORTERS} importers, p99 against idle"),
        ours: format!("{beside_ms:.2} ms, {beside}"),
        theirs: format!("{idle_ms:.2} ms, {idle}"),
        value: Some(beside_ms / idle_ms),
        bar: Some(BAR),
        load: load_average(),
    }
}

fn imports_line(imports: &Latency, checked: String) -> Line {
    Line {
        measure: "imports beside readers, from upload to shown, p99 ms".to_owned(),
        ours: imports.to_string(),
        theirs: checked,
        value: Some(millis(imports.p99())),
        bar: None,
        load: load_average(),
    }
}

/// What is read: the portfolio, the list, and the customers that imports change.
fn questions(customers: &[&String], days: Days) -> Vec<String> {
    let Days { first, last } = days.three_months();
    let mut questions = vec![
        "/portfolio?sellers=all".to_owned(),
        "/portfolio/groups?by=service".to_owned(),
        "/portfolio/groups?by=country".to_owned(),
        "/portfolio/attention?most=5".to_owned(),
        "/customers?sort=sold&direction=desc&offset=0&limit=100".to_owned(),
    ];
    for id in customers {
        questions.push(format!("/customers/{id}?sellers=all"));
        questions.push(format!("/customers/{id}/trend?from={first}&to={last}"));
    }
    questions
}

/// The ledger entry that the server shows.
fn entry(client: &Client) -> Result<i64> {
    let version = client.json("/version")?;
    let entry = version.get("ledger_entry").and_then(Value::as_i64);
    entry.context("no ledger entry")
}

fn hash(body: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    hasher.finish()
}

impl Seen {
    fn joined(all: Vec<Self>) -> Self {
        let mut joined = Self::default();
        for reads in all {
            joined.times.join(&reads.times);
            joined.wrong.extend(reads.wrong);
            for (tagged, told) in reads.answers {
                joined.note(tagged, told);
            }
        }
        joined
    }

    /// Asks a question, and notes what was answered.
    fn ask(
        &mut self,
        client: &Client,
        questions: &[String],
        number: usize,
        shown: &AtomicI64,
    ) -> Result<()> {
        let question = questions.get(number).context("no such question")?;
        let shown = shown.load(Ordering::SeqCst);
        let begun = Instant::now();
        let answer = client.ask(question)?;
        self.times.add(begun.elapsed());
        if answer.status == 200 {
            self.note((number, answer.tag), Told { body: hash(&answer.body), shown });
        } else {
            self.wrong.push(format!("{question} was answered with {}", answer.status));
        }
        Ok(())
    }

    /// Two answers with the same tag must be the same.
    fn note(&mut self, tagged: Tagged, told: Told) {
        let before = self.answers.entry(tagged).or_insert(told);
        before.shown = before.shown.max(told.shown);
        if before.body != told.body {
            self.wrong.push("two answers with one tag differ".to_owned());
        }
    }
}
