use super::*;

fn judged(password: &str) -> Result<(), WeakPassword> {
    check(password, &["Ana Torres", "ana.torres@contoso.example"])
}

#[test]
fn a_long_phrase_is_taken() {
    assert_eq!(judged("correct horse battery staple"), Ok(()));
    assert_eq!(judged("siete gatos verdes bajo la mesa"), Ok(()));
    assert_eq!(judged("x9$Kq!vT2mLp"), Ok(()));
    assert_eq!(judged(&"contraseña ñandú ".repeat(4)), Ok(()));
}

#[test]
fn a_password_has_twelve_to_128_characters() {
    assert_eq!(judged("x9$Kq!vT2mL"), Err(WeakPassword::TooShort));
    assert_eq!(judged("ñandúñandúñ"), Err(WeakPassword::TooShort), "characters, not bytes");
    assert_eq!(judged(&"x9$Kq!vT2mLp".repeat(11)), Err(WeakPassword::TooLong));
}

#[test]
fn what_attackers_try_first_is_refused() {
    for weak in [
        "passwordpassword",
        "Password123456",
        "qwertyuiop123",
        "aaaaaaaaaaaaaaaa",
        "123456789012",
        "iloveyou1234567",
    ] {
        assert_eq!(judged(weak), Err(WeakPassword::Guessable), "{weak}");
    }
}

#[test]
fn the_members_own_name_is_no_password() {
    for weak in ["anatorres2024", "ana.torres@contoso.example", "uptake-ana-torres"] {
        assert_eq!(judged(weak), Err(WeakPassword::Guessable), "{weak}");
    }
}

#[test]
fn only_the_password_itself_opens_what_was_kept() {
    let kept = hash("correct horse battery staple", [7; 16], PasswordCost::LEAST);
    assert!(kept.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{kept}");
    assert!(verify("correct horse battery staple", &kept));
    assert!(!verify("correct horse battery stapl", &kept));
    assert!(!verify("", &kept));
    assert!(!verify("correct horse battery staple", "not a hash"));
    let other = hash("correct horse battery staple", [8; 16], PasswordCost::LEAST);
    assert_ne!(kept, other, "the salt makes equal passwords look different");
}
