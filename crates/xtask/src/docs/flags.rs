//! Each command and flag that the program knows stands in `docs/cli.md`, and no others.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use anyhow::ensure;

use crate::workspace;

/// What the program knows and the page does not, and the other way round.
pub(super) fn check(program: &Path) -> anyhow::Result<Vec<String>> {
    let page = workspace::text("docs/cli.md")?;
    let top = help(program, &[])?;
    let commands = commands(&top);
    ensure!(!commands.is_empty(), "expected commands in `jikenbo --help`");
    let mut known = flags(&top);
    for command in &commands {
        let own = help(program, &[command])?;
        known.extend(flags(&own));
        for below in self::commands(&own) {
            known.extend(flags(&help(program, &[command, below])?));
        }
    }
    let documented = flags(&page);
    let mut found: Vec<String> = Vec::new();
    let untold = commands.iter().filter(|command| !page.contains(&format!("\n## `{command}`")));
    found.extend(untold.map(|command| format!("docs/cli.md: no section of the command `{command}`")));
    found.extend(known.difference(&documented).map(|flag| format!("docs/cli.md: `{flag}` is missing")));
    found.extend(documented.difference(&known).map(|flag| format!("docs/cli.md: `{flag}` is no flag")));
    Ok(found)
}

fn help(program: &Path, command: &[&str]) -> anyhow::Result<String> {
    let output = Command::new(program).args(command).arg("--help").output()?;
    ensure!(output.status.success(), "`jikenbo {command:?} --help` failed");
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The names below `Commands:`, clap's own `help` left out.
fn commands(help: &str) -> Vec<&str> {
    let lines =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let indented = lines.filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    indented.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect()
}

/// Words such as `--output`.
fn flags(text: &str) -> BTreeSet<String> {
    let ends = |c: char| !(c.is_ascii_lowercase() || c == '-');
    let words = text.split("--").skip(1).filter_map(|rest| rest.split(ends).next());
    words.filter(|word| word.len() > 1 && !word.starts_with('-')).map(|word| format!("--{word}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_is_taken_apart() {
        let help = "X\n\nCommands:\n  extract  Reads\n             on\n  help     Print\n\nOptions:\n  -o, --output <FILE>  Write\n";
        assert_eq!(commands(help), ["extract"]);
        assert_eq!(flags(help), BTreeSet::from(["--output".to_owned()]));
        assert!(flags("|---|---|").is_empty());
    }
}
