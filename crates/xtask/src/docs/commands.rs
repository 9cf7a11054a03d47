//! The commands that the pages show are run, in a folder of their own that has the corpus and the templates that ship.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context;

use crate::{console, workspace};

/// What fails of the lines that begin with `$ ` in blocks marked `console`.
pub(super) fn check(program: &Path, pages: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let folder = Folder::new()?;
    let mut found = Vec::new();
    let mut run = 0;
    for page in pages {
        for command in shown(&workspace::text(page)?) {
            run += 1;
            let problem = folder.run(program, command)?;
            found.extend(problem.map(|problem| format!("{}: `{command}` {problem}", workspace::shown(page))));
        }
    }
    console::say(format!("{run} commands of the documents were run"));
    Ok(found)
}

/// The commands of a page, in order.
fn shown(page: &str) -> Vec<&str> {
    let blocks = page.split("\n```console\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    let lines = blocks.flat_map(str::lines).filter_map(|line| line.strip_prefix("$ "));
    lines.filter(|line| !line.starts_with("cargo ")).collect()
}

/// A folder that is removed when dropped.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn new() -> anyhow::Result<Self> {
        let path = std::env::temp_dir().join(format!("jikenbo-docs-{}", std::process::id()));
        for part in ["corpus/pages", "corpus/facts", "corpus/exports", "crates/figures/templates"] {
            let own = path.join(part);
            fs::create_dir_all(&own)?;
            for file in workspace::files(Path::new(part), "")? {
                fs::copy(&file, own.join(file.file_name().unwrap_or_default()))?;
            }
        }
        Ok(Self { path })
    }

    /// Runs `command` as a shell would, `jikenbo` being `program`; says how it failed.
    fn run(&self, program: &Path, command: &str) -> anyhow::Result<Option<String>> {
        let others = std::env::var_os("PATH").unwrap_or_default();
        let own = program.parent().map(Path::to_owned).into_iter();
        let path = std::env::join_paths(own.chain(std::env::split_paths(&others)))?;
        let mut shell = Command::new("sh");
        shell.args(["-e", "-c", command]).current_dir(&self.path).env("PATH", path).stdin(Stdio::null());
        let output = shell.output().with_context(|| format!("failed to run `{command}`"))?;
        let told = String::from_utf8_lossy(&output.stderr);
        Ok((!output.status.success()).then(|| format!("failed ({}): {}", output.status, told.trim())))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays behind in the system's temporary one does no harm.
        let _ = fs::remove_dir_all(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_console_blocks_are_run_and_cargo_is_left_to_the_test_command() {
        let page = "# A\n\n```console\n$ jikenbo a\nout\n$ cargo xtask test\n```\n\n```toml\n$ x\n```\n";
        assert_eq!(shown(page), ["jikenbo a"]);
    }
}
