//! Opening a file that was shut.

use jikenbo_archive::Place;
use jikenbo_casebook::attachments::{self, Attachment, State};
use jikenbo_casebook::known::{self, Known, by_payload};
use jikenbo_casebook::{captures, show};
use jikenbo_collect::attachment::{File, Form, Shut};
use jikenbo_collect::fetch::{self, fetch};
use jikenbo_model::{CaptureId, ReportId, Visibility};

use super::{Edited, Told};
use crate::Error;
use crate::casebook::arrive::{Arrival, AttachmentOf, Given, Payload, target, unread};
use crate::casebook::attaching::{Belonging, Came, came, unpack};
use crate::casebook::fetching::{Fetching, Waiting, agent};
use crate::casebook::filing::{Batch, Prepared, prepare};
use crate::casebook::intake::file_batch;
use crate::casebook::{Casebook, naming};
use crate::stages::Kind;

/// Opens the file `number` of the report that `name` stands for: it is fetched if it is not kept, lies beside the page where only
/// its adder sees it, and is read. It needs a reason. Undone, it is shut again; what was fetched stays until it is erased.
///
/// # Errors
/// [`Error::NoReason`], those of [`naming::report`]; [`Error::NotThat`] where there is no such file or it is open;
/// [`Error::NoFile`] where something else came; [`Error::Archive`], [`Error::Casebook`].
pub fn open(casebook: &mut Casebook, name: &str, number: u32, fetching: &Fetching) -> Result<Edited, Error> {
    casebook.reason()?;
    let (report, file) = wanted(casebook, name, number)?;
    let capture = match kept(casebook, &file)? {
        Some(capture) => capture,
        None => fetched(casebook, &file, fetching)?,
    };
    let plan = |_: &mut jikenbo_casebook::Read<'_>| Ok(());
    let written = casebook.edit("attachment", plan, |tx, ()| {
        attachments::open(tx, &file, report, capture)?;
        Ok(vec![Told::File { capture }])
    })?;
    Ok(written.into())
}

/// The report, and the file of its page.
fn wanted(casebook: &mut Casebook, name: &str, number: u32) -> Result<(ReportId, Attachment), Error> {
    let mut read = casebook.read_all()?;
    let report = naming::report(&mut read, name)?;
    let none = || Error::NoSuchReport { name: name.to_owned() };
    let page = show::report(&mut read, report)?.ok_or_else(none)?.capture.id;
    let files = attachments::of(&mut read, &[page])?.remove(&page).unwrap_or_default();
    let found = files.into_iter().find(|file| file.number == number);
    let shut = found.filter(|file| matches!(file.state, State::Shut | State::Failed));
    let missing =
        || Error::NotThat { expected: "the number of a file that is shut", got: number.to_string() };
    Ok((report, shut.ok_or_else(missing)?))
}

/// Reads the file out of the archive, where it lies shut; the capture as which it is filed. `None` where it does not lie there.
fn kept(casebook: &mut Casebook, file: &Attachment) -> Result<Option<CaptureId>, Error> {
    let Some(capture) = file.capture.filter(|_| file.state == State::Shut) else { return Ok(None) };
    let Some(page) = known(casebook, file.page)? else { return Ok(None) };
    let Some(mut arrival) = archived(casebook, capture)? else { return Ok(None) };
    let (link, came) = (file.url.clone(), Some(Came::Opened));
    let place = target(page.url.as_deref(), page.name.as_deref());
    arrival.given.attachment = Some(AttachmentOf { page: place, link, came });
    arrival.given.visibility = Some(Visibility::Private);
    let rules = std::sync::Arc::clone(casebook.rules()?);
    let is_read = arrival.kind() != Kind::Zip && arrival.kind().unread().is_none();
    let mut read = prepare(arrival, &rules, &casebook.numbers);
    read.reports.clear();
    // What an editor opens is read whatever it holds.
    let _: Result<(), Shut> = unpack((&rules, &casebook.numbers), &mut read);
    if !is_read {
        read.leave_unread_itself();
    }
    let mut batch = Batch::default();
    batch.add(read);
    let outcomes = file_batch(casebook, "attachment", batch)?;
    Ok(outcomes.first().and_then(|outcome| outcome.capture))
}

