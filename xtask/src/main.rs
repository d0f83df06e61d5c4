//! Developer tasks: `cargo xtask tidy`.
//!
//! What the compiler and clippy cannot see: which crate may use which, what stays pure, how
//! long files grow, what must not stand in them. It changes nothing.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a task talks to its terminal")]

mod edges;
mod files;
mod graph;

use std::{error::Error, process::ExitCode};

use files::Tree;
use graph::Graph;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [task] = arguments.as_slice() else { return usage() };
    match task.as_str() {
        "tidy" => tidy().unwrap_or_else(|error| {
            eprintln!("tidy: {error}");
            ExitCode::FAILURE
        }),
        _ => usage(),
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: cargo xtask tidy");
    ExitCode::from(2)
}

fn tidy() -> Result<ExitCode, Box<dyn Error>> {
    let graph = Graph::load()?;
    let tree = Tree::load(&graph.root)?;
    for line in files::worth_splitting(&tree) {
        println!("tidy: note: {line}");
    }
    let wrong = [edges::wrong(&graph), files::wrong(&tree)].concat();
    for line in &wrong {
        eprintln!("tidy: {line}");
    }
    println!(
        "tidy: {} crates and {} files checked, {} wrong",
        graph.members.len(),
        tree.files.len(),
        wrong.len()
    );
    Ok(if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
