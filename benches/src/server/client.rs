//! Who asks the server: somebody with a session, over one kept connection.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::process::Server;

/// No answer may take longer.
const PATIENCE: Duration = Duration::from_mins(10);
/// What a browser says that it can unpack.
const PACKED: &str = "gzip, deflate, br";

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub(super) struct Session {
    origin: String,
    cookie: String,
}

/// One connection to the server, kept between requests.
pub(super) struct Client {
    agent: ureq::Agent,
    session: Session,
    accepts: &'static str,
}

/// What the server answered.
pub(super) struct Answer {
    pub(super) status: u16,
    /// The tag of the answer; empty when it has none.
    pub(super) tag: String,
    pub(super) body: Vec<u8>,
}

impl Session {
    /// Makes the first admin of a new server.
    pub(super) fn first(server: &Server) -> Result<Self> {
        let first = json!({
            "link": server.first_link()?, "name": "Ana", "email": "ana@partner.example",
            "password": "siete gatos verdes bajo la mesa",
        });
        let url = format!("{}/api/v1/set-up", server.origin);
        let response =
            ureq::post(url).send_json(first).context("failed to make the first admin")?;
        let cookie = response.headers().get("set-cookie").context("no session began")?;
        let (cookie, _) = cookie.to_str()?.split_once(';').context("a strange cookie")?;
        Ok(Self { origin: server.origin.clone(), cookie: cookie.to_owned() })
    }

    /// The same session after the server was started again.
    pub(super) fn on(&self, server: &Server) -> Self {
        Self { origin: server.origin.clone(), cookie: self.cookie.clone() }
    }

    /// A connection that takes packed answers, as a browser's does.
    pub(super) fn browser(&self) -> Client {
        self.client(PACKED)
    }

    /// A connection that takes answers as they are.
    pub(super) fn plain(&self) -> Client {
        self.client("identity")
    }

    fn client(&self, accepts: &'static str) -> Client {
        let settings = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_idle_connections(1)
            .timeout_global(Some(PATIENCE));
        Client { agent: settings.build().new_agent(), session: self.clone(), accepts }
    }
}

impl Client {
    /// Asks for something that must be there; the path follows `/api/v1`.
    pub(super) fn get(&self, path: &str) -> Result<Answer> {
        let answer = self.ask(path)?;
        if answer.status != 200 {
            let text = String::from_utf8_lossy(&answer.body);
            bail!("{path} was answered with {}: {text}", answer.status);
        }
        Ok(answer)
    }

    /// Asks, and returns whatever is answered.
    pub(super) fn ask(&self, path: &str) -> Result<Answer> {
        let request = self.agent.get(self.url(path)).header("accept-encoding", self.accepts);
        let response = request.header("cookie", &self.session.cookie).call();
        read(response.with_context(|| format!("failed to ask for {path}"))?)
    }

    /// The same as JSON, from a connection that takes answers as they are.
    pub(super) fn json(&self, path: &str) -> Result<Value> {
        Ok(serde_json::from_slice(&self.get(path)?.body)?)
    }

    /// Sends something that must be taken.
    pub(super) fn post(&self, path: &str, body: &Value) -> Result<()> {
        let request = self.agent.post(self.url(path)).header("cookie", &self.session.cookie);
        let answer = read(request.send_json(body)?)?;
        if !(200..300).contains(&answer.status) {
            let text = String::from_utf8_lossy(&answer.body);
            bail!("{path} was answered with {}: {text}", answer.status);
        }
        Ok(())
    }

    /// Uploads a file to be imported, and returns the name of the job.
    pub(super) fn upload(&self, name: &str, content: &str) -> Result<String> {
        const BOUNDARY: &str = "a-boundary-that-no-file-has";
        let head = format!("content-disposition: form-data; name=\"file\"; filename=\"{name}\"");
        let body = format!("--{BOUNDARY}\r\n{head}\r\n\r\n{content}\r\n--{BOUNDARY}--\r\n");
        let request = self.agent.post(self.url("/imports")).header("cookie", &self.session.cookie);
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let answer = read(request.header("content-type", &kind).send(body)?)?;
        if answer.status != 202 {
            bail!("an upload was answered with {}", answer.status);
        }
        let job: Value = serde_json::from_slice(&answer.body)?;
        Ok(text_at(&job, "/job_id")?.to_owned())
    }

    fn url(&self, path: &str) -> String {
        format!("{}/api/v1{path}", self.session.origin)
    }
}

/// The text at a place of an answer: `/known/first`.
pub(super) fn text_at<'a>(body: &'a Value, place: &str) -> Result<&'a str> {
    let text = body.pointer(place).and_then(Value::as_str);
    text.with_context(|| format!("an answer has no text at {place}: {body}"))
}

fn read(mut response: ureq::http::Response<ureq::Body>) -> Result<Answer> {
    let tag = response.headers().get("etag").and_then(|it| it.to_str().ok());
    let tag = tag.unwrap_or_default().to_owned();
    let status = response.status().as_u16();
    let body = response.body_mut().with_config().limit(1 << 30).read_to_vec()?;
    Ok(Answer { status, tag, body })
}