/// A capture out of the archive; where it only says that its bytes are an earlier one's, with those.
fn archived(casebook: &mut Casebook, capture: CaptureId) -> Result<Option<Arrival>, Error> {
    let Some(own) = known(casebook, capture)? else { return Ok(None) };
    let root = casebook.root.clone();
    let mut read = casebook.read_all()?;
    for one in by_payload(&mut read, &own.payload_sha256)? {
        let Some(record) = captures::records(&mut read, one.capture)?.into_iter().next() else { continue };
        let place = Place {
            file: &record.place.file,
            offset: record.place.start,
            length: record.place.length,
            sha256: record.place.sha256.parse().ok(),
        };
        if let Some(found) = unread(&root, place, (own.url.clone(), own.name.clone()))? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn known(casebook: &mut Casebook, capture: CaptureId) -> Result<Option<Known>, Error> {
    let found = known::all(&mut casebook.read_all()?, Some(CaptureId(capture.0 - 1)), 1)?.pop();
    Ok(found.filter(|found| found.capture == capture))
}

/// Fetches the file and files it, whatever came; the capture as which it is kept. From then on it is the page's, as shut as it was.
fn fetched(casebook: &mut Casebook, file: &Attachment, fetching: &Fetching) -> Result<CaptureId, Error> {
    let (agent, clock) = (agent(casebook), Waiting::of(casebook));
    let web = fetching.web(&agent, &clock);
    let answer = fetch(&web, &file.url, &fetch::Known::default());
    drop(web);
    let numbers = casebook.numbers.clone();
    let rules = std::sync::Arc::clone(casebook.rules()?);
    let mut page = page_of(casebook, file)?;
    let source = came((&rules, &numbers), &mut page, 0, answer);
    let none = |came: String, source| Error::NoFile { url: file.url.clone(), came, source };
    let Some(belonging) = page.files.pop() else { return Err(none("nothing".to_owned(), None)) };
    let (mut batch, mut of) = (Batch::default(), None);
    for (at, mut capture) in belonging.captures.into_iter().enumerate() {
        capture.reports.clear();
        of = capture.arrival.given.attachment.is_some().then_some(at).or(of);
        batch.add(capture);
    }
    let outcomes = if batch.is_empty() { Vec::new() } else { file_batch(casebook, "attachment", batch)? };
    if let Came::Failed(came) = belonging.came {
        return Err(none(came, source.map(Box::new)));
    }
    if outcomes.iter().any(|outcome| outcome.erased.is_some()) {
        return Err(none("erased".to_owned(), None));
    }
    let own = of.and_then(|at| outcomes.get(at)).and_then(|outcome| outcome.capture);
    own.ok_or_else(|| none("nothing".to_owned(), None))
}

/// The page with nothing but its file, as far as it is needed to take what comes.
fn page_of(casebook: &mut Casebook, file: &Attachment) -> Result<Prepared, Error> {
    let owner = casebook.worker().who.clone();
    let url = known(casebook, file.page)?.and_then(|page| page.url).unwrap_or_default();
    let given = Given { visibility: Some(Visibility::Private), owner, ..Given::default() };
    let arrival = Arrival {
        label: url.clone(),
        name: None,
        url: Some(url),
        at: None,
        given,
        payload: Payload::Same { sha256: String::new() },
        records: Vec::new(),
    };
    let form = Form::from_word(&file.form).unwrap_or(Form::Pdf);
    let (url, words) = (file.url.clone(), file.words.clone());
    let own = Belonging {
        file: File { url, words, form, shut: None },
        // What an editor opens is read whatever it holds.
        came: Came::Shut(Shut::DataFile),
        captures: Vec::new(),
    };
    let rules = std::sync::Arc::clone(casebook.rules()?);
    Ok(Prepared { files: vec![own], ..prepare(arrival, &rules, &casebook.numbers) })
}
