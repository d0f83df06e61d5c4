//! Patterns in which `%` stands for any text and `_` for any character.

/// Whether a text is like a pattern, without case. Takes at most length times length steps.
pub(super) fn is_like(text: &str, pattern: &str) -> bool {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    // Which beginnings of the text the pattern so far is like.
    let mut reached = vec![false; text.len() + 1];
    if let Some(first) = reached.first_mut() {
        *first = true;
    }
    for wanted in pattern.to_lowercase().chars() {
        if wanted == '%' {
            let mut any = false;
            for it in &mut reached {
                any |= *it;
                *it = any;
            }
            continue;
        }
        let steps = reached.iter().zip(&text);
        let steps = steps.map(|(before, next)| *before && (wanted == '_' || wanted == *next));
        let next: Vec<bool> = std::iter::once(false).chain(steps).collect();
        reached = next;
    }
    reached.last().copied().unwrap_or(false)
}
