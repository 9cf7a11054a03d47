use super::*;

/// Does something with a folder of which each file was looked at.
fn with<T>(root: &Path, work: impl FnOnce(Folder<'_>) -> T) -> T {
    work(Folder::open(root, &Words::read(root).unwrap(), true).unwrap())
}

fn build(root: &Path, files: &[(&str, &str)]) -> Result<Built, Error> {
    let words = Words::read(root)?;
    let folder = Folder::open(root, &words, false)?;
    files.iter().for_each(|(path, text)| folder.put(path, text.as_bytes(), None));
    folder.finish()
}

#[test]
fn only_what_changed_is_written_and_what_is_gone_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let first = build(root, &[("index.html", "a"), ("cases/1/index.html", "b")]).unwrap();
    assert_eq!((first.files, first.written, first.removed, first.bytes), (2, 2, 0, 2));
    fs::write(root.join("robots.txt"), "mine").unwrap();
    fs::write(root.join("cases/notes.txt"), "mine").unwrap();
    let again = build(root, &[("index.html", "a"), ("cases/1/index.html", "c")]).unwrap();
    assert_eq!((again.written, again.removed), (1, 0));
    let less = build(root, &[("index.html", "a")]).unwrap();
    assert_eq!((less.written, less.removed), (0, 1));
    assert!(!root.join("cases/1").exists(), "an empty folder goes with its page");
    assert_eq!(fs::read_to_string(root.join("cases/notes.txt")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(root.join("robots.txt")).unwrap(), "mine");
    fs::remove_file(root.join("index.html")).unwrap();
    assert_eq!(build(root, &[("index.html", "a")]).unwrap().written, 1, "what was lost comes back");
}

#[test]
fn a_file_of_somebody_else_is_never_replaced() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("index.html"), "mine").unwrap();
    let done = build(folder.path(), &[("index.html", "a")]);
    assert!(matches!(done, Err(Error::Foreign { .. })));
    assert_eq!(fs::read_to_string(folder.path().join("index.html")).unwrap(), "mine");
}

#[test]
fn files_are_kept_together_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    build(root, &[("a/index.html", "one"), ("b/index.html", "two")]).unwrap();
    let path = |name: &str| format!("{name}/index.html");
    let (one, two) = (digest(b"one"), digest(b"two"));
    let words = Words::read(root).unwrap();
    let again = Folder::open(root, &words, true).unwrap();
    assert!(!again.keep_all(&[(path("a"), &one), (path("c"), &one)]), "one is not there");
    assert!(!again.keep_all(&[(path("a"), &two)]), "it is another");
    assert_eq!(again.digests([path("b")].into_iter()), None, "not kept yet");
    assert!(again.keep_all(&[(path("a"), &one), (path("b"), &two)]));
    assert_eq!(again.digests([path("b")].into_iter()), Some(vec![two.clone()]));
    assert_eq!(again.digests(["c".to_owned()].into_iter()), None);
    let built = again.finish().unwrap();
    assert_eq!((built.files, built.bytes, built.written, built.removed), (2, 6, 0, 0));
    assert!(root.join("b/index.html").exists());
}

/// Builds of pages that are made of something; how many were made, and what came of it.
fn made(root: &Path, pages: &[(&str, &str)]) -> (usize, Built) {
    let words = Words::read(root).unwrap();
    let folder = Folder::open(root, &words, true).unwrap();
    let of = |words: &str| format!("{:0>32}", words.len()).parse().unwrap();
    let new = pages.iter().filter(|(path, words)| !folder.same(path, of(words)));
    let made = new.map(|(path, words)| folder.put(path, words.as_bytes(), Some(of(words)))).count();
    (made, folder.finish().unwrap())
}

#[test]
fn what_is_made_of_the_same_is_not_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let pages = [("a.html", "one"), ("b.html", "three")];
    assert_eq!(made(root, &pages).0, 2);
    let list = fs::read_to_string(root.join(listed::LIST)).unwrap();
    let (again, built) = made(root, &pages);
    assert_eq!((again, built.files, built.written, built.bytes), (0, 2, 0, 8));
    assert_eq!(fs::read_to_string(root.join(listed::LIST)).unwrap(), list);
    fs::write(root.join("b.html"), "").unwrap();
    let (again, built) = made(root, &pages);
    assert_eq!((again, built.written), (1, 1), "it was cut short");
    let (again, built) = made(root, &[("a.html", "longer"), ("b.html", "three")]);
    assert_eq!((again, built.written), (1, 1));
    assert_eq!(fs::read_to_string(root.join("a.html")).unwrap(), "longer");
    assert_eq!(build(root, &[("a.html", "longer"), ("b.html", "three")]).unwrap().written, 0);
    assert_eq!(made(root, &[("a.html", "longer")]).0, 1, "of what it is made was not said");
}

