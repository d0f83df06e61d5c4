//! The server with a data folder of its own, and those who ask it.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use serde_json::{Value, json};
use tempfile::TempDir;

/// The customers of the sample.
pub(crate) const CONTOSO: &str = "11111111-1111-1111-1111-111111111111";
pub(crate) const FABRIKAM: &str = "22222222-2222-2222-2222-222222222222";
/// A customer that nobody knows.
pub(crate) const NOBODY: &str = "99999999-9999-9999-9999-999999999999";
/// A password that keeps the rules.
pub(crate) const PASSWORD: &str = "siete gatos verdes bajo la mesa";

/// A running server.
pub(crate) struct Server {
    /// Where it is: `http://127.0.0.1:…`.
    pub(crate) origin: String,
    /// The secret in the link for the first admin.
    pub(crate) link: Option<String>,
    child: Child,
    folder: TempDir,
    _rest: Receiver<String>,
}

/// The lines of an answer before its body.
pub(crate) fn head(connection: TcpStream) -> String {
    let lines = BufReader::new(connection).lines().map(Result::unwrap);
    lines.take_while(|it| !it.is_empty()).collect::<Vec<_>>().join("\n")
}

/// What a server answered.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The code of a problem, with the status.
    pub(crate) fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        format!("{} {}", self.status, self.json()["code"].as_str().unwrap())
    }
}

/// Someone who asks: nobody, a person with a cookie, or a program with a token.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asker {
    pub(crate) cookie: Option<String>,
    pub(crate) token: Option<String>,
}

impl Server {
    /// A server on a data folder with the sample.
    pub(crate) fn with_sample() -> Self {
        Self::with_sample_and("")
    }

    /// The same with a configuration file.
    pub(crate) fn with_sample_and(config: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_sample(&folder);
        let names = "import customers.csv subscriptions.csv assignments.csv users.csv activity.csv";
        let imported = command(&folder).args(names.split(' ')).output().unwrap();
        assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
        Self::start(folder, config, &[])
    }

    /// A server on an empty folder.
    pub(crate) fn empty() -> Self {
        Self::start(tempfile::tempdir().unwrap(), "", &[])
    }

