//! In which order recommendations are looked at.

use std::cmp::Reverse;

use crate::Recommendation;

#[cfg(test)]
mod tests;

/// Of fewer than this a percentage says little: it is no reason for anything, and what is at
/// stake at so small a customer is not ranked among others.
pub const RANKED_LEAST: u64 = 5;

/// Sorts recommendations by what is at stake, most first, seats and people alike. Those of
/// customers that are too small come last; equals by customer and play.
///
/// Money is not in it: some have prices and some do not, and currencies cannot be compared.
pub fn sort_by_stake(recommendations: &mut [Recommendation]) {
    recommendations.sort_by(|a, b| {
        let key =
            |it: &Recommendation| (Reverse(it.is_ranked), Reverse(it.stake.count), it.customer);
        key(a).cmp(&key(b)).then_with(|| a.play.cmp(&b.play))
    });
}
