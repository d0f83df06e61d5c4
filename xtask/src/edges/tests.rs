use std::collections::BTreeSet;

use super::wrong;
use crate::graph::Graph;

/// What is wrong with the edges `from -> to, to`, one crate a line. Names that begin with
/// `uptake` are ours.
fn check(edges: &str) -> Vec<String> {
    let mut graph = Graph::default();
    for line in edges.lines() {
        let (from, to) = line.trim().split_once(" -> ").unwrap();
        let to: BTreeSet<String> = to.split(", ").map(str::to_owned).collect();
        let ours = to.iter().filter(|it| it.starts_with("uptake"));
        graph.members.extend(ours.cloned());
        graph.members.extend(from.starts_with("uptake").then(|| from.to_owned()));
        graph.uses.insert(from.to_owned(), to);
    }
    graph.default_members.clone_from(&graph.members);
    wrong(&graph)
}

#[test]
fn the_datas_way_is_allowed() {
    let edges = "uptake -> uptake-app, uptake-l10n, clap
        uptake-app -> uptake-store, uptake-state
        uptake-store -> uptake-calc, deltalake-core, parquet
        uptake-state -> sqlx
        uptake-calc -> uptake-model
        deltalake-core -> reqwest, object_store";
    assert_eq!(check(edges), Vec::<String>::new());
}

#[test]
fn the_way_back_is_not() {
    assert_eq!(check("uptake-model -> uptake-calc"), ["`uptake-model` must not use `uptake-calc`"]);
    assert_eq!(check("uptake-app -> uptake-l10n"), ["`uptake-app` must not use `uptake-l10n`"]);
}

#[test]
fn a_new_crate_needs_a_line() {
    assert_eq!(
        check("uptake-common -> serde"),
        ["`uptake-common` has no line in the list of edges"]
    );
}

#[test]
fn a_pure_crate_does_not_reach_impure_ones_however_deep() {
    let edges = "uptake-calc -> uptake-model, harmless
        harmless -> deeper
        deeper -> tokio";
    assert_eq!(check(edges), ["`uptake-calc` must stay pure, but reaches `tokio`"]);
}

#[test]
fn some_packages_have_one_owner() {
    assert_eq!(check("uptake-app -> sqlx"), ["`uptake-app` must not use `sqlx` directly"]);
    assert_eq!(
        check("uptake-state -> parquet"),
        ["`uptake-state` must not use `parquet` directly"]
    );
    assert_eq!(
        check("uptake-ingest -> reqwest"),
        ["`uptake-ingest` must not use `reqwest` directly"]
    );
}

#[test]
fn a_plain_build_does_not_link_datafusion() {
    let edges = "uptake-store -> deltalake-core
        deltalake-core -> datafusion-common";
    assert_eq!(check(edges), ["`uptake-store` must not link `datafusion-common`"]);
}
