use crate::run::{Folder, jikenbo, page, text};

#[test]
fn the_samples_are_read_anywhere_and_the_page_is_written_there() {
    let folder = Folder::new();
    let done = jikenbo().arg("demo").current_dir(&folder.0).output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert_eq!(folder.names(), ["jikenbo-demo.html"]);
    let written = std::fs::read_to_string(folder.0.join("jikenbo-demo.html")).unwrap();
    assert!(written.starts_with("<!doctype html>") && written.ends_with("</html>\n"));
    assert!(text(&done.stdout).contains("行目"), "facts with their proof");
    assert!(text(&done.stderr).contains("jikenbo-demo.html"), "says where");
}

#[test]
fn own_pages_are_read_instead() {
    let folder = Folder::new();
    let done =
        jikenbo().arg("demo").arg(page("a06-shop-skimming.txt")).current_dir(&folder.0).output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    assert!(text(&done.stdout).contains("1件の報告を読み取りました"));
}

#[test]
fn the_page_is_written_though_nobody_reads_the_screen() {
    let folder = Folder::new();
    let mut command = jikenbo();
    command.arg("demo").args(vec![page("b25-casebook-month.txt"); 20]).current_dir(&folder.0);
    let mut child = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(folder.names(), ["jikenbo-demo.html"]);
}
