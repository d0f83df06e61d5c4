//! What customers are marked with: countries, segments, resellers, tags.

use std::collections::BTreeMap;

use super::search::folded;

/// The number of the label that stands for "not given".
pub(super) const NOT_GIVEN: u32 = 0;

/// The labels of one kind, as numbers: their order is that of the folded texts.
///
/// Labels that differ only in case or outer spaces are one; it is shown in the spelling that
/// sorts first.
#[derive(Debug, Default)]
pub(super) struct Labels {
    texts: Vec<String>,
    folded: Vec<String>,
    /// For each customer where its numbers end.
    ends: Vec<usize>,
    numbers: Vec<u32>,
}

impl Labels {
    /// Numbers the labels of each customer, in order of the customers.
    pub(super) fn of(customers: &[Vec<&str>]) -> Self {
        let mut spellings: BTreeMap<String, &str> = BTreeMap::new();
        for label in customers.iter().flatten().map(|it| it.trim()).filter(|it| !it.is_empty()) {
            let spelling = spellings.entry(folded(label)).or_insert(label);
            *spelling = (*spelling).min(label);
        }
        let mut labels =
            Self { texts: vec![String::new()], folded: vec![String::new()], ..Self::default() };
        for (folded, text) in spellings {
            labels.texts.push(text.to_owned());
            labels.folded.push(folded);
        }
        for own in customers {
            let known = own.iter().map(|it| it.trim()).filter(|it| !it.is_empty());
            let mut numbers: Vec<u32> = known.filter_map(|it| labels.number(it)).collect();
            numbers.sort_unstable();
            numbers.dedup();
            if numbers.is_empty() {
                numbers.push(NOT_GIVEN);
            }
            labels.numbers.extend(numbers);
            labels.ends.push(labels.numbers.len());
        }
        labels
    }

    /// The number of a label, if a customer has it; an empty one is "not given".
    pub(super) fn number(&self, label: &str) -> Option<u32> {
        let at = self.folded.binary_search(&folded(label.trim())).ok()?;
        u32::try_from(at).ok()
    }

    /// The numbers of a customer's labels: at least one.
    pub(super) fn at(&self, customer: usize) -> &[u32] {
        let from = customer.checked_sub(1).map_or(Some(0), |it| self.ends.get(it).copied());
        let own = || self.numbers.get(from?..*self.ends.get(customer)?);
        own().unwrap_or(&[NOT_GIVEN])
    }

    /// The label of a number; `None` for "not given".
    pub(super) fn text(&self, number: u32) -> Option<&str> {
        let text = self.texts.get(usize::try_from(number).ok()?)?;
        (number != NOT_GIVEN).then_some(text)
    }

    /// The text by which a label is compared; `None` for "not given".
    pub(super) fn folded(&self, number: u32) -> Option<&str> {
        let text = self.folded.get(usize::try_from(number).ok()?)?;
        (number != NOT_GIVEN).then_some(text)
    }

    /// The memory that they take.
    pub(super) fn bytes(&self) -> usize {
        let texts = self.texts.iter().chain(&self.folded).map(|it| it.len() + 32).sum::<usize>();
        texts + self.ends.len() * 8 + self.numbers.len() * 4
    }
}
