//! The rules that make SKUs of listed products: patterns in order (`catalogue/rules.toml`).

use std::collections::BTreeSet;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use toml::Spanned;
use uptake_model::{
    Catalogue, ServiceCode, Sku, SkuClass, WorkloadCode,
    problem::{Problem, ProblemCode},
};

use super::{entry::Lines, list::ListedSku};

/// The file that a rule's problem is in.
const FILE: &str = "rules.toml";

/// Rules with their patterns made ready.
pub(super) struct Rules {
    plans: Vec<(Regex, PlanRule)>,
    skus: Vec<(SkuPattern, SkuRule)>,
}

struct SkuPattern {
    part_number: Option<Regex>,
    name: Option<Regex>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    #[serde(default)]
    plan: Vec<Spanned<PlanRule>>,
    #[serde(default)]
    sku: Vec<Spanned<SkuRule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanRule {
    r#match: String,
    #[serde(default)]
    base: Vec<WorkloadCode>,
    #[serde(default)]
    addon: Vec<WorkloadCode>,
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SkuRule {
    part_number: Option<String>,
    name: Option<String>,
    service: Option<ServiceCode>,
    class: Option<SkuClass>,
    #[serde(default)]
    base: Vec<WorkloadCode>,
    #[serde(default)]
    addon: Vec<WorkloadCode>,
    #[serde(default)]
    embedded: Vec<WorkloadCode>,
    #[serde(default)]
    without: Vec<WorkloadCode>,
    why: String,
}

impl Rules {
    /// Reads rules whose services and workloads `catalogue` defines.
    pub(super) fn parse(text: &str, catalogue: &Catalogue) -> Result<Self, Vec<Problem>> {
        let lines = Lines::of(text);
        let file: RulesFile = toml::from_str(text).map_err(|error| {
            let line = lines.at(error.span().map_or(0, |it| it.start));
            vec![invalid(line, error.message())]
        })?;
        let mut problems = Vec::new();
        let mut rules = Self { plans: Vec::new(), skus: Vec::new() };
        for rule in file.plan {
            let line = lines.at(rule.span().start);
            let rule = rule.into_inner();
            problems.extend(needs_why(line, &rule.why));
            problems.extend(undefined(line, None, &[&rule.base, &rule.addon], catalogue));
            match pattern(line, &rule.r#match) {
                Ok(regex) => rules.plans.push((regex, rule)),
                Err(problem) => problems.push(problem),
            }
        }
        for rule in file.sku {
            let line = lines.at(rule.span().start);
            let rule = rule.into_inner();
            problems.extend(needs_why(line, &rule.why));
            let workloads = [&rule.base, &rule.addon, &rule.embedded, &rule.without];
            problems.extend(undefined(line, rule.service.as_ref(), &workloads, catalogue));
            if rule.part_number.is_none() && rule.name.is_none() {
                problems.push(incomplete(line, "part_number, name"));
            }
            let part_number = rule.part_number.as_deref().map(|it| pattern(line, it)).transpose();
            let name = rule.name.as_deref().map(|it| pattern(line, it)).transpose();
            match (part_number, name) {
                (Ok(part_number), Ok(name)) => {
                    rules.skus.push((SkuPattern { part_number, name }, rule));
                }
                (part_number, name) => {
                    problems.extend(part_number.err().into_iter().chain(name.err()));
                }
            }
        }
        if problems.is_empty() { Ok(rules) } else { Err(problems) }
    }

    /// The SKU that the rules make of a listed one.
    pub(super) fn apply(&self, listed: &ListedSku) -> Sku {
        let mut base: BTreeSet<WorkloadCode> = BTreeSet::new();
        let mut addon: BTreeSet<WorkloadCode> = BTreeSet::new();
        for plan in &listed.plans {
            if let Some((_, rule)) = self.plans.iter().find(|(regex, _)| regex.is_match(plan)) {
                base.extend(rule.base.iter().cloned());
                addon.extend(rule.addon.iter().cloned());
            }
        }
        let mut service = ServiceCode::from("other");
        let mut class = SkuClass::Paid;
        for (pattern, rule) in &self.skus {
            if !pattern.is_match(listed) {
                continue;
            }
            if let Some(it) = &rule.service {
                service = it.clone();
            }
            class = rule.class.unwrap_or(class);
            base.extend(rule.base.iter().cloned());
            addon.extend(rule.addon.iter().cloned());
            addon.extend(rule.embedded.iter().filter_map(|it| base.take(it)));
            for workload in &rule.without {
                base.remove(workload);
                addon.remove(workload);
            }
        }
        Sku {
            id: listed.id,
            part_number: listed.part_number.clone(),
            name: listed.name.clone(),
            service,
            class,
            addon: addon.difference(&base).cloned().collect(),
            base: base.into_iter().collect(),
        }
    }
}

impl SkuPattern {
    fn is_match(&self, sku: &ListedSku) -> bool {
        self.part_number.as_ref().is_none_or(|it| it.is_match(&sku.part_number))
            && self.name.as_ref().is_none_or(|it| it.is_match(&sku.name))
    }
}

/// A pattern that matches whole names, whatever their case.
fn pattern(line: u64, text: &str) -> Result<Regex, Problem> {
    RegexBuilder::new(&format!("^(?:{text})$")).case_insensitive(true).build().map_err(|error| {
        let error = error.to_string();
        let reason = error.lines().last().unwrap_or_default();
        let problem = Problem::new(ProblemCode::CatalogueBadPattern, FILE).at_line(line);
        problem.with("pattern", text).with("message", reason)
    })
}

fn needs_why(line: u64, why: &str) -> Option<Problem> {
    why.trim().is_empty().then(|| incomplete(line, "why"))
}

fn undefined(
    line: u64,
    service: Option<&ServiceCode>,
    workloads: &[&Vec<WorkloadCode>],
    catalogue: &Catalogue,
) -> Vec<Problem> {
    let problem = |kind: &str, code: &str| {
        Problem::new(ProblemCode::CatalogueUndefined, FILE)
            .at_line(line)
            .with("kind", kind)
            .with("code", code)
    };
    let service = service
        .filter(|it| catalogue.service(it).is_none())
        .map(|it| problem("service", it.as_str()));
    let workloads = workloads
        .iter()
        .flat_map(|list| list.iter())
        .filter(|it| catalogue.workload(it).is_none())
        .map(|it| problem("workload", it.as_str()));
    service.into_iter().chain(workloads).collect()
}

fn incomplete(line: u64, key: &str) -> Problem {
    let problem = Problem::new(ProblemCode::CatalogueRuleIncomplete, FILE).at_line(line);
    problem.with("key", key)
}

fn invalid(line: u64, message: &str) -> Problem {
    Problem::new(ProblemCode::CatalogueInvalid, FILE).at_line(line).with("message", message)
}
