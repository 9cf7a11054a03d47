//! `jikenbo demo`: the main job on the sample pages, or on the user's own: a casebook, the month's column, the site, and one
//! page of facts.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jikenbo_app::casebook::add::{Adding, Happening, add};
use jikenbo_app::casebook::description::Description;
use jikenbo_app::casebook::digest;
use jikenbo_app::casebook::editing::states::set_state;
use jikenbo_app::casebook::filing::{Outcome as Filed, What};
use jikenbo_app::casebook::init::{New, init};
use jikenbo_app::casebook::show;
use jikenbo_app::casebook::site;
use jikenbo_app::casebook::{Casebook, Worker, open, system};
use jikenbo_app::render::Sink;
use jikenbo_app::render::casebook::added::{Form, added};
use jikenbo_app::render::casebook::show::case;
use jikenbo_app::render::html::HtmlPage;
use jikenbo_app::rules::Rules;
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;
use jikenbo_app::{Error, output};
use jikenbo_model::CaseState;

use super::Outcome;
use super::pages::Feed;
use crate::args::Demo;
use crate::console::{self, Look};

/// Where the page goes.
const PAGE: &str = "jikenbo-demo.html";
/// The folder of the casebook and, of the samples, the pages; a number follows where it is there already.
const FOLDER: &str = "jikenbo-demo";
const BOOK: &str = "casebook";
/// The folder of the site, beside the casebook.
const SITE: &str = "site";

/// Invented pages of the corpus: a first report and its last, a month of a casebook, releases as HTML.
const SAMPLES: [(&str, &[u8]); 5] = [
    ("a01-seiko-ransom-first.txt", include_bytes!("../../../../corpus/pages/a01-seiko-ransom-first.txt")),
    ("a02-seiko-ransom-final.txt", include_bytes!("../../../../corpus/pages/a02-seiko-ransom-final.txt")),
    ("a18-coop-skimming.html", include_bytes!("../../../../corpus/pages/a18-coop-skimming.html")),
    ("b17-univ-hidden-sheet.html", include_bytes!("../../../../corpus/pages/b17-univ-hidden-sheet.html")),
    ("b25-casebook-month.txt", include_bytes!("../../../../corpus/pages/b25-casebook-month.txt")),
];

/// Makes a casebook of the pages, shows a case with its follow-ups, and writes the page.
pub fn run(args: &Demo, settings: &Settings) -> Result<Outcome, Error> {
    let words = Words::of(settings.language());
    let folder = free()?;
    let pages = if args.pages.is_empty() { samples(&folder)? } else { args.pages.clone() };
    let mut casebook = made(&folder.join(BOOK), settings)?;
    let mut screen = Screen { is_there: true };
    let (filed, failed) = filed(&mut casebook, pages, &mut screen, words)?;
    if filed.is_empty() {
        drop(casebook);
        remove(&folder)?;
        return Err(Error::NothingRead { path: PathBuf::from(PAGE) });
    }
    if let Some(number) = worth_showing(&filed) {
        let style = Look::of_stdout(settings).style();
        let view = show::case(&mut casebook, &number)?;
        screen.show(|out| {
            writeln!(out)?;
            case(out, &view, style)
        })?;
    }
    let front = published(&mut casebook, &filed, args.pages.is_empty(), (&folder, settings), &mut screen)?;
    page(&filed, settings, words)?;
    console::note(&words.demo_wrote(&place(PAGE), &place(&folder.join(BOOK).display().to_string())));
    console::note(&front);
    Ok(if failed == 0 { Outcome::Done } else { Outcome::PartlyFailed })
}

/// A folder of its own, so that nothing of the user's is touched.
fn free() -> Result<PathBuf, Error> {
    let named = |number: u32| if number == 1 { FOLDER.to_owned() } else { format!("{FOLDER}-{number}") };
    for number in 1.. {
        let folder = PathBuf::from(named(number));
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(source) => return Err(Error::Write { name: folder.display().to_string(), source }),
        }
    }
    Ok(PathBuf::from(FOLDER))
}

/// The sample pages as files.
fn samples(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let pages = folder.join("pages");
    fs::create_dir_all(&pages).map_err(Error::writing(pages.display().to_string()))?;
    let write = |(name, bytes): (&str, &[u8])| {
        let path = pages.join(name);
        fs::write(&path, bytes).map_err(Error::writing(path.display().to_string()))?;
        Ok(path)
    };
    SAMPLES.into_iter().map(write).collect()
}

