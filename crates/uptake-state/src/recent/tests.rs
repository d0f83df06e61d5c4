use proptest::{collection::vec, prelude::*};

use super::*;

fn hash(number: u8) -> SecretHash {
    SecretHash::of(&[number])
}

#[test]
fn what_was_read_is_believed_for_a_second() {
    let recent = Recent::default();
    recent.put(recent.turn(), &hash(1), 5_000, "ana");
    assert_eq!(recent.get(&hash(1), 5_000), Some("ana"));
    assert_eq!(recent.get(&hash(1), 5_999), Some("ana"));
    assert_eq!(recent.get(&hash(1), 6_000), None);
    assert_eq!(recent.get(&hash(1), 4_999), None, "the clock was put back");
    assert_eq!(recent.get(&hash(2), 5_000), None);
}

#[test]
fn what_was_read_before_a_change_is_not_kept() {
    let recent = Recent::default();
    let turn = recent.turn();
    recent.forget();
    recent.put(turn, &hash(1), 0, "ana");
    assert_eq!(recent.get(&hash(1), 0), None);
}

#[test]
fn no_more_is_kept_than_fits() {
    let recent = Recent::default();
    for number in 0..MOST + 10 {
        recent.put(recent.turn(), &SecretHash::of(&number.to_be_bytes()), 0, number);
    }
    assert_eq!(recent.kept().values.len(), MOST);
    recent.put(recent.turn(), &hash(1), 2_000, 7);
    assert_eq!(recent.get(&hash(1), 2_000), Some(7));
    assert_eq!(recent.kept().values.len(), 1);
}

/// What happens in a process.
#[derive(Debug, Clone)]
enum Step {
    Change(u8),
    Begin(u8),
    End,
    Wait(i64),
    Ask(u8),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..3u8).prop_map(Step::Change),
        (0..3u8).prop_map(Step::Begin),
        Just(Step::End),
        (0..700i64).prop_map(Step::Wait),
        (0..3u8).prop_map(Step::Ask),
    ]
}

proptest! {
    /// Whatever the order of reads and changes, nobody is told what was true before a change.
    #[test]
    fn a_change_is_seen_at_once(steps in vec(step(), 0..60)) {
        let recent = Recent::default();
        let (mut stored, mut now, mut reading) = ([0u32; 3], 0, Vec::new());
        for step in steps {
            match step {
                Step::Change(at) => {
                    stored[usize::from(at)] += 1;
                    recent.forget();
                }
                Step::Begin(at) => {
                    reading.push((recent.turn(), at, stored[usize::from(at)], now));
                }
                Step::End => {
                    if let Some((turn, at, value, began)) = reading.pop() {
                        recent.put(turn, &hash(at), began, value);
                    }
                }
                Step::Wait(ms) => now += ms,
                Step::Ask(at) => {
                    if let Some(told) = recent.get(&hash(at), now) {
                        prop_assert_eq!(told, stored[usize::from(at)]);
                    }
                }
            }
        }
    }
}
