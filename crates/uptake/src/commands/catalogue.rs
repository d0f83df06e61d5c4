//! `catalogue`: products and workloads, what is missing, and Microsoft's newest list.

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use serde::Serialize;
use uptake_app::AppError;
use uptake_ingest::catalogue::{self, Generated, SHIPPED_RULES};
use uptake_model::{Catalogue, Guid, Scope, Sku, SkuRef};

use crate::{
    cli::CatalogueCommand,
    context::Context,
    failure::Outcome,
    view::{CatalogueView, DoneView, SkuView, UnmappedView, UpdateView},
};

/// Does what is asked of the catalogue.
pub(super) async fn run(command: &CatalogueCommand, context: &Context) -> Result<Outcome> {
    match command {
        CatalogueCommand::List { text, service } => {
            list(text.as_deref(), service.as_deref(), context).await
        }
        CatalogueCommand::Show { sku } => show(sku, context).await,
        CatalogueCommand::Unmapped => unmapped(context).await,
        CatalogueCommand::Add { file } => add(file, context).await,
        CatalogueCommand::Update { file, out, apply } => {
            update(file, out.as_deref(), *apply, context).await
        }
    }
}

/// The catalogue in force; without data, the one that comes with the program.
async fn in_force(context: &Context) -> Result<Catalogue> {
    match context.open(None).await {
        Ok(data) => Ok(data.catalogue().clone()),
        Err(error) if matches!(error.downcast_ref(), Some(AppError::NoData)) => {
            Ok(catalogue::shipped())
        }
        Err(error) => Err(error),
    }
}

async fn list(text: Option<&str>, service: Option<&str>, context: &Context) -> Result<Outcome> {
    let catalogue = in_force(context).await?;
    let wanted = text.unwrap_or_default().to_lowercase();
    let has_text = |it: &&Sku| {
        it.name.to_lowercase().contains(&wanted) || it.part_number.to_lowercase().contains(&wanted)
    };
    let has_service = |it: &&Sku| service.is_none_or(|code| it.service.as_str() == code);
    let skus = catalogue.skus().filter(has_text).filter(has_service);
    let mut skus: Vec<Sku> = skus.cloned().collect();
    skus.sort_by_cached_key(|it| (it.part_number.to_lowercase(), it.id));
    context.show(&CatalogueView { skus, catalogue })?;
    Ok(Outcome::Done)
}

async fn show(text: &str, context: &Context) -> Result<Outcome> {
    let catalogue = in_force(context).await?;
    let unknown = || AppError::UnknownProduct { what: "SKU", name: text.to_owned() };
    let sku = catalogue.sku(&SkuRef::from(text)).ok_or_else(unknown)?.clone();
    context.show(&SkuView { sku, catalogue })?;
    Ok(Outcome::Done)
}

async fn unmapped(context: &Context) -> Result<Outcome> {
    let unmapped = context.open(None).await?.unmapped(&Scope::All).await?;
    context.show(&UnmappedView { unmapped })?;
    Ok(Outcome::Done)
}

async fn add(file: &Path, context: &Context) -> Result<Outcome> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("failed to read `{}`", file.display()))?;
    let merged = context.change().await?.add_catalogue(&name_of(file), &text).await?;
    let number = |it: usize| u64::try_from(it).unwrap_or(u64::MAX);
    let counts = vec![("added", number(merged.added)), ("replaced", number(merged.replaced))];
    context.show(&DoneView { done: "catalogue_added", message: "catalogue-added", counts })?;
    Ok(Outcome::Done)
}

async fn update(
    file: &Path,
    out: Option<&Path>,
    apply: bool,
    context: &Context,
) -> Result<Outcome> {
    let list =
        std::fs::read(file).with_context(|| format!("failed to read `{}`", file.display()))?;
    let current = in_force(context).await?;
    let refused = |problems| AppError::Catalogue { problems };
    let name = name_of(file);
    let generated = catalogue::update(&name, &list, SHIPPED_RULES, &current).map_err(refused)?;
    let different = different(&generated).map_err(refused)?;
    if let Some(out) = out {
        write(&generated, out)?;
    }
    let is_applied = apply && !different.is_empty();
    if is_applied {
        let text = toml::to_string(&SkuFile { sku: &different })?;
        context.change().await?.add_catalogue(&format!("{name}.toml"), &text).await?;
    }
    context.show(&UpdateView { generated, different, is_applied })?;
    Ok(Outcome::Done)
}

#[derive(Serialize)]
struct SkuFile<'a> {
    sku: &'a [Sku],
}

/// The SKUs that the list adds or changes, as the new catalogue has them.
fn different(generated: &Generated) -> Result<Vec<Sku>, Vec<uptake_model::problem::Problem>> {
    let ids: BTreeSet<Guid> = generated
        .added
        .iter()
        .chain(generated.renamed.iter().map(|it| &it.id))
        .chain(&generated.changed)
        .copied()
        .collect();
    let mut skus = Vec::new();
    for (name, text) in &generated.files {
        let file = catalogue::parse(name, text)?;
        skus.extend(file.skus.into_iter().map(|it| it.value).filter(|it| ids.contains(&it.id)));
    }
    Ok(skus)
}

/// Writes the whole new catalogue: one file for each service below a folder, or all SKUs in
/// one file.
fn write(generated: &Generated, out: &Path) -> Result<()> {
    let files: Vec<(PathBuf, String)> = if out.is_dir() {
        let files = generated.files.iter();
        files.map(|(name, text)| (out.join(name), text.clone())).collect()
    } else {
        let texts: Vec<&str> = generated.files.iter().map(|(_, text)| text.as_str()).collect();
        vec![(out.to_owned(), texts.join("\n"))]
    };
    for (path, text) in files {
        let failed = || format!("failed to write `{}`", path.display());
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).with_context(failed)?;
        }
        std::fs::write(&path, text).with_context(failed)?;
    }
    Ok(())
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or(OsStr::new("catalogue")).to_string_lossy().into_owned()
}
