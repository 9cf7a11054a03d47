//! The program is killed (SIGKILL) at random moments while it adds, corrects, reads again and backs up. After each: the
//! casebook opens, `verify` passes, every line that was printed is true, and no change is there by half.
//!
//! `JIKENBO_KILLS` sets how often, `JIKENBO_SEED` the moments; the seed is printed.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use serde_json::Value;

use crate::run::{Folder, jikenbo, text};
use crate::server::{is_sound, rows, serve};

/// Dice that throw the same for the same seed (xorshift).
struct Dice(u64);

impl Dice {
    fn new() -> Self {
        let now = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos() as u64;
        let seed = std::env::var("JIKENBO_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(now);
        println!("JIKENBO_SEED={seed}");
        Self(seed | 1)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }
}

fn kills() -> usize {
    std::env::var("JIKENBO_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20)
}

/// Pages of one round: most of an organisation of its own, some a follow-up on the one before.
fn pages(folder: &Path, round: usize) {
    fs::create_dir_all(folder).unwrap();
    for n in 0..30 {
        let (name, part) = (n / 3, n % 3 + 1);
        let page = format!(
            "2025年12月{}日\n株式会社例示{round}の{name}\n\n不正アクセスによる個人情報漏えいについて(第{part}報)\n\n\
             2025年11月28日、当社のサーバーが第三者による不正アクセスを受けたことが判明しました。\n\
             漏えいした可能性のある個人情報は、お客様の氏名{}件です。\n",
            part + 1,
            1_000 + n * 7 + round
        );
        fs::write(folder.join(format!("{n:02}.txt")), page).unwrap();
    }
}

fn command(book: &Path, arguments: &[&str]) -> Command {
    let mut command = jikenbo();
    command.args(arguments).arg("--casebook").arg(book);
    command
}

/// Runs `command` and kills it after `moment`; what it had printed, and whether it had come to its end by then.
fn killed(mut command: Command, out: &Path, moment: Duration) -> (String, bool) {
    let printed = File::create(out).unwrap();
    let mut child = command.stdout(printed).stderr(Stdio::null()).spawn().unwrap();
    sleep(moment);
    let _ = child.kill();
    let is_done = child.wait().unwrap().success();
    let printed = fs::read_to_string(out).unwrap();
    // A line that has no end was not told.
    (printed[..printed.rfind('\n').map_or(0, |end| end + 1)].to_owned(), is_done)
}

/// What an editor says of the causes of reports, by number and id: what may stand.
#[derive(Default)]
struct Corrections(BTreeMap<(String, u64), Vec<String>>);

/// Values that corrections take turns with.
const CAUSES: [&str; 4] = ["insider", "loss_theft", "misconfiguration", "improper_handling"];

impl Corrections {
    /// A correction of a known report, and what it says of which.
    fn next(
        &self,
        book: &Path,
        known: &[(String, u64)],
        dice: &mut Dice,
    ) -> (Command, (String, u64), String) {
        let report = known[dice.below(known.len() as u64) as usize].clone();
        let value = CAUSES[dice.below(CAUSES.len() as u64) as usize].to_owned();
        let id = format!("report:{}", report.1);
        (command(book, &["correct", &id, "cause", &value, "--why", "kill"]), report, value)
    }

    /// It was tried: from now on it may stand, or must.
    fn tried(&mut self, book: &Path, (report, value): ((String, u64), String), is_done: bool) {
        let now = cause(book, &report);
        let before = self.0.remove(&report);
        if is_done {
            assert_eq!(now, value, "the correction of {report:?} was told as done");
        } else if let Some(before) = before {
            assert!(
                now == value || before.contains(&now),
                "{report:?}: `{now}` is neither {before:?} nor `{value}`"
            );
        }
        self.0.insert(report, vec![now]);
    }

    fn check(&self, book: &Path) {
        for (report, stands) in &self.0 {
            assert!(stands.contains(&cause(book, report)), "{report:?} was {stands:?}");
        }
    }
}

/// What stands as the cause of a report.
fn cause(book: &Path, (number, id): &(String, u64)) -> String {
    let shown = command(book, &["show", "--json", number]).output().unwrap();
    let shown: Value = serde_json::from_slice(&shown.stdout).unwrap();
    let reports = shown["reports"].as_array().unwrap();
    let report = reports.iter().find(|report| report["id"].as_u64() == Some(*id)).unwrap();
    report["fields"]["cause"]["value"].as_str().unwrap_or_default().to_owned()
}

/// Number and report ids of what was told as filed.
fn acknowledged(printed: &str) -> Vec<(String, u64)> {
    let reports = |line: &str| -> Vec<Value> {
        let line: Value = serde_json::from_str(line).unwrap();
        line["reports"].as_array().unwrap().clone()
    };
    let one =
        |report: Value| (report["number"].as_str().unwrap().to_owned(), report["report"].as_u64().unwrap());
    printed.lines().flat_map(reports).map(one).collect()
}

/// The reports of a case.
fn reports(book: &Path, number: &str) -> Vec<u64> {
    let shown = command(book, &["show", "--json", number]).output().unwrap();
    assert!(shown.status.success(), "{number}: {}", text(&shown.stderr));
    let shown: Value = serde_json::from_slice(&shown.stdout).unwrap();
    shown["reports"].as_array().unwrap().iter().map(|report| report["id"].as_u64().unwrap()).collect()
}

fn check(book: &Path, known: &[(String, u64)]) {
    let verified = command(book, &["verify"]).output().unwrap();
    assert!(verified.status.success(), "{}\n{}", text(&verified.stdout), text(&verified.stderr));
    let mut last: Option<(&str, Vec<u64>)> = None;
    for (number, report) in known {
        if last.as_ref().is_none_or(|(seen, _)| seen != number) {
            last = Some((number, reports(book, number)));
        }
        let found = last.as_ref().map(|(_, found)| found.contains(report));
        assert_eq!(found, Some(true), "report {report} was told to be in {number}");
    }
}

#[test]
fn nothing_that_was_told_is_lost() {
    let folder = Folder::new();
    let (book, mut dice) = (folder.0.join("book"), Dice::new());
    assert!(jikenbo().args(["init"]).arg(&book).status().unwrap().success());
    let (mut known, mut corrections) = (Vec::new(), Corrections::default());
    // How long it takes undisturbed, from the first round on.
    let mut whole = Duration::from_millis(400);
    for round in 0..kills() {
        let from = folder.0.join(format!("pages{round}"));
        pages(&from, round);
        let copy = folder.0.join(format!("copy{round}"));
        let mut correction = None;
        let action = match dice.below(5) {
            0 if round > 0 => command(&book, &["reread"]),
            1 if round > 0 => command(&book, &["backup", &copy.display().to_string()]),
            2 if round > 0 => {
                let (command, report, value) = corrections.next(&book, &known, &mut dice);
                correction = Some((report, value));
                command
            }
            _ => command(&book, &["add", "--json", &from.display().to_string()]),
        };
        let is_add = action.get_args().next().is_some_and(|name| name == "add");
        let moment = Duration::from_millis(dice.below(whole.as_millis() as u64 * 5 / 4));
        // A correction alone is done in a moment; the others take as long as they have pages.
        let moment = if correction.is_some() { moment / 8 } else { moment };
        let (printed, is_done) = killed(action, &folder.0.join("printed"), moment);
        let told = if is_add { acknowledged(&printed) } else { Vec::new() };
        check(&book, &told);
        if let Some(tried) = correction {
            corrections.tried(&book, tried, is_done);
        }
        known.extend(told);
        // The rest of the round, undisturbed; what was filed before it was told is known.
        let begun = Instant::now();
        let added = command(&book, &["add", "--json"]).arg(&from).output().unwrap();
        whole = begun.elapsed();
        assert!(added.status.success(), "{}", text(&added.stderr));
        let told = acknowledged(&text(&added.stdout));
        assert_eq!(told.len(), 30);
        known.extend(told);
    }
    known.sort();
    check(&book, &known);
    corrections.check(&book);
    let listed = command(&book, &["list", "--json"]).output().unwrap();
    let cases = text(&listed.stdout)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .collect::<Vec<_>>();
    let count: u64 = cases.iter().map(|case| case["reports"].as_u64().unwrap()).sum();
    assert_eq!(count as usize, kills() * 30, "no report twice, none lost");
}

/// Hosts of this machine, each with a page.
const HOSTS: usize = 12;

/// A feed with a page on each host.
fn feed(port: u16, round: usize) -> String {
    let items: String = (1..=HOSTS)
        .map(|at| {
            format!("<item><title>紛失</title><link>http://127.0.0.{at}:{port}/{round}/{at}</link></item>")
        })
        .collect();
    format!("<rss version='2.0'><channel><title>例示</title>{items}</channel></rss>")
}

/// A page of an organisation of its own.
fn release(path: &str) -> String {
    let name = path.trim_matches('/').replace('/', "の");
    format!(
        "2025年12月6日\n株式会社例示{name}\n\nUSBメモリの紛失について\n\n2025年12月1日、当社の社員がUSBメモリを\
         紛失しました。保存されていた個人情報は、お客様の氏名{}件です。\n",
        name.len() * 7
    )
}

#[test]
fn collecting_neither_loses_nor_doubles_anything() {
    let folder = Folder::new();
    let (book, mut dice) = (folder.0.join("book"), Dice::new());
    assert!(jikenbo().args(["init"]).arg(&book).status().unwrap().success());
    let round = Arc::new(AtomicUsize::new(0));
    let now = Arc::clone(&round);
    let port = serve(move |port, path| match path {
        "/feed" => ("200 OK", String::new(), feed(port, now.load(Ordering::SeqCst)).into_bytes()),
        "/robots.txt" => ("404 Not Found", String::new(), Vec::new()),
        page => {
            ("200 OK", "Content-Type: text/plain; charset=utf-8\r\n".to_owned(), release(page).into_bytes())
        }
    });
    let source = format!("[[source]]\nname = \"all\"\nurl = \"http://127.0.0.99:{port}/feed\"\n");
    fs::write(book.join("sources.toml"), source).unwrap();
    let hosts: Vec<String> = (1..=HOSTS).chain([99]).map(|at| format!("127.0.0.{at}")).collect();
    let collect = || {
        let mut command = command(&book, &["collect", "--all", "--json"]);
        command.env("JIKENBO_ALLOW_HOSTS", hosts.join(",")).env("JIKENBO_HOSTS_AT_ONCE", "12");
        command
    };
    // The feed after its host's rules and a pause, then the pages after theirs.
    let mut whole = Duration::from_millis(3000);
    for at in 0..kills().div_ceil(5) {
        round.store(at, Ordering::SeqCst);
        let moment = Duration::from_millis(dice.below(whole.as_millis() as u64 * 5 / 4));
        killed(collect(), &folder.0.join("printed"), moment);
        check(&book, &[]);
        let begun = Instant::now();
        let done = collect().output().unwrap();
        whole = whole.max(begun.elapsed());
        assert!(done.status.success(), "{}\n{}", text(&done.stdout), text(&done.stderr));
        // Each page is filed once, as a case of its own.
        let pages = format!("FROM captures WHERE url LIKE '%/{at}/%'");
        let urls = rows(&folder, &format!("SELECT url {pages} ORDER BY url"));
        let mut each = urls.clone();
        each.dedup();
        assert_eq!((urls.len(), each.len()), (HOSTS, HOSTS), "{urls:?}");
        let reports = "SELECT CAST(count(*) AS TEXT) FROM reports";
        assert_eq!(rows(&folder, reports), [((at + 1) * HOSTS).to_string()]);
    }
    is_sound(&folder);
}
