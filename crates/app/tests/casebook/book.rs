//! A casebook to try things on, and invented pages.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jikenbo_app::Error;
use jikenbo_app::casebook::add::{Adding, Happening, add};
use jikenbo_app::casebook::description::Description;
use jikenbo_app::casebook::filing::{Outcome, ReportOutcome};
use jikenbo_app::casebook::init::{New, init};
use jikenbo_app::casebook::list::list;
use jikenbo_app::casebook::means::{Clock, Ids, Means};
use jikenbo_app::casebook::open::open_at;
use jikenbo_app::casebook::place::locate;
use jikenbo_app::casebook::recover::OpenNote;
use jikenbo_app::casebook::{Casebook, Worker};
use jikenbo_app::rules::Awaited;
use jikenbo_app::settings::Settings;
use jikenbo_model::Scope;
use tempfile::TempDir;

/// A clock that a test sets.
#[derive(Clone)]
pub struct Hand(Arc<AtomicI64>);

impl Hand {
    pub fn set(&self, at: &str) {
        self.0.store(at.parse::<Timestamp>().unwrap().as_millisecond(), Ordering::SeqCst);
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

struct Counted(u64);

impl Ids for Counted {
    fn record_id(&mut self) -> String {
        self.0 += 1;
        format!("urn:uuid:00000000-0000-4000-8000-{:012x}", self.0)
    }
}

/// A folder with a casebook, and pages beside it.
pub struct Book {
    pub folder: TempDir,
    pub clock: Hand,
    means: Means,
}

impl Book {
    pub fn new() -> Self {
        Self::described(Description { name: "例示事件簿".to_owned(), ..Description::default() })
    }

    pub fn described(description: Description) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Hand(Arc::new(AtomicI64::new(0)));
        clock.set("2025-12-06T01:02:03Z");
        let means = Means::new(clock.clone(), Counted(0));
        let new = New { folder: folder.path().join("book"), description, password: None };
        init(&new, &means).unwrap();
        Self { folder, clock, means }
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    pub fn try_open(&self) -> Result<(Casebook, Vec<OpenNote>), Error> {
        self.open_for(Worker::owner("editor"))
    }

    pub fn open_for(&self, worker: Worker) -> Result<(Casebook, Vec<OpenNote>), Error> {
        let casebook = Some(self.root().display().to_string());
        let place = locate(&Settings { casebook, ..Settings::default() })?;
        open_at(place, Awaited::default(), worker, self.means.clone())
    }

    /// Opens it with a program for decoding files that dies.
    pub fn open_without_decoder(&self) -> Casebook {
        let casebook = Some(self.root().display().to_string());
        let decoder = Some(self.root().join("no-such-program"));
        let settings = Settings { casebook, decoder, ..Settings::default() };
        let place = locate(&settings).unwrap();
        open_at(place, Awaited::from(&settings), Worker::owner("editor"), self.means.clone()).unwrap().0
    }

    /// Opens it for one who sees less than the owner.
    pub fn open_as(&self, scope: Scope) -> Casebook {
        let casebook = Some(self.root().display().to_string());
        let place = locate(&Settings { casebook, ..Settings::default() }).unwrap();
        let worker = Worker { scope, ..Worker::owner("editor") };
        open_at(place, Awaited::default(), worker, self.means.clone()).unwrap().0
    }

    /// Opens it to look back to a day.
    pub fn open_at(&self, day: &str) -> Casebook {
        let casebook = Some(self.root().display().to_string());
        let place = locate(&Settings { casebook, ..Settings::default() }).unwrap();
        let worker = Worker { as_of: Some(day.parse().unwrap()), ..Worker::owner("editor") };
        open_at(place, Awaited::default(), worker, self.means.clone()).unwrap().0
    }

    /// Opens it; nothing was to be set right.
    pub fn open(&self) -> Casebook {
        let (casebook, notes) = self.try_open().unwrap();
        assert_eq!(notes, []);
        casebook
    }

    /// Writes a page beside the casebook.
    pub fn page(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// Every file of a folder of the casebook, by name.
    pub fn files(&self, below: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        list_files(&self.root().join(below), &mut found);
        found.sort();
        found
    }
}

pub fn list_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { list_files(&path, found) } else { found.push(path) }
    }
}

/// Adds pages, and gives what became of them and what went wrong.
pub fn try_adding(casebook: &mut Casebook, adding: &Adding) -> (Vec<Outcome>, Vec<Error>) {
    let (mut outcomes, mut failed) = (Vec::new(), Vec::new());
    add(casebook, adding, &mut |happening| match happening {
        Happening::Filed(filed) => outcomes.extend(filed),
        Happening::Failed(error) => failed.push(error),
        Happening::PassedOver { .. } => {}
    })
    .unwrap();
    (outcomes, failed)
}

/// Adds pages that can be read; what became of their reports.
pub fn adding(casebook: &mut Casebook, pages: &[PathBuf]) -> Vec<ReportOutcome> {
    let (outcomes, failed) = try_adding(casebook, &Adding { pages: pages.to_vec(), ..Adding::default() });
    assert!(failed.is_empty(), "{failed:?}");
    outcomes.into_iter().flat_map(|outcome| outcome.reports).collect()
}

/// `opened 2025-001`.
pub fn told(report: &ReportOutcome) -> String {
    let number = report.number.map_or_else(|| "new".to_owned(), |number| number.to_string());
    format!("{} {number}", report.what.word())
}

/// Number and count of reports of each case, those filed first first.
pub fn cases(casebook: &mut Casebook) -> Vec<String> {
    let mut found = Vec::new();
    list(casebook, None, &mut |line| {
        let number = line.case.number.map_or_else(String::new, |number| number.to_string());
        found.push(format!("{number}: {}", line.reports));
        Ok(())
    })
    .unwrap();
    found.reverse();
    found
}

/// A first report.
pub const FIRST: &str = "2025年12月1日\n株式会社例示商事\n\n不正アクセスによる個人情報漏えいの可能性について(第1報)\n\n\
    2025年11月28日、当社のサーバーが第三者による不正アクセスを受けたことが判明しました。\n\
    漏えいした可能性のある個人情報は、お客様の氏名とメールアドレス最大1,200件です。\n\
    現在、外部の専門機関とともに原因を調査しています。\n";

/// The follow-up on it.
pub const SECOND: &str = "2025年12月5日\n株式会社例示商事\n\n不正アクセスによる個人情報漏えいについて(第2報)\n\n\
    2025年12月1日に公表した「不正アクセスによる個人情報漏えいの可能性について(第1報)」の続報です。\n\
    2025年11月28日に判明した不正アクセスについて、調査の結果、お客様の氏名とメールアドレス1,154件が漏えいしたことを確認しました。\n";

/// Another organisation's slip.
pub const OTHER: &str = "2025年12月3日\n見本市\n\nメール誤送信による個人情報の漏えいについて\n\n\
    2025年12月2日、市民課の職員が案内メールを宛先に表示して送信し、35名のメールアドレスが漏えいしました。\n";
