//! The pages of a WARC file of any origin.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};
use std::path::Path;

use jikenbo_archive::{Found, Limits, Message, RecordKind, Records};

use super::{Answer, Arrival, DOCUMENT, Given, Payload, fields};
use crate::decode::Hints;
use crate::stages::Kind;
use crate::{Error, stages};

/// Requests and notes that wait for their answer.
const WAITING: usize = 64;

/// The captures of a WARC file that are pages or files that are read (answered with status 200; no pictures), each with its request and
/// what was noted of it. All else is passed over and counted.
pub(crate) struct Captures {
    name: String,
    records: Records<BufReader<File>>,
    given: Given,
    wanted: Wanted,
    /// Where the file begins that is read.
    begin: u64,
    /// Whether places are those in what the file unpacks to.
    is_unpacked: bool,
    waiting: VecDeque<Part>,
    ready: Option<Ready>,
    /// Where the first record of the capture begins that was given last, if it can be read from there; in what the file
    /// [unpacks to](Self::unpacked) it always can.
    pub(crate) start: Option<u64>,
    /// Captures that are no pages.
    pub(crate) passed_over: usize,
    /// What is wrong behind the page that is ready.
    problem: Option<Error>,
    over: bool,
}

/// What of a file is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::casebook) enum Wanted {
    /// Pages and files that are read, but no pictures.
    Documents,
    /// What may be a file that belongs to a page.
    Files,
    /// Whatever was answered.
    Anything,
}

impl Wanted {
    fn may_be(self, content_type: &str) -> bool {
        match self {
            Self::Documents => may_be_document(content_type),
            Self::Files => may_be_file(content_type),
            Self::Anything => true,
        }
    }

    fn is(self, bytes: &[u8], content_type: &str) -> bool {
        match self {
            Self::Documents => is_document(bytes, content_type),
            Self::Files => !bytes.is_empty() && may_be_file(content_type),
            Self::Anything => !bytes.is_empty(),
        }
    }
}

/// A request or a note.
struct Part {
    about: String,
    kind: RecordKind,
    media_type: String,
    block: Vec<u8>,
    start: Option<u64>,
}

/// A capture that a request or a note may follow.
struct Ready {
    id: String,
    arrival: Arrival,
    start: Option<u64>,
}

/// One step through the file.
enum Step {
    /// It goes on; the page that is complete now.
    Goes(Option<Box<Ready>>),
    /// Nothing follows.
    Ends,
}

impl Captures {
    /// Opens the file.
    ///
    /// # Errors
    /// [`Error::Read`], [`Error::Archive`] where it is no WARC file.
    pub(crate) fn open(path: &Path, given: Given) -> Result<Self, Error> {
        Self::open_at((path, 0), given, Wanted::Documents)
    }

    /// Opens the file where a record begins; gives the captures whose content and media type are `wanted`.
    ///
    /// # Errors
    /// Those of [`open`](Self::open).
    pub(crate) fn open_at((path, begin): (&Path, u64), given: Given, wanted: Wanted) -> Result<Self, Error> {
        let failed = |source| Error::Read { name: path.display().to_string(), source };
        Self::of((path, File::open(path).map_err(failed)?), begin, given, wanted)
    }

    /// As [`open_at`](Self::open_at), of a file that is open, or what it unpacked to.
    ///
    /// # Errors
    /// Those of [`open`](Self::open).
    pub(crate) fn of(
        (path, mut file): (&Path, File),
        begin: u64,
        given: Given,
        wanted: Wanted,
    ) -> Result<Self, Error> {
        let name = path.display().to_string();
        let failed = |source| Error::Read { name: name.clone(), source };
        file.seek(SeekFrom::Start(begin)).map_err(failed)?;
        let records =
            Records::new(name.clone(), BufReader::with_capacity(256 << 10, file), Limits::default())?;
        Ok(Self {
            name,
            records,
            given,
            wanted,
            begin,
            is_unpacked: false,
            waiting: VecDeque::new(),
            ready: None,
            start: None,
            passed_over: 0,
            problem: None,
            over: false,
        })
    }

