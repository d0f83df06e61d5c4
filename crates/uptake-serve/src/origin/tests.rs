use super::*;

const PROXY: &str = "10.0.0.1";

fn check(peer: &str, forwarded: &[&str]) -> String {
    let mut headers = HeaderMap::new();
    for it in forwarded {
        headers.append(FORWARDED_FOR, it.parse().unwrap());
    }
    address(peer.parse().unwrap(), &headers, &[PROXY.parse().unwrap()]).to_string()
}

#[test]
fn who_is_no_proxy_of_ours_cannot_pretend_to_be_someone_else() {
    assert_eq!(check("192.0.2.7", &["203.0.113.9"]), "192.0.2.7");
    assert_eq!(check("192.0.2.7", &[]), "192.0.2.7");
}

#[test]
fn a_proxy_of_ours_says_who_asked_it() {
    assert_eq!(check(PROXY, &["203.0.113.9"]), "203.0.113.9");
    assert_eq!(check(PROXY, &["6.6.6.6, 203.0.113.9"]), "203.0.113.9", "the rest is hearsay");
    assert_eq!(check(PROXY, &["6.6.6.6", "203.0.113.9"]), "203.0.113.9");
    assert_eq!(check(PROXY, &["203.0.113.9, 10.0.0.1"]), "203.0.113.9");
    assert_eq!(check("::ffff:10.0.0.1", &["2001:db8::7"]), "2001:db8::7");
}

#[test]
fn what_is_no_address_is_not_believed() {
    assert_eq!(check(PROXY, &["somewhere"]), PROXY);
    assert_eq!(check(PROXY, &["203.0.113.9, <script>"]), PROXY);
    assert_eq!(check(PROXY, &[""]), PROXY);
}
