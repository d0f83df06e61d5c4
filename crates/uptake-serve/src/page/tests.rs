use super::*;

#[test]
fn addresses_of_the_page_are_told_from_files_and_calls() {
    for page in ["", "customers", "customers/11111111-1111-1111-1111-111111111111", "sign-in"] {
        assert!(is_page(page), "{page}");
    }
    for other in ["assets/index-1a2b.js", "favicon.svg", "api/v1/nothing", "v1/x", "insights/v1/x"]
    {
        assert!(!is_page(other), "{other}");
    }
}

#[test]
fn what_is_packed_is_sent_only_to_who_can_unpack_it() {
    let takes_br = |text: &'static str| {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(text));
        takes(&headers, "br")
    };
    assert!(takes_br("gzip, deflate, br") && takes_br("br;q=0.8"));
    assert!(!takes_br("gzip") && !takes_br("br;q=0") && !takes(&HeaderMap::new(), "br"));
}

#[test]
fn a_file_that_is_not_there_is_none() {
    assert!(file("assets/nothing.js", &HeaderMap::new()).is_none());
    assert!(file("../Cargo.toml", &HeaderMap::new()).is_none());
}
