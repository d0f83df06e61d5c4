//! The rules between crates (ARCHITECTURE.md): the data's way is the dependencies' way.

use crate::graph::Graph;

#[cfg(test)]
mod tests;

const MODEL: &str = "uptake-model";
const CALC: &str = "uptake-calc";
const PLAY: &str = "uptake-play";
const INGEST: &str = "uptake-ingest";
const STORE: &str = "uptake-store";
const STATE: &str = "uptake-state";
const EXPORT: &str = "uptake-export";
const L10N: &str = "uptake-l10n";
const APP: &str = "uptake-app";
const CONNECT: &str = "uptake-connect";
const SERVE: &str = "uptake-serve";

/// Which of our crates may use which. A crate that is not listed is refused: a new edge is
/// a decision.
const MAY_USE: &[(&str, &[&str])] = &[
    (MODEL, &[]),
    (CALC, &[MODEL]),
    (PLAY, &[MODEL, CALC]),
    (INGEST, &[MODEL]),
    (STORE, &[MODEL, CALC]),
    (STATE, &[MODEL]),
    (EXPORT, &[MODEL]),
    (L10N, &[MODEL]),
    (APP, &[MODEL, CALC, PLAY, INGEST, STORE, STATE, EXPORT]),
    (CONNECT, &[MODEL]),
    (SERVE, &[MODEL, CALC, PLAY, INGEST, EXPORT, L10N, APP, CONNECT]),
    ("uptake", &[MODEL, CALC, PLAY, INGEST, STORE, STATE, EXPORT, L10N, APP, CONNECT, SERVE]),
    ("e2e", &[]),
    ("benches", &[]),
    ("xtask", &[]),
];

/// The crates that stay pure, however deep.
const PURE: &[&str] = &[MODEL, CALC, PLAY];

/// What a pure crate must not reach: IO, async, logs, storage, chance.
const IMPURE: &[&str] = &[
    "arrow",
    "arrow-array",
    "axum",
    "blake3",
    "csv",
    "deltalake-core",
    "futures",
    "hyper",
    "object_store",
    "parquet",
    "rand",
    "rayon",
    "reqwest",
    "rusqlite",
    "sqlx",
    "tempfile",
    "tokio",
    "tracing",
    "zip",
];

/// Packages that only these of our crates use directly.
const ONLY: &[(&str, &[&str])] = &[
    ("deltalake", &[STORE]),
    ("deltalake-core", &[STORE]),
    ("object_store", &[STORE]),
    ("parquet", &[STORE, INGEST, EXPORT]),
    ("sqlx", &[STATE]),
    ("rusqlite", &[]),
    ("libsqlite3-sys", &[STATE]),
    ("openidconnect", &[CONNECT]),
    ("reqwest", &[CONNECT]),
    ("axum", &[SERVE]),
    ("hyper", &[]),
    ("hyper-util", &[]),
    ("ureq", &[]),
];

/// Packages that nothing in a plain build links: their name begins so.
const NOT_LINKED: &[&str] = &["datafusion"];

/// Every rule that the graph breaks, in words.
pub(crate) fn wrong(graph: &Graph) -> Vec<String> {
    [unknown_crates(graph), edges(graph), impure(graph), reserved(graph), linked(graph)].concat()
}

fn unknown_crates(graph: &Graph) -> Vec<String> {
    let known = |name: &str| MAY_USE.iter().any(|(it, _)| *it == name);
    let unknown = graph.members.iter().filter(|it| !known(it));
    unknown.map(|it| format!("`{it}` has no line in the list of edges")).collect()
}

fn edges(graph: &Graph) -> Vec<String> {
    let mut wrong = Vec::new();
    for (from, allowed) in MAY_USE {
        for to in graph.uses.get(*from).into_iter().flatten() {
            if graph.members.contains(to) && !allowed.contains(&to.as_str()) {
                wrong.push(format!("`{from}` must not use `{to}`"));
            }
        }
    }
    wrong
}

fn impure(graph: &Graph) -> Vec<String> {
    let mut wrong = Vec::new();
    for from in PURE {
        for to in graph.reach(from) {
            if IMPURE.contains(&to) {
                wrong.push(format!("`{from}` must stay pure, but reaches `{to}`"));
            }
        }
    }
    wrong
}

fn reserved(graph: &Graph) -> Vec<String> {
    let mut wrong = Vec::new();
    for from in &graph.default_members {
        for to in graph.uses.get(from).into_iter().flatten() {
            let owners = ONLY.iter().find(|(it, _)| it == to).map(|(_, owners)| *owners);
            if owners.is_some_and(|it| !it.contains(&from.as_str())) {
                wrong.push(format!("`{from}` must not use `{to}` directly"));
            }
        }
    }
    wrong
}

fn linked(graph: &Graph) -> Vec<String> {
    let mut wrong = Vec::new();
    for from in &graph.default_members {
        for to in graph.reach(from) {
            if NOT_LINKED.iter().any(|it| to.starts_with(it)) {
                wrong.push(format!("`{from}` must not link `{to}`"));
            }
        }
    }
    wrong
}