    /// A server on a folder, with a configuration file and variables.
    #[expect(clippy::print_stderr, reason = "what the server says is shown with a failed test")]
    pub(crate) fn start(folder: TempDir, config: &str, variables: &[(&str, &str)]) -> Self {
        let data = folder.path().join("data");
        std::fs::create_dir_all(&data).unwrap();
        if !config.is_empty() {
            std::fs::write(data.join("uptake.toml"), config).unwrap();
        }
        let mut command = command(&folder);
        command.args(["serve", "--listen", "127.0.0.1:0"]).stderr(Stdio::piped());
        command.envs(variables.iter().copied());
        let mut child = command.spawn().unwrap();
        let (said, saying) = channel();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                eprintln!("server: {line}");
                let _nobody_listens = said.send(line);
            }
        });
        let wait = Duration::from_mins(1);
        let mut before = Vec::new();
        let origin = loop {
            let line = saying.recv_timeout(wait).unwrap_or_else(|_| panic!("{before:?}"));
            if let Some(origin) = line.strip_prefix("serving on ") {
                break origin.to_owned();
            }
            before.push(line);
        };
        let has_members = folder.path().join("has-members").exists();
        let link = (!has_members).then(|| saying.recv_timeout(wait).unwrap());
        let link = link.map(|it| it.split_once('#').unwrap().1.to_owned());
        Self { origin, link, child, folder, _rest: saying }
    }

    /// The folder that the data folder lies in.
    pub(crate) fn folder(&self) -> &TempDir {
        &self.folder
    }

    /// Stops the server and starts it again on the same data.
    pub(crate) fn restarted(mut self) -> Self {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        std::fs::write(self.folder.path().join("has-members"), "").unwrap();
        let empty = tempfile::tempdir().unwrap();
        let folder = std::mem::replace(&mut self.folder, empty);
        Self::start(folder, "", &[])
    }

    /// Asks, and returns whatever is answered.
    pub(crate) fn ask(
        &self,
        asker: &Asker,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Answer {
        self.ask_with(asker, method, path, body, &[])
    }

    /// The same with headers.
    pub(crate) fn ask_with(
        &self,
        asker: &Asker,
        method: &str,
        path: &str,
        body: Option<&Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_mins(1)))
            .build()
            .new_agent();
        let mut request =
            ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.origin));
        if let Some(cookie) = &asker.cookie {
            request = request.header("cookie", cookie);
        }
        if let Some(token) = &asker.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let bytes = body.map(|it| it.to_string().into_bytes());
        if bytes.is_some() && !headers.iter().any(|(it, _)| *it == "content-type") {
            request = request.header("content-type", "application/json");
        }
        let mut response = agent.run(request.body(bytes.unwrap_or_default()).unwrap()).unwrap();
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| {
            (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        });
        let headers = headers.collect();
        let status = response.status().as_u16();
        let body = response.body_mut().with_config().limit(1 << 30).read_to_vec().unwrap();
        Answer { status, headers, body }
    }

    /// Its address, as a request names it.
    pub(crate) fn host(&self) -> &str {
        self.origin.trim_start_matches("http://")
    }

    /// A connection on which these bytes are written, and no answer is read.
    pub(crate) fn write(&self, request: &str) -> TcpStream {
        let mut connection = TcpStream::connect(self.host()).unwrap();
        connection.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        connection.write_all(request.as_bytes()).unwrap();
        connection
    }

    /// The first line that answers bytes of a connection.
    pub(crate) fn said_to(&self, request: &str) -> String {
        let mut line = String::new();
        BufReader::new(self.write(request)).read_line(&mut line).unwrap();
        line
    }

    /// The same for a connection that the server may close without a word, also while it is
    /// still being written to.
    pub(crate) fn said_or_closed(&self, request: &str) -> String {
        let mut connection = TcpStream::connect(self.origin.trim_start_matches("http://")).unwrap();
        connection.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        let _broken_off = connection.write_all(request.as_bytes());
        let mut line = Vec::new();
        let _closed = BufReader::new(connection).read_until(b'\n', &mut line);
        String::from_utf8_lossy(&line).into_owned()
    }

    /// Asks the own API for something that must be there.
    pub(crate) fn get(&self, asker: &Asker, path: &str) -> Value {
        let answer = self.ask(asker, "GET", &format!("/api/v1{path}"), None);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.json()
    }

    /// Sends a body to the own API.
    pub(crate) fn send(&self, asker: &Asker, method: &str, path: &str, body: &Value) -> Answer {
        self.ask(asker, method, &format!("/api/v1{path}"), Some(body))
    }

    /// The first admin, signed in.
    pub(crate) fn admin(&self) -> Asker {
        let first = json!({
            "link": self.link.as_ref().expect("a new server"),
            "name": "Ana", "email": "ana@partner.example", "password": PASSWORD,
        });
        let answer = self.send(&Asker::default(), "POST", "/set-up", &first);
        assert_eq!(answer.status, 200, "{}", answer.text());
        signed_in(&answer)
    }

    /// Another member, signed in.
    pub(crate) fn member(&self, admin: &Asker, role: &str, customers: &Value) -> Asker {
        let email = format!("{role}-{}@partner.example", customers["kind"].as_str().unwrap());
        let new = json!({ "name": role, "email": email, "role": role, "customers": customers });
        let added = self.send(admin, "POST", "/members", &new);
        assert_eq!(added.status, 201, "{}", added.text());
        if role == "api_only" {
            let owner = added.json()["member"]["member_id"].clone();
            return self.token(admin, &["read_insights", "export", "import"], Some(&owner));
        }
        let link = added.json()["link"]["url"].as_str().unwrap().to_owned();
        let secret = link.split_once('#').unwrap().1;
        let password = json!({ "password": PASSWORD });
        let answer = self.send(&Asker::default(), "POST", &format!("/links/{secret}"), &password);
        assert_eq!(answer.status, 200, "{}", answer.text());
        signed_in(&answer)
    }

    /// A token of the asker, or of a program.
    pub(crate) fn token(
        &self,
        asker: &Asker,
        permissions: &[&str],
        owner: Option<&Value>,
    ) -> Asker {
        let mut new = json!({
            "name": "a program", "permissions": permissions, "expires_at": "2100-01-01T00:00:00Z",
        });
        // A year from now at most: the server says what it takes, the clock is its own.
        let day = self.ask(asker, "GET", "/api/v1/tokens", None);
        let date = day.header("date").unwrap().to_owned();
        let year: i32 = date.split(' ').nth(3).unwrap().parse().unwrap();
        new["expires_at"] = json!(format!("{}-01-01T00:00:00Z", year + 1));
        if let Some(owner) = owner {
            new["owner_id"] = owner.clone();
        }
        let made = self.send(asker, "POST", "/tokens", &new);
        assert_eq!(made.status, 201, "{}", made.text());
        let token = made.json()["token"].as_str().unwrap().to_owned();
        Asker { cookie: None, token: Some(token) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// The cookie that an answer sets.
pub(crate) fn signed_in(answer: &Answer) -> Asker {
    let cookie = answer.header("set-cookie").expect("a cookie").split(';').next().unwrap();
    Asker { cookie: Some(cookie.to_owned()), token: None }
}

/// The program in a folder of its own, with its data in `data`.
pub(crate) fn command(folder: &TempDir) -> Command {
    let program = std::env::var_os("UPTAKE_BIN").expect(
        "UPTAKE_BIN names the program to test: build it with `cargo build -p uptake`, \
         or run `make test`",
    );
    let mut command = Command::new(program);
    command.current_dir(folder.path()).env("UPTAKE_DATA", "data");
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "UPTAKE_LOG", "DATABASE_URL"] {
        command.env_remove(name);
    }
    command
}

/// Two customers: one above 100 % by turnover, one of which nothing is known.
fn write_sample(folder: &TempDir) {
    let write = |name: &str, lines: &[&str]| {
        let lines = lines.iter().map(|line| {
            let line = line.replacen("C,", &format!("{CONTOSO},"), 1);
            line.replacen("F,", &format!("{FABRIKAM},"), 1) + "\n"
        });
        std::fs::write(folder.path().join(name), lines.collect::<String>()).unwrap();
    };
    write(
        "customers.csv",
        &[
            "customer_id,name,domain,country,segment,tags,reseller_id",
            "C,Contoso,contoso.com,ES,smb,north,shop",
            "F,<b>Fabrikam</b>,fabrikam.com,DE,enterprise,south;north,other shop",
        ],
    );
    write(
        "subscriptions.csv",
        &[
            "customer_id,subscription_id,sku,quantity,status,as_of,seller",
            "C,s1,SPE_E3,2,active,2026-02-01,own",
            "C,s2,MYSTERY,5,active,2026-02-01,partner",
            "F,s3,SPE_E3,4,active,2026-02-01,partner",
        ],
    );
    write(
        "users.csv",
        &[
            "customer_id,user_id,kind,display_name,principal_name",
            "C,ana@contoso.com,member,Ana Torres,ana@contoso.com",
        ],
    );
    write(
        "assignments.csv",
        &[
            "customer_id,user_id,sku,assigned_on,removed_on",
            "C,ana@contoso.com,SPE_E3,2026-02-01,",
            "C,bea,SPE_E3,2026-02-01,2026-03-10",
            "C,carl,SPE_E3,2026-03-10,",
            "F,dora,SPE_E3,2026-02-01,",
        ],
    );
    write(
        "activity.csv",
        &[
            "customer_id,user_id,workload,day",
            "C,ana@contoso.com,exchange,2026-03-01",
            "C,ana@contoso.com,exchange,2026-03-31",
            "C,bea,exchange,2026-03-05",
            "C,carl,exchange,2026-03-20",
        ],
    );
}
