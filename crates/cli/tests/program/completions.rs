//! `jikenbo completions`, `jikenbo man`.

use std::process::Command;

use crate::run::{Folder, jikenbo, text};

#[test]
fn each_shell_has_its_script() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let done = jikenbo().args(["completions", shell]).output().unwrap();
        assert!(done.status.success());
        let script = text(&done.stdout);
        assert!(script.contains("suggestions") && script.contains("as-of"), "{shell}");
    }
    let wrong = jikenbo().args(["completions", "csh"]).output().unwrap();
    assert_eq!(wrong.status.code(), Some(1));
}

#[test]
fn bash_completes_commands_and_words() {
    let folder = Folder::new();
    let script = jikenbo().args(["completions", "bash"]).output().unwrap().stdout;
    let script = folder.file("jikenbo.bash", &script);
    let completed = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let (last, before) = (words[words.len() - 1], words[words.len() - 2]);
        let ask = format!(
            "source '{}'; COMP_WORDS=({line}); COMP_CWORD={}; _jikenbo jikenbo '{last}' '{before}'; echo \"${{COMPREPLY[@]}}\"",
            script.display(),
            words.len() - 1
        );
        match Command::new("bash").args(["--norc", "-c", &ask]).output() {
            Ok(done) => Some(text(&done.stdout).trim().to_owned()),
            // Where there is no bash there is nothing to be completed.
            Err(_) => None,
        }
    };
    for (line, expected) in [
        ("jikenbo hist", "history"),
        ("jikenbo organizations sh", "show"),
        ("jikenbo list --cause ins", "insider"),
        ("jikenbo show --as-", "--as-of"),
    ] {
        assert!(completed(line).is_none_or(|found| found == expected), "{line}: {:?}", completed(line));
    }
}

#[test]
fn each_command_has_its_page() {
    let folder = Folder::new();
    let pages = folder.0.join("man1");
    let done = jikenbo().arg("man").arg(&pages).output().unwrap();
    assert!(done.status.success(), "{}", text(&done.stderr));
    for name in ["jikenbo", "jikenbo-show", "jikenbo-organizations", "jikenbo-organizations-list"] {
        let page = std::fs::read_to_string(pages.join(format!("{name}.1"))).unwrap();
        assert!(page.contains(".TH") && page.contains(".SH SYNOPSIS"), "{name}");
    }
    // Where the system can read man pages, it reads these.
    if let Ok(read) =
        Command::new("man").args(["--warnings", "-l"]).arg(pages.join("jikenbo-show.1")).output()
    {
        assert!(!read.status.success() || text(&read.stdout).contains("--as-of"), "{}", text(&read.stderr));
    }
    let taken = folder.file("taken", b"");
    assert_eq!(jikenbo().arg("man").arg(&taken).output().unwrap().status.code(), Some(1));
}
