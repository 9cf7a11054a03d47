mod hint;

use std::io;
use std::path::PathBuf;

/// Why a use case could not be done. [`hint`](Self::hint) says what can be done about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store of a casebook refused.
    #[error(transparent)]
    Casebook(#[from] jikenbo_casebook::Error),
    /// The archive of a casebook refused.
    #[error(transparent)]
    Archive(#[from] jikenbo_archive::Error),
    /// An address could not be fetched.
    #[error(transparent)]
    Collect(#[from] jikenbo_collect::Error),
    /// An address was answered with an error.
    #[error("`{url}` was answered with the status {status}; the answer is kept")]
    Status {
        /// The address.
        url: String,
        /// The status.
        status: u16,
    },
    /// A place that was only tried has no page.
    #[error("`{url}` was answered with the status {status}")]
    Refused {
        /// The address.
        url: String,
        /// The status of the answer.
        status: u16,
    },
    /// An answer broke off.
    #[error("the answer of `{url}` broke off; what came of it is kept: {fault}")]
    BrokeOff {
        /// The address.
        url: String,
        /// Why.
        fault: String,
    },
    /// An answer is no page.
    #[error("expected a page at `{url}`, but found {found}; it is kept")]
    NoPage {
        /// The address.
        url: String,
        /// What it is.
        found: String,
    },
    /// The words of a page come by scripts.
    #[error("`{url}` has hardly any words without its scripts; it is kept")]
    Hollow {
        /// The address.
        url: String,
    },
    /// The links of a list come by scripts.
    #[error("`{url}` has hardly any words, and no list of links, without its scripts")]
    Scripted {
        /// The address.
        url: String,
    },
    /// Not all of an archive could be taken out.
    #[error("`{name}` was not opened whole: {found}")]
    Unpacked {
        /// The file or address.
        name: String,
        /// Why.
        found: &'static str,
    },
    /// A WARC file that was compressed as a whole could not be unpacked, so that its records cannot be read one by one.
    #[error("failed to unpack `{}`, which was compressed as a whole, into the folder for temporary files", path.display())]
    Unpacking {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// No source is called so.
    #[error("there is no source `{name}`")]
    NoSuchSource {
        /// The name.
        name: String,
    },
    /// Two sources would be called the same.
    #[error("there is a source `{name}` already")]
    SameSource {
        /// The name.
        name: String,
    },
    /// A source's address gives no feed.
    #[error("expected a feed at `{url}`, but found none")]
    NoFeed {
        /// The address.
        url: String,
        /// The feeds that the page there leads to.
        feeds: Vec<String>,
    },
    /// No list of links could be told from the rest of a page.
    #[error("expected a list of links at `{url}`, but found none")]
    NoList {
        /// The address.
        url: String,
    },
    /// A source's address gives no sitemap.
    #[error("expected a sitemap at `{url}`, but found none")]
    NoSitemap {
        /// The address.
        url: String,
    },
    /// A source says something that cannot be meant.
    #[error("expected {expected} as `{field}` of the source `{name}`, but found `{got}`")]
    SourceField {
        /// The source.
        name: String,
        /// What it says.
        field: &'static str,
        /// What can be meant.
        expected: &'static str,
        /// What was found.
        got: String,
    },
    /// Signals cannot be heard.
    #[error("failed to listen for signals")]
    Signals {
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Another process looks at the sources.
    #[error("another process looks at the sources of this casebook")]
    Collecting,
    /// An address that is not everybody's was to be public.
    #[error("`{url}` is not everybody's (`{place}`): what came from there is filed as unlisted")]
    Discreet {
        /// The address.
        url: String,
        /// What lets somebody in, or names somebody: a parameter or a part of the path.
        place: String,
    },
    /// No casebook is named, and the current folder is none.
    #[error("there is no casebook in this folder")]
    NoCasebook,
    /// A casebook was to be made in a folder that holds something else.
    #[error("expected an empty folder, but `{}` holds something", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// A folder holds nothing that could be read.
    #[error("expected pages (`.html`, `.txt`, `.pdf` …) or WARC files in `{}`, but found none", path.display())]
    NoPages {
        /// The folder.
        path: PathBuf,
    },
    /// A file is no export of the program that was named.
    #[error("expected {expected} in `{name}`, but found {found}")]
    NotAnExport {
        /// The file.
        name: String,
        /// What it should be.
        expected: &'static str,
        /// What it is.
        found: String,
    },
    /// An export is damaged.
    #[error(
        "`{name}` is damaged at line {line} (byte {offset}): {found}; {entries} whole entries stand before it"
    )]
    DamagedExport {
        /// The file.
        name: String,
        /// Where it was noticed, from 1.
        line: u64,
        /// Where it was noticed, from the file's beginning.
        offset: u64,
        /// What was found.
        found: String,
        /// How many entries can be read.
        entries: usize,
    },
    /// Another publication was to be the casebook's own.
    #[error("expected the casebook's own publication `{own}`, but found `{got}`")]
    OtherPublication {
        /// The one that it is.
        own: String,
        /// The other one.
        got: String,
    },
    /// A value holds words that are hidden.
    #[error(
        "expected a value of `{field}` without hidden words, but found words that redaction `{redaction}` hides"
    )]
    HiddenWords {
        /// The field.
        field: &'static str,
        /// What hides them.
        redaction: jikenbo_model::RedactionId,
    },
    /// A token of a share link leads nowhere.
    #[error("the link with this token is over, was taken back, or never was")]
    NoSuchLink,
    /// An address was given for several pages.
    #[error("expected one page with `--url`, but found several")]
    OnePage,
    /// An id was given that is none.
    #[error("failed to name a record")]
    Id {
        /// Why.
        #[source]
        source: jikenbo_archive::NoRecordId,
    },
    /// The system gives no chance to make ids of.
    #[error("failed to make ids")]
    Chance {
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A capture has no record that holds its bytes.
    #[error("capture `{capture}` has no record in the archive")]
    Lost {
        /// The capture.
        capture: jikenbo_model::CaptureId,
    },
    /// Nothing was filed yet, so that there is no seal.
    #[error("the casebook has no seal yet")]
    NothingSealed,
    /// No authority is named that gives time-stamps.
    #[error("no time-stamp authority is named")]
    NoAuthority,
    /// An authority could not be asked for a time-stamp.
    #[error("failed to ask the time-stamp authority `{url}`")]
    Authority {
        /// Its address.
        url: String,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A folder is no backup.
    #[error("expected a backup in `{}`", path.display())]
    NotABackup {
        /// The folder.
        path: PathBuf,
    },
    /// Others write so often that no place could be found for new reports.
    #[error("other processes kept changing the casebook")]
    Crowded,
    /// No case has this number, or it may not be seen.
    #[error("there is no case `{number}`")]
    NoSuchCase {
        /// The number.
        number: String,
    },
    /// No report has this name, or it may not be seen.
    #[error("there is no report `{name}`")]
    NoSuchReport {
        /// The name.
        name: String,
    },
    /// A case has several reports, and one was to be named.
    #[error("expected one report, but the case `{name}` has {reports}")]
    ManyReports {
        /// The case's number.
        name: String,
        /// How many.
        reports: usize,
    },
    /// No capture has this name, or it may not be seen.
    #[error("there is no capture `{name}`")]
    NoSuchCapture {
        /// The name.
        name: String,
    },
    /// Two reports or one case were expected.
    #[error("expected two reports or one case")]
    TwoReports,
    /// No organisation is called so, or it may not be seen.
    #[error("there is no organization `{name}`")]
    NoSuchOrganization {
        /// What was asked for.
        name: String,
    },
    /// A list of corporate numbers holds none.
    #[error("expected rows of corporate numbers in `{}`, but found none", path.display())]
    NoCorporations {
        /// The file.
        path: PathBuf,
    },
    /// A row of a list of sectors has no letter of one.
    #[error("expected the letter of a sector (`A` to `T`) in line {line} of `{}`, but found `{got}`", path.display())]
    Sector {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What stands there.
        got: String,
    },
    /// Several organisations are called so.
    #[error("`{name}` is the name of {organizations} organizations")]
    ManyOrganizations {
        /// The name.
        name: String,
        /// How many.
        organizations: usize,
    },
    /// Several publications number different cases so.
    #[error("`{number}` is the number of {cases} cases in other publications")]
    ManyCases {
        /// The number.
        number: String,
        /// How many.
        cases: usize,
    },
    /// No suggestion has this number.
    #[error("there is no suggestion `{id}`")]
    NoSuchSuggestion {
        /// The number.
        id: jikenbo_model::SuggestionId,
    },
    /// Words that were quoted do not stand in the report.
    #[error("expected words of report `{report}`, but found `{words}`")]
    NoSuchWords {
        /// The report.
        report: jikenbo_model::ReportId,
        /// The words.
        words: String,
    },
    /// No report would be left in a case.
    #[error("no other report would be left in `{case}`")]
    NothingLeft {
        /// The case.
        case: String,
    },
    /// There is no terminal to review on.
    #[error("expected a terminal")]
    NoTerminal,
    /// The terminal failed.
    #[error("the terminal failed")]
    Terminal {
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Something has to have a reason, and none was given.
    #[error("expected a reason in `--why`")]
    NoReason,
    /// A template cannot be filled.
    #[error(transparent)]
    Template(jikenbo_figures::TemplateError),
    /// A page of the site or a post could not be made.
    #[error(transparent)]
    Publish(#[from] jikenbo_publish::Error),
    /// A file that no build of a site made stands where one is to be written.
    #[error("`{path}` was not made by `jikenbo site build`, and is left as it is")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Another process builds a site in the same folder.
    #[error("another process builds a site in `{path}`")]
    Building {
        /// The folder.
        path: PathBuf,
    },
    /// A file among the templates of a site is named as none.
    #[error("expected the name of a template of the site, but found `{path}`")]
    NoTemplate {
        /// The file.
        path: PathBuf,
    },
    /// A file is there already where a copy was to be written.
    #[error("`{path}` is there already, and is left as it is")]
    InTheWay {
        /// The file.
        path: PathBuf,
    },
    /// A case is not published, or not public.
    #[error("the case `{number}` is not public")]
    Unpublished {
        /// The number.
        number: String,
    },
    /// A span ends before it begins.
    #[error("`--from` cannot be after `--to` (`{from}` to `{to}`)")]
    Backwards {
        /// From which month.
        from: jikenbo_figures::Month,
        /// To which.
        to: jikenbo_figures::Month,
    },
    /// Something was asked for that needs something beside.
    #[error("`{given}` needs `{beside}`")]
    Needs {
        /// What was asked for.
        given: String,
        /// What it needs.
        beside: &'static str,
    },
    /// Something else was given than can be meant.
    #[error("expected {expected}, but found `{got}`")]
    NotThat {
        /// What can be meant.
        expected: &'static str,
        /// What was given.
        got: String,
    },
    /// A whole text is to be shown, and nothing says by what right.
    #[error("expected the ground on which the whole text of `{name}` may be shown, but found none")]
    NoGround {
        /// The report.
        name: String,
    },
    /// A file that belongs to a page did not come.
    #[error("failed to fetch the file `{url}`: `{came}`")]
    NoFile {
        /// Its address.
        url: String,
        /// What came instead: a status, a word for the fault.
        came: String,
        /// Why there was no answer, where that is so.
        #[source]
        source: Option<Box<jikenbo_collect::Error>>,
    },
    /// A file could not be read.
    #[error("failed to read `{name}`")]
    Read {
        /// The file, or what stands for it.
        name: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A folder stood where a file was expected.
    #[error("expected a file, but `{}` is a folder", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// There was nothing in it.
    #[error("`{name}` is empty")]
    Empty {
        /// The file, or what stands for it.
        name: String,
    },
    /// It is no text.
    #[error("expected a page, a PDF or Office file or a picture, but `{name}` looks like {found}")]
    Binary {
        /// The file, or what stands for it.
        name: String,
        /// What it looks like.
        found: &'static str,
    },
    /// Something could not be written.
    #[error("failed to write `{name}`")]
    Write {
        /// The file, or what stands for it.
        name: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// No page could be read, so that there is nothing to write.
    #[error("nothing was read, `{}` is left as it was", path.display())]
    NothingRead {
        /// Where the result was to go.
        path: PathBuf,
    },
    /// The settings do not say what they must.
    #[error("failed to read the settings `{}`", path.display())]
    Settings {
        /// The settings file.
        path: PathBuf,
        /// Why.
        #[source]
        source: toml::de::Error,
    },
    /// An environment variable holds a value that it cannot hold.
    #[error("expected {expected} in `{name}`, but found `{got}`")]
    Environment {
        /// The variable.
        name: &'static str,
        /// What it holds.
        got: String,
        /// What it may hold.
        expected: &'static str,
    },
    /// Word lists or heading forms contradict themselves or cannot be read.
    #[error("the rules in `{}` cannot be used", path.display())]
    Rules {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Reference facts or predictions are not in the form of `docs/facts.md`.
    #[error("failed to read facts from `{name}`, line {line}")]
    Facts {
        /// The file, or what stands for it.
        name: String,
        /// The line at fault, from 1.
        line: usize,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
}

impl Error {
    /// One line on what can be done about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Casebook(error) => error.hint(),
            Self::Archive(error) => error.hint(),
            Self::Collect(error) => error.hint(),
            Self::Publish(error) => error.hint(),
            Self::NoPage { .. } => Some("only HTML and plain text can be read: save its text and add that"),
            Self::Discreet { .. } => Some("with `jikenbo add --confirm` it is public"),
            Self::NothingSealed => Some("add a page first: what is filed is sealed"),
            Self::NoAuthority => Some(
                "name one with `--authority URL`, or for good with `timestamp = \"URL\"` in `casebook.toml`",
            ),
            Self::Authority { .. } => Some("nothing was changed: try again later, or ask another one"),
            Self::NoCasebook => Some("name one with `--casebook DIR`, or make one with `jikenbo init DIR`"),
            Self::NotEmpty { .. } => Some("name a folder that is empty or not there yet"),
            Self::Building { .. } => Some("wait until it is done, then build again; nothing was written"),
            Self::Foreign { .. } => {
                Some("move it away, or build into a folder that is empty or not there yet")
            }
            Self::NotAnExport { .. } => Some(
                "Blogger gives a `.xml` or `feed.atom`, WordPress a `.xml` (WXR); unpack an archive first",
            ),
            Self::DamagedExport { .. } => {
                Some("export it again; with `--partial` what stands before is imported, without it nothing")
            }
            Self::OtherPublication { .. } => Some(
                "a casebook is one publication: name it in `casebook.toml` (`publication`), or leave the flag out",
            ),
            Self::HiddenWords { .. } => Some(
                "hide the field first (`jikenbo redact REPORT --field FIELD`), or show the words again (`jikenbo redact --lift N`)",
            ),
            Self::Unpacking { .. } => Some(
                "make room there, name another folder in `TMPDIR`, or compress the file record by record: `warcio recompress OLD NEW`",
            ),
            Self::OnePage => Some("add pages with an address one by one"),
            Self::Lost { .. } => Some("`jikenbo verify` tells what else is missing"),
            Self::NotABackup { .. } => Some(
                "a backup is a folder with `casebook.toml` and `store.jsonl`, as `jikenbo backup` makes it",
            ),
            Self::Crowded => Some("wait until the other processes are done, then try again"),
            Self::NoTerminal => {
                Some("`jikenbo suggestions` and `jikenbo list --json` tell without one what waits")
            }
            Self::NothingLeft { .. } => Some("to give it to another case, use `jikenbo link`"),
            Self::Read { source, .. } if source.kind() == io::ErrorKind::NotFound => {
                Some("check the spelling; `-` reads from standard input")
            }
            Self::Read { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                Some("the file is there, but this user may not read it")
            }
            Self::Write { source, .. } => hint::of_write(source.kind()),
            Self::Folder { .. } => Some("name the files in it, such as `jikenbo extract FOLDER/*.html`"),
            Self::Empty { .. } => Some("save the page again; the download may have been cut short"),
            Self::Binary { .. } => {
                Some("save it as PDF, DOCX, XLSX or HTML, or copy its text into a .txt file")
            }
            Self::Rules { .. } => Some("docs/facts.md lists the words that a list may name"),
            _ => self.naming_hint().or_else(|| self.source_hint()),
        }
    }

    /// Whether the reader of the output has gone away (`| head`), which is no fault.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Write { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
    }

    /// Names `write` as what failed.
    pub fn writing(name: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let name = name.into();
        move |source| Self::Write { name, source }
    }
}
