//! What came of a file: kept and read, kept and shut, or something else.

use jikenbo_collect::Error as FetchError;
use jikenbo_collect::attachment::{Form, Shut, has_columns_of_persons, led_to};
use jikenbo_collect::fetch::{Exchange, Fetched};
use jikenbo_model::Visibility;

use super::{Came, unpack};
use crate::Error;
use crate::casebook::arrive::{Arrival, AttachmentOf, Given, Payload, arrived, aside, unanswered};
use crate::casebook::fetching::given_to;
use crate::casebook::filing::{Numbers, Prepared, prepare};
use crate::rules::Rules;
use crate::stages::Kind;

/// Takes what came of the file `at` of a page; why there is no answer, where that is so. Its bytes are kept whatever they are.
/// What came is judged as its link was: a workbook, rows of data, an archive, and what has columns of persons, are kept private
/// and not read, unless an editor opened it.
pub(in crate::casebook) fn came(
    (rules, numbers): (&Rules, &Numbers),
    page: &mut Prepared,
    at: usize,
    mut fetched: Fetched,
) -> Option<FetchError> {
    let read = |arrival| prepare(arrival, rules, numbers);
    let (given, Some(url)) = (page.arrival.given.clone(), page.arrival.url.clone()) else { return None };
    let belonging = page.files.get_mut(at)?;
    let asked: Vec<String> = fetched.exchanges.iter().map(|one| one.url.clone()).collect();
    let (given, _) = given_to(&given, false, asked.iter().map(String::as_str));
    let mut plain = Given { title: None, ..given };
    let last = if fetched.error.is_none() { fetched.exchanges.pop() } else { None };
    let failed = failed(&fetched);
    // An editor wants it whatever it holds.
    let is_opened = matches!(belonging.came, Came::Shut(_));
    if matches!(failed, Came::Shut(_)) {
        plain.visibility = Some(Visibility::Private);
    }
    let asides = fetched.rules.into_iter().chain(fetched.exchanges);
    belonging.captures.extend(asides.map(|exchange| read(aside(exchange, plain.clone()))));
    belonging.captures.extend(fetched.failure.map(|failure| read(unanswered(failure, plain.clone()))));
    let Some(exchange) = last else {
        belonging.came = failed;
        return fetched.error;
    };
    let title = Some(belonging.file.words.clone()).filter(|words| !words.is_empty());
    let of = AttachmentOf { page: url, link: belonging.file.url.clone(), came: None };
    let may_be_packed = belonging.file.form == Form::Archive;
    let given = Given { attachment: Some(of), title, ..plain };
    let (arrival, came) = judged(exchange, given, (is_opened, may_be_packed));
    let mut file = read(arrival);
    file.is_aside = true;
    set(&mut file, &came);
    let of_members = unpack((rules, numbers), &mut file).err();
    let of_persons = || is_of_persons(&file).then_some(Shut::Columns);
    let shut = of_members.or_else(of_persons).filter(|_| came == Came::Kept);
    belonging.came = shut.map_or(came, Came::Shut);
    if matches!(belonging.came, Came::Shut(_)) {
        file.leave_unread();
        file.arrival.given.visibility = Some(Visibility::Private);
    }
    set(&mut file, &belonging.came);
    belonging.captures.push(file);
    None
}

/// Notes with a file what came of it.
pub(super) fn set(file: &mut Prepared, came: &Came) {
    if let Some(of) = &mut file.arrival.given.attachment {
        of.came = Some(came.clone());
    }
}

/// Whether what was read of a file is a table of persons.
pub(in crate::casebook) fn is_of_persons(file: &Prepared) -> bool {
    file.document.as_ref().is_some_and(|document| has_columns_of_persons(&document.text))
}

/// What was answered, left unread unless it is to be read, and what that is.
fn judged(exchange: Exchange, given: Given, (is_opened, may_be_packed): (bool, bool)) -> (Arrival, Came) {
    let (page, link) =
        given.attachment.as_ref().map(|of| (of.page.clone(), of.link.clone())).unwrap_or_default();
    // What the link itself says was judged with its words.
    let led = if exchange.url == link { None } else { led_to(&page, &exchange.url) };
    let is_empty = exchange.body.is_empty();
    let (mut arrival, unread) = arrived(exchange, given);
    let kind = arrival.kind();
    let is_page = kind == Kind::Page && is_markup(arrival.content());
    let came = match (unread, kind) {
        (Some(Error::Status { status, .. }), _) => Came::Failed(status.to_string()),
        (Some(Error::BrokeOff { .. }), _) => Came::Failed("broke-off".to_owned()),
        _ if is_empty => Came::Failed("empty".to_owned()),
        (None, _) if is_page => Came::Failed("no_file".to_owned()),
        _ if is_opened => Came::Opened,
        (None, Kind::Zip) if may_be_packed => led.map_or(Came::Kept, Came::Shut),
        (Some(_), _) | (None, Kind::Page | Kind::Sheets | Kind::Zip | Kind::Other(_)) => {
            Came::Shut(Shut::DataFile)
        }
        (None, _) => led.map_or(Came::Kept, Came::Shut),
    };
    if let Payload::Answer(answer) = &mut arrival.payload {
        answer.is_unread |= !matches!(came, Came::Kept | Came::Opened) || kind == Kind::Zip;
    }
    // A page that comes for everybody else may be one for whoever signs in.
    if matches!(came, Came::Shut(_)) || is_page {
        arrival.given.visibility = Some(Visibility::Private);
    }
    (arrival, came)
}

pub(super) fn is_markup(content: &[u8]) -> bool {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    content.trim_ascii_start().starts_with(b"<")
}

/// A word for why nothing came, or why it stays shut.
fn failed(fetched: &Fetched) -> Came {
    let word = match (&fetched.failure, &fetched.error) {
        (Some(failure), _) => failure.fault.word(),
        (None, Some(FetchError::Shut { why, .. })) => return Came::Shut(*why),
        (None, Some(FetchError::Inside { .. })) => "inside",
        (None, Some(FetchError::Robots { .. } | FetchError::NoRobots { .. })) => "robots",
        (None, Some(FetchError::Later { .. })) => "later",
        (None, _) => "other",
    };
    Came::Failed(word.to_owned())
}
