//! The dashboard's files, which are part of the program.

use crate::program::{Answer, Asker, Server};

#[test]
fn the_program_serves_the_page_at_every_address_of_its_own() {
    let server = Server::empty();
    let ask = |path: &str, headers: &[(&str, &str)]| -> Answer {
        server.ask_with(&Asker::default(), "GET", path, None, headers)
    };
    let page = ask("/", &[]);
    assert_eq!(page.status, 200, "build the page with `make web`: {}", page.text());
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), Some("no-cache"));
    assert!(page.header("content-security-policy").unwrap().contains("script-src 'self'"));
    for address in ["/customers", "/customers/11111111-1111-1111-1111-111111111111?on=2026-03-31"] {
        assert_eq!(ask(address, &[]).body, page.body, "{address}");
    }
    let tag = page.header("etag").unwrap();
    let again = ask("/", &[("if-none-match", tag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));

    let text = page.text();
    let script = text.split("src=\"").nth(1).unwrap().split('"').next().unwrap();
    let plain = ask(script, &[]);
    assert_eq!(plain.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(plain.header("content-type"), Some("text/javascript; charset=utf-8"));
    let packed = ask(script, &[("accept-encoding", "gzip, br")]);
    assert_eq!(packed.header("content-encoding"), Some("br"));
    assert!(packed.body.len() < plain.body.len());

    for nothing in ["/assets/nothing.js", "/api/v1/nothing", "/index.html/../../Cargo.toml"] {
        assert_eq!(ask(nothing, &[]).problem(), "404 not_found", "{nothing}");
    }
    let sent = server.ask(&Asker::default(), "POST", "/customers", None);
    assert_eq!(sent.problem(), "404 not_found");
}
