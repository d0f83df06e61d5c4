use proptest::prelude::*;

use super::*;

#[test]
fn a_query_is_taken_apart() {
    let word = |it: &str| Token::Word(it.to_owned());
    let text = |it: &str| Token::Text(it.to_owned());
    assert_eq!(
        tokens("a<=b,'it''s' 42(Edm.X)!= '' ").unwrap(),
        [
            word("a"),
            Token::Sign("<="),
            word("b"),
            Token::Sign(","),
            text("it's"),
            Token::Number(42),
            Token::Sign("("),
            word("Edm.X"),
            Token::Sign(")"),
            Token::Sign("!="),
            text(""),
        ]
    );
}

#[test]
fn what_has_no_tokens_is_refused() {
    assert_eq!(tokens("'open"), Err(LexError::Unclosed));
    assert_eq!(tokens("a ; b"), Err(LexError::Stray(';')));
    assert_eq!(tokens("a ! b"), Err(LexError::Stray('!')));
    assert_eq!(tokens("99999999999999999999"), Err(LexError::Number));
    assert_eq!(tokens(&" ".repeat(9000)), Err(LexError::TooLong));
}

proptest! {
    #[test]
    fn a_quoted_text_is_the_same_after_reading(text in ".{0,60}") {
        prop_assert_eq!(tokens(&quote(&text)), Ok(vec![Token::Text(text)]));
    }

    #[test]
    fn no_text_is_too_strange(text in ".{0,200}") {
        drop(tokens(&text));
    }
}
