//! A site that is made again over an earlier one: the same as one that is made anew, whatever was done to the cases between.

use std::collections::BTreeMap;

use jikenbo_figures::Lang;
use jikenbo_model::{CaptureId, CaseId, CaseState, OriginId, ReportId};
use jikenbo_publish::{About, Case, Error, Files, Find, Fingerprint, Gone, Kept, Made, Origin, Site};
use proptest::prelude::*;
use serde_json::json;

use crate::book::{about, cases};

/// Files by their paths, each with that of which it was made.
type Stored = BTreeMap<String, (String, Option<Fingerprint>)>;

/// A folder that is built once more.
#[derive(Default)]
struct Folder {
    before: Stored,
    now: Stored,
    /// The paths of what was made.
    made: Vec<String>,
    /// The paths that were asked for.
    looked: Vec<String>,
    /// What was kept of the cases that were shown.
    shown: BTreeMap<CaseId, String>,
    /// Whether what was there stays where it is not doubted.
    stays: bool,
}

impl Files for Folder {
    fn same(&mut self, path: &str, of: Fingerprint) -> bool {
        self.looked.push(path.to_owned());
        let found = self.before.get(path).filter(|(_, before)| *before == Some(of)).cloned();
        let is_there = found.is_some();
        self.now.extend(found.map(|found| (path.to_owned(), found)));
        is_there
    }

    fn put(&mut self, path: &str, bytes: &[u8], of: Option<Fingerprint>) {
        self.made.push(path.to_owned());
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(!self.before.get(path).is_some_and(|(_, before)| of.is_some() && *before == of), "{path}");
        self.now.insert(path.to_owned(), (text, of));
    }

    fn doubt(&mut self, path: &str) {
        if self.stays && !self.made.iter().any(|made| made == path) {
            self.now.remove(path);
        }
    }

    fn doubt_in(&mut self, folder: &str) {
        let within = |path: &&String| path.rsplit_once('/').is_some_and(|(of, _)| of == folder);
        let doubted: Vec<String> = self.now.keys().filter(within).cloned().collect();
        doubted.iter().for_each(|path| self.doubt(path));
    }
}

/// What a site is made of.
#[derive(Clone, Debug)]
struct Book {
    about: About,
    cases: Vec<Case>,
    gone: Vec<Gone>,
}

impl Book {
    fn new() -> Self {
        let about = About { url: Some("https://www.example.com/".to_owned()), ..about(Lang::Ja) };
        let further = (0..60).map(|at| further(100 + at));
        Self { about, cases: cases().into_iter().chain(further).collect(), gone: Vec::new() }
    }

