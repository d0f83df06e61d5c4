//! Webhooks: who is told when an action changes, and who is not.

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use serde_json::{Value, json};

use crate::{plays::server, program::CONTOSO};

/// Whether the body of a call has come: it is JSON.
fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let body = text.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    serde_json::from_str::<Value>(body).is_ok()
}

/// A program that waits for changes, and what it is sent.
fn waiting() -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/hook", listener.local_addr().unwrap());
    let (said, saying) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut bytes = Vec::new();
            let mut buffer = [0; 8192];
            while !is_whole(&bytes) {
                let count = stream.read(&mut buffer).unwrap();
                bytes.extend_from_slice(&buffer[..count]);
                if count == 0 {
                    break;
                }
            }
            let answer = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
            stream.write_all(answer).unwrap();
            let _nobody_listens = said.send(String::from_utf8_lossy(&bytes).into_owned());
        }
    });
    (address, saying)
}

#[test]
fn a_webhook_is_told_of_a_change_with_a_signature() {
    let server = server("[server]\nprivate_callbacks = true\n");
    let admin = server.admin();
    let (address, said) = waiting();
    let bad = json!({ "name": "x", "address": "file:///etc/passwd" });
    assert_eq!(
        server.send(&admin, "POST", "/settings/webhooks", &bad).problem(),
        "400 invalid_parameter"
    );
    let hook = json!({ "name": "tickets", "address": address });
    let added = server.send(&admin, "POST", "/settings/webhooks", &hook);
    assert_eq!(added.status, 201, "{}", added.text());
    let secret = added.json()["secret"].as_str().unwrap().to_owned();
    let listed = server.get(&admin, "/settings/webhooks");
    assert!(!listed.to_string().contains(&secret));
    let action = json!({ "customers": [CONTOSO], "note": "Ana Torres called" });
    assert_eq!(server.send(&admin, "POST", "/actions", &action).status, 201);
    let told = said.recv_timeout(Duration::from_mins(1)).unwrap();
    let lower = told.to_lowercase();
    assert!(lower.contains("x-uptake-signature: t="), "{told}");
    assert!(lower.contains("x-uptake-delivery: "), "{told}");
    assert!(told.contains("action.created") && told.contains(CONTOSO), "{told}");
    assert!(!told.contains("Ana Torres"), "notes are not sent");
    let id = added.json()["webhook_id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/settings/webhooks/{id}");
    assert_eq!(server.ask(&admin, "DELETE", &path, None).status, 204);
}

#[test]
fn a_webhook_that_does_not_answer_keeps_nobody_waiting() {
    let server = server("[server]\nprivate_callbacks = true\n");
    let admin = server.admin();
    // Takes connections and says nothing: each call ends only when the time for it is over.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let nowhere = format!("http://{}/hook", silent.local_addr().unwrap());
    let (address, said) = waiting();
    for (name, address) in [("silent", &nowhere), ("tickets", &address)] {
        let hook = json!({ "name": name, "address": address });
        assert_eq!(server.send(&admin, "POST", "/settings/webhooks", &hook).status, 201);
    }
    let action = json!({ "customers": [CONTOSO], "owner": "Ana Torres" });
    for _ in 0..5 {
        assert_eq!(server.send(&admin, "POST", "/actions", &action).status, 201);
    }
    for _ in 0..5 {
        let told = said.recv_timeout(Duration::from_mins(1)).unwrap();
        assert!(!told.contains("Ana Torres"), "nobody is named: {told}");
    }
    let listed = server.get(&admin, "/settings/webhooks");
    let failed = listed["items"].as_array().unwrap().iter();
    let failed = failed.filter(|it| it["name"] == "silent" && !it["failure"].is_null()).count();
    assert_eq!(failed, 0, "five were told before the first call to the other had ended");
}

#[test]
fn only_who_may_see_all_customers_manages_webhooks() {
    let server = server("");
    let admin = server.admin();
    let scope = json!({ "kind": "list", "customers": [CONTOSO] });
    let limited = server.member(&admin, "global_admin", &scope);
    let hook = json!({ "name": "tickets", "address": "https://example.com/hook" });
    let refused = "403 all_customers_needed";
    assert_eq!(server.send(&limited, "POST", "/settings/webhooks", &hook).problem(), refused);
    let listed = server.ask(&limited, "GET", "/api/v1/settings/webhooks", None);
    assert_eq!(listed.problem(), refused);
    let added = server.send(&admin, "POST", "/settings/webhooks", &hook);
    let id = added.json()["webhook_id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/settings/webhooks/{id}");
    assert_eq!(server.ask(&limited, "DELETE", &path, None).problem(), refused);
    // The same holds for what else tells of every customer, or steers what is seen of them.
    let audit = server.ask(&limited, "GET", "/api/v1/audit", None);
    assert_eq!(audit.problem(), refused);
    let path = "/settings/thresholds/idle_seats/low_deployment";
    let changed = server.send(&limited, "PUT", path, &json!({ "value": 95 }));
    assert_eq!(changed.problem(), refused);
    for _ in 1..20 {
        assert_eq!(server.send(&admin, "POST", "/settings/webhooks", &hook).status, 201);
    }
    let more = server.send(&admin, "POST", "/settings/webhooks", &hook);
    assert_eq!(more.problem(), "409 too_many");
}

#[test]
fn a_webhook_in_a_private_network_is_not_called_unless_that_is_allowed() {
    let server = server("");
    let admin = server.admin();
    let (address, said) = waiting();
    let hook = json!({ "name": "tickets", "address": address });
    assert_eq!(server.send(&admin, "POST", "/settings/webhooks", &hook).status, 201);
    let action = json!({ "customers": [CONTOSO] });
    assert_eq!(server.send(&admin, "POST", "/actions", &action).status, 201);
    let deadline = std::time::Instant::now() + Duration::from_mins(1);
    loop {
        let listed = server.get(&admin, "/settings/webhooks");
        if listed["items"][0]["failure"] == "private" {
            break;
        }
        assert!(std::time::Instant::now() < deadline, "{listed}");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(said.try_recv().is_err(), "nobody was called");
}
