use std::sync::mpsc;

use super::*;

#[test]
fn only_addresses_of_the_public_internet_are_public() {
    let public = ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"];
    let private = [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.8",
        "192.168.1.1",
        "198.18.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2001:db8::1",
        "2002:a00:1::",
        "fc00::1",
        "fe80::1",
        "ff02::1",
    ];
    let is_public = |it: &str| is_public(it.parse().unwrap());
    assert!(public.into_iter().all(is_public));
    let wrong: Vec<&str> = private.into_iter().filter(|it| is_public(it)).collect();
    assert_eq!(wrong, Vec::<&str>::new());
}

async fn error(notices: Notices, address: &str) -> String {
    let error = notices.send(NoticeMethod::Post, address).await.unwrap_err();
    uptake_model::with_causes(&error)
}

#[tokio::test]
async fn a_server_of_the_own_network_is_called_only_when_that_is_allowed() {
    let careful = Notices { allows_private: false };
    for address in
        ["http://127.0.0.1:9/x", "http://[::1]:9/x", "http://localhost:9/x", "http://0x7f.1/x"]
    {
        assert!(error(careful, address).await.contains("private network"), "{address}");
    }
    assert!(error(careful, "ftp://x.example/").await.contains("begins with https://"));
    assert!(error(careful, "nonsense").await.contains("begins with https://"));
}

#[tokio::test]
async fn the_call_is_made_as_asked_and_a_refusal_is_a_failure_without_the_address() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (said, saying) = mpsc::channel();
    std::thread::spawn(move || {
        use std::io::{BufRead as _, BufReader, Write as _};
        for (stream, status) in listener.incoming().zip(["200 OK", "302 Found", "500 Broken"]) {
            let stream = stream.unwrap();
            let mut line = String::new();
            BufReader::new(&stream).read_line(&mut line).unwrap();
            said.send(line).unwrap();
            let head = format!(
                "HTTP/1.1 {status}\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\
                 connection: close\r\n\r\n"
            );
            (&stream).write_all(head.as_bytes()).unwrap();
        }
    });
    let open = Notices { allows_private: true };
    let address = format!("http://localhost:{port}/hook?reportId=1");
    open.send(NoticeMethod::Get, &address).await.unwrap();
    assert_eq!(saying.recv().unwrap(), "GET /hook?reportId=1 HTTP/1.1\r\n");
    let told = error(open, &address).await;
    assert!(told.contains("302") && !told.contains("reportId"), "{told}");
    assert!(saying.recv().unwrap().starts_with("POST "), "and the redirect is not followed");
    let told = error(open, &address).await;
    assert!(told.contains("500") && !told.contains("reportId"), "{told}");
}