    /// The same, its places told as those in what the file unpacks to.
    pub(crate) fn unpacked(self, is_unpacked: bool) -> Self {
        Self { is_unpacked, ..self }
    }

    /// The next page; `None` at the end.
    ///
    /// # Errors
    /// [`Error::Archive`] where the file is damaged; what was read before stays, nothing follows.
    pub(crate) fn next_capture(&mut self) -> Result<Option<Arrival>, Error> {
        while !self.over {
            let step = match self.problem.take() {
                Some(problem) => Err(problem),
                None => self.step(),
            };
            match (step, self.ready.take()) {
                (Ok(Step::Goes(None)), ready) => self.ready = ready,
                (Ok(Step::Goes(whole)), ready) => {
                    self.ready = ready;
                    return Ok(self.given_out(whole.map(|whole| *whole)));
                }
                (Ok(Step::Ends), ready) => {
                    self.over = true;
                    return Ok(self.given_out(ready));
                }
                // A page that was whole comes before the damage behind it.
                (Err(problem), Some(ready)) => {
                    self.problem = Some(problem);
                    return Ok(self.given_out(Some(ready)));
                }
                (Err(problem), None) => {
                    self.over = true;
                    return Err(problem);
                }
            }
        }
        Ok(None)
    }

    fn given_out(&mut self, whole: Option<Ready>) -> Option<Arrival> {
        let Ready { arrival, start, .. } = whole?;
        self.start = start;
        Some(arrival)
    }

    fn step(&mut self) -> Result<Step, Error> {
        match self.records.next_record()? {
            Some(found) => Ok(Step::Goes(self.take(found)?.map(Box::new))),
            None => Ok(Step::Ends),
        }
    }

    /// Takes a record up; the page that it shows to be complete.
    fn take(&mut self, found: Found) -> Result<Option<Ready>, Error> {
        let Some(kind) = found.header.kind() else { return Ok(None) };
        match kind {
            RecordKind::Request | RecordKind::Metadata => {
                let about =
                    found.header.get("WARC-Concurrent-To").or_else(|| found.header.get("WARC-Refers-To"));
                let about = bare(about.unwrap_or_default()).to_owned();
                let media_type =
                    found.header.get("Content-Type").unwrap_or("application/octet-stream").to_owned();
                let block = self.records.read_block()?;
                self.belongs(Part { about, kind, media_type, block, start: self.start_of(&found) });
                Ok(None)
            }
            RecordKind::Response | RecordKind::Resource => {
                let next = self.begin(&found, kind)?;
                Ok(std::mem::replace(&mut self.ready, next))
            }
            _ => Ok(None),
        }
    }

    fn start_of(&self, found: &Found) -> Option<u64> {
        if self.is_unpacked {
            return Some(self.begin + found.unpacked);
        }
        found.is_aligned.then_some(self.begin + found.offset)
    }

    fn belongs(&mut self, part: Part) {
        match &mut self.ready {
            Some(ready) if ready.id == part.about => join(&mut ready.arrival, part),
            _ => {
                self.waiting.push_back(part);
                if self.waiting.len() > WAITING {
                    self.waiting.pop_front();
                }
            }
        }
    }

    fn begin(&mut self, found: &Found, kind: RecordKind) -> Result<Option<Ready>, Error> {
        let header = &found.header;
        let id = bare(header.get("WARC-Record-ID").unwrap_or_default()).to_owned();
        let Some(payload) = self.payload(found, kind, &id)? else {
            self.passed_over += 1;
            return Ok(None);
        };
        let url = header.target_uri().map(|url| url.strip_prefix(DOCUMENT).unwrap_or(url).to_owned());
        let label = url.clone().unwrap_or_else(|| format!("{}:{}", self.name, found.offset));
        let mut arrival = Arrival {
            label,
            name: None,
            url,
            at: header.date(),
            given: self.given.clone(),
            payload,
            records: Vec::new(),
        };
        let (own, others): (Vec<_>, Vec<_>) = self.waiting.drain(..).partition(|part| part.about == id);
        let start = own.first().map_or(self.start_of(found), |first| first.start);
        own.into_iter().for_each(|part| join(&mut arrival, part));
        self.waiting = others.into();
        Ok(Some(Ready { id, arrival, start }))
    }

