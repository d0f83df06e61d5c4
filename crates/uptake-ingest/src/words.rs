//! Text as words that can be compared: case and accents do not tell words apart.

/// A letter without case and accent: `Á` becomes `a`, `ñ` becomes `n`. An accent that stands
/// by itself behind its letter, as some systems write it, is nothing.
///
/// It knows the letters of western European languages; any other is only put in lower case.
pub(crate) fn folded(letter: char) -> impl Iterator<Item = char> {
    letter.to_lowercase().filter(|it| !is_accent(*it)).map(|it| match it {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    })
}

/// Whether a character is an accent that belongs to the letter before it.
fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// A word with every letter folded.
pub(crate) fn folded_word(word: &str) -> String {
    word.chars().flat_map(folded).collect()
}

/// The words of a text, folded: runs of letters and digits.
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    spans(text)
        .into_iter()
        .filter_map(|(from, to)| Some(folded_word(text.get(from..to)?)))
        .collect()
}

/// Where the words of a text stand, as positions of bytes [from, to).
pub(crate) fn spans(text: &str) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut is_inside = false;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let is_of_word = letter.is_alphanumeric() || (is_inside && is_accent(letter));
        match (is_of_word, is_inside, spans.last_mut()) {
            (true, true, Some(last)) => last.1 = end,
            (true, _, _) => spans.push((at, end)),
            (false, _, _) => {}
        }
        is_inside = is_of_word;
    }
    spans
}
