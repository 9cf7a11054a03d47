//! What each key does.

use jikenbo_casebook::rereading;
use jikenbo_model::CaseState;

use super::{Asked, Key, Message, Review, Shown};
use crate::Error;
use crate::casebook::Casebook;
use crate::casebook::editing::correct::{Correction, correct};
use crate::casebook::editing::{Edited, accept, link, states, undo};

/// Does what `key` asks for.
///
/// # Errors
/// [`Error::Casebook`] where what waits cannot be read. What cannot be done is told below the screen.
pub(super) fn press(review: &mut Review, casebook: &mut Casebook, key: Key) -> Result<(), Error> {
    if key == Key::Resized {
        return Ok(());
    }
    review.message = None;
    if review.asked.is_some() {
        return typed(review, casebook, key);
    }
    match key {
        Key::Letter('q') | Key::Escape => review.over = true,
        Key::Letter('u') => take_back(review, casebook)?,
        Key::Down | Key::Letter(' ') => review.scrolled += 1,
        Key::Up | Key::Letter('b') => review.scrolled = review.scrolled.saturating_sub(1),
        _ if review.shown.is_none() => review.message = Some(Message::NotHere),
        Key::Letter('s') | Key::Enter => next(review, casebook)?,
        Key::Letter('a') => take(review, casebook)?,
        Key::Letter('r') => reject(review, casebook)?,
        Key::Letter('k') => state(review, casebook, CaseState::Checked)?,
        Key::Letter('p') => state(review, casebook, CaseState::Published)?,
        Key::Letter('c') => ask(review, Asked::Field),
        Key::Letter('l') => ask(review, Asked::Case),
        _ => review.message = Some(Message::NotHere),
    }
    Ok(())
}

fn next(review: &mut Review, casebook: &mut Casebook) -> Result<(), Error> {
    review.at = (review.at + 1).min(review.items.len());
    review.load(casebook)
}

/// Notes what an edit came to; whether it was done.
fn told(review: &mut Review, done: Result<Edited, Error>) -> bool {
    let (message, ok) = match done {
        Ok(Edited { revision: Some(revision), .. }) => {
            review.done.push((revision, review.at));
            (Message::Saved(revision), true)
        }
        Ok(Edited { revision: None, .. }) => (Message::Unchanged, true),
        Err(error) => (Message::Failed(chain(&error)), false),
    };
    review.message = Some(message);
    ok
}

/// An error with its causes on one line.
fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

/// Takes what is shown: the link; the decision that stands; the report, and with the last one of its case the case.
fn take(review: &mut Review, casebook: &mut Casebook) -> Result<(), Error> {
    let done = match &review.shown {
        Some(Shown::Link(link)) => accept::accept(casebook, link.suggestion.id),
        Some(Shown::Report { report, waiting: Some((field, _)), .. }) => {
            let (report, field) = (report.id, field.clone());
            let written =
                casebook.write("review", |tx| rereading::reviewed(tx, report, &field).map(|_| Vec::new()));
            written.map(Edited::from).map_err(|error: jikenbo_casebook::Error| error.into())
        }
        Some(Shown::Report { report, case, waiting: None, .. }) => {
            review.right.push(report.id);
            let all = case.iter().flat_map(|case| &case.reports);
            let last = all.into_iter().all(|one| review.right.contains(&one.id));
            match case {
                Some(case) if last => checked(casebook, case.case.id, CaseState::Checked),
                _ => return next(review, casebook),
            }
        }
        None => return Ok(()),
    };
    if told(review, done) { next(review, casebook) } else { Ok(()) }
}

fn reject(review: &mut Review, casebook: &mut Casebook) -> Result<(), Error> {
    let Some(Shown::Link(link)) = &review.shown else {
        review.message = Some(Message::NotHere);
        return Ok(());
    };
    let done = accept::reject(casebook, link.suggestion.id);
    if told(review, done) { next(review, casebook) } else { Ok(()) }
}

fn state(review: &mut Review, casebook: &mut Casebook, state: CaseState) -> Result<(), Error> {
    let Some(case) = review.case() else {
        review.message = Some(Message::NotHere);
        return Ok(());
    };
    let done = checked(casebook, case, state);
    if told(review, done) { next(review, casebook) } else { Ok(()) }
}

fn checked(casebook: &mut Casebook, case: jikenbo_model::CaseId, state: CaseState) -> Result<Edited, Error> {
    states::set_state(casebook, &[format!("case:{case}")], state)
}

/// Undoes the last edit of this review, and goes back to where it was made.
fn take_back(review: &mut Review, casebook: &mut Casebook) -> Result<(), Error> {
    let Some((revision, at)) = review.done.pop() else {
        review.message = Some(Message::NothingToUndo);
        return Ok(());
    };
    match undo::undo(casebook, revision) {
        Ok(_) => {
            review.message = Some(Message::Undone(revision));
            review.at = at;
            review.load(casebook)
        }
        Err(error) => {
            review.done.push((revision, at));
            review.message = Some(Message::Failed(chain(&error)));
            Ok(())
        }
    }
}

fn ask(review: &mut Review, asked: Asked) {
    let is_report = matches!(review.shown, Some(Shown::Report { .. }));
    let field = match &review.shown {
        Some(Shown::Report { waiting: Some((field, _)), .. }) => field.clone(),
        _ => String::new(),
    };
    match (is_report, asked) {
        (false, _) => review.message = Some(Message::NotHere),
        (true, Asked::Field) => review.asked = Some((Asked::Field, field)),
        (true, asked) => review.asked = Some((asked, String::new())),
    }
}

/// A key while a line is typed.
fn typed(review: &mut Review, casebook: &mut Casebook, key: Key) -> Result<(), Error> {
    let Some((asked, mut line)) = review.asked.take() else { return Ok(()) };
    match key {
        Key::Escape => return Ok(()),
        Key::Enter => return entered(review, casebook, asked, line.trim().to_owned()),
        Key::Letter(letter) => line.push(letter),
        Key::Back => _ = line.pop(),
        Key::Down | Key::Up | Key::Resized => {}
    }
    review.asked = Some((asked, line));
    Ok(())
}

fn entered(review: &mut Review, casebook: &mut Casebook, asked: Asked, line: String) -> Result<(), Error> {
    let Some(Shown::Report { report, .. }) = &review.shown else { return Ok(()) };
    let report = format!("report:{}", report.id);
    let done = match asked {
        Asked::Field | Asked::Case if line.is_empty() => return Ok(()),
        Asked::Field => {
            review.asked = Some((Asked::Value { field: line }, String::new()));
            return Ok(());
        }
        Asked::Value { field } => {
            review.asked = Some((Asked::Quote { field, value: line }, String::new()));
            return Ok(());
        }
        Asked::Quote { field, value } => {
            let quotes = if line.is_empty() { Vec::new() } else { vec![line] };
            correct(casebook, &Correction { report, field, value, quotes })
        }
        Asked::Case => link::link(casebook, &report, &line),
    };
    told(review, done);
    review.load(casebook)
}
