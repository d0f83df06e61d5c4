//! `plays`: the plays in force, and whether a file is a good play.

use std::{ffi::OsStr, path::Path};

use anyhow::Result;
use uptake_app::{
    Rulebook,
    access::{Access, AccessError, passwords::PasswordCost},
    shipped_plays,
};
use uptake_l10n::{problem_hint, problem_place, problem_text};
use uptake_play::read_play;

use crate::{
    cli::PlaysCommand,
    context::{Context, note},
    failure::{CommandError, Outcome, say_hint},
    view::{CheckedPlayView, PlaysView},
};

/// Does what is asked of the plays.
pub(super) async fn run(command: &PlaysCommand, context: &Context) -> Result<Outcome> {
    match command {
        PlaysCommand::List => list(context).await,
        PlaysCommand::Check { file } => check(file, context),
    }
}

async fn list(context: &Context) -> Result<Outcome> {
    let rules = in_force(context).await?;
    let plays = match &rules {
        Some(rules) => {
            rules.playbook.plays().map(|it| (it.clone(), rules.is_own(&it.code))).collect()
        }
        None => shipped_plays().iter().map(|(it, _)| (it.clone(), false)).collect(),
    };
    context.show(&PlaysView { plays })?;
    Ok(Outcome::Done)
}

/// What is in force in the data folder; `None` where there is none yet.
async fn in_force(context: &Context) -> Result<Option<std::sync::Arc<Rulebook>>, AccessError> {
    let location = context.world.location(&context.folder);
    if !uptake_state::State::exists(&location).await.map_err(AccessError::from)? {
        return Ok(None);
    }
    let access =
        Access::open(&context.folder, context.world.clone(), PasswordCost::RECOMMENDED).await?;
    access.rulebook().await.map(Some)
}

fn check(file: &Path, context: &Context) -> Result<Outcome> {
    let bytes = std::fs::read(file).map_err(CommandError::file("read", file))?;
    let name = file.file_name().unwrap_or(OsStr::new("play")).to_string_lossy().into_owned();
    let words = &context.words;
    match read_play(&name, &String::from_utf8_lossy(&bytes)) {
        Ok(play) => {
            context.show(&CheckedPlayView { code: play.code.to_string() })?;
            Ok(Outcome::Done)
        }
        Err(problems) => {
            for problem in &problems {
                let place = problem_place(words, problem);
                note(&format!("{place}: {}", problem_text(words, problem)))?;
                note(&format!("  {}", say_hint(words, &problem_hint(words, problem))))?;
            }
            Ok(Outcome::Refused)
        }
    }
}
