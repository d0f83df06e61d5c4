use super::*;

#[test]
fn two_spellings_of_one_address_are_one() {
    let email: Email = " Ana.Gil@Example.COM ".parse().unwrap();
    assert_eq!(email.as_str(), "ana.gil@example.com");
    assert_eq!(email, "ana.gil@example.com".parse().unwrap());
}

#[test]
fn what_is_no_address_is_refused() {
    let long = format!("{}@example.com", "a".repeat(250));
    for text in
        ["", "ana", "@", "ana@", "@example.com", "a@b@c", "a b@c", "a@b\0", "añ@b.es", &long]
    {
        assert_eq!(text.parse::<Email>(), Err(ParseEmailError), "{text:?}");
    }
}
