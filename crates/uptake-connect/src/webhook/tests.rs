use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    sync::mpsc,
};

use insta::assert_snapshot;

use super::*;

/// A server that answers one call with a status, and what it was sent.
fn server(status: &'static str) -> (String, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/hook?key=secret", listener.local_addr().unwrap());
    let (said, saying) = mpsc::channel();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut bytes = Vec::new();
        let mut buffer = [0; 4096];
        while !String::from_utf8_lossy(&bytes).contains("{\"a\":1}") {
            let count = stream.read(&mut buffer).unwrap();
            bytes.extend_from_slice(&buffer[..count]);
        }
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        stream.write_all(answer.as_bytes()).unwrap();
        said.send(String::from_utf8(bytes).unwrap()).unwrap();
    });
    (address, saying)
}

fn call(address: &str) -> WebhookCall<'_> {
    let (secret, notice) = ("key", "5");
    WebhookCall { address, secret, notice, body: "{\"a\":1}", now_ms: 1_000 }
}

#[test]
fn the_signature_is_that_of_time_and_body() {
    // echo -n '1000.{"a":1}' | openssl dgst -sha256 -hmac key
    assert_snapshot!(signature("key", 1_000, "{\"a\":1}"), @"t=1000,v1=703e95d4ed8aa99f3cf59728e8680a5aef1eb7fb7c4e4c827051b950902ca353");
    assert_ne!(signature("key", 1_001, "{\"a\":1}"), signature("key", 1_000, "{\"a\":1}"));
    assert_ne!(signature("other", 1_000, "{\"a\":1}"), signature("key", 1_000, "{\"a\":1}"));
}

#[tokio::test]
async fn a_change_is_sent_with_its_name_and_signature() {
    let notices = Notices { allows_private: true };
    let (address, saying) = server("204 No Content");
    notices.tell(call(&address)).await.unwrap();
    let said = saying.recv().unwrap().to_lowercase();
    assert!(said.starts_with("post /hook?key=secret http/1.1\r\n"), "{said}");
    assert!(said.contains("x-uptake-delivery: 5\r\n"), "{said}");
    assert!(said.contains("x-uptake-signature: t=1000,v1="), "{said}");
    assert!(said.contains("content-type: application/json\r\n"), "{said}");
}

#[tokio::test]
async fn a_refusal_is_a_failure_that_does_not_name_the_address() {
    let notices = Notices { allows_private: true };
    let (address, _saying) = server("500 Internal Server Error");
    let error = notices.tell(call(&address)).await.unwrap_err();
    let text = uptake_model::with_causes(&error);
    assert!(!text.contains("secret"), "{text}");
}

#[tokio::test]
async fn an_answer_that_leads_elsewhere_is_a_failure() {
    let notices = Notices { allows_private: true };
    let (address, _saying) = server("301 Moved Permanently");
    let error = notices.tell(call(&address)).await.unwrap_err();
    assert!(matches!(error, NoticeError::Elsewhere { status: 301 }));
}

#[tokio::test]
async fn a_server_of_the_own_network_is_not_called() {
    let notices = Notices { allows_private: false };
    let error = notices.tell(call("http://127.0.0.1:9/")).await.unwrap_err();
    assert!(matches!(error, NoticeError::Private));
}