#[test]
fn what_is_doubted_goes_unless_it_is_put_again() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let path = |at: usize| format!("cases/{at:02}/index.html");
    let more: Vec<(String, String)> = (0..40).map(|at| (path(at), at.to_string())).collect();
    let lists = [("cases/2.html", "two"), ("cases/index.html", "one"), ("casesx/a.html", "x")];
    let files: Vec<(&str, &str)> = more.iter().map(|(path, text)| (&**path, &**text)).chain(lists).collect();
    build(root, &files).unwrap();
    let built = with(root, |again| {
        assert!(again.keep_whole());
        again.doubt_in("cases");
        again.doubt(&path(7));
        again.doubt("cases/none.html");
        again.put("cases/index.html", b"new", None);
        again.finish().unwrap()
    });
    assert_eq!((built.files, built.written, built.removed), (41, 1, 2));
    assert!(!root.join("cases/2.html").exists() && !root.join(path(7)).exists());
    assert!(root.join(path(8)).exists() && root.join("casesx/a.html").exists());
    // Three lines of forty-three: they are blanked, and one is added.
    let list = fs::read_to_string(root.join(listed::LIST)).unwrap();
    let blank = list.lines().filter(|line| line.starts_with(' ')).count();
    assert_eq!((blank, list.lines().count()), (3, 44));
    assert!(list.ends_with("-3 cases/index.html\n") && !list.contains(&path(7)));
    let words = Words::read(root).unwrap();
    let again = Folder::open(root, &words, true).unwrap();
    assert_eq!(again.list(), digest(list.as_bytes()));
    assert!(again.keep_whole());
    assert_eq!(again.finish().unwrap().files, 41);
}

/// Builds pages of so many, and gives the digest of the list that was told meanwhile, where it was.
fn told(root: &Path, pages: usize, last: &str) -> (Option<String>, Result<Built, Error>) {
    let words = Words::read(root).unwrap();
    let folder = Folder::open(root, &words, false).unwrap();
    (1..pages).for_each(|at| folder.put(&format!("{at:02}.html"), b"page", None));
    folder.put(&format!("{pages:02}.html"), last.as_bytes(), None);
    let mut told = None;
    let done = folder.finish_while(|list| {
        told = Some(list.to_owned());
        Ok(())
    });
    (told, done)
}

#[test]
fn meanwhile_the_list_is_known_as_it_will_be() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let list = || Some(digest(&fs::read(root.join(listed::LIST)).unwrap()));
    // Written whole, left as it is, amended, written whole.
    for (pages, last) in [(20, "page"), (20, "page"), (20, "other"), (9, "page")] {
        assert_eq!(told(root, pages, last).0, list(), "{pages} {last}");
    }
    fs::write(root.join("10.html"), "mine").unwrap();
    let (told, done) = told(root, 10, "page");
    assert!(told.is_none() && matches!(done, Err(Error::Foreign { .. })), "it is not to be trusted");
    assert!(!root.join(NOTES).exists());
}

#[test]
fn all_is_kept_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    build(root, &[("a.html", "one"), ("b.html", "two")]).unwrap();
    let words = Words::read(root).unwrap();
    let again = Folder::open(root, &words, true).unwrap();
    let list = again.list().to_owned();
    assert!(again.keep_whole());
    let built = again.finish().unwrap();
    assert_eq!((built.files, built.written, built.removed), (2, 0, 0));
    assert_eq!(list, digest(&fs::read(root.join(listed::LIST)).unwrap()));
    fs::remove_file(root.join("b.html")).unwrap();
    assert!(!with(root, |again| again.keep_whole()));
    assert_eq!(build(root, &[("a.html", "one"), ("b.html", "two")]).unwrap().written, 1);
    with(root, |broken| broken.put("c.html", b"half", None));
    assert!(!with(root, |again| again.keep_whole()), "a build was interrupted");
}

#[test]
fn what_stays_is_looked_at_where_that_is_wanted_or_much_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    build(root, &[("a/1/b.html", "one"), ("c/d.html", "two")]).unwrap();
    fs::remove_file(root.join("a/1/b.html")).unwrap();
    let keeps = |whole: bool| {
        let words = Words::read(root).unwrap();
        Folder::open(root, &words, whole).unwrap().keep_whole()
    };
    assert_eq!([keeps(false), keeps(true)], [true, false]);
    let made = with(root, |again| {
        again.put("a/1/b.html", b"one", None);
        again.put("c/d.html", b"two", None);
        again.finish().unwrap()
    });
    assert_eq!((made.written, made.bytes), (1, 6), "it is made, and counted");
    fs::remove_dir_all(root.join("c")).unwrap();
    assert!(!keeps(false), "a folder at the top is gone");
}

#[test]
fn what_an_interrupted_build_wrote_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    made(root, &[("a.html", "one")]);
    with(root, |broken| broken.put("a.html", b"two", None));
    let (again, built) = made(root, &[("a.html", "one")]);
    assert_eq!((again, built.written), (1, 1));
    assert_eq!(fs::read_to_string(root.join("a.html")).unwrap(), "one");
}

