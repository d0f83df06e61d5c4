//! A catalogue file becomes entries, or problems with their lines.
//!
//! What can be told from the file alone is checked here; whether what it names is defined
//! anywhere is for [`super::merge()`] to say.

use std::collections::BTreeMap;

use toml::de::DeTable;
use uptake_model::{
    Alias, Guid, Service, ServiceCode, Sku, SkuClass, Workload, WorkloadCode,
    problem::{Problem, ProblemCode},
};

use super::entry::{Entry, Lines, Report};

#[cfg(test)]
pub(super) mod tests;

const TABLES: &[&str] = &["service", "workload", "sku", "alias"];
const SERVICE_KEYS: &[&str] = &["code", "name"];
const WORKLOAD_KEYS: &[&str] = &["code", "service", "name", "sources", "unlicensed_use"];
const SKU_KEYS: &[&str] = &["id", "part_number", "name", "service", "class", "base", "addon"];

const ALIAS_KEYS: &[&str] = &["name", "sku"];

/// Something and the line it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// The line, counted from 1.
    pub line: u64,
    /// What is there.
    pub value: T,
}

/// What an entry names and a catalogue must define.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// The service of a workload or of a SKU.
    Service(ServiceCode),
    /// A workload of a SKU.
    Workload(WorkloadCode),
    /// The SKU of another name.
    Sku(Guid),
}

/// The entries of one catalogue file, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CatalogueFile {
    /// The name of the file, for problems.
    pub name: String,
    /// The services.
    pub services: Vec<At<Service>>,
    /// The workloads.
    pub workloads: Vec<At<Workload>>,
    /// The SKUs.
    pub skus: Vec<At<Sku>>,
    /// Other names of SKUs.
    pub aliases: Vec<At<Alias>>,
    /// Everything the entries name.
    pub references: Vec<At<Reference>>,
}

/// Reads a catalogue file (`spec/formats.md`, 4).
pub fn parse(name: &str, text: &str) -> Result<CatalogueFile, Vec<Problem>> {
    let lines = Lines::of(text);
    let mut report = Report { file: name, lines: &lines, problems: Vec::new() };
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let line = lines.at(error.span().map_or(0, |it| it.start));
        report.invalid(line, error.message());
    }
    if !report.problems.is_empty() {
        return Err(report.problems);
    }

    let mut file = CatalogueFile { name: name.to_owned(), ..CatalogueFile::default() };
    for kind in TABLES {
        for entry in entries(kind, document.get_ref(), &mut report) {
            match *kind {
                "service" => file.services.extend(service(&entry, &mut report)),
                "workload" => {
                    let workload = workload(&entry, &mut file.references, &mut report);
                    file.workloads.extend(workload);
                }
                "sku" => file.skus.extend(sku(&entry, &mut file.references, &mut report)),
                _ => file.aliases.extend(alias(&entry, &mut file.references, &mut report)),
            }
        }
    }
    for key in document.get_ref().keys() {
        if !TABLES.contains(&key.get_ref().as_ref()) {
            report.unknown_key(lines.at(key.span().start), key.get_ref(), TABLES);
        }
    }
    refuse_duplicates(file.services.iter().map(|it| (it.line, &it.value.code)), &mut report);
    refuse_duplicates(file.workloads.iter().map(|it| (it.line, &it.value.code)), &mut report);
    refuse_duplicates(file.skus.iter().map(|it| (it.line, &it.value.id)), &mut report);
    let aliases = file.aliases.iter().map(|it| (it.line, it.value.name.to_uppercase()));
    refuse_duplicates(aliases, &mut report);

    if report.problems.is_empty() {
        return Ok(file);
    }
    report.problems.sort_by_key(|it| it.line);
    Err(report.problems)
}

/// The tables `[[kind]]`, each with the line it begins in.
fn entries<'a, 'text>(
    kind: &'static str,
    document: &'a DeTable<'text>,
    report: &mut Report<'_>,
) -> Vec<Entry<'a, 'text>> {
    let Some((key, value)) = document.iter().find(|(key, _)| key.get_ref() == kind) else {
        return Vec::new();
    };
    let tables = value.get_ref().as_array().and_then(|list| {
        list.iter()
            .map(|it| {
                let line = report.lines.at(it.span().start);
                Some(Entry { kind, line, table: it.get_ref().as_table()? })
            })
            .collect()
    });
    tables.unwrap_or_else(|| {
        let line = report.lines.at(key.span().start);
        let problem = report.problem(ProblemCode::CatalogueTableForm, line);
        report.problems.push(problem.with("entry", kind));
        Vec::new()
    })
}

fn service(entry: &Entry<'_, '_>, report: &mut Report<'_>) -> Option<At<Service>> {
    entry.refuse_other_keys(SERVICE_KEYS, report);
    let code = entry.text("code", report);
    let name = entry.text("name", report);
    let (line, code) = code?;
    Some(At { line, value: Service { code: code.into(), name: name?.1.to_owned() } })
}

