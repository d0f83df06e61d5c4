//! Links that let in whoever has them, for a while.

use std::fmt;

use uptake_model::Guid;

use super::FILES;

/// A link is valid so long: a day.
const VALID_SECONDS: i64 = 24 * 3600;

/// Makes and checks links.
#[derive(Clone)]
pub(crate) struct Links {
    key: [u8; 32],
    origin: String,
}

impl fmt::Debug for Links {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Links").field("origin", &self.origin).finish_non_exhaustive()
    }
}

impl Links {
    /// Links behind the server's own address, signed with a key that nobody else knows.
    pub(crate) fn new(key: [u8; 32], origin: String) -> Self {
        Self { key, origin }
    }

    /// A link to the file of a run, and until when it is valid, in seconds since 1970.
    pub(crate) fn link(&self, run: Guid, now: i64) -> (String, i64) {
        let until = now.saturating_add(VALID_SECONDS);
        let signature = self.signature(run, until).to_hex();
        (format!("{}{FILES}/{run}/{until}/{signature}", self.origin), until)
    }

    /// Whether a link was made here and is still valid. Takes as long for every signature.
    pub(crate) fn is_valid(&self, run: Guid, until: i64, signature: &str, now: i64) -> bool {
        let signature = blake3::Hash::from_hex(signature);
        now <= until && signature.is_ok_and(|it| it == self.signature(run, until))
    }

    fn signature(&self, run: Guid, until: i64) -> blake3::Hash {
        blake3::keyed_hash(&self.key, format!("{run} {until}").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_valid_for_its_run_its_time_and_its_server_alone() {
        let (run, other) = (Guid::from_u128(1), Guid::from_u128(2));
        let links = Links::new([1; 32], "https://uptake.example".to_owned());
        let (link, until) = links.link(run, 1000);
        let signature = link.rsplit('/').next().unwrap();
        assert!(link.starts_with(&format!("https://uptake.example/insights/files/{run}/{until}/")));
        assert!(links.is_valid(run, until, signature, until));
        assert!(!links.is_valid(run, until, signature, until + 1), "too late");
        assert!(!links.is_valid(run, until + 9999, signature, until), "another time");
        assert!(!links.is_valid(other, until, signature, until), "another run");
        let elsewhere = Links::new([2; 32], String::new());
        assert!(!elsewhere.is_valid(run, until, signature, until), "another key");
        for made_up in ["", "00", &"0".repeat(64), signature.strip_suffix(|_: char| true).unwrap()]
        {
            assert!(!links.is_valid(run, until, made_up, until), "{made_up}");
        }
        assert!(!format!("{links:?}").contains("[1, 1"), "the key is not shown");
    }
}
