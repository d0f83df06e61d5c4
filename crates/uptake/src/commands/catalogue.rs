//! `catalogue`: products and workloads, what is missing, and Microsoft's newest list.

mod update;

use std::{ffi::OsStr, path::Path};

use anyhow::Result;
use uptake_app::AppError;
use uptake_ingest::catalogue;
use uptake_model::{
    Catalogue, Scope, ServiceCode, Sku, SkuRef, Workload,
    problem::{Problem, ProblemCode},
};

use crate::{
    cli::CatalogueCommand,
    context::Context,
    failure::{CommandError, Outcome},
    view::{AddedView, CatalogueView, SkuView, UnmappedView},
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
        CatalogueCommand::Update(arguments) => update::run(arguments, context).await,
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
    let has_text = |texts: [&str; 2]| texts.iter().any(|it| it.to_lowercase().contains(&wanted));
    let has_service = |it: &ServiceCode| service.is_none_or(|code| it.as_str() == code);
    let is_wanted = |it: &&Sku| has_text([&it.name, &it.part_number]) && has_service(&it.service);
    let mut skus: Vec<Sku> = catalogue.skus().filter(is_wanted).cloned().collect();
    skus.sort_by_cached_key(|it| (it.part_number.to_lowercase(), it.id));
    let is_wanted =
        |it: &&Workload| has_text([&it.name, it.code.as_str()]) && has_service(&it.service);
    let workloads: Vec<Workload> = catalogue.workloads().filter(is_wanted).cloned().collect();
    context.show(&CatalogueView { skus, workloads, catalogue })?;
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
    let bytes = std::fs::read(file).map_err(CommandError::file("read", file))?;
    let name = name_of(file);
    let text = text_of(&name, bytes)?;
    let merged = context.change().await?.add_catalogue(&name, &text).await?;
    context.show(&AddedView { merged })?;
    Ok(Outcome::Done)
}

/// The text of a catalogue file; one that is no UTF-8 is refused like any faulty file.
fn text_of(name: &str, bytes: Vec<u8>) -> Result<String, AppError> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let lines: Vec<&[u8]> = valid.split(|it| *it == b'\n').collect();
        let number = |it: usize| u64::try_from(it).unwrap_or(u64::MAX);
        let byte = number(lines.last().map_or(0, |it| it.len())) + 1;
        let problem = Problem::new(ProblemCode::InvalidText, name).at_line(number(lines.len()));
        AppError::Catalogue { problems: vec![problem.with("byte", &byte)] }
    })
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or(OsStr::new("catalogue")).to_string_lossy().into_owned()
}
