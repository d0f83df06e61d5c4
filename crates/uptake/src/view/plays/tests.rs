use insta::assert_snapshot;
use uptake_app::shipped_plays;

use super::*;
use crate::view::samples::table;

#[test]
fn plays_are_listed_with_their_title_in_the_readers_language() {
    let turnover = shipped_plays().iter().find(|(it, _)| it.code.as_str() == "turnover").unwrap();
    let view = PlaysView { plays: vec![(turnover.0.clone(), false)] };
    assert_snapshot!(table(&view, Language::Es, 160), @"");
    assert_snapshot!(view.rows().to_csv(), @"");
}
