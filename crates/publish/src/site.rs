use std::collections::BTreeSet;

use jikenbo_model::CaseId;

use crate::cards::{self, Card};
use crate::changes::Made;
use crate::counted::Counted;
use crate::entry::{self, Entry};
use crate::filling::Filling;
use crate::fingerprint::Fingerprint;
use crate::input::{About, Case};
use crate::kept::{Apart, Kept};
use crate::pages::{self, Framed, Setting, Titled};
use crate::past::Gone;
use crate::place;
use crate::templates::Templates;
use crate::words::{Words, words};
use crate::{Error, finishing};

/// Where files go, one at a time: their path from the site's root, and their bytes.
pub type Sink<'s> = dyn FnMut(&str, &[u8]) + 's;

/// Where files go that may be there already.
pub trait Files {
    /// Leaves the file at `path` as it is where it was made of the same; whether it was.
    fn same(&mut self, path: &str, of: Fingerprint) -> bool;

    /// Takes a file: its path from the site's root, its bytes, and of what it was made, where that is known.
    fn put(&mut self, path: &str, bytes: &[u8], of: Option<Fingerprint>);

    /// Where files of an earlier build stay: the file at `path` does so no longer, unless it is the same or put again.
    fn doubt(&mut self, path: &str);

    /// As [`doubt`](Self::doubt), of the files that stand in `folder` itself.
    fn doubt_in(&mut self, folder: &str);
}

/// Nothing of one's own.
static PROGRAM: Templates = Templates::none();

/// A site that is being made: cases are handed in one by one, in any order, and their pages go out at once; what lists them
/// follows when it is [finished](Site::finish).
pub struct Site<'t> {
    pub(crate) about: About,
    pub(crate) words: &'static Words,
    pub(crate) filling: Filling<'t>,
    pub(crate) templates: &'t Templates,
    #[expect(clippy::vec_box, reason = "they are moved from where they are kept, and are large")]
    pub(crate) entries: Vec<Box<Entry<'t>>>,
    pub(crate) counted: Counted<'t>,
    pub(crate) gone: Vec<Gone>,
    pub(crate) under: String,
    pub(crate) before: Made,
    /// The cases that are otherwise than an earlier build showed them, as they were and as they are, where all other files stay.
    #[expect(clippy::vec_box, reason = "as of the entries")]
    pub(crate) changed: Option<Vec<Box<Entry<'t>>>>,
}

impl<'t> Site<'t> {
    /// A site without cases, with the program's templates.
    ///
    /// # Errors
    /// [`Error::Template`] where a template is none.
    pub fn new(about: About) -> Result<Self, Error> {
        Self::with(about, &PROGRAM)
    }

    /// As [`new`](Self::new), with `templates` in place of the program's.
    ///
    /// # Errors
    /// [`Error::Template`] where a template is none, [`Error::NoValue`] where one of one's own names what no page has.
    pub fn with(about: About, templates: &'t Templates) -> Result<Self, Error> {
        let words = words(about.lang);
        let filling = Filling::new(templates, words)?;
        let setting = Setting { about: &about, words };
        let titled = Titled { path: place::FRONT, title: "", description: "", noindex: false };
        filling.check(&setting.head(&titled))?;
        Ok(Self {
            about,
            words,
            filling,
            templates,
            entries: Vec::new(),
            counted: Counted::default(),
            gone: Vec::new(),
            under: String::new(),
            before: Made::default(),
            changed: None,
        })
    }

    /// The casebook as it tells of it.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Writes the pages of `case` and of its reports. A case without reports is left out.
    ///
    /// # Errors
    /// [`Error::Template`], [`Error::LeftOut`], [`Error::Kept`].
    pub fn case(&mut self, case: &Case, sink: &mut Sink<'_>) -> Result<(), Error> {
        let kept = self.pages(case, sink)?;
        kept.into_iter().for_each(|kept| self.keep(kept));
        Ok(())
    }