fn workload(
    entry: &Entry<'_, '_>,
    references: &mut Vec<At<Reference>>,
    report: &mut Report<'_>,
) -> Option<At<Workload>> {
    entry.refuse_other_keys(WORKLOAD_KEYS, report);
    let code = entry.text("code", report);
    let service = entry.text("service", report);
    let name = entry.text("name", report);
    let sources = entry.texts("sources", report);
    let unlicensed_use = entry.flag("unlicensed_use", report);
    let (line, code) = code?;
    let (service_line, service) = service?;
    references.push(At { line: service_line, value: Reference::Service(service.into()) });
    let sources = sources.map_or_else(
        || vec![code.into()],
        |list| list.iter().map(|(_, source)| (*source).into()).collect(),
    );
    let name = name?.1.to_owned();
    let value =
        Workload { code: code.into(), service: service.into(), name, sources, unlicensed_use };
    Some(At { line, value })
}

fn sku(
    entry: &Entry<'_, '_>,
    references: &mut Vec<At<Reference>>,
    report: &mut Report<'_>,
) -> Option<At<Sku>> {
    entry.refuse_other_keys(SKU_KEYS, report);
    let id = guid("id", entry, report);
    let part_number = entry.text("part_number", report);
    let name = entry.text("name", report);
    let service = entry.text("service", report);
    let class = entry.text("class", report).and_then(|(line, text)| class(line, text, report));
    let base = entry.required_texts("base", report);
    let addon = entry.required_texts("addon", report);

    let (service_line, service) = service?;
    references.push(At { line: service_line, value: Reference::Service(service.into()) });
    let (base, addon) = (base?, addon?);
    refuse_repeated_workloads(&base, &addon, report);
    for (line, code) in base.iter().chain(&addon) {
        references.push(At { line: *line, value: Reference::Workload((*code).into()) });
    }
    let codes = |list: &[(u64, &str)]| list.iter().map(|(_, it)| (*it).into()).collect();
    let (line, id) = id?;
    Some(At {
        line,
        value: Sku {
            id,
            part_number: part_number?.1.to_owned(),
            name: name?.1.to_owned(),
            service: service.into(),
            class: class?,
            base: codes(&base),
            addon: codes(&addon),
        },
    })
}

fn alias(
    entry: &Entry<'_, '_>,
    references: &mut Vec<At<Reference>>,
    report: &mut Report<'_>,
) -> Option<At<Alias>> {
    entry.refuse_other_keys(ALIAS_KEYS, report);
    let name = entry.text("name", report);
    let (line, sku) = guid("sku", entry, report)?;
    references.push(At { line, value: Reference::Sku(sku) });
    let (line, name) = name?;
    Some(At { line, value: Alias { name: name.to_owned(), sku } })
}

fn guid(key: &'static str, entry: &Entry<'_, '_>, report: &mut Report<'_>) -> Option<(u64, Guid)> {
    let (line, text) = entry.text(key, report)?;
    let id = Guid::parse_bytes(text.as_bytes());
    if id.is_none() {
        let problem = report.problem(ProblemCode::MalformedGuid, line).in_column(key, text);
        report.problems.push(problem);
    }
    Some((line, id?))
}

fn class(line: u64, text: &str, report: &mut Report<'_>) -> Option<SkuClass> {
    match text {
        "paid" => Some(SkuClass::Paid),
        "free" => Some(SkuClass::Free),
        "device" => Some(SkuClass::Device),
        _ => {
            let problem = report
                .problem(ProblemCode::UnknownWord, line)
                .in_column("class", text)
                .with("allowed", "paid, free, device");
            report.problems.push(problem);
            None
        }
    }
}

/// A workload stands once in a SKU: as base or as add-on.
fn refuse_repeated_workloads(base: &[(u64, &str)], addon: &[(u64, &str)], report: &mut Report<'_>) {
    for list in [base, addon] {
        refuse_duplicates(list.iter().map(|(line, code)| (*line, *code)), report);
    }
    for (line, code) in addon {
        if base.iter().any(|(_, it)| it == code) {
            let problem =
                report.problem(ProblemCode::CatalogueInBoth, *line).with("workload", code);
            report.problems.push(problem);
        }
    }
}

fn refuse_duplicates<T: Ord + ToString>(
    ids: impl Iterator<Item = (u64, T)>,
    report: &mut Report<'_>,
) {
    let mut seen = BTreeMap::new();
    for (line, id) in ids {
        let problem = report.problem(ProblemCode::CatalogueDuplicate, line).with("id", &id);
        if let Some(first) = seen.insert(id, line) {
            report.problems.push(problem.with("line", &first));
        }
    }
}
