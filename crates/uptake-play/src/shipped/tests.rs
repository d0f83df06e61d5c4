use std::collections::BTreeSet;

use super::*;
use crate::{Answers, Material};

#[test]
fn every_shipped_play_can_be_read() {
    for (name, text) in FILES {
        match read_play(name, text) {
            Ok(play) => assert_eq!(*name, format!("plays/{}.toml", play.code)),
            Err(problems) => panic!("{problems:#?}"),
        }
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../plays");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), FILES.len(), "a file is not embedded");
}

#[test]
fn every_shipped_play_speaks_both_languages_and_brings_material() {
    for (play, text) in shipped() {
        let code = &play.code;
        assert!(play.is_enabled, "{code}");
        assert!(text.contains("\n[en]\n") && text.contains("\n[es]\n"), "{code}");
        assert_ne!(play.english.title, play.spanish.title, "{code}");
        assert_eq!(play.english.consider.len(), play.spanish.consider.len(), "{code}");
        assert_eq!(play.english.attempt.len(), play.spanish.attempt.len(), "{code}");
        assert_eq!(play.english.material.len(), play.spanish.material.len(), "{code}");
        assert!(!play.english.material.is_empty(), "{code}");
        let links = play.english.material.iter().chain(&play.spanish.material);
        assert!(
            links.clone().all(
                |it| matches!(it, Material::Link { address, .. } if address.starts_with("https://"))
            ),
            "{code}"
        );
        for threshold in &play.thresholds {
            assert_ne!(threshold.english, threshold.spanish, "{code}");
        }
    }
}

#[test]
fn every_problem_of_the_seed_has_an_answer() {
    let answered: BTreeSet<Answers> = shipped().iter().map(|(it, _)| it.answers).collect();
    assert_eq!(answered, Answers::ALL.into_iter().collect());
}
