//! Files that came along with their page: in its folder, in its WARC file.

use jikenbo_collect::attachment::{Form, Shut};
use jikenbo_model::Visibility;

use super::arrived::set;
use super::{Belonging, Came, files_of_page, is_full, is_of_persons, settle, unpack};
use crate::casebook::arrive::{Arrival, AttachmentOf, Given, Payload};
use crate::casebook::filing::{Numbers, Prepared, prepare};
use crate::casebook::intake::{Sink, Stopped};
use crate::rules::Rules;
use crate::stages::Kind;

/// What the links of a page in a folder are seen from that does not say where it is from.
pub(in crate::casebook) const FOLDER: &str = "https://folder.invalid/";

/// Reads a page, takes of its files those that `find` has, and hands it on. What is not there is not asked for.
pub(in crate::casebook) fn brought(
    sink: &Sink<'_>,
    arrival: Arrival,
    find: &mut dyn FnMut(&Belonging) -> Option<Arrival>,
) -> Result<(), Stopped> {
    let mut page = sink.read(arrival);
    for at in 0..page.files.len() {
        let Some(found) = page.files.get(at).and_then(&mut *find) else { continue };
        // One that is too much is told, and not kept.
        if !is_full(&mut page, at) {
            take(sink.means(), &mut page, at, found);
        }
    }
    files_of_page(&mut page);
    settle(&mut page);
    sink.put(page)
}

/// Whether it may be a file of a page: a page that stands at its address is none.
pub(in crate::casebook) fn may_be_file(found: &Arrival) -> bool {
    let is_page = found.kind() == Kind::Page && super::arrived::is_markup(found.content());
    !found.content().is_empty() && !is_page
}

/// Takes the file `at` of a page. It is judged by its link and by what it is, as one that was fetched.
fn take(means: (&Rules, &Numbers), page: &mut Prepared, at: usize, mut found: Arrival) {
    let (given, place) = (page.arrival.given.clone(), page.arrival.place());
    let Some(belonging) = page.files.get_mut(at) else { return };
    let mut came = match belonging.came {
        Came::Shut(why) => Came::Shut(why),
        _ => by_form(&found, belonging.file.form),
    };
    let title = Some(belonging.file.words.clone()).filter(|words| !words.is_empty());
    let of = AttachmentOf { page: place, link: belonging.file.url.clone(), came: Some(came.clone()) };
    found.given = Given { title, attachment: Some(of), seen_from: None, files: Vec::new(), ..given };
    let is_packed = found.kind() == Kind::Zip;
    if let Payload::Answer(answer) = &mut found.payload {
        answer.is_unread |= came != Came::Kept || is_packed;
    }
    let mut file = prepare(found, means.0, means.1);
    file.is_aside = true;
    let of_members = unpack(means, &mut file).err();
    let of_persons = || is_of_persons(&file).then_some(Shut::Columns);
    if let Some(why) = of_members.or_else(of_persons).filter(|_| came == Came::Kept) {
        came = Came::Shut(why);
        file.leave_unread();
    }
    if matches!(came, Came::Shut(_)) {
        file.arrival.given.visibility = Some(Visibility::Private);
    }
    set(&mut file, &came);
    belonging.came = came;
    belonging.captures.push(file);
}

/// What data is kept in, and what is not read, stays shut.
fn by_form(found: &Arrival, form: Form) -> Came {
    match found.kind() {
        Kind::Zip if form == Form::Archive => Came::Kept,
        Kind::Page | Kind::Sheets | Kind::Zip | Kind::Other(_) => Came::Shut(Shut::DataFile),
        _ => Came::Kept,
    }
}
