//! Plays and thresholds, changed by those who may.

use std::sync::Arc;

use serde_json::json;
use uptake_model::Permission;
use uptake_play::{PlayCode, read_play, unit_code};
use uptake_state::PlayVersion;

use super::{Access, AccessError, Asker, Doer};
use crate::rulebook::{Rulebook, kept, setting_name};

/// How many plays of its own a partner may have.
const MOST_PLAYS: usize = 200;

impl Access {
    /// The plays and thresholds in force.
    pub async fn rulebook(&self) -> Result<Arc<Rulebook>, AccessError> {
        let read = Rulebook::read(&self.state).await;
        read.map(Arc::new).map_err(|source| AccessError::App { source })
    }

    /// All versions of a partner's own play, the latest first. A play that there never was, not
    /// even as a shipped one, is not found.
    pub async fn play_versions(
        &self,
        asker: &Asker,
        code: &PlayCode,
    ) -> Result<Vec<PlayVersion>, AccessError> {
        asker.must(Permission::ReadInsights)?;
        let versions = self.state.play_versions(code.as_str()).await?;
        if versions.is_empty() && self.rulebook().await?.playbook.get(code).is_none() {
            return Err(AccessError::NotFound);
        }
        Ok(versions)
    }

    /// Puts a play in force in the place of the one that the doer saw (version 0 for none of
    /// the partner's own). The text must be that of a play of this code without problems.
    pub async fn put_play(
        &self,
        doer: Doer<'_>,
        (code, seen): (&PlayCode, i64),
        source: &str,
    ) -> Result<i64, AccessError> {
        doer.must(Permission::ManagePlays)?;
        doer.must_see_all()?;
        let expected = "the text of a play without problems";
        let play = read_play(code.as_str(), source)
            .map_err(|_problems| AccessError::Invalid { field: "source", expected })?;
        if play.code != *code {
            let expected = "the text of a play with the code of the address";
            return Err(AccessError::Invalid { field: "source", expected });
        }
        let own = self.rulebook().await?.own.len();
        if seen == 0 && own >= MOST_PLAYS {
            return Err(AccessError::Invalid { field: "code", expected: "one of 200 plays" });
        }
        let audit = doer.entry("play.put", code.as_str(), json!({ "after_version": seen }));
        Ok(self.state.put_play((code.as_str(), seen), Some(source), &audit, self.now()).await?)
    }

    /// Takes a partner's own play away. The shipped one of its code, if there is one, is in
    /// force again.
    pub async fn remove_play(
        &self,
        doer: Doer<'_>,
        (code, seen): (&PlayCode, i64),
    ) -> Result<(), AccessError> {
        doer.must(Permission::ManagePlays)?;
        doer.must_see_all()?;
        if !self.rulebook().await?.is_own(code) {
            return Err(AccessError::NotFound);
        }
        let audit = doer.entry("play.remove", code.as_str(), json!({ "after_version": seen }));
        self.state.put_play((code.as_str(), seen), None, &audit, self.now()).await?;
        Ok(())
    }

    /// Changes a threshold of a play in force, or puts it back to what the play says (`None`).
    pub async fn set_threshold(
        &self,
        doer: Doer<'_>,
        (play, threshold): (&PlayCode, &PlayCode),
        value: Option<i64>,
    ) -> Result<(), AccessError> {
        doer.must(Permission::ManagePlays)?;
        doer.must_see_all()?;
        let rules = self.rulebook().await?;
        let known = rules.playbook.get(play).ok_or(AccessError::NotFound)?;
        let known = known.thresholds.iter().find(|it| it.code == *threshold);
        let known = known.ok_or(AccessError::NotFound)?;
        let (default, unit) = (known.default, known.unit);
        let before = rules.thresholds.get(play, known).unwrap_or(default);
        let after = value.unwrap_or(default);
        let detail = json!({ "before": before, "after": after, "unit": unit_code(unit) });
        let name = setting_name(play, threshold);
        let audit = doer.entry("threshold.set", &name, detail);
        let value = value.map(|it| kept(it, unit));
        Ok(self.state.set(&name, value.as_ref(), &audit, self.now()).await?)
    }
}
