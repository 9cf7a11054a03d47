//! `jikenbo demo`: the main job on the sample pages, or on the user's own.

use std::io;
use std::path::{Path, PathBuf};

use jikenbo_app::input::Input;
use jikenbo_app::render::html::HtmlPage;
use jikenbo_app::render::terminal::Terminal;
use jikenbo_app::render::{Named, Sink};
use jikenbo_app::rules::Rules;
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;
use jikenbo_app::{Error, output};
use jikenbo_model::{Reading, Report};

use super::Outcome;
use super::pages::Feed;
use crate::args::Demo;
use crate::console;

/// Where the page goes.
const PAGE: &str = "jikenbo-demo.html";

/// Invented pages of the corpus: a month of a casebook, and releases as HTML.
const SAMPLES: [(&str, &[u8]); 3] = [
    ("b25-casebook-month.txt", include_bytes!("../../../../corpus/pages/b25-casebook-month.txt")),
    ("a18-coop-skimming.html", include_bytes!("../../../../corpus/pages/a18-coop-skimming.html")),
    ("b17-univ-hidden-sheet.html", include_bytes!("../../../../corpus/pages/b17-univ-hidden-sheet.html")),
];

/// Prints the facts with their proof and writes the page.
pub fn run(args: &Demo, settings: &Settings) -> Result<Outcome, Error> {
    let rules = Rules::load(settings)?;
    let words = Words::of(settings.language());
    let feed = Feed { rules: &rules, words, output: PAGE };
    let outcome = output::whole(Path::new(PAGE), |out| {
        let mut both = Both {
            screen: Some(Terminal::new(console::stdout(), console::Look::of_stdout(settings).style())),
            page: HtmlPage::new(out, words),
        };
        let outcome = read(&args.pages, &feed, &mut both)?;
        if outcome == Outcome::NothingRead {
            return Err(Error::NothingRead { path: PathBuf::from(PAGE) });
        }
        both.close().map_err(Error::writing(PAGE))?;
        Ok(outcome)
    })?;
    console::note(&words.demo_wrote(&place()));
    Ok(outcome)
}

fn read(pages: &[PathBuf], feed: &Feed<'_>, sink: &mut dyn Sink) -> Result<Outcome, Error> {
    if !pages.is_empty() {
        return feed.files(pages, sink);
    }
    for (name, bytes) in SAMPLES {
        feed.page(Input { name: name.to_owned(), bytes: bytes.to_vec() }, sink)?;
    }
    Ok(Outcome::Done)
}

/// The page's full path, so that it can be opened by a click in a terminal.
fn place() -> String {
    Path::new(PAGE).canonicalize().map_or_else(|_| PAGE.to_owned(), |path| path.display().to_string())
}

/// The same readings on the screen and on the page. Where the screen's reader goes away (`jikenbo demo | head`), the page
/// is written nevertheless.
struct Both<A, B> {
    screen: Option<A>,
    page: B,
}

impl<A: Sink, B> Both<A, B> {
    fn show(&mut self, show: impl FnOnce(&mut A) -> io::Result<()>) -> io::Result<()> {
        match self.screen.as_mut().map(show) {
            Some(Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.screen = None;
                Ok(())
            }
            Some(result) => result,
            None => Ok(()),
        }
    }
}

impl<A: Sink, B: Sink> Sink for Both<A, B> {
    fn page(&mut self, page: Named<'_>) -> io::Result<()> {
        self.show(|screen| screen.page(page))?;
        self.page.page(page)
    }

    fn reading(&mut self, page: Named<'_>, report: &Report, reading: &Reading) -> io::Result<()> {
        self.show(|screen| screen.reading(page, report, reading))?;
        self.page.reading(page, report, reading)
    }

    fn close(&mut self) -> io::Result<()> {
        self.show(Sink::close)?;
        self.page.close()
    }
}
