//! `collect --watch`, with a server on this machine.

use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::run::{Folder, jikenbo, page, text};
use crate::server::{book, run, serve};

fn site() -> u16 {
    serve(|_, path| {
        match path {
        "/rss" => (
            "200 OK",
            "Content-Type: application/rss+xml\r\n".to_owned(),
            "<rss><channel><title>例示</title><item><title>紛失のお詫び</title><link>/news</link></item></channel></rss>".into(),
        ),
        "/news" => ("200 OK", "Content-Type: text/plain; charset=UTF-8\r\n".to_owned(), std::fs::read(page("b04-school-usb.txt")).unwrap()),
        _ => ("404 Not Found", String::new(), Vec::new()),
    }
    })
}

fn watch(folder: &Folder, metrics: &str) -> Child {
    let mut command = jikenbo();
    command.env("JIKENBO_ALLOW_HOSTS", "127.0.0.1").env("JIKENBO_CASEBOOK", folder.0.join("book"));
    command.args(["collect", "--watch", "--json", "--metrics", metrics]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn within(seconds: u64, mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(seconds);
    while !is_so() {
        assert!(Instant::now() < end, "it takes too long");
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
#[cfg(unix)]
fn it_looks_when_something_is_due_alone_and_ends_when_asked() {
    let (port, folder) = (site(), book());
    let done =
        run(&folder, &["source", "add", "feed", &format!("http://127.0.0.1:{port}/rss"), "--every", "15m"]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let metrics = folder.0.join("jikenbo.prom");
    let mut child = watch(&folder, metrics.to_str().unwrap());
    let is_written =
        || std::fs::read_to_string(&metrics).is_ok_and(|text| text.contains("outcome=\"new\"} 1\n"));
    within(60, is_written);
    let other = run(&folder, &["collect"]);
    assert_eq!(other.status.code(), Some(1));
    assert!(text(&other.stderr).contains("この事件簿の収集元を巡回しています"), "{}", text(&other.stderr));
    // It waits for what is due next, and ends at once when asked.
    Command::new("kill").arg(child.id().to_string()).status().unwrap();
    within(10, || child.try_wait().unwrap().is_some());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let told = text(&output.stdout);
    assert!(told.lines().last().unwrap().starts_with("{\"sources\":1,\"counts\":{\"new\":1,"), "{told}");
    assert_eq!(run(&folder, &["collect"]).status.code(), Some(0));
}
