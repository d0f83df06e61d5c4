//! Who sold seats, in words.

use uptake_app::SoldBy;
use uptake_l10n::{Words, seller_text};

/// Who sold the seats of a line; of seats that Microsoft counted, that it did.
pub(super) fn sold_by_text(words: &Words, sold_by: SoldBy) -> String {
    match sold_by {
        SoldBy::Seller(seller) => seller_text(words, seller),
        SoldBy::Counted => words.say("seller-counted", &[]),
        SoldBy::CountedOthers => words.say("seller-counted_others", &[]),
    }
}