fn made(folder: &Path, settings: &Settings) -> Result<Casebook, Error> {
    let name = Words::of(settings.language()).demo_name();
    let description = Description { name, ..Description::default() };
    init(&New { folder: folder.to_owned(), description, password: None }, &system::means()?)?;
    let own = Settings { casebook: Some(folder.display().to_string()), ..Settings::default() };
    let settings = own.or(settings.clone());
    let (casebook, _) = open::open(&settings, Worker::owner(settings.writer()), system::means()?)?;
    Ok(casebook)
}

fn remove(folder: &Path) -> Result<(), Error> {
    fs::remove_dir_all(folder).map_err(Error::writing(folder.display().to_string()))
}

/// Adds the pages; what became of them, and how many could not be read.
fn filed(
    casebook: &mut Casebook,
    pages: Vec<PathBuf>,
    screen: &mut Screen,
    words: &'static Words,
) -> Result<(Vec<Filed>, usize), Error> {
    let (mut filed, mut failed, mut broken) = (Vec::new(), 0, Ok(()));
    add(casebook, &Adding { pages, ..Adding::default() }, &mut |happening| match happening {
        Happening::Filed(outcomes) => {
            let told =
                outcomes.iter().try_for_each(|one| screen.show(|out| added(out, one, Form::Text(words))));
            if broken.is_ok() {
                broken = told;
            }
            filed.extend(outcomes);
        }
        Happening::Failed(error) => {
            failed += 1;
            console::report(&error, words);
        }
        Happening::PassedOver { name, captures } => console::note(&words.passed_over(&name, captures)),
    })?;
    broken.map(|()| (filed, failed))
}

/// The number of the first case that got a follow-up, else of the first one.
fn worth_showing(filed: &[Filed]) -> Option<String> {
    let reports = || filed.iter().flat_map(|outcome| &outcome.reports);
    let followed = reports().find(|report| report.what == What::Joined);
    followed.or_else(|| reports().next())?.number.map(|number| number.to_string())
}

/// Prints the column of the month that has the most, and builds the site; says where its front page is. The samples are published
/// first, as their editor would; pages of the user's own are shown as a draft.
fn published(
    casebook: &mut Casebook,
    filed: &[Filed],
    samples: bool,
    (folder, settings): (&Path, &Settings),
    screen: &mut Screen,
) -> Result<String, Error> {
    if samples {
        let numbers = filed.iter().flat_map(|one| &one.reports).filter_map(|report| report.number);
        let cases: BTreeSet<String> = numbers.map(|number| number.to_string()).collect();
        set_state(casebook, &Vec::from_iter(cases), CaseState::Published)?;
    }
    let lang = settings.language();
    if let Some(month) = digest::busiest(casebook, !samples)? {
        let wanted = digest::Wanted {
            draft: !samples,
            ..digest::Wanted::of(digest::Period::month(month), digest::Options::default())
        };
        let made = digest::digest(casebook, &wanted)?;
        let column = digest::render(&made.digest, digest::Form::Text, lang.into());
        screen.show(|out| write!(out, "\n{column}"))?;
    }
    let site = folder.join(SITE);
    let wanted = site::Wanted {
        folder: site.clone(),
        url: None,
        lang,
        both: false,
        browser: None,
        templates: None,
        draft: !samples,
        whole: false,
    };
    let built = site::build(casebook, &wanted)?;
    let front = place(&site::front(&site).display().to_string());
    Ok(Words::of(lang).site_built(&front, &built))
}

/// Writes the facts of the pages that are files, with their proof.
fn page(filed: &[Filed], settings: &Settings, words: &'static Words) -> Result<(), Error> {
    let files: Vec<PathBuf> =
        filed.iter().map(|outcome| PathBuf::from(&outcome.page)).filter(|path| path.is_file()).collect();
    let rules = Rules::load(settings)?;
    let feed = Feed { rules: &rules, words, output: PAGE };
    output::whole(Path::new(PAGE), |out| {
        let mut page = HtmlPage::new(out, words);
        feed.files(&files, &mut page)?;
        page.close().map_err(Error::writing(PAGE))
    })
}

/// The full path, so that it can be opened by a click in a terminal.
fn place(name: &str) -> String {
    Path::new(name).canonicalize().map_or_else(|_| name.to_owned(), |path| path.display().to_string())
}

/// Standard output. Where its reader goes away (`jikenbo demo | head`), the rest is done nevertheless.
struct Screen {
    is_there: bool,
}

impl Screen {
    fn show(&mut self, show: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
        if !self.is_there {
            return Ok(());
        }
        let mut out = console::stdout();
        match show(&mut out).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_there = false;
                Ok(())
            }
            told => told.map_err(Error::writing(console::STDOUT)),
        }
    }
}