#[test]
fn a_list_of_a_program_before_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("a.html"), "one").unwrap();
    fs::write(root.join(listed::LIST), format!("{} a.html\n", digest(b"one"))).unwrap();
    assert_eq!(build(root, &[("a.html", "one")]).unwrap().written, 0);
    assert_eq!(build(root, &[]).unwrap().removed, 1);
}

#[test]
fn a_file_is_kept_while_it_is_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    build(root, &[("a.png", "a"), ("b.png", "b")]).unwrap();
    fs::write(root.join("b.png"), "another").unwrap();
    fs::write(root.join("c.png"), "mine").unwrap();
    let words = Words::read(root).unwrap();
    let again = Folder::open(root, &words, true).unwrap();
    assert_eq!(
        ["a.png", "b.png", "c.png", "d.png"].map(|path| again.keep(path)),
        [true, false, false, false]
    );
    assert_eq!(again.finish().unwrap().removed, 1);
    assert!(root.join("a.png").exists() && !root.join("b.png").exists() && root.join("c.png").exists());
}

#[test]
fn what_is_withdrawn_goes_though_a_file_of_somebody_else_stands_in_the_way() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    build(root, &[("index.html", "of 1"), ("cases/1/index.html", "1")]).unwrap();
    fs::create_dir_all(root.join("reports/3")).unwrap();
    fs::write(root.join("reports/3/index.html"), "mine").unwrap();
    let done = build(root, &[("reports/3/index.html", "3"), ("index.html", "of none")]);
    assert!(matches!(done, Err(Error::Foreign { .. })));
    assert!(!root.join("cases/1").exists(), "withdrawn");
    assert_eq!(fs::read_to_string(root.join("index.html")).unwrap(), "of none");
    assert_eq!(fs::read_to_string(root.join("reports/3/index.html")).unwrap(), "mine");
}

#[test]
fn what_an_interrupted_build_left_is_its_own() {
    let folder = tempfile::tempdir().unwrap();
    with(folder.path(), |broken| {
        broken.put("a.html", b"half", None);
        broken.put("b.html", b"gone", None);
    });
    let left = [".jikenbo.b.html.tmp", ".jikenbo..jikenbo-site.tmp"].map(|name| folder.path().join(name));
    left.iter().for_each(|left| fs::write(left, "half").unwrap());
    let done = build(folder.path(), &[("a.html", "whole")]).unwrap();
    assert_eq!((done.written, done.removed), (1, 1));
    assert!(!left.iter().any(|left| left.exists()), "nor what it was writing");
    assert_eq!(fs::read_to_string(folder.path().join("a.html")).unwrap(), "whole");
    assert!(!folder.path().join("b.html").exists());
}

#[test]
fn what_an_interrupted_build_removed_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let pages = [("a/1.html", "one"), ("a/2.html", "two")];
    made(root, &pages);
    // It noted nothing, as it wrote nothing.
    fs::write(root.join(NOTES), "").unwrap();
    fs::remove_file(root.join("a/2.html")).unwrap();
    let words = Words::read(root).unwrap();
    let again = Folder::open(root, &words, false).unwrap();
    let of = |words: &str| format!("{:0>32}", words.len()).parse().unwrap();
    assert!(again.same("a/1.html", of("one")) && !again.same("a/2.html", of("two")));
    again.put("a/2.html", b"two", Some(of("two")));
    assert_eq!(again.finish().unwrap().written, 1);
    assert!(root.join("a/2.html").exists() && !root.join(NOTES).exists());
}

#[test]
fn what_an_interrupted_build_left_by_half_is_taken_from_its_lists() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    build(root, &[("a.html", "one")]).unwrap();
    let list = root.join(listed::LIST);
    let whole = fs::read(&list).unwrap();
    fs::write(&list, [&whole[..], b"   \xA0\xAA/b.html\n0-1 \xE6\xA0"].concat()).unwrap();
    fs::write(root.join(NOTES), b"0 c.html\n0 a").unwrap();
    let words = Words::read(root).unwrap();
    let broken = Folder::open(root, &words, false).unwrap();
    broken.put("d.html", b"half", None);
    drop(broken);
    let notes = fs::read_to_string(root.join(NOTES)).unwrap();
    assert_eq!(notes, format!("0 c.html\n{} d.html\n", digest(b"half")));
    build(root, &[("a.html", "one")]).unwrap();
    assert_eq!(fs::read(&list).unwrap(), whole);
    assert!(!root.join("d.html").exists());
}

#[test]
fn a_list_leads_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let (root, other) = (folder.path().join("site"), folder.path().join("other.txt"));
    fs::create_dir(&root).unwrap();
    fs::write(&other, "mine").unwrap();
    fs::write(root.join(listed::LIST), format!("- ../other.txt\n- {}\n- \n", other.display())).unwrap();
    assert_eq!(build(&root, &[]).unwrap().removed, 0);
    assert!(other.exists());
}
