//! `catalogue update`: Microsoft's newest list becomes part of the catalogue in use, or files.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use anyhow::Result;
use uptake_app::AppError;
use uptake_ingest::catalogue::{self, Generated, SHIPPED_RULES, sku_file};
use uptake_model::{Catalogue, Guid};

use super::name_of;
use crate::{
    cli::UpdateArgs,
    context::Context,
    failure::{CommandError, Outcome},
    view::{Taken, UpdateView},
};

/// Takes the list in. What an added file says of a SKU is kept.
pub(super) async fn run(arguments: &UpdateArgs, context: &Context) -> Result<Outcome> {
    let file = &arguments.file;
    let list = std::fs::read(file).map_err(CommandError::file("read", file))?;
    let name = name_of(file);
    if let Some(out) = &arguments.out {
        // From what is shipped alone, so that the same list gives the same files everywhere.
        let current = catalogue::shipped();
        let generated = update(&name, &list, &current, &BTreeSet::new())?;
        let files = if arguments.dry_run { 0 } else { write(&generated, out)? };
        let taken = if arguments.dry_run { Taken::Nothing } else { Taken::Written { files } };
        context.show(&UpdateView { generated, current, taken })?;
        return Ok(Outcome::Done);
    }
    let (current, corrected) = in_use(context).await?;
    let generated = update(&name, &list, &current, &corrected)?;
    let taken = match (arguments.dry_run, generated.different.is_empty()) {
        (true, _) => Taken::Nothing,
        (false, true) => Taken::Already,
        (false, false) => {
            apply(&name, &list, context).await?;
            Taken::Applied
        }
    };
    context.show(&UpdateView { generated, current, taken })?;
    Ok(Outcome::Done)
}

/// The catalogue in use with the SKUs that people corrected in it.
async fn in_use(context: &Context) -> Result<(Catalogue, BTreeSet<Guid>)> {
    match context.open(None).await {
        Ok(data) => Ok((data.catalogue().clone(), data.corrected_skus().await?)),
        Err(error) if matches!(error.downcast_ref(), Some(AppError::NoData)) => {
            Ok((catalogue::shipped(), BTreeSet::new()))
        }
        Err(error) => Err(error),
    }
}

/// Adds what is different to the catalogue in use, as it is once nobody else changes it.
async fn apply(name: &str, list: &[u8], context: &Context) -> Result<()> {
    let mut writable = context.change().await?;
    let data = writable.data();
    let corrected = data.corrected_skus().await?;
    let generated = update(name, list, data.catalogue(), &corrected)?;
    if !generated.different.is_empty() {
        let text = sku_file(&generated.different);
        writable.update_catalogue(&format!("{name}.toml"), &text).await?;
    }
    Ok(())
}

fn update(
    name: &str,
    list: &[u8],
    current: &Catalogue,
    corrected: &BTreeSet<Guid>,
) -> Result<Generated, AppError> {
    catalogue::update(name, list, SHIPPED_RULES, current, corrected)
        .map_err(|problems| AppError::Catalogue { problems })
}

/// Writes the whole new catalogue: one file for each service below a folder, or all SKUs in
/// one file. Returns how many files that are.
fn write(generated: &Generated, out: &Path) -> Result<u64> {
    let files: Vec<(PathBuf, String)> = if out.is_dir() {
        let files = generated.files.iter();
        files.map(|(name, text)| (out.join(name), text.clone())).collect()
    } else {
        let texts: Vec<&str> = generated.files.iter().map(|(_, text)| text.as_str()).collect();
        vec![(out.to_owned(), texts.join("\n"))]
    };
    for (path, text) in &files {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(CommandError::file("make", folder))?;
        }
        std::fs::write(path, text).map_err(CommandError::file("write", path))?;
    }
    Ok(u64::try_from(files.len()).unwrap_or(u64::MAX))
}
