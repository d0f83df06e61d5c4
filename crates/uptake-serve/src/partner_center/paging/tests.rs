use proptest::prelude::*;

use super::*;

fn read(query: &str, token: Option<&Token>) -> Result<Paging, Fault> {
    let mut headers = HeaderMap::new();
    if let Some(token) = token {
        headers.insert(CONTINUATION_HEADER, token.encode().parse().unwrap());
    }
    Paging::read(&Query::parse(Some(query)).unwrap(), &headers, "customers")
}

fn token() -> Token {
    Token::new("customers", 40, "a".to_owned(), "m".to_owned())
}

#[test]
fn without_anything_it_is_the_first_page_of_the_usual_size() {
    assert_eq!(read("", None), Ok(Paging { size: 100, seek: Seek::From(0) }));
    assert_eq!(read("size=9999&offset=7", None), Ok(Paging { size: 500, seek: Seek::From(7) }));
    assert!(read("size=0", None).is_err());
}

#[test]
fn a_token_goes_on_where_its_page_ended() {
    let after = Seek::After("m".to_owned());
    assert_eq!(read("", Some(&token())), Ok(Paging { size: 40, seek: after.clone() }));
    assert_eq!(
        read("size=5&seekOperation=NEXT", Some(&token())),
        Ok(Paging { size: 5, seek: after })
    );
    let before = Seek::Before("a".to_owned());
    assert_eq!(
        read("seekOperation=previous", Some(&token())),
        Ok(Paging { size: 40, seek: before })
    );
    assert_eq!(read("seekOperation=Last", Some(&token())).unwrap().seek, Seek::Last);
    assert_eq!(read("seekOperation=first", Some(&token())).unwrap().seek, Seek::First);
    assert_eq!(read("seekOperation=PageIndex&offset=3", None).unwrap().seek, Seek::From(3));
}

#[test]
fn a_token_of_something_else_is_refused() {
    for token in [
        Token::new("users", 40, String::new(), String::new()),
        Token::new("customers", 0, String::new(), String::new()),
        Token::new("customers", 501, String::new(), String::new()),
        Token::new("customers", 40, "x".repeat(4000), String::new()),
        Token { version: 2, ..token() },
    ] {
        assert!(read("", Some(&token)).is_err(), "{token:?}");
    }
    assert!(read("seekOperation=next", None).is_err());
    assert!(read("seekOperation=sideways", None).is_err());
}

proptest! {
    #[test]
    fn a_token_is_the_same_after_writing_and_reading(
        size in 1_usize..=500, first in ".{0,20}", last in ".{0,20}",
    ) {
        let token = Token::new("customers", size, first, last);
        prop_assert_eq!(Token::decode(token.encode().as_bytes(), "customers"), Some(token));
    }

    #[test]
    fn bytes_that_are_no_token_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        prop_assert_eq!(Token::decode(&bytes, "customers"), None);
    }
}
