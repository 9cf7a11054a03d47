//! What `dist/` ships names what there is: a container engine is on no machine that tests run on, so that the container file is held to
//! the workspace and its last stage is done here as far as it goes.

use std::fs;
use std::process::Command;

use crate::run::{Folder, jikenbo, root, text};

/// The instructions of the container file, each with what follows it.
fn instructions() -> Vec<(String, String)> {
    let file = fs::read_to_string(root().join("dist/Containerfile")).unwrap();
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    let whole = lines.collect::<Vec<_>>().join("\n").replace("\\\n", " ");
    let lines = whole.lines().filter(|line| !line.trim().is_empty());
    let split =
        |line: &str| line.split_once(' ').map(|(word, rest)| (word.to_owned(), rest.trim().to_owned()));
    let one = |line: &str| split(&line.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap();
    lines.map(one).collect()
}

fn of(word: &str) -> Vec<String> {
    instructions().into_iter().filter(|(own, _)| own == word).map(|(_, rest)| rest).collect()
}

fn last(word: &str) -> String {
    of(word).pop().unwrap()
}

/// What an instruction in the form of JSON says.
fn listed(word: &str) -> Vec<String> {
    serde_json::from_str(&last(word)).unwrap()
}

/// A setting of the workspace's manifest or of that of the program.
fn setting(manifest: &str, name: &str) -> String {
    let manifest = fs::read_to_string(root().join(manifest)).unwrap();
    let line = manifest.lines().find_map(|line| line.strip_prefix(&format!("{name} = "))).unwrap();
    line.trim_matches('"').to_owned()
}

#[test]
fn the_container_file_builds_the_program_and_takes_it_from_where_it_lies() {
    let words = instructions().into_iter().map(|(word, _)| word).collect::<Vec<_>>();
    let known =
        ["FROM", "WORKDIR", "COPY", "RUN", "USER", "ENV", "VOLUME", "STOPSIGNAL", "ENTRYPOINT", "CMD"];
    assert!(words.iter().all(|word| known.contains(&word.as_str())), "{words:?}");
    let stages = of("FROM");
    let rust = setting("Cargo.toml", "rust-version");
    assert!(stages[0].starts_with(&format!("docker.io/library/rust:{rust}-")), "{stages:?}");
    let name = stages[0].split_once(" AS ").unwrap().1;
    let build = format!(
        "cargo build --release --locked --package {} --bin {}",
        setting("crates/cli/Cargo.toml", "name"),
        env!("CARGO_BIN_EXE_jikenbo").rsplit('/').next().unwrap()
    );
    assert_eq!(of("RUN")[0], build);
    // Both stages stand on one release of Debian: what is built on one C library runs on the other.
    let release = |stage: &str| stage.split(" AS ").next().unwrap().to_owned();
    assert!(
        release(&stages[0]).ends_with("-slim-bookworm") && release(&stages[1]).ends_with(":bookworm-slim")
    );
    let bin = "/usr/local/bin/jikenbo";
    assert_eq!(last("COPY"), format!("--from={name} {}/target/release/jikenbo {bin}", of("WORKDIR")[0]));
    assert_eq!(listed("ENTRYPOINT"), [bin.rsplit('/').next().unwrap()]);
    // Nothing that the build needs is left out of its context.
    let left_out = fs::read_to_string(root().join(".containerignore")).unwrap();
    assert_eq!(left_out.lines().collect::<Vec<_>>(), ["/target", "/.git", "/fuzz/findings"]);
    assert!(root().join("Cargo.lock").is_file());
}

#[test]
fn the_container_s_user_owns_its_volume_and_its_settings_are_those_of_the_program() {
    let (user, volume) = (last("USER"), last("VOLUME"));
    let made = of("RUN").pop().unwrap();
    assert!(made.contains("useradd ") && made.contains(&format!(" {user} &&")), "{made}");
    assert!(made.ends_with(&format!("--owner {user} --group {user} {volume}")), "{made}");
    assert_eq!(last("WORKDIR"), volume);
    assert!(last("ENV").contains(&format!("JIKENBO_CASEBOOK={volume}")));
    let settings = fs::read_to_string(root().join("docs/cli.md")).unwrap();
    for setting in last("ENV").split_whitespace() {
        let (name, _) = setting.split_once('=').unwrap();
        assert!(settings.contains(&format!("`{name}`")), "{name}");
    }
    assert_eq!(last("STOPSIGNAL"), "SIGTERM");
}

/// The first command of the file's beginning, then the one that the image starts with, but for one round.
#[test]
fn what_the_image_starts_with_is_a_command_of_the_program() {
    let folder = Folder::new();
    let volume = folder.0.join("casebook");
    fs::create_dir(&volume).unwrap();
    let run = |args: &[&str]| {
        let mut command = jikenbo();
        command.current_dir(&volume).env("JIKENBO_CASEBOOK", &volume).env("JIKENBO_WHO", "jikenbo");
        command.args(args).output().unwrap()
    };
    let made = run(&["init", volume.to_str().unwrap(), "--name", "例示"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let own = listed("CMD");
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    let helped = run(&[&own[..], &["--help"]].concat());
    assert_eq!(helped.status.code(), Some(0), "{}", text(&helped.stderr));
    let once: Vec<&str> = own.iter().copied().filter(|flag| *flag != "--watch").collect();
    assert!(once.len() + 1 == own.len());
    let done = run(&once);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
}

#[test]
fn the_unit_of_systemd_starts_a_command_of_the_program() {
    let unit = fs::read_to_string(root().join("dist/jikenbo.service")).unwrap();
    let start = unit.lines().find_map(|line| line.strip_prefix("ExecStart=")).unwrap();
    let mut words = start.split_whitespace();
    assert_eq!(words.next(), Some("/usr/local/bin/jikenbo"));
    let helped = jikenbo().args(words).arg("--help").output().unwrap();
    assert_eq!(helped.status.code(), Some(0), "{}", text(&helped.stderr));
    let metrics = start.rsplit(' ').next().unwrap();
    assert!(unit.contains("RuntimeDirectory=jikenbo\n") && metrics.starts_with("/run/jikenbo/"));
    // Where systemd is, it reads the unit itself.
    let folder = Folder::new();
    let copy = unit
        .replace("/usr/local/bin/jikenbo", "/bin/true")
        .replace("=jikenbo\nGroup=jikenbo", "=root\nGroup=root");
    let path = folder.file("jikenbo.service", copy.as_bytes());
    if let Ok(read) = Command::new("systemd-analyze").arg("verify").arg(&path).output() {
        assert_eq!(
            text(&read.stderr).lines().filter(|line| line.contains("jikenbo.service")).count(),
            0,
            "{read:?}"
        );
    }
}