    /// The lists and figures, made over those of `folder`; cases come as a later build reads them.
    fn build(&self, folder: &mut Folder, made: Made) -> Made {
        folder.before = std::mem::take(&mut folder.now);
        folder.made.clear();
        folder.looked.clear();
        let pages = Site::new(self.about.clone()).unwrap();
        let pages = |case| pages.pages(case, &mut |_: &str, _: &[u8]| {}).unwrap().unwrap();
        let all: Vec<(Kept<'_>, String)> =
            self.cases.iter().map(pages).map(|kept| (kept.clone(), kept.written())).collect();
        let shown = std::mem::take(&mut folder.shown);
        let mut site = Site::new(self.about.clone()).unwrap();
        site.under("例示".to_owned());
        site.made_before(made);
        let (mut apart, mut changed) = (BTreeMap::new(), Vec::new());
        for (kept, line) in &all {
            let read = Kept::read(line).unwrap();
            assert_eq!((read.written(), read.figures()), (line.clone(), None));
            apart.insert(kept.case(), kept.figures().unwrap().to_owned());
            let before = shown.get(&kept.case());
            if before != Some(line) {
                changed.extend(before.and_then(|words| Kept::read(words)).into_iter().chain([read.clone()]));
            }
            folder.shown.insert(kept.case(), line.clone());
            site.keep(read);
        }
        let gone = shown.iter().filter(|(case, _)| !folder.shown.contains_key(case));
        changed.extend(gone.filter_map(|(_, words)| Kept::read(words)));
        if folder.stays {
            folder.now.clone_from(&folder.before);
            site.only(changed);
        }
        site.figures_apart(Box::new(move || Box::new(Apart(apart.clone()))));
        self.gone.iter().for_each(|gone| site.was(gone.clone()));
        site.finish_again(folder).unwrap()
    }
}

/// What figures need of cases, by case.
struct Apart(BTreeMap<CaseId, String>);

impl Find for Apart {
    fn find(&mut self, case: CaseId) -> Option<&str> {
        self.0.get(&case).map(String::as_str)
    }
}

/// A case of an organisation of its own: every third in another month.
fn further(id: i64) -> Case {
    let mut one = cases().remove(usize::try_from(id % 3).unwrap());
    (one.id, one.number) = (CaseId(id), format!("2025-{id:03}").parse().ok());
    one.origins.clear();
    let day = format!("2025-{:02}-10", 6 + id % 3);
    for (at, report) in one.reports.iter_mut().enumerate() {
        report.id = ReportId(id * 10 + i64::try_from(at).unwrap());
        report.capture.id = CaptureId(report.id.0);
        (report.day, report.month) = (day.parse().unwrap(), day[..7].parse().unwrap());
    }
    for party in &mut one.parties {
        party.place = format!("n{}", id % 7);
        party.name = format!("例示{}商店", id % 7);
        (party.key, party.order) = (party.name.clone(), party.name.clone());
    }
    one
}

/// What is done to a case, or to the book.
const ACTS: usize = 14;

fn act(book: &mut Book, what: usize, at: usize) {
    if what == 0 {
        let next = book.cases.iter().map(|case| case.id.0).max().unwrap_or(100) + 1;
        return book.cases.push(further(next));
    }
    if what == 1 {
        let names = ["例示事件簿", "見本事件簿"];
        return book.about.name = names[at % 2].to_owned();
    }
    if what == 2 {
        return book.about.today = format!("2025-12-{:02}", 10 + at % 15).parse().unwrap();
    }
    let at = at % book.cases.len();
    if what == 3 && book.cases.len() > 1 {
        let case = book.cases.remove(at);
        let path = format!("cases/{}/index.html", case.number.unwrap());
        let to = book.cases.first().map(|case| case.id).filter(|_| at.is_multiple_of(2));
        return book.gone.push(Gone { path, at: "2025-12-31T00:00:00Z".parse().ok(), to });
    }
    let case = &mut book.cases[at];
    let newest = case.reports.last_mut().unwrap();
    let mut say = |field: &str, value: serde_json::Value| {
        let all = case.said.iter_mut().chain(&mut newest.said);
        all.filter(|said| said.field == field).for_each(|said| said.value = value.clone());
    };
    match what {
        4 => case.labels.push(format!("札{}", at % 4)),
        5 => case.labels.clear(),
        6 => say("title", json!(format!("改めた題{at}"))),
        7 => say("cause", json!("insider")),
        8 => say("affected_total", json!({"count": at, "unit": "people", "qualifier": "about"})),
        9 => newest.month = format!("2025-{:02}", 1 + at % 12).parse().unwrap(),
        10 => newest.day = format!("2025-11-{:02}", 1 + at % 28).parse().unwrap(),
        11 => case.state = CaseState::Checked,
        12 => case.parties.iter_mut().for_each(|party| party.place = format!("n{}", at % 5)),
        _ => {
            case.origins = vec![Origin { id: OriginId(1), name: format!("例示{}", at % 2), others: vec![] }]
        }
    }
}

fn texts(stored: &Stored) -> BTreeMap<&str, &str> {
    stored.iter().map(|(path, (text, _))| (path.as_str(), text.as_str())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(8) })]

    #[test]
    fn a_site_made_again_is_that_which_is_made_anew(
        acts in proptest::collection::vec((0..ACTS, 0_usize..100), 1..8),
        has_feeds in any::<bool>(),
    ) {
        let (mut book, mut folder) = (Book::new(), Folder::default());
        book.about.url = book.about.url.filter(|_| has_feeds);
        let mut counts = book.build(&mut folder, Made::default());
        for (what, at) in acts {
            act(&mut book, what, at);
            // What stays is made under the same.
            folder.stays = !matches!(what, 1 | 2);
            counts = book.build(&mut folder, counts);
            let mut anew = Folder::default();
            let counted = book.build(&mut anew, Made::default());
            prop_assert_eq!(&counts, &counted);
            let (again, new) = (texts(&folder.now), texts(&anew.now));
            prop_assert_eq!(again.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>());
            for (path, text) in new {
                prop_assert_eq!(again.get(path), Some(&text), "{} after {} {}", path, what, at);
            }
        }
    }
}

