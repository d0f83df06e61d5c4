//! `actions`: what the partner does for customers, listed, planned, changed, imported and
//! exported.

use std::{collections::BTreeSet, io, path::Path, sync::Arc};

use anyhow::Result;
use uptake_app::{
    AppError,
    access::{Access, ActionEdit, DayEdit, Doer, actions_table, passwords::PasswordCost},
    live::{Boundary, Live},
};
use uptake_export::{Format, file_writer, stream_writer};
use uptake_l10n::{Arg, problem_hint, problem_place, problem_text};
use uptake_model::{CustomerId, Day, Scope};

use super::{customer, export::format_of};
use crate::{
    cli::{ActionFieldArgs, ActionsCommand, AddActionArgs, SetActionArgs},
    context::{Context, note},
    failure::{CommandError, Outcome, say_hint},
    view::{ActionsView, DoneView},
};

/// Who asks at the command line: whoever has the data folder.
const DOER: Doer<'_> = Doer::Console;

/// What actions are read and changed with.
struct Desk {
    access: Access,
    boundary: Arc<Boundary>,
}

/// Does what is asked of the actions.
pub(super) async fn run(command: &ActionsCommand, context: &Context) -> Result<Outcome> {
    // Says first, in its own words, when there is no data.
    drop(context.open(None).await?);
    let live = Live::open(&context.folder, context.world.clone()).await?;
    let cost = PasswordCost::RECOMMENDED;
    let access = Access::open(&context.folder, context.world.clone(), cost).await?;
    let desk = Desk { access, boundary: live.current()? };
    desk.access.adopt_actions(&desk.boundary).await?;
    match command {
        ActionsCommand::List { status, customer } => {
            let customer = match customer {
                Some(text) => Some(desk.find(text).await?),
                None => None,
            };
            let mut actions = desk.access.actions(DOER, &Scope::All).await?;
            actions.retain(|it| {
                status.is_none_or(|status| it.status == status)
                    && customer.is_none_or(|customer| it.customers.contains_key(&customer))
            });
            desk.show(actions, context)
        }
        ActionsCommand::Add(arguments) => desk.add(arguments, context).await,
        ActionsCommand::Set(arguments) => desk.set(arguments, context).await,
        ActionsCommand::Import { file } => desk.import(file, context).await,
        ActionsCommand::Export { format, out } => desk.export(*format, out, context).await,
    }
}

impl Desk {
    async fn find(&self, text: &str) -> Result<CustomerId> {
        customer::find(self.boundary.data(), text).await
    }

    fn show(&self, actions: Vec<uptake_app::access::Action>, context: &Context) -> Result<Outcome> {
        let customers: BTreeSet<CustomerId> =
            actions.iter().flat_map(|it| it.customers.keys().copied()).collect();
        let names = customers.into_iter().filter_map(|it| {
            let profile = self.boundary.profile(&Scope::All, it).ok()?;
            Some((it, profile.name))
        });
        context.show(&ActionsView { names: names.collect(), actions })?;
        Ok(Outcome::Done)
    }

    async fn add(&self, arguments: &AddActionArgs, context: &Context) -> Result<Outcome> {
        let mut customers = BTreeSet::new();
        for text in &arguments.customer {
            customers.insert(self.find(text).await?);
        }
        let edit = ActionEdit {
            customers: Some(customers),
            play: arguments.play.clone(),
            ..edit(&arguments.rest)
        };
        let id = self.access.add_action(DOER, &self.boundary, &Scope::All, edit).await?;
        self.show(vec![self.access.action(DOER, &Scope::All, id).await?], context)
    }

    async fn set(&self, arguments: &SetActionArgs, context: &Context) -> Result<Outcome> {
        let (id, all) = (arguments.action, &Scope::All);
        let version = self.access.action(DOER, all, id).await?.version;
        let edit = edit(&arguments.rest);
        self.access.change_action(DOER, &self.boundary, all, (id, version), edit).await?;
        self.show(vec![self.access.action(DOER, all, id).await?], context)
    }

    async fn import(&self, file: &Path, context: &Context) -> Result<Outcome> {
        let bytes = std::fs::read(file).map_err(CommandError::file("read", file))?;
        let name = file.display().to_string();
        let file = (name.as_str(), bytes);
        let done = self.access.import_actions(DOER, &self.boundary, &Scope::All, file).await?;
        let words = &context.words;
        for problem in &done.problems {
            let place = problem_place(words, problem);
            note(&format!("{place}: {}", problem_text(words, problem)))?;
            note(&format!("  {}", say_hint(words, &problem_hint(words, problem))))?;
        }
        if !done.problems.is_empty() {
            return Ok(Outcome::Refused);
        }
        let counts = vec![("rows", done.rows), ("new", done.new), ("changed", done.changed)];
        context.show(&DoneView { done: "imported", message: "actions-imported", counts })?;
        Ok(Outcome::Done)
    }

    async fn export(
        &self,
        format: Option<Format>,
        out: &Path,
        context: &Context,
    ) -> Result<Outcome> {
        let format = match format {
            Some(format) => format,
            None => format_of(out)?,
        };
        let table = actions_table();
        let writer = if out == Path::new("-") {
            stream_writer(format, &table, io::stdout())
        } else {
            file_writer(format, &table, out)
        };
        let writer = writer.map_err(AppError::from)?;
        let rows = self.access.export_actions(DOER, &Scope::All, writer).await?;
        note(&context.words.say("export-rows", &[("count", Arg::Count(rows))]))?;
        Ok(Outcome::Done)
    }
}

fn edit(arguments: &ActionFieldArgs) -> ActionEdit {
    ActionEdit {
        status: arguments.status,
        owner: arguments.owner.clone(),
        planned_from: day(arguments.planned_from),
        planned_to: day(arguments.planned_to),
        started_on: day(arguments.started_on),
        ended_on: day(arguments.ended_on),
        note: arguments.note.clone(),
        ..ActionEdit::default()
    }
}

fn day(given: Option<Day>) -> DayEdit {
    given.map_or(DayEdit::Keep, |it| DayEdit::Set(Some(it)))
}
