//! Copies of captures in archives elsewhere.

use jikenbo_casebook::{Read, notes, show};

use super::{Edited, Told};
use crate::Error;
use crate::casebook::{Casebook, naming};

/// Notes that a copy of the capture named `name` is at `url`. The same again changes nothing.
///
/// # Errors
/// Those of [`naming::capture`]; [`Error::NotThat`] for what is no address.
pub fn add(casebook: &mut Casebook, name: &str, url: &str) -> Result<Edited, Error> {
    let url = url.trim();
    let host = host(url).ok_or_else(|| Error::NotThat { expected: "an address", got: url.to_owned() })?;
    let now = casebook.means().now();
    let plan = |read: &mut Read<'_>| {
        let capture = naming::capture(read, name)?;
        let reports = jikenbo_casebook::known::all(read, Some(jikenbo_model::CaptureId(capture.0 - 1)), 1)?;
        let report = reports.first().and_then(|known| known.reports.first());
        let view = report.map(|report| show::report(read, *report)).transpose()?.flatten();
        let there = view.is_some_and(|view| view.capture.copies.iter().any(|copy| copy.result == url));
        Ok((capture, there))
    };
    let written = casebook.edit("copies", plan, |tx, (capture, is_there)| {
        if !is_there {
            notes::copy(tx, *capture, (host, now), url)?;
        }
        Ok(vec![Told::OwnWay])
    })?;
    Ok(written.into())
}

/// The host of a web address.
fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    (!host.is_empty() && !host.contains(char::is_whitespace)).then_some(host)
}
