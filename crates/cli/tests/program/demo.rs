use crate::run::{Folder, jikenbo, page, text};

fn names(folder: &Folder) -> Vec<String> {
    let mut names = folder.names();
    names.sort();
    names
}

#[test]
fn the_samples_become_a_casebook_anywhere_and_the_page_is_written_there() {
    let folder = Folder::new();
    let done = jikenbo().arg("demo").current_dir(&folder.0).output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert_eq!(names(&folder), ["jikenbo-demo", "jikenbo-demo.html"]);
    let written = std::fs::read_to_string(folder.0.join("jikenbo-demo.html")).unwrap();
    assert!(written.starts_with("<!doctype html>") && written.ends_with("</html>\n"));
    let screen = text(&done.stdout);
    assert!(screen.contains("(続報など)"), "a follow-up is told: {screen}");
    let (_, shown) = screen.split_once("\n\n").unwrap();
    assert!(shown.contains("2024年6月10日") && shown.contains("2024年9月30日"), "its case is shown: {shown}");
    assert!(
        shown.contains("の情報漏えい・セキュリティ事件") && shown.contains("原因の内訳"),
        "the column: {shown}"
    );
    let told = text(&done.stderr);
    assert!(told.contains("jikenbo-demo.html") && told.contains("index.html"), "says where: {told}");
    let front = std::fs::read_to_string(folder.0.join("jikenbo-demo/site/index.html")).unwrap();
    assert!(front.contains("例示精工株式会社") && !front.contains("下書き"), "{front}");
    let verified =
        jikenbo().args(["verify", "--casebook", "jikenbo-demo/casebook"]).current_dir(&folder.0).status();
    assert!(verified.unwrap().success());
    let again = jikenbo().arg("demo").current_dir(&folder.0).output().unwrap();
    assert_eq!(again.status.code(), Some(0));
    assert_eq!(names(&folder), ["jikenbo-demo", "jikenbo-demo-2", "jikenbo-demo.html"]);
}

#[test]
fn own_pages_are_read_instead() {
    let folder = Folder::new();
    let done =
        jikenbo().arg("demo").arg(page("a06-shop-skimming.txt")).current_dir(&folder.0).output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    assert_eq!(text(&done.stdout).matches("(新しい事件)").count(), 1);
    let front = std::fs::read_to_string(folder.0.join("jikenbo-demo/site/index.html")).unwrap();
    assert!(front.contains("下書き"), "pages of one's own are a draft");
}

#[test]
fn where_nothing_was_read_nothing_is_left() {
    let folder = Folder::new();
    let done = jikenbo().args(["demo", "no/such.html"]).current_dir(&folder.0).output().unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(names(&folder), [] as [&str; 0]);
}

#[test]
fn the_page_is_written_though_nobody_reads_the_screen() {
    let folder = Folder::new();
    let mut command = jikenbo();
    command.arg("demo").args(vec![page("b25-casebook-month.txt"); 20]).current_dir(&folder.0);
    let mut child = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(names(&folder), ["jikenbo-demo", "jikenbo-demo.html"]);
}
