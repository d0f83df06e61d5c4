use super::*;

#[test]
fn a_code_is_lower_case_and_short() {
    for good in ["a", "low_adoption", "trial_2", &"a".repeat(50)] {
        assert_eq!(good.parse::<PlayCode>().map(|it| it.to_string()), Ok(good.to_owned()));
    }
    for bad in ["", "_a", "2a", "Low", "low-adoption", "low adoption", "añb", &"a".repeat(51)] {
        assert_eq!(bad.parse::<PlayCode>(), Err(ParseCodeError), "{bad}");
    }
}
