//! The program as a caller sees it: arguments in, exit code and text out.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::story::File;

/// A data folder of its own.
pub(crate) struct Folder {
    pub(crate) root: TempDir,
}

/// What a reader can see of a data folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    digest: String,
    entries: usize,
}

/// How an import went that was to stop at a named point.
pub(crate) enum Stop {
    /// It stands there.
    Reached(Child),
    /// It ended without passing the point so often.
    Passed(Output),
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.root.path().join("data")
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let program = std::env::var_os("UPTAKE_BIN").expect("UPTAKE_BIN names the built program");
        let mut command = Command::new(program);
        command.arg("--data").arg(self.data()).args(["--lang", "en"]).args(arguments);
        command.env_remove("UPTAKE_STOP_AT").env_remove("DATABASE_URL").stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// The standard output of a command that must succeed.
    pub(crate) fn ask(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", told(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn ask_json(&self, arguments: &[&str]) -> Value {
        let text = self.ask(&[&["--output", "json"], arguments].concat());
        serde_json::from_str(&text).unwrap()
    }

    pub(crate) fn import(&self, source: &Path) {
        self.ask(&["import", &source.to_string_lossy()]);
    }

    /// Starts a command that changes something; its standard error is to be read.
    pub(crate) fn start(&self, arguments: &[&str], stop_at: Option<&str>) -> Child {
        let mut command = self.command(arguments);
        if let Some(point) = stop_at {
            command.env("UPTAKE_STOP_AT", point);
        }
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Starts an import and waits until it stands at the point.
    pub(crate) fn import_up_to(&self, source: &Path, point: &str) -> Stop {
        self.run_up_to(&["import", &source.to_string_lossy()], point)
    }

    /// Starts a command and waits until it stands at the point.
    pub(crate) fn run_up_to(&self, arguments: &[&str], point: &str) -> Stop {
        let mut child = self.start(arguments, Some(point));
        let errors = BufReader::new(child.stderr.take().unwrap());
        for line in errors.lines() {
            if line.unwrap() == format!("stopped at {point}") {
                return Stop::Reached(child);
            }
        }
        Stop::Passed(child.wait_with_output().unwrap())
    }

    /// What a reader sees; `None` before the first import.
    pub(crate) fn look(&self) -> Option<Seen> {
        let output = self.run(&["digest"]);
        if !output.status.success() {
            let text = told(&output);
            assert!(text.contains("there is no data yet"), "digest: {text}");
            return None;
        }
        let entries = self.ask_json(&["imports"]);
        Some(Seen {
            digest: String::from_utf8(output.stdout).unwrap(),
            entries: entries["entries"].as_array().unwrap().len(),
        })
    }

    /// Reads every stored byte; all of it must be as it was written.
    pub(crate) fn verify(&self) {
        let found = self.ask_json(&["verify"]);
        assert_eq!(found["damage"], Value::Array(Vec::new()));
    }

    /// The names of the files in a folder of the data folder.
    pub(crate) fn names_in(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.data().join(folder)).unwrap();
        let names = entries.map(|it| it.unwrap().file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    /// Writes the files of an import into a folder of their own.
    pub(crate) fn write(&self, name: &str, files: &[File]) -> PathBuf {
        let folder = self.root.path().join(name);
        fs::create_dir_all(&folder).unwrap();
        for file in files {
            fs::write(folder.join(file.name), &file.text).unwrap();
        }
        folder
    }
}

/// Everything that a command said.
pub(crate) fn told(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}\n{}{}", output.status, text(&output.stdout), text(&output.stderr))
}
