//! A set of customers, by their places in the directory.

/// One bit per customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mask {
    words: Vec<u64>,
    len: usize,
}

const WORD_BITS: usize = 64;

impl Mask {
    /// None of `len` customers.
    pub(super) fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(WORD_BITS)], len }
    }

    /// All of `len` customers.
    pub(super) fn all(len: usize) -> Self {
        let mut mask = Self { words: vec![u64::MAX; len.div_ceil(WORD_BITS)], len };
        let rest = len & (WORD_BITS - 1);
        if let Some(last) = mask.words.last_mut().filter(|_| rest > 0) {
            *last = (1 << rest) - 1;
        }
        mask
    }

    /// Those of `len` customers that are chosen.
    pub(super) fn of(len: usize, mut is_chosen: impl FnMut(usize) -> bool) -> Self {
        let mut mask = Self::none(len);
        for at in (0..len).filter(|it| is_chosen(*it)) {
            mask.put(at);
        }
        mask
    }

    /// Takes one in.
    pub(super) fn put(&mut self, at: usize) {
        if let Some(word) = self.words.get_mut(at >> 6) {
            *word |= 1 << (at & (WORD_BITS - 1));
        }
    }

    /// Whether one is in.
    pub(super) fn has(&self, at: usize) -> bool {
        self.words.get(at >> 6).is_some_and(|it| it >> (at & (WORD_BITS - 1)) & 1 == 1)
    }

    /// Keeps those that are chosen.
    pub(super) fn keep(&mut self, mut is_chosen: impl FnMut(usize) -> bool) {
        for (word_at, word) in self.words.iter_mut().enumerate() {
            for bit in ones(*word) {
                if !is_chosen(word_at * WORD_BITS + bit) {
                    *word &= !(1 << bit);
                }
            }
        }
    }

    /// Keeps those that another has too.
    pub(super) fn and(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// How many are in.
    pub(super) fn count(&self) -> usize {
        self.words.iter().map(|it| usize::try_from(it.count_ones()).unwrap_or(0)).sum()
    }

    /// Whether all are in.
    pub(super) fn is_all(&self) -> bool {
        self.count() == self.len
    }

    /// The places of those that are in, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        let words = self.words.iter().enumerate();
        words.flat_map(|(at, word)| ones(*word).map(move |bit| at * WORD_BITS + bit))
    }

    /// The memory that it takes.
    pub(super) fn bytes(&self) -> usize {
        self.words.len() * 8
    }
}

/// The places of the bits that are set.
fn ones(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = usize::try_from(word.trailing_zeros()).ok().filter(|_| word != 0)?;
        word &= word - 1;
        Some(bit)
    })
}
