//! Who may see what.

use jikenbo_casebook::{Read, show, visibility};
use jikenbo_model::{Subject, TextPolicy, Visibility};

use super::{Edited, Told};
use crate::Error;
use crate::casebook::{Casebook, naming};

/// What is to be so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// Who may see it.
    pub visibility: Option<Visibility>,
    /// The team that it is shared with while private; `Some(None)` for nobody.
    pub team: Option<Option<String>>,
    /// How much of a report's text outlets may show.
    pub text: Option<TextPolicy>,
}

/// Changes who may see the case, report or capture named `name`. It is so at once, in every revision. The reports of a case
/// follow: those that were as open as it, and those that would be more open than it.
///
/// # Errors
/// Those of [`naming::subject`]; [`Error::NotThat`] for a capture that would be public, and for the text of what is no
/// report; [`Error::NoGround`] for a whole text to be shown without a reason.
pub fn set(casebook: &mut Casebook, name: &str, access: &Access) -> Result<Edited, Error> {
    if access.text == Some(TextPolicy::Full) && casebook.worker().why.is_none() {
        return Err(Error::NoGround { name: name.to_owned() });
    }
    let plan = |read: &mut Read<'_>| {
        let subject = naming::subject(read, name)?;
        refuse(subject, name, access)?;
        let following = match access.visibility {
            Some(wanted) => following(read, subject, wanted)?,
            None => Vec::new(),
        };
        Ok((subject, following))
    };
    let written = casebook.edit("visibility", plan, |tx, (subject, following)| {
        for thing in std::iter::once(subject).chain(following) {
            if let Some(wanted) = access.visibility {
                visibility::set(tx, *thing, wanted)?;
            }
            if let Some(team) = &access.team {
                visibility::set_team(tx, *thing, team.as_deref())?;
            }
        }
        if let (Some(policy), Subject::Report(report)) = (access.text, *subject) {
            visibility::set_text_policy(tx, report, policy)?;
        }
        Ok(vec![Told::OwnWay])
    })?;
    Ok(written.into())
}

/// The reports of a case that are to be as open as it.
fn following(read: &mut Read<'_>, subject: Subject, wanted: Visibility) -> Result<Vec<Subject>, Error> {
    let Subject::Case(case) = subject else { return Ok(Vec::new()) };
    let Some(view) = show::case(read, case)? else { return Ok(Vec::new()) };
    let closed = |one: Visibility| Visibility::ALL.iter().position(|other| *other == one);
    let (before, after) = (closed(view.case.visibility), closed(wanted));
    let follows = |own: Visibility| closed(own) <= before || closed(own) < after;
    let reports = view.reports.iter().filter(|report| follows(report.visibility));
    Ok(reports.map(|report| Subject::Report(report.id)).collect())
}

fn refuse(subject: Subject, name: &str, access: &Access) -> Result<(), Error> {
    let got = || name.to_owned();
    match subject {
        Subject::Capture(_) if access.visibility == Some(Visibility::Public) => {
            Err(Error::NotThat { expected: "a report or case, as copies are never public", got: got() })
        }
        Subject::Capture(_) | Subject::Case(_) if access.text.is_some() => {
            Err(Error::NotThat { expected: "a report", got: got() })
        }
        _ => Ok(()),
    }
}
