//! The commands to try after a demo, each as a shell takes it.

use std::{
    env,
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::Result;
use uptake_app::{Data, PortfolioReport};
use uptake_model::{CustomerId, Day, Scope};

#[cfg(test)]
mod tests;

/// The last days that the suggested export tells about, besides the newest.
const EXPORTED_DAYS: i32 = 30;

/// The commands to try next on the data of a demo.
///
/// The customer is the one with the most users above 100 %, and its figure is explained.
pub(super) async fn commands(
    data: &Data,
    report: &PortfolioReport,
    files: &Path,
) -> Result<Vec<String>> {
    let (folder, day) = (quoted(data.folder()), report.day);
    let path = env::var_os("PATH");
    let uptake = format!("{} --data {folder}", caller(env::current_exe(), path.as_deref()));
    let mut commands = vec![format!("{uptake} portfolio --scope own")];
    let by_overage = |it: &&uptake_app::CustomerLine| it.usage.users.overage.total();
    if let Some(most) = report.by_customer.iter().max_by_key(by_overage) {
        let customer = most.customer;
        commands.push(format!("{uptake} customer {customer}"));
        if let Some(workload) = workload_above(data, customer, day).await? {
            commands.push(format!(
                "{uptake} explain --customer {customer} --workload {workload} --on {day}"
            ));
        }
    }
    let from = day.plus(-EXPORTED_DAYS);
    let out = quoted(&files.join("usage.xlsx"));
    commands.push(format!("{uptake} export usage --from {from} --to {day} --out {out}"));
    commands.extend(["catalogue unmapped", "imports", "verify"].map(|it| format!("{uptake} {it}")));
    Ok(commands)
}

/// The workload whose usage is the most users above 100 %.
async fn workload_above(data: &Data, customer: CustomerId, day: Day) -> Result<Option<String>> {
    let report = data.customer(&Scope::All, customer, day).await?;
    let overages = report.usage.into_iter().filter_map(|(workload, counts)| {
        let overage = counts.users.map_or(0, |it| it.overage.total());
        // Without entitlements there is no percentage to explain.
        (overage > 0 && counts.entitlements > 0).then_some((overage, workload.code))
    });
    Ok(overages.max_by_key(|it| it.0).map(|it| it.1))
}

/// How a shell calls this program: by name when that finds this very program, else by path.
fn caller(this: io::Result<PathBuf>, path: Option<&OsStr>) -> String {
    const NAME: &str = "uptake";
    let Ok(this) = this else { return NAME.to_owned() };
    let folders = path.into_iter().flat_map(env::split_paths);
    let mut named = folders.map(|it| it.join(NAME).with_extension(env::consts::EXE_EXTENSION));
    // The first one that is there is the one that runs.
    let found = named.find_map(|it| fs::canonicalize(it).ok());
    let is_this = fs::canonicalize(&this).is_ok_and(|this| found == Some(this));
    if is_this { NAME.to_owned() } else { quoted(&this) }
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain = |it: char| it.is_alphanumeric() || "/._-:\\".contains(it);
    if text.chars().all(is_plain) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
