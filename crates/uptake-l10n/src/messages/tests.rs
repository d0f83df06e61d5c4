use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::sources;
use crate::Language;

/// The variables of each message of a language.
pub(crate) fn variables(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    for source in sources(language) {
        let resource = fluent_syntax::parser::parse(source.text)
            .unwrap_or_else(|(_, errors)| panic!("{language}/{}: {errors:?}", source.name));
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut found = BTreeSet::new();
            in_pattern(&message.value.expect("a message has a value"), &mut found);
            let earlier = messages.insert(message.id.name.to_owned(), found);
            assert!(earlier.is_none(), "{language}: `{}` stands twice", message.id.name);
        }
    }
    messages
}

fn in_pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression } => in_expression(expression, found),
        }
    }
}

fn in_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                in_pattern(&variant.value, found);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::FunctionReference { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. } => {}
    }
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    let (en, es) = (variables(Language::En), variables(Language::Es));
    for (id, in_english) in &en {
        let in_spanish = es.get(id);
        assert_eq!(in_spanish, Some(in_english), "`{id}` in Spanish");
    }
    for id in es.keys() {
        assert!(en.contains_key(id), "`{id}` is missing in English");
    }
}

#[test]
fn every_message_file_is_compiled_in() {
    for language in Language::ALL {
        let folder = format!("{}/../../l10n/{language}", env!("CARGO_MANIFEST_DIR"));
        let on_disk: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|it| it.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        let compiled: BTreeSet<String> =
            sources(language).iter().map(|it| it.name.to_owned()).collect();
        assert_eq!(on_disk, compiled, "{language}");
    }
}

#[test]
fn a_percent_sign_never_breaks_from_its_number_in_spanish() {
    for source in sources(Language::Es) {
        let words: Vec<&str> = source.text.split(' ').collect();
        for pair in words.windows(2) {
            let broken =
                pair[0].ends_with(|it: char| it.is_ascii_digit()) && pair[1].starts_with('%');
            assert!(!broken, "es/{}: `{} {}`", source.name, pair[0], pair[1]);
        }
    }
}