/// What is made after `act`, but for the style sheet, which always is.
fn made(stays: bool, act: impl FnOnce(&mut Book)) -> Vec<String> {
    let (mut book, mut folder) = (Book::new(), Folder::default());
    let counts = book.build(&mut folder, Made::default());
    act(&mut book);
    folder.stays = stays;
    book.build(&mut folder, counts);
    folder.made.retain(|path| path != "style.css");
    folder.made
}

#[test]
fn only_what_tells_of_a_case_is_made_again() {
    for stays in [false, true] {
        only_what_tells_of_a_case(stays);
    }
    let all = made(false, |book| act(book, 2, 3));
    assert!(all.len() > 100, "all pages say the day");
}

/// Whether files stay of themselves, or are looked at each.
fn only_what_tells_of_a_case(stays: bool) {
    let made = |act: &dyn Fn(&mut Book)| made(stays, act);
    assert_eq!(made(&|_| {}), [""; 0]);
    // One of the oldest, on the second page of all cases.
    let labelled = made(&|book| act(book, 4, 5));
    for path in ["labels/x", "cases/2.html", "lists/index.html", "sitemap.xml", "months/2025-06/index.html"] {
        assert!(labelled.iter().any(|one| one.starts_with(path)), "{path}: {labelled:?}");
    }
    for path in
        ["index.html", "cases/index.html", "cases/feed", "lenses", "about", "organizations/index.html"]
    {
        assert!(labelled.iter().all(|one| !one.starts_with(path)), "{path}: {labelled:?}");
    }
    let corrected = made(&|book| act(book, 7, 5));
    assert!(corrected.iter().any(|path| path == "lenses/index.html"), "{corrected:?}");
}

#[test]
fn where_a_case_is_gone_lists_without_feeds_are_left_that_did_not_tell_of_it() {
    let looked = |has_feeds: bool| {
        let (mut book, mut folder) = (Book::new(), Folder::default());
        book.about.url = book.about.url.filter(|_| has_feeds);
        let made = book.build(&mut folder, Made::default());
        act(&mut book, 3, 9);
        folder.stays = true;
        book.build(&mut folder, made);
        folder.looked
    };
    let (all, few) = (looked(true), looked(false));
    let is_list = |path: &&String| path.starts_with("organizations/") && path.ends_with("/index.html");
    let left: Vec<&String> = all.iter().filter(is_list).filter(|path| !few.contains(path)).collect();
    assert!(left.len() > 3, "{few:?}");
    assert!(few.iter().any(|path| path == "cases/index.html"));
}

#[test]
fn what_is_damaged_is_not_read() {
    let site = Site::new(about(Lang::Ja)).unwrap();
    let kept = site.pages(&cases()[0], &mut |_: &str, _: &[u8]| {}).unwrap().unwrap();
    let line = kept.written();
    assert_eq!(Kept::read(&line).map(|kept| kept.written()).as_ref(), Some(&line));
    assert!(!line.contains('\n'));
    for at in (0..line.len()).step_by(5).filter(|at| line.is_char_boundary(*at)) {
        let changed = match line[at..].chars().next() {
            Some('0') => '1',
            _ => '0',
        };
        let next = (at + 1..=line.len()).find(|next| line.is_char_boundary(*next)).unwrap();
        let damaged = format!("{}{changed}{}", &line[..at], &line[next..]);
        assert_eq!(Kept::read(&damaged), None, "{at}");
        assert_eq!(Kept::read(&line[..at]), None, "cut at {at}");
    }
}

#[test]
fn figures_are_not_made_of_what_is_not_as_it_was() {
    for found in [None, Some("[]")] {
        let pages = Site::new(about(Lang::Ja)).unwrap();
        let kept = pages.pages(&cases()[0], &mut |_: &str, _: &[u8]| {}).unwrap().unwrap();
        let line = kept.written();
        let mut site = Site::new(about(Lang::Ja)).unwrap();
        site.keep(Kept::read(&line).unwrap());
        let apart: BTreeMap<_, _> = found.map(|words| (kept.case(), words.to_owned())).into_iter().collect();
        site.figures_apart(Box::new(move || Box::new(Apart(apart.clone()))));
        let done = site.finish_again(&mut Folder::default());
        assert!(matches!(done, Err(Error::NotKept { .. })), "{done:?}");
    }
}
