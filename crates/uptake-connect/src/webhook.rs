//! Telling another server of a change, with a body that it can check.
//!
//! The header `X-Uptake-Signature` is `t=MILLIS,v1=HEX`: HMAC-SHA-256 under the webhook's
//! secret over `MILLIS.BODY`. Whoever checks it also checks that the time is not long ago, so
//! that nobody can send an old body again. `X-Uptake-Delivery` names the notice: who gets it
//! twice knows it by this.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::notice::{NoticeError, Notices, sent};

#[cfg(test)]
mod tests;

/// Something to send.
#[derive(Clone, Copy)]
pub struct WebhookCall<'a> {
    /// Where it is sent.
    pub address: &'a str,
    /// What signs it.
    pub secret: &'a str,
    /// The name of the notice.
    pub notice: &'a str,
    /// JSON.
    pub body: &'a str,
    /// The time, in milliseconds since 1970-01-01T00:00:00Z.
    pub now_ms: i64,
}

impl Notices {
    /// Sends a signed body by `POST`; an answer that is no success is a failure.
    pub async fn tell(self, call: WebhookCall<'_>) -> Result<(), NoticeError> {
        let (http, url) = self.client(call.address).await?;
        let request = http
            .post(url)
            .header("content-type", "application/json")
            .header("x-uptake-delivery", call.notice)
            .header("x-uptake-signature", signature(call.secret, call.now_ms, call.body))
            .body(call.body.to_owned());
        sent(request).await
    }
}

/// The signature of a body at a time.
fn signature(secret: &str, now_ms: i64, body: &str) -> String {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(format!("{now_ms}.{body}").as_bytes());
    let digits: String = mac.finalize().into_bytes().iter().map(|it| format!("{it:02x}")).collect();
    format!("t={now_ms},v1={digits}")
}
