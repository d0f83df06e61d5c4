use std::borrow::Cow;

use insta::assert_snapshot;

use super::{visible, visible_lines};

#[test]
fn escape_sequences_and_marks_of_direction_are_shown_and_not_obeyed() {
    let text = "a\u{1b}[2Jb\u{7}\u{9b}31m \u{202e}txt.exe\u{2069}\r\n\tc";
    assert_snapshot!(visible(text), @r"a\u{1b}[2Jb\u{7}\u{9b}31m \u{202e}txt.exe\u{2069}\r\n\tc");
    assert_snapshot!(visible_lines("one\ntwo\u{1b}"), @r"
    one
    two\u{1b}
    ");
}

#[test]
fn ordinary_text_stays_as_it_is_and_twice_is_once() {
    for text in ["Contoso", "72,00\u{a0}%", "株式会社", "C:\\data\\new.csv", "👩\u{200d}💻", ""]
    {
        assert!(matches!(visible(text), Cow::Borrowed(same) if same == text), "{text:?}");
    }
    let once = visible("a\nb").into_owned();
    assert_eq!(visible(&once), once);
}