    /// As [`case`](Self::case), for several threads at once: what lists need of the case is given back, to be
    /// [kept](Self::keep).
    ///
    /// # Errors
    /// [`Error::Template`], [`Error::LeftOut`], [`Error::Kept`].
    pub fn pages(&self, case: &Case, sink: &mut Sink<'_>) -> Result<Option<Kept<'static>>, Error> {
        let Some(entry) = entry::entry(case, self.words) else { return Ok(None) };
        let setting = Setting { about: &self.about, words: self.words };
        let noindex = entry.noindex;
        for (at, report) in case.reports.iter().enumerate() {
            let page = pages::report::page(&setting, case, at, report, noindex);
            let path = place::report(report.id);
            sink(&path, self.filled("report.html", &path, &page)?.as_bytes());
        }
        let page = pages::case::page(&setting, case, noindex);
        sink(&entry.path, self.filled("case.html", &entry.path, &page)?.as_bytes());
        Kept::new(entry, &entry::items(case)).map(Some)
    }

    /// Says that so many more cases will be [kept](Self::keep).
    pub fn expect(&mut self, cases: usize) {
        self.entries.reserve(cases);
    }

    /// Keeps a case for the lists.
    pub fn keep(&mut self, kept: Kept<'t>) {
        let Kept { entry, items, .. } = kept;
        self.counted.take(entry.id, &entry.months, items);
        self.entries.push(entry);
    }

    /// Says what files are made of besides the casebook, templates and cases: the program, and whatever else is not told to the
    /// site. Files are [the same](Files::same) only under the same.
    pub fn under(&mut self, under: String) {
        self.under = under;
    }

    /// Says where what figures need of kept cases is, which an earlier build kept apart ([`Kept::figures`]).
    pub fn figures_apart(&mut self, apart: Box<Apart<'t>>) {
        self.counted.apart = apart;
    }

    /// Says of what an earlier build made that which tells of all cases.
    pub fn made_before(&mut self, made: Made) {
        self.before = made;
    }

    /// Says that the files of the earlier build, made [of that](Self::made_before), all stay unless they are [doubted](Files::doubt), and
    /// which cases are otherwise than it showed them: each as it was, and as it is. So lists that tell of none of them are not
    /// looked at.
    pub fn only(&mut self, changed: impl IntoIterator<Item = Kept<'t>>) {
        self.changed = Some(changed.into_iter().map(|kept| kept.entry).collect());
    }

    /// The cases that it tells of so far, each with the path of its page.
    pub fn told(&self) -> impl Iterator<Item = (CaseId, &str)> {
        self.entries.iter().map(|entry| (CaseId(entry.id), &*entry.path))
    }

    /// The pictures of the labels that it tells of so far.
    pub fn cards(&self) -> Vec<Card> {
        let labels: BTreeSet<&str> =
            self.entries.iter().flat_map(|entry| &entry.labels).map(|label| &**label).collect();
        labels.into_iter().map(|label| cards::label(&self.about, label)).collect()
    }

    /// The pictures of the labels of a case.
    pub fn cards_of(&self, kept: &Kept<'_>) -> Vec<Card> {
        kept.entry.labels.iter().map(|label| cards::label(&self.about, label)).collect()
    }

    /// Says where a case's page once stood: the address leads on, or says that the case was withdrawn. Nothing is said where a
    /// case stands again.
    pub fn was(&mut self, gone: Gone) {
        self.gone.push(gone);
    }

    /// Writes what tells of all cases: front page, lists, what is said of the casebook, and style sheet.
    ///
    /// # Errors
    /// [`Error::Template`], [`Error::LeftOut`], [`Error::Kept`], [`Error::NotKept`].
    pub fn finish(self, sink: &mut Sink<'_>) -> Result<(), Error> {
        self.finish_again(&mut Anew(sink)).map(|_| ())
    }

    /// As [`finish`](Self::finish), but makes only those files that are not there already, made of the same. Of what they were made is given back
    /// for [a later build](Self::made_before).
    ///
    /// # Errors
    /// As [`finish`](Self::finish).
    pub fn finish_again(self, files: &mut dyn Files) -> Result<Made, Error> {
        finishing::finish(&self, files)
    }

    /// A page: where its template is one's own, it must still say what no page may leave out.
    pub(crate) fn filled(&self, template: &str, path: &str, page: &impl Framed) -> Result<String, Error> {
        let text = self.filling.fill(template, page)?;
        if !self.templates.is_empty() {
            let (head, page) = (page.head(), &self.words.page);
            let draft = page.get("draft").map(String::as_str).filter(|_| head.draft);
            let open = head.noindex && !is_closed(&text);
            let left = open.then_some("noindex").or(draft.filter(|words| !text.contains(words)));
            if let Some(left) = left {
                return Err(Error::LeftOut { path: path.to_owned(), expected: left.to_owned() });
            }
        }
        Ok(text)
    }
}

/// Takes every file.
struct Anew<'s, 'a>(&'s mut Sink<'a>);

impl Files for Anew<'_, '_> {
    fn same(&mut self, _: &str, _: Fingerprint) -> bool {
        false
    }

    fn put(&mut self, path: &str, bytes: &[u8], _: Option<Fingerprint>) {
        (self.0)(path, bytes);
    }

    fn doubt(&mut self, _: &str) {}

    fn doubt_in(&mut self, _: &str) {}
}

/// Whether the head of a page asks search engines to leave it alone: a `meta` element called `robots` that says `noindex`.
fn is_closed(page: &str) -> bool {
    let head = page.split_once("</head>").map_or(page, |(head, _)| head);
    head.split("<meta").skip(1).any(|meta| {
        let meta = meta.split('>').next().unwrap_or_default();
        meta.contains("robots") && meta.contains("noindex")
    })
}
