//! Signing in through the organisation, at a certified provider.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    thread,
};

use serde_json::json;

use crate::program::{Answer, Asker, Server};

/// The provider; ends with the test.
struct Provider {
    issuer: String,
    child: Child,
}

impl Provider {
    /// Starts a provider that signs `account` in and sends browsers back to `redirect`.
    fn start(redirect: &str, account: &str) -> Self {
        let accounts = json!({
            "ana": { "email": "ana@partner.example", "name": "Ana", "roles": ["Uptake.Sales"] },
            "eve": { "email": "eve@partner.example", "name": "Eve", "roles": [] },
        });
        let accounts = accounts.to_string();
        Self::run("provider.mjs", redirect, &[("ACCOUNTS", &accounts), ("ACCOUNT", account)])
    }

    /// Starts a provider whose tokens have a flaw, or none.
    fn start_forger(redirect: &str, flaw: &str) -> Self {
        Self::run("forger.mjs", redirect, &[("FLAW", flaw)])
    }

    fn run(script: &str, redirect: &str, variables: &[(&str, &str)]) -> Self {
        let mut child = Command::new("node")
            .args([script, redirect])
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/oidc"))
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Node.js with the packages of e2e/oidc: run `make test`");
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut issuer = String::new();
        said.read_line(&mut issuer).unwrap();
        // It ends when it cannot say what it says later.
        thread::spawn(move || said.lines().map_while(Result::ok).for_each(drop));
        Self { issuer: issuer.trim().to_owned(), child }
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// The server's address as browsers know it, wherever it listens.
const PUBLIC: &str = "http://uptake.example";

/// A server that lets members in through a provider which signs `account` in.
fn start(account: &str) -> (Server, Provider) {
    let provider = Provider::start(&back_to(), account);
    (serve_for(&provider), provider)
}

/// Where providers send browsers back to.
fn back_to() -> String {
    format!("{PUBLIC}/sign-in/organisation/back")
}

/// A server that lets members in through the provider.
fn serve_for(provider: &Provider) -> Server {
    let config = format!(
        "[server]\npublic_origin = \"{PUBLIC}\"\n\
         [server.organisation]\nissuer = \"{}\"\nclient_id = \"uptake\"\n\
         roles = {{ \"Uptake.Sales\" = \"sales_agent\" }}\n",
        provider.issuer
    );
    let secret = [("UPTAKE_OIDC_SECRET", "a secret of the tests alone")];
    Server::start(tempfile::tempdir().unwrap(), &config, &secret)
}

/// The first half: the browser goes to the provider. Returns the browser with its cookie and
/// the address that the provider sends it back to.
fn away(server: &Server, return_to: &str) -> (Asker, String) {
    let path = format!("/sign-in/organisation?return_to={return_to}");
    let answer = server.ask(&Asker::default(), "GET", &path, None);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let browser = crate::program::signed_in(&answer);
    let mut next = answer.header("location").unwrap().to_owned();
    assert!(next.contains("code_challenge_method=S256") && next.contains("nonce="), "{next}");
    let mut cookies: Vec<String> = Vec::new();
    for _ in 0..8 {
        if let Some(path) = next.strip_prefix(PUBLIC) {
            return (browser, path.to_owned());
        }
        let agent =
            ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        let answer =
            agent.new_agent().get(&next).header("cookie", cookies.join("; ")).call().unwrap();
        for it in answer.headers().get_all("set-cookie") {
            cookies.push(it.to_str().unwrap().split(';').next().unwrap().to_owned());
        }
        let location = answer.headers().get("location").expect("a redirect").to_str().unwrap();
        let origin = next.split('/').take(3).collect::<Vec<_>>().join("/");
        next = if location.starts_with('/') {
            format!("{origin}{location}")
        } else {
            location.to_owned()
        };
    }
    panic!("the provider never sends the browser back");
}

/// Where an answer sends the browser, with the cookie of a session if it sets one.
fn sent(answer: &Answer) -> (String, Option<Asker>) {
    let to = answer.header("location").unwrap().to_owned();
    let session = answer.headers.iter().find(|(name, value)| {
        name == "set-cookie" && value.starts_with("__Host-uptake=") && !value.contains("Max-Age=0")
    });
    let cookie = session.map(|(_, value)| value.split(';').next().unwrap().to_owned());
    (to, cookie.map(|it| Asker { cookie: Some(it), token: None }))
}

#[test]
fn a_colleague_signs_in_with_the_role_that_the_organisation_gives() {
    let (server, _provider) = start("ana");
    let (browser, back) = away(&server, "/customers");
    let (to, asker) = sent(&server.ask(&browser, "GET", &back, None));
    assert_eq!(to, "/customers");
    let who = server.get(&asker.unwrap(), "/session");
    assert_eq!(who["role"], "sales_agent");
    assert_eq!(who["email"], "ana@partner.example");
    assert_eq!(who["has_password"], false);
}

#[test]
fn a_colleague_without_a_role_here_does_not_get_in() {
    let (server, _provider) = start("eve");
    let (browser, back) = away(&server, "/");
    let (to, asker) = sent(&server.ask(&browser, "GET", &back, None));
    assert_eq!(to, "/sign-in?problem=wrong_credentials");
    assert!(asker.is_none());
}

#[test]
fn a_code_works_once_and_only_in_the_browser_that_asked() {
    let (server, _provider) = start("ana");
    let (_, back) = away(&server, "/");
    let (other, _) = away(&server, "/");
    let (to, asker) = sent(&server.ask(&other, "GET", &back, None));
    assert_eq!((to.as_str(), asker.is_none()), ("/sign-in?problem=wrong_credentials", true));

    let (browser, back) = away(&server, "/");
    assert!(sent(&server.ask(&browser, "GET", &back, None)).1.is_some());
    let (to, asker) = sent(&server.ask(&browser, "GET", &back, None));
    assert_eq!((to.as_str(), asker.is_none()), ("/sign-in?problem=wrong_credentials", true));
}

#[test]
fn a_state_or_code_that_is_made_up_lets_nobody_in() {
    let (server, _provider) = start("ana");
    let (browser, back) = away(&server, "/");
    let state = back.split("state=").nth(1).unwrap().split('&').next().unwrap();
    for path in [
        "/sign-in/organisation/back?code=x&state=y".to_owned(),
        format!("/sign-in/organisation/back?code=made-up&state={state}"),
        "/sign-in/organisation/back?error=access_denied".to_owned(),
    ] {
        let answer = server.ask(&browser, "GET", &path, None);
        assert!(answer.status >= 300, "{path}");
        let is_in = answer
            .headers
            .iter()
            .any(|(name, value)| name == "set-cookie" && value.starts_with("__Host-uptake="));
        assert!(!is_in, "{path}: {:?}", answer.headers);
    }
}

#[test]
fn nobody_is_sent_to_another_site_after_signing_in() {
    let (server, _provider) = start("ana");
    for elsewhere in ["https://evil.example/", "//evil.example", "/%5Cevil.example"] {
        let (browser, back) = away(&server, elsewhere);
        let (to, _) = sent(&server.ask(&browser, "GET", &back, None));
        assert_eq!(to, "/", "{elsewhere}");
    }
}

#[test]
fn a_token_with_any_flaw_lets_nobody_in() {
    let flaws = [
        "algorithm",
        "secret",
        "signature",
        "expired",
        "audience",
        "nonce",
        "issuer",
        "nothing",
        "none",
    ];
    for flaw in flaws {
        let provider = Provider::start_forger(&back_to(), flaw);
        let server = serve_for(&provider);
        let (browser, back) = away(&server, "/customers");
        let (to, asker) = sent(&server.ask(&browser, "GET", &back, None));
        if flaw == "none" {
            assert_eq!((to.as_str(), asker.is_some()), ("/customers", true));
        } else {
            assert!(asker.is_none() && to.starts_with("/sign-in?problem="), "{flaw}: {to}");
        }
    }
}

#[test]
fn the_organisation_is_among_the_ways_of_signing_in() {
    let (server, _provider) = start("ana");
    let methods = server.get(&Asker::default(), "/session/methods");
    let organisation = json!({ "address": "/sign-in/organisation" });
    assert_eq!(methods, json!({ "password": true, "organisation": organisation }));
}
