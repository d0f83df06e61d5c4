//! The program with a data folder of its own, and a small portfolio.

use std::{
    path::PathBuf,
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

/// The first customer of the sample.
pub(crate) const CONTOSO: &str = "11111111-1111-1111-1111-111111111111";

/// What the program said.
pub(crate) struct Said {
    /// The exit code.
    pub(crate) code: i32,
    /// What it wrote to standard output.
    pub(crate) out: String,
    /// What it wrote to standard error.
    pub(crate) err: String,
}

/// The program in a folder of its own, with its data in `data`.
pub(crate) struct Uptake {
    folder: TempDir,
    database: Option<String>,
}

impl Uptake {
    /// A folder without data.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), database: None }
    }

    /// A folder without data, with the state in a database.
    pub(crate) fn with_database(url: &str) -> Self {
        Self { database: Some(url.to_owned()), ..Self::empty() }
    }

    /// A folder with the sample imported.
    pub(crate) fn with_sample() -> Self {
        let uptake = Self::empty();
        uptake.import_sample();
        uptake
    }

    /// Imports the sample.
    pub(crate) fn import_sample(&self) {
        self.write_sample();
        let said = self.run("import customers.csv subscriptions.csv assignments.csv activity.csv");
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    }

    /// Writes the files of the sample: two customers, one above 100 % by turnover.
    pub(crate) fn write_sample(&self) {
        self.write(
            "customers.csv",
            "
            customer_id,name,domain
            C,Contoso,contoso.com
            F,Fabrikam,fabrikam.com
            ",
        );
        self.write(
            "subscriptions.csv",
            "
            customer_id,subscription_id,sku,quantity,status,as_of,seller
            C,s1,SPE_E3,2,active,2026-02-01,own
            C,s2,MYSTERY,5,active,2026-02-01,partner
            F,s3,SPE_E3,4,active,2026-02-01,partner
            ",
        );
        self.write(
            "assignments.csv",
            "
            customer_id,user_id,sku,assigned_on,removed_on
            C,ana,SPE_E3,2026-02-01,
            C,bea,SPE_E3,2026-02-01,2026-03-10
            C,carl,SPE_E3,2026-03-10,
            F,dora,SPE_E3,2026-02-01,
            ",
        );
        self.write(
            "activity.csv",
            "
            customer_id,user_id,workload,day
            C,ana,exchange,2026-03-01
            C,ana,exchange,2026-03-31
            C,bea,exchange,2026-03-05
            C,carl,exchange,2026-03-20
            C,ana,fax,2026-03-20
            ",
        );
    }

    /// Writes a file. Lines are unindented; `C` and `F` at their beginning are customers.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let lines = text.trim().lines().map(|line| {
            let line = line.trim();
            let line =
                line.strip_prefix("C,").map_or(line.to_owned(), |it| format!("{CONTOSO},{it}"));
            match line.strip_prefix("F,") {
                Some(rest) => format!("22222222-2222-2222-2222-222222222222,{rest}\n"),
                None => format!("{line}\n"),
            }
        });
        std::fs::write(self.path(name), lines.collect::<String>()).unwrap();
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program with these words.
    pub(crate) fn run(&self, words: &str) -> Said {
        self.said(&mut self.command(words))
    }

    /// Runs a command and hears what it says.
    pub(crate) fn said(&self, command: &mut Command) -> Said {
        said(&command.output().unwrap(), self.folder.path().to_str().unwrap())
    }

    /// Runs the program, which must do what it is asked; returns its result.
    pub(crate) fn result(&self, words: &str) -> String {
        let said = self.run(words);
        assert_eq!(said.code, 0, "uptake {words}\n{}{}", said.out, said.err);
        said.out
    }

    /// Runs the program, which must do what it is asked; returns its result as JSON.
    pub(crate) fn json(&self, words: &str) -> Value {
        serde_json::from_str(&self.result(&format!("{words} --output json"))).unwrap()
    }

    /// The program with these words, not yet started.
    pub(crate) fn command(&self, words: &str) -> Command {
        let program = std::env::var_os("UPTAKE_BIN").expect(
            "UPTAKE_BIN names the program to test: build it with `cargo build -p uptake`, \
             or run `make test`",
        );
        let mut command = Command::new(program);
        command.args(words.split_whitespace()).current_dir(self.folder.path());
        // The language and the data of whoever runs the tests do not matter.
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "UPTAKE_LOG", "DATABASE_URL"] {
            command.env_remove(name);
        }
        command.envs(self.database.iter().map(|it| ("DATABASE_URL", it)));
        command.env("UPTAKE_DATA", "data");
        command
    }
}

/// What a run said, with the folder's path left out.
fn said(output: &Output, folder: &str) -> Said {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap().replace(folder, "");
    Said {
        code: output.status.code().unwrap(),
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}
