use uptake_model::Day;

use super::*;

fn parameter(failure: Failure) -> String {
    let Failure::InvalidParameter { name, expected } = failure else { panic!("{failure:?}") };
    format!("{name}: {expected}")
}

#[test]
fn a_parameter_is_taken_by_name() {
    let mut asked = Parameters::of("on=2026-03-01&tags=north,%20south&q=a%26b&empty=").unwrap();
    assert_eq!(asked.value::<Day>("on", "a day").unwrap(), "2026-03-01".parse().ok());
    assert_eq!(asked.list::<String>("tags", "tags").unwrap(), ["north", "south"]);
    assert_eq!(asked.text("q").as_deref(), Some("a&b"));
    assert_eq!(asked.text("empty"), None);
    assert_eq!(asked.finish(), Ok(()));
}

#[test]
fn what_is_wrong_is_named() {
    let twice = Parameters::of("on=1&on=2").unwrap_err();
    assert_eq!(parameter(twice), "on: given once; several values are parted by commas");
    let left = Parameters::of("onn=2026-03-01").unwrap().finish().unwrap_err();
    assert_eq!(parameter(left), "onn: left out: this question does not take it");
    let mut asked = Parameters::of("on=1.3.2026&by=colour").unwrap();
    let day = asked.value::<Day>("on", "a day like 2026-03-01").unwrap_err();
    assert_eq!(parameter(day), "on: a day like 2026-03-01");
    let by = asked.choice("by", &[("sku", 1), ("tag", 2)]).unwrap_err();
    assert_eq!(parameter(by), "by: one of sku, tag");
    let mut asked = Parameters::of("on=&by=").unwrap();
    assert!(asked.value::<Day>("on", "a day").is_err(), "an empty day is none that was left out");
    assert!(asked.choice("by", &[("sku", 1)]).is_err());
    let mut asked = Parameters::of("few=0&many=101&some=7&word=x").unwrap();
    for name in ["few", "many", "word"] {
        let beyond = asked.number(name, 1..=100).unwrap_err();
        assert_eq!(parameter(beyond), format!("{name}: a number from 1 to 100"));
    }
    assert_eq!(asked.number("some", 1..=100).unwrap(), Some(7));
}
