//! Text as words that can be compared: case and accents do not tell words apart.

/// A letter without case and accent: `Á` becomes `a`, `ñ` becomes `n`.
///
/// It knows the letters of western European languages; any other is only put in lower case.
pub(crate) fn folded(letter: char) -> impl Iterator<Item = char> {
    letter.to_lowercase().map(|it| match it {
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
        match (letter.is_alphanumeric(), is_inside, spans.last_mut()) {
            (true, true, Some(last)) => last.1 = end,
            (true, _, _) => spans.push((at, end)),
            (false, _, _) => {}
        }
        is_inside = letter.is_alphanumeric();
    }
    spans
}
