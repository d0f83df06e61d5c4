use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::shipped;

/// A play that is good, line by line.
const GOOD: &str = r#"code = "own"
problem = "low_adoption"
per = "workload"
condition = "covered_usage_percent < $low"
stake = "entitlements - held_users"

[[threshold]]
code = "low"
unit = "percent"
default = 40
en = "Below"

[en]
title = "A play"
consider = ["First.", "Second."]
try = ["Do it."]

[[en.material]]
title = "A page"
link = "https://example.com/page"

[[en.material]]
title = "Our slides"
file = "slides.pptx"
"#;

/// What reading a file says: the problems, or the title.
fn check(text: &str) -> String {
    match read_play("own.toml", text) {
        Ok(play) => format!("{} {}", play.code, play.english.title),
        Err(problems) => problems.iter().map(told).collect::<Vec<_>>().join("\n"),
    }
}

fn told(it: &Problem) -> String {
    let args: Vec<String> = it.args.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let line = it.line.map_or(String::new(), |it| it.to_string());
    let excerpt = it.excerpt.as_deref().unwrap_or_default();
    format!("{line}: {} {} {excerpt}", it.code.as_str(), args.join(" ")).trim_end().to_owned()
}

/// The same with one piece of it replaced.
fn with(piece: &str, other: &str) -> String {
    assert!(GOOD.contains(piece));
    check(&GOOD.replacen(piece, other, 1))
}

#[test]
fn a_good_play_is_read_whole() {
    assert_snapshot!(check(GOOD), @"own A play");
    let play = read_play("own.toml", GOOD).unwrap();
    assert_eq!(play.thresholds[0].default, 4_000);
    assert_eq!(play.spanish, play.english, "what has no Spanish says it in English");
    assert_eq!(play.condition_text, "covered_usage_percent < $low");
    assert!(
        matches!(&play.english.material[1], crate::Material::File { name, .. } if name == "slides.pptx")
    );
    let off = read_play("own.toml", &format!("enabled = false\n{GOOD}")).unwrap();
    assert!(!off.is_enabled);
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    assert_snapshot!(with("code = \"own\"", "code = own"), @"1: play-invalid message=string values must be quoted, expected literal string");
    assert_snapshot!(with("\"own\"", "\"Own play\""), @"1: play-code  Own play");
    assert_snapshot!(with("code = \"own\"\n", ""), @"1: play-missing-key key=code");
    assert_snapshot!(with("\"own\"", "7"), @"1: play-wrong-kind key=code kind=text");
    assert_snapshot!(with("per = \"workload\"", "per = \"seat\""), @"3: play-unknown-word allowed=customer, workload, sku key=per seat");
    assert_snapshot!(with("problem = \"low_adoption\"", "problem = \"\""), @"2: play-missing-key key=problem");
    assert_snapshot!(with("stake = \"entitlements - held_users\"", "stake = \"usage_percent\""), @"5: play-stake  usage_percent");
    assert_snapshot!(with("- held_users", "- held"), @"5: play-unknown-signal near=held_users held");
    assert_snapshot!(with("\"covered_usage_percent < $low\"", "\"covered_usage_percent < $lo\""), @"4: play-unknown-threshold  $lo");
    assert_snapshot!(with("\"covered_usage_percent < $low\"", "\"overage > 3\""), @"8: play-unused-threshold code=low");
    assert_snapshot!(with("default = 40", "default = -40"), @"10: play-number unit=percent -40");
    assert_snapshot!(with("default = 40", "default = 0x28"), @"10: play-wrong-kind key=default kind=number");
    assert_snapshot!(with("en = \"Below\"\n", ""), @"7: play-missing-key key=en");
    assert_snapshot!(with("try = [\"Do it.\"]", "try = []"), @"16: play-missing-key key=try");
    assert_snapshot!(with("try = [\"Do it.\"]", "try = \"Do it.\""), @"16: play-wrong-kind key=try kind=texts");
    assert_snapshot!(with("try =", "attempt ="), @r"
    13: play-missing-key key=try
    16: play-unknown-key allowed=title, consider, try, material key=attempt
    ");
    assert_snapshot!(with("link = \"https://example.com/page\"", "link = \"javascript:alert(1)\""), @"20: play-bad-link  javascript:alert(1)");
    assert_snapshot!(with("file = \"slides.pptx\"", "file = \"../state.sqlite\""), @"24: play-bad-file  ../state.sqlite");
    assert_snapshot!(with("file = \"slides.pptx\"", "link = \"https://a@b/\""), @"24: play-bad-link  https://a@b/");
    assert_snapshot!(with("file = \"slides.pptx\"", ""), @"22: play-missing-key key=link");
}

#[test]
fn the_line_of_a_mistake_in_a_long_condition_is_its_own() {
    let long = "condition = \"\"\"\ncovered_usage_percent < $low\n  and overage > 3\n  and nothing > 1\"\"\"";
    let said = with("condition = \"covered_usage_percent < $low\"", long);
    assert_snapshot!(said, @"7: play-unknown-signal near=nps nothing");
}

#[test]
fn a_threshold_stands_once_and_a_play_says_something() {
    let twice = GOOD.replace(
        "[en]\n",
        "[[threshold]]\ncode = \"low\"\nunit = \"seats\"\ndefault = 1\nes = \"x\"\n\n[en]\n",
    );
    assert_snapshot!(check(&twice), @"14: play-duplicate code=low line=8");
    let (head, _) = GOOD.split_once("[en]").unwrap();
    assert_snapshot!(check(head), @"1: play-missing-key key=en");
    let spanish = GOOD.replace("[en]", "[es]").replace("en.material", "es.material");
    assert_snapshot!(check(&spanish), @"own A play");
}

#[test]
fn what_is_too_long_is_refused() {
    assert_snapshot!(with("\"A play\"", &format!("\"{}\"", "x".repeat(201))), @"14: play-too-long key=title limit=200");
    assert_snapshot!(check(&" ".repeat(100_001)), @": play-too-long key=own.toml limit=100000");
    let many = format!("[{}]", vec!["\"x\""; 21].join(", "));
    assert_snapshot!(with("[\"Do it.\"]", &many), @"16: play-too-long key=try limit=20");
}

proptest! {
    /// Whatever is left out of a play: it is read, or refused with lines within it.
    #[test]
    fn a_damaged_play_is_refused_within_it(at in 0_usize..8, from in 0_usize..4_000, length in 0_usize..60) {
        let text: Vec<char> = shipped()[at].1.chars().collect();
        let from = from.min(text.len());
        let damaged: String =
            text[..from].iter().chain(&text[(from + length).min(text.len())..]).collect();
        if let Err(problems) = read_play("x.toml", &damaged) {
            let lines = u64::try_from(damaged.lines().count()).unwrap() + 1;
            prop_assert!(!problems.is_empty());
            prop_assert!(problems.iter().all(|it| it.line.is_some_and(|it| (1..=lines).contains(&it))));
        }
    }
}
