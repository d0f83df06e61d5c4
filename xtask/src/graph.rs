//! Who depends on whom, as cargo resolves it: normal dependencies only.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    path::PathBuf,
    process::Command,
};

use serde_json::Value;

/// The packages of the workspace and everything they use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Graph {
    /// Where the workspace lies.
    pub(crate) root: PathBuf,
    /// The packages of the workspace, by name.
    pub(crate) members: BTreeSet<String>,
    /// Those that a plain `cargo build` builds.
    pub(crate) default_members: BTreeSet<String>,
    /// What each package uses directly, by name. Versions of one name count as one.
    pub(crate) uses: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    /// Asks cargo.
    pub(crate) fn load() -> Result<Self, Box<dyn Error>> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo).args(["metadata", "--format-version=1"]).output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        Self::read(&serde_json::from_slice(&output.stdout)?)
            .ok_or_else(|| "cargo metadata has another form than expected".into())
    }

    /// Everything that the package uses, however deep, without itself.
    pub(crate) fn reach(&self, package: &str) -> BTreeSet<&str> {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![package];
        while let Some(next) = waiting.pop() {
            for used in self.uses.get(next).into_iter().flatten() {
                if seen.insert(used.as_str()) {
                    waiting.push(used);
                }
            }
        }
        seen
    }

    fn read(metadata: &Value) -> Option<Self> {
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        for package in metadata.get("packages")?.as_array()? {
            names.insert(package.get("id")?.as_str()?, package.get("name")?.as_str()?);
        }
        let all = |ids: &Value| -> Option<BTreeSet<String>> {
            let name = |id: &Value| names.get(id.as_str()?).map(|it| (*it).to_owned());
            ids.as_array()?.iter().map(name).collect()
        };
        let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for node in metadata.get("resolve")?.get("nodes")?.as_array()? {
            let name = names.get(node.get("id")?.as_str()?)?;
            let direct = uses.entry((*name).to_owned()).or_default();
            for dependency in node.get("deps")?.as_array()? {
                let kinds = dependency.get("dep_kinds")?.as_array()?;
                if kinds.iter().any(|it| it.get("kind").is_some_and(Value::is_null)) {
                    direct.insert((*names.get(dependency.get("pkg")?.as_str()?)?).to_owned());
                }
            }
        }
        Some(Self {
            root: metadata.get("workspace_root")?.as_str()?.into(),
            members: all(metadata.get("workspace_members")?)?,
            default_members: all(metadata.get("workspace_default_members")?)?,
            uses,
        })
    }
}
