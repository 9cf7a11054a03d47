//! Links by which somebody outside sees one thing for a while.

use jiff::{SignedDuration, Timestamp};
use jikenbo_casebook::{Read, visibility};
use jikenbo_model::{Scope, Subject};
use sha2::{Digest, Sha256};

use super::{Edited, Told};
use crate::Error;
use crate::casebook::{Casebook, naming};

/// Lets who has a token see the case, report or copy named `name` for so many days. The token is told once; what is kept
/// is its digest.
///
/// # Errors
/// Those of [`naming::subject`]; [`Error::NotThat`] for no days, or more than a year.
pub fn share(casebook: &mut Casebook, name: &str, days: u16) -> Result<Edited, Error> {
    if !(1..=366).contains(&days) {
        return Err(Error::NotThat { expected: "1 to 366 days", got: days.to_string() });
    }
    let until = casebook.means().now() + SignedDuration::from_hours(24 * i64::from(days));
    let token = token(casebook);
    let kept = digest(&token);
    let plan = |read: &mut Read<'_>| naming::subject(read, name);
    let written = casebook.edit("share", plan, |tx, subject| {
        visibility::share(tx, &kept, *subject, until)?;
        Ok(vec![Told::Shared { token: token.clone(), until: until.to_string() }])
    })?;
    Ok(written.into())
}

/// Takes the link with this token back.
///
/// # Errors
/// [`Error::Casebook`].
pub fn revoke(casebook: &mut Casebook, token: &str) -> Result<Edited, Error> {
    let kept = digest(token.trim());
    Ok(casebook.write("share", |tx| visibility::revoke(tx, &kept).map(|_| vec![Told::OwnWay]))?.into())
}

/// What the holder of a token may see at this moment; `None` where it leads nowhere.
///
/// # Errors
/// [`Error::Casebook`].
pub fn shared(casebook: &mut Casebook, token: &str, now: Timestamp) -> Result<Option<Subject>, Error> {
    let kept = digest(token.trim());
    Ok(visibility::shared(&mut casebook.read_all()?, &kept, now)?)
}

/// Lets the worker see from now on what the holder of a token may see, and nothing else.
///
/// # Errors
/// [`Error::NoSuchLink`] where it leads nowhere; [`Error::Casebook`].
pub fn enter(casebook: &mut Casebook, token: &str) -> Result<(), Error> {
    let now = casebook.means().now();
    let subject = shared(casebook, token, now)?.ok_or(Error::NoSuchLink)?;
    casebook.worker.scope = Scope::Shared { subject };
    Ok(())
}

/// 32 hexadecimal figures that nobody can guess.
fn token(casebook: &Casebook) -> String {
    casebook.means().id().chars().skip("urn:uuid:".len()).filter(char::is_ascii_hexdigit).collect()
}

fn digest(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
