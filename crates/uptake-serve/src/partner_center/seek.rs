//! Pages of a sorted list, found by the keys of their ends.
//!
//! A key says where a page begins even when the list has changed since: nothing that was
//! there all the time is shown twice or left out.

#[cfg(test)]
mod tests;

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seek<K> {
    /// At the beginning.
    First,
    /// Behind the item of this key.
    After(K),
    /// So that it ends before the item of this key.
    Before(K),
    /// At the beginning of the last page.
    Last,
    /// After so many items.
    From(usize),
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// Its items.
    pub items: Vec<T>,
    /// Whether there are items before it.
    pub has_previous: bool,
    /// Whether there are items behind it.
    pub has_next: bool,
}

/// Cuts the page of `size` items, at least one, out of a list that is sorted by `key`.
pub fn page<T: Clone, K: Ord>(
    sorted: &[T],
    key: impl Fn(&T) -> K,
    seek: &Seek<K>,
    size: usize,
) -> Page<T> {
    let size = size.max(1);
    let count = sorted.len();
    let (start, end) = match seek {
        Seek::First => (0, size),
        Seek::After(last) => {
            let start = sorted.partition_point(|it| key(it) <= *last);
            (start, start.saturating_add(size))
        }
        Seek::Before(first) => {
            let end = sorted.partition_point(|it| key(it) < *first);
            (end.saturating_sub(size), end)
        }
        Seek::Last => {
            let last = count.saturating_sub(1);
            (last - last.rem_euclid(size), count)
        }
        Seek::From(start) => ((*start).min(count), start.saturating_add(size)),
    };
    let end = end.min(count);
    let items = sorted.get(start..end).unwrap_or_default().to_vec();
    Page { items, has_previous: start > 0, has_next: end < count }
}
