//! The server under test: the program's own process, on a port of this machine alone.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    process::{Child, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use crate::program::Program;

/// So long a server may take to say something.
const PATIENCE: Duration = Duration::from_mins(5);

/// A running server; it is stopped when this is dropped.
pub(super) struct Server {
    /// Where it is: `http://127.0.0.1:…`.
    pub(super) origin: String,
    /// Just before its process was made.
    pub(super) begun: Instant,
    child: Child,
    said: Receiver<String>,
}

/// How much memory of a process is resident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Resident {
    /// Now, in KiB.
    pub(super) now: u64,
    /// The most that ever was, in KiB.
    pub(super) peak: u64,
}

impl Server {
    /// Starts the program on its data folder, and waits until it listens.
    pub(super) fn start(program: &Program<'_>) -> Result<Self> {
        // Whoever measures is one asker, whose requests must not be too many.
        fs::create_dir_all(program.data())?;
        let settings = "[server]\nrequests_per_minute = 100000000\n";
        fs::write(program.data().join("uptake.toml"), settings)?;
        let begun = Instant::now();
        let mut command = program.command(&["--lang", "en", "serve", "--listen", "127.0.0.1:0"]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        command.env_remove("DATABASE_URL").env_remove("UPTAKE_LOG");
        let mut child = command.spawn().context("failed to start the server")?;
        let lines =
            BufReader::new(child.stderr.take().context("the server has no stderr")?).lines();
        let (say, said) = channel();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                // The link of the first start is a secret.
                if !line.contains('#') {
                    eprintln!("server: {line}");
                }
                let _nobody_listens = say.send(line);
            }
        });
        let mut server = Self { origin: String::new(), begun, child, said };
        server.origin = server.line("serving on ")?;
        Ok(server)
    }

    /// The secret in the link that makes the first admin.
    pub(super) fn first_link(&self) -> Result<String> {
        let line = self.line("")?;
        let (_, secret) = line.split_once('#').context("the server gave no link")?;
        Ok(secret.to_owned())
    }

    /// What follows `prefix` on the next line that the server says.
    fn line(&self, prefix: &str) -> Result<String> {
        let line = self.said.recv_timeout(PATIENCE).context("the server said nothing")?;
        let rest = line.strip_prefix(prefix).with_context(|| format!("the server said: {line}"))?;
        Ok(rest.to_owned())
    }

    /// The number of its process.
    pub(super) fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

impl Resident {
    /// How much memory a process has now.
    pub(super) fn of(process: u32) -> Result<Self> {
        let path = format!("/proc/{process}/status");
        let status = fs::read_to_string(&path).with_context(|| format!("failed to read {path}"))?;
        Self::told(&status).with_context(|| format!("{path} tells no memory"))
    }

    /// What the kernel says of a process.
    fn told(status: &str) -> Option<Self> {
        let value = |name: &str| {
            let mut lines = status.lines();
            let text = lines.find_map(|it| it.strip_prefix(name)?.strip_prefix(':'))?;
            text.trim().strip_suffix(" kB")?.trim().parse().ok()
        };
        Some(Self { now: value("VmRSS")?, peak: value("VmHWM")? })
    }
}

#[cfg(test)]
mod tests;
