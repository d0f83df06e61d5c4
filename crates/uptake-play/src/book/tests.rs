use super::*;
use crate::{read_play, shipped};

fn idle_seats() -> PlayCode {
    "idle_seats".parse().unwrap()
}

fn shipped_text() -> &'static str {
    shipped().into_iter().find(|(it, _)| it.code == idle_seats()).unwrap().1
}

#[test]
fn a_later_play_replaces_an_earlier_one_of_its_code() {
    let own = shipped_text().replace("default = 5", "default = 50");
    let own = read_play("own.toml", &own).unwrap();
    let book = Playbook::of(shipped().into_iter().map(|(it, _)| it).chain([own]));
    assert_eq!(book.plays().count(), shipped().len());
    let bound = book.bound(&idle_seats(), &Thresholds::default()).unwrap();
    assert_eq!(bound.thresholds, [50, 9_000]);
}

#[test]
fn thresholds_hold_for_their_play_only() {
    let book = Playbook::of(shipped().into_iter().map(|(it, _)| it));
    let mut thresholds = Thresholds::default();
    thresholds.put(idle_seats(), "least_seats".parse().unwrap(), 7);
    thresholds.put("gone".parse().unwrap(), "least_seats".parse().unwrap(), 8);
    let bound = |code: &str| book.bound(&code.parse().unwrap(), &thresholds).unwrap().thresholds;
    assert_eq!(bound("idle_seats"), [7, 9_000]);
    assert_eq!(bound("duplicate_subscription"), [1]);
}

#[test]
fn a_play_that_is_switched_off_recommends_nothing() {
    let off = read_play("own.toml", &format!("enabled = false\n{}", shipped_text())).unwrap();
    let book = Playbook::of([off]);
    assert!(book.all_bound(&Thresholds::default()).is_empty());
    assert!(book.bound(&idle_seats(), &Thresholds::default()).is_some());
}
