//! The members of an archive that belongs to a page: files of the archive, as the archive is one of the page.
//!
//! The archive is kept as it came; each member is a capture of its own beside it, known by the archive's address and its name behind `#`,
//! and has a text without a report. To erase the archive or its page erases them, to erase one of them the archive.

use jikenbo_collect::attachment::{File, Form, Shut, form_of, of_member};

use super::{Belonging, Came, is_of_persons};
use crate::casebook::arrive::{Arrival, AttachmentOf, Given, Payload};
use crate::casebook::filing::{Numbers, Prepared, prepare};
use crate::casebook::percent::encoded;
use crate::decode;
use crate::rules::Rules;
use crate::stages::{Kind, Member};

/// A release has no more members: what does is not opened.
const MOST: usize = 64;

/// Takes the members out of a file that is an archive, unless it is shut already; no other file has any.
///
/// # Errors
/// Why it is to stay shut: a member may be the leaked data itself, or not all of it could be looked at. An editor opens it all the same.
pub(in crate::casebook) fn unpack(
    (rules, numbers): (&Rules, &Numbers),
    file: &mut Prepared,
) -> Result<(), Shut> {
    let came = file.arrival.given.attachment.as_ref().and_then(|of| of.came.clone());
    let Some(came) = came.filter(|came| matches!(came, Came::Kept | Came::Opened)) else { return Ok(()) };
    if file.arrival.kind() != Kind::Zip {
        return Ok(());
    }
    let found = decode::unpacked(file.arrival.content(), rules);
    let is_opened = came == Came::Opened;
    if !is_opened && (!found.problems.is_empty() || found.members.len() > MOST) {
        return Err(Shut::DataFile);
    }
    let mut members = Vec::with_capacity(found.members.len().min(MOST));
    for member in found.members.into_iter().take(MOST) {
        let named = of_member(&member.name);
        let mut own = prepare(of(&file.arrival, &member, &came), rules, numbers);
        let by_form = matches!(own.arrival.kind(), Kind::Sheets | Kind::Other(_)).then_some(Shut::DataFile);
        let by_words = is_of_persons(&own).then_some(Shut::Columns);
        if let Some(why) = named.or(by_form).or(by_words).filter(|_| !is_opened) {
            return Err(why);
        }
        own.reports.clear();
        own.is_aside = true;
        members.push(belonging(&member.name, own, &came));
    }
    file.files = members;
    Ok(())
}

/// A member as it came with its archive.
fn of(archive: &Arrival, member: &Member, came: &Came) -> Arrival {
    let behind = format!("#{}", encoded(&member.name));
    let link = archive.given.attachment.as_ref().map(|of| of.link.clone()).unwrap_or_default();
    let attachment =
        AttachmentOf { page: archive.place(), link: format!("{link}{behind}"), came: Some(came.clone()) };
    let named = |before: &str| format!("{before}/{}", member.name);
    Arrival {
        label: named(&archive.label),
        name: archive.name.as_deref().map(named),
        url: archive.url.as_deref().map(|url| format!("{url}{behind}")),
        at: archive.at,
        given: Given {
            attachment: Some(attachment),
            title: Some(member.name.clone()),
            ..archive.given.clone()
        },
        payload: Payload::File(member.bytes.clone()),
        records: Vec::new(),
    }
}

/// A member as a file of its archive.
pub(super) fn belonging(name: &str, capture: Prepared, came: &Came) -> Belonging {
    let url = capture.arrival.given.attachment.as_ref().map(|of| of.link.clone()).unwrap_or_default();
    let form = form_of(name).unwrap_or(Form::Pdf);
    let file = File { url, words: name.to_owned(), form, shut: None };
    Belonging { file, came: came.clone(), captures: vec![capture] }
}
