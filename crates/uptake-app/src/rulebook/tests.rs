use serde_json::json;

use super::*;

fn version(code: &str, version: i64, source: Option<&str>) -> PlayVersion {
    PlayVersion {
        code: code.to_owned(),
        version,
        source: source.map(str::to_owned),
        changed_by: None,
        changed_at_ms: 0,
    }
}

fn own(title: &str) -> String {
    let (_, text) = shipped_plays().iter().find(|(it, _)| it.code.as_str() == "turnover").unwrap();
    text.replacen("Help the customer with a process for leavers", title, 1)
}

fn title(rules: &Rulebook) -> &str {
    &rules.playbook.get(&"turnover".parse().unwrap()).unwrap().english.title
}

#[test]
fn a_partners_play_stands_in_the_place_of_the_shipped_one_until_it_is_taken_away() {
    let code = "turnover".parse().unwrap();
    let own = own("Ours");
    let rules = Rulebook::of(vec![version("turnover", 1, Some(&own))], &BTreeMap::new());
    assert_eq!(title(&rules), "Ours");
    assert!(rules.is_own(&code));
    assert_eq!(rules.source(&code), Some((own.as_str(), 1)));
    let rules = Rulebook::of(vec![version("turnover", 2, None)], &BTreeMap::new());
    assert_eq!(title(&rules), "Help the customer with a process for leavers");
    assert!(!rules.is_own(&code));
    assert_eq!(rules.source(&code).unwrap().1, 2);
}

#[test]
fn a_play_that_cannot_be_read_any_more_gives_way_to_the_shipped_one() {
    let rules = Rulebook::of(vec![version("turnover", 1, Some("code = 1"))], &BTreeMap::new());
    assert_eq!(title(&rules), "Help the customer with a process for leavers");
}

#[test]
fn changed_thresholds_are_in_force_and_change_the_tag() {
    let none = Rulebook::of(Vec::new(), &BTreeMap::new());
    let other = BTreeMap::from([("oidc".to_owned(), json!(1))]);
    assert_eq!(Rulebook::of(Vec::new(), &other).tag, none.tag);
    let (play, threshold): (PlayCode, PlayCode) =
        ("turnover".parse().unwrap(), "least_over".parse().unwrap());
    let name = setting_name(&play, &threshold);
    let change = |kept| Rulebook::of(Vec::new(), &BTreeMap::from([(name.clone(), kept)]));
    let value = |rules: &Rulebook| {
        let play = rules.playbook.get(&play).unwrap();
        let known = play.thresholds.iter().find(|it| it.code == threshold).unwrap();
        rules.thresholds.get(&play.code, known)
    };
    let changed = change(kept(7, SignalUnit::People));
    assert_ne!(changed.tag, none.tag);
    assert_eq!(value(&changed), Some(7));
    assert_eq!(value(&change(kept(700, SignalUnit::PercentHundredths))), None, "another unit");
    assert_eq!(value(&change(json!(7))), None, "of no unit");
}