    fn payload(&mut self, found: &Found, kind: RecordKind, id: &str) -> Result<Option<Payload>, Error> {
        // What a browser had of its page's parts: the page as it was shown is a record of its own.
        if found.header.get(fields::REBUILT).is_some() || found.header.get(fields::STATUS).is_some() {
            return Ok(None);
        }
        if kind == RecordKind::Resource {
            let content_type = found.header.get("Content-Type").unwrap_or("text/html").to_owned();
            if !self.wanted.may_be(&content_type) {
                return Ok(None);
            }
            let bytes = self.records.read_block()?;
            return Ok(self.wanted.is(&bytes, &content_type).then_some(Payload::File(bytes)));
        }
        if !found.header.is_http() {
            return Ok(None);
        }
        let block = self.records.read_block()?;
        let wanted = |bytes: &[u8], content_type: &str| self.wanted.is(bytes, content_type);
        Ok(answer(block, id, &wanted).map(|answer| Payload::Answer(Box::new(answer))))
    }
}

/// The answer in a block, where its content and media type are `wanted`.
pub(super) fn answer(block: Vec<u8>, id: &str, wanted: &dyn Fn(&[u8], &str) -> bool) -> Option<Answer> {
    let message = Message::parse(&block);
    let content_type = message.get("Content-Type").map(str::to_owned);
    let is_ok = message.status() == Some(200);
    let named = content_type.as_deref().unwrap_or("text/html");
    let content =
        message.content(Limits::default().block).filter(|content| is_ok && wanted(content, named))?;
    let body = message.body.to_vec();
    let head = block[..block.len() - body.len()].to_vec();
    let record = Some(id.to_owned()).filter(|id| !id.is_empty());
    Some(Answer {
        head,
        content: Some(content).filter(|content| *content != body),
        body,
        content_type,
        request: None,
        metadata: None,
        record,
        fields: Vec::new(),
        is_aside: false,
        is_unread: false,
    })
}

fn join(arrival: &mut Arrival, Part { kind, media_type, block, .. }: Part) {
    let Payload::Answer(answer) = &mut arrival.payload else { return };
    match kind {
        RecordKind::Request => answer.request = Some(block),
        _ => answer.metadata = Some((media_type, block)),
    }
}

pub(super) fn is_page(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(kind.as_str(), "text/html" | "application/xhtml+xml" | "text/plain")
}

/// Whether what is named so may be a page or a file that is read; what a picture shows in a crawl belongs to a page.
fn may_be_document(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let other = ["image/", "audio/", "video/", "font/", "text/"];
    is_page(content_type) || !other.iter().any(|start| kind.starts_with(start))
}

/// Whether these bytes, named so, are a page or a file that is read, but no picture.
fn is_document(bytes: &[u8], content_type: &str) -> bool {
    is_read(bytes, content_type) && !matches!(kind(bytes, content_type), Kind::Picture(_))
}

/// Whether what is named so may be a file that belongs to a page.
fn may_be_file(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let of_sites = ["audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript"];
    !is_page(content_type) && !of_sites.iter().any(|start| kind.starts_with(start))
}

/// Whether these bytes, named so, are of a form that is read.
pub(super) fn is_read(bytes: &[u8], content_type: &str) -> bool {
    let kind = kind(bytes, content_type);
    let is_named = kind != Kind::Page || is_page(content_type);
    !bytes.is_empty() && is_named && kind.unread().is_none()
}

fn kind(bytes: &[u8], content_type: &str) -> Kind {
    stages::kind(bytes, Hints { content_type: Some(content_type), name: None })
}

fn bare(id: &str) -> &str {
    id.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(id)
}
