//! The plays and thresholds in force: those that are shipped, with what the partner changed.

use std::{collections::BTreeMap, sync::OnceLock};

use serde_json::{Value, json};
use uptake_calc::SignalUnit;
use uptake_play::{
    Bound, Play, PlayCode, Playbook, Thresholds, parse_unit, read_play, shipped, unit_code,
};
use uptake_state::{PlayVersion, State};

use crate::AppError;

#[cfg(test)]
mod tests;

/// What the name of a changed threshold begins with in the settings; its play and its own code
/// follow, parted by a point.
const SETTING: &str = "threshold.";

/// The plays and thresholds in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rulebook {
    /// The plays in force.
    pub playbook: Playbook,
    /// The thresholds that the partner has changed.
    pub thresholds: Thresholds,
    /// The last version of each of the partner's own plays, those taken away among them.
    pub own: BTreeMap<PlayCode, PlayVersion>,
    /// The same for two rulebooks that recommend the same.
    pub tag: [u8; 32],
}

/// The shipped plays with the text of their files, read once.
pub fn shipped_plays() -> &'static [(Play, &'static str)] {
    static SHIPPED: OnceLock<Vec<(Play, &'static str)>> = OnceLock::new();
    SHIPPED.get_or_init(shipped)
}

/// The name of a threshold in the settings.
pub(crate) fn setting_name(play: &PlayCode, threshold: &PlayCode) -> String {
    format!("{SETTING}{play}.{threshold}")
}

impl Rulebook {
    /// Reads what is in force. A play that this version cannot read any more is left out, and
    /// the shipped one of its code, if there is one, is in force again.
    pub async fn read(state: &State) -> Result<Self, AppError> {
        let versions = state.plays().await?;
        let settings = state.settings().await?;
        Ok(Self::of(versions, &settings))
    }

    /// The shipped plays with their thresholds.
    pub fn shipped() -> Self {
        Self::of(Vec::new(), &BTreeMap::new())
    }

    fn of(versions: Vec<PlayVersion>, settings: &BTreeMap<String, Value>) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        let mut thresholds = Thresholds::default();
        for (name, value) in settings.iter().filter(|(name, _)| name.starts_with(SETTING)) {
            hasher.update(format!("\n{name}={value}").as_bytes());
            if let Some((play, threshold, changed)) = changed(name, value) {
                thresholds.put(play, threshold, changed);
            }
        }
        let mut own = BTreeMap::new();
        let mut plays: Vec<Play> = shipped_plays().iter().map(|(it, _)| it.clone()).collect();
        for version in versions {
            hasher.update(format!("\n{}:{}", version.code, version.version).as_bytes());
            let Ok(code) = version.code.parse::<PlayCode>() else { continue };
            let source = version.source.as_deref();
            plays.extend(source.and_then(|it| read_play(&version.code, it).ok()));
            own.insert(code, version);
        }
        Self { playbook: Playbook::of(plays), thresholds, own, tag: *hasher.finalize().as_bytes() }
    }

    /// The plays that are switched on, with the thresholds in force.
    pub fn bound(&self) -> Vec<Bound<'_>> {
        self.playbook.all_bound(&self.thresholds)
    }

    /// The text of the file of a play in force, and the version of it: 0 for a shipped one.
    pub fn source(&self, code: &PlayCode) -> Option<(&str, i64)> {
        let own = self.own.get(code);
        let version = own.map_or(0, |it| it.version);
        let shipped = || {
            let found = shipped_plays().iter().find(|(it, _)| it.code == *code);
            found.map(|(_, text)| *text)
        };
        let source = own.and_then(|it| it.source.as_deref()).or_else(shipped);
        source.map(|it| (it, version))
    }

    /// Whether a play in force is the partner's own.
    pub fn is_own(&self, code: &PlayCode) -> bool {
        self.own.get(code).is_some_and(|it| it.source.is_some())
    }
}

/// A changed threshold as it is kept.
pub(crate) fn kept(value: i64, unit: SignalUnit) -> Value {
    json!({ "value": value, "unit": unit_code(unit) })
}

/// A changed threshold as it was kept; one without its unit is none.
fn changed(name: &str, kept: &Value) -> Option<(PlayCode, PlayCode, (i64, SignalUnit))> {
    let (play, threshold) = name.strip_prefix(SETTING)?.split_once('.')?;
    let unit = parse_unit(kept.get("unit")?.as_str()?)?;
    let value = kept.get("value")?.as_i64()?;
    Some((play.parse().ok()?, threshold.parse().ok()?, (value, unit)))
}
