use insta::assert_snapshot;

use super::*;

/// The secret of the examples in RFC 6238, appendix B.
fn example() -> FactorSecret {
    FactorSecret::new(*b"12345678901234567890")
}

#[test]
fn codes_are_those_of_the_standard() {
    let codes = [59, 1_111_111_109, 1_234_567_890, 2_000_000_000, 20_000_000_000];
    let codes: Vec<String> = codes.iter().map(|it| example().code_at(*it).unwrap()).collect();
    assert_eq!(codes, ["287082", "081804", "005924", "279037", "353130"]);
}

#[test]
fn a_code_is_taken_in_its_step_and_the_ones_beside_it() {
    let code = example().code_at(1_000_000_020).unwrap();
    let step = 33_333_334;
    assert_eq!(example().step_of(&code, 1_000_000_020), Some(step));
    assert_eq!(example().step_of(&code, 1_000_000_020 + 30), Some(step));
    assert_eq!(example().step_of(&code, 1_000_000_020 - 30), Some(step));
    assert_eq!(example().step_of(&code, 1_000_000_020 + 60), None);
    assert_eq!(example().step_of(&code, 1_000_000_020 - 60), None);
}

#[test]
fn what_is_no_code_is_refused() {
    for wrong in ["", "12345", "1234567", "28708a", "２８７０８２", " 287082", "287 082"] {
        assert_eq!(example().step_of(wrong, 59), None, "{wrong:?}");
    }
}

#[test]
fn an_app_is_told_the_secret_and_nothing_else_tells_it() {
    let url = example().url("ana:torres@contoso.example").unwrap();
    assert_snapshot!(url, @"otpauth://totp/Uptake:ana_torres%40contoso.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Uptake");
    assert_snapshot!(format!("{:?}", example()), @"FactorSecret(…)");
    let typed = example().to_base32();
    assert_eq!(FactorSecret::from_base32(&typed), Some(example()));
    assert_eq!(FactorSecret::from_base32("not base 32!"), None);
    assert_eq!(FactorSecret::from_base32("GEZDGNBV"), None, "too short");
}
