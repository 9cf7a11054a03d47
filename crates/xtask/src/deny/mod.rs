//! The dependencies against `deny.toml`: licences, banned crates, sources.
//!
//! The file has cargo-deny's form, and cargo-deny may be run on it; building that takes longer than the whole test
//! command, so the parts used here are checked by cargo alone.

mod licence;

use serde::Deserialize;

use crate::console;
use crate::workspace::{self, Metadata, Package};

/// `deny.toml`, as far as it is used.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    licenses: Licenses,
    bans: Bans,
    sources: Sources,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Licenses {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    allow: Vec<String>,
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Bans {
    multiple_versions: Level,
    wildcards: Level,
    #[serde(default)]
    deny: Vec<Named>,
    #[serde(default)]
    skip: Vec<Named>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    #[serde(rename = "crate")]
    name: String,
    /// Others' crates that may use it all the same.
    #[serde(default)]
    wrappers: Vec<String>,
    /// For readers of the file.
    #[serde(default, rename = "reason")]
    _reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Sources {
    unknown_registry: Level,
    unknown_git: Level,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Allow,
    Warn,
    Deny,
}

/// Checks every package that the workspace depends on.
///
/// # Errors
/// Lists all that `deny.toml` does not let in, or says that `deny.toml` cannot be read.
pub fn check() -> anyhow::Result<()> {
    let rules: Rules = toml::from_str(&workspace::text("deny.toml")?)?;
    let metadata = workspace::metadata()?;
    let of = |package: &Package| package_problems(&rules, package, &metadata.users(&package.id));
    let mut found: Vec<String> = metadata.packages.iter().flat_map(of).collect();
    found.extend(repeated(&rules, &metadata));
    console::verdict("dependencies against deny.toml", &found)
}

/// What is wrong with a package that those called `users` are built with.
fn package_problems(rules: &Rules, package: &Package, users: &[&str]) -> Vec<String> {
    let is_wrapped = |named: &Named| {
        !users.is_empty() && users.iter().all(|user| named.wrappers.iter().any(|wrapper| wrapper == user))
    };
    let banned = rules.bans.deny.iter().find(|named| named.name == package.name);
    let banned = banned.filter(|named| !is_wrapped(named)).map(|_| "is banned".to_owned());
    let own = package.source.is_none();
    let wildcard = package.dependencies.iter().find(|other| other.req == "*" && other.path.is_none());
    let wildcard = wildcard.filter(|_| own && rules.bans.wildcards == Level::Deny);
    let wildcard = wildcard.map(|other| format!("asks for any version of `{}`", other.name));
    let problems = [
        licence_problem(&rules.licenses, package),
        banned,
        wildcard,
        source_problem(&rules.sources, package),
    ];
    problems
        .into_iter()
        .flatten()
        .map(|problem| format!("`{} {}` {problem}", package.name, package.version))
        .collect()
}

fn licence_problem(rules: &Licenses, package: &Package) -> Option<String> {
    let Some(expression) = &package.license else { return Some("names no licence".to_owned()) };
    let exceptions = rules.exceptions.iter().filter(|exception| exception.name == package.name);
    let allowed: Vec<&str> = rules
        .allow
        .iter()
        .chain(exceptions.flat_map(|exception| &exception.allow))
        .map(String::as_str)
        .collect();
    match licence::is_met(expression, &allowed) {
        Some(true) => None,
        Some(false) => Some(format!("is under `{expression}`, which is not allowed")),
        None => Some(format!("expected a licence expression, but found `{expression}`")),
    }
}

fn source_problem(rules: &Sources, package: &Package) -> Option<String> {
    let source = package.source.as_deref()?;
    let known = source.starts_with("registry+") && source.ends_with("/crates.io-index");
    let level = if source.starts_with("git+") { rules.unknown_git } else { rules.unknown_registry };
    (!known && level == Level::Deny).then(|| format!("comes from `{source}`"))
}

/// Packages of which several versions are built.
fn repeated(rules: &Rules, metadata: &Metadata) -> Vec<String> {
    if rules.bans.multiple_versions == Level::Allow {
        return Vec::new();
    }
    let mut names: Vec<&str> = metadata.packages.iter().map(|package| package.name.as_str()).collect();
    names.sort_unstable();
    let mut twice: Vec<&str> =
        names.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    twice.dedup();
    let skipped = |name: &&str| !rules.bans.skip.iter().any(|named| named.name == **name);
    let lines = twice.into_iter().filter(skipped).map(|name| format!("several versions of `{name}`"));
    let lines: Vec<String> = lines.collect();
    if rules.bans.multiple_versions == Level::Deny {
        return lines;
    }
    lines.iter().for_each(|line| console::note(format!("warning: {line}")));
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Rules {
        toml::from_str(
            "[licenses]\nallow = ['MIT']\nexceptions = [{ allow = ['MPL-2.0'], crate = 'a' }]\n\
             [bans]\nmultiple-versions = 'warn'\nwildcards = 'deny'\ndeny = [{ crate = 'bad' }, { crate = 'old', wrappers = ['theirs'] }]\n\
             [sources]\nunknown-registry = 'deny'\nunknown-git = 'deny'\n",
        )
        .unwrap()
    }

    fn package(name: &str, license: &str, source: &str) -> Package {
        serde_json::from_value(serde_json::json!({
            "id": name, "name": name, "version": "1.0.0", "license": license, "source": source,
            "dependencies": [], "manifest_path": ""
        }))
        .unwrap()
    }

    #[test]
    fn what_the_rules_do_not_let_in_is_told() {
        let index = "registry+https://example.com/crates.io-index";
        let problems =
            |name, license, source| package_problems(&rules(), &package(name, license, source), &["mine"]);
        assert!(problems("x", "MIT OR Apache-2.0", index).is_empty());
        assert!(problems("a", "MPL-2.0", index).is_empty());
        assert_eq!(problems("b", "MPL-2.0", index), ["`b 1.0.0` is under `MPL-2.0`, which is not allowed"]);
        assert_eq!(problems("bad", "MIT", index), ["`bad 1.0.0` is banned"]);
        let wrapped = |users: &[&str]| package_problems(&rules(), &package("old", "MIT", index), users);
        assert!(wrapped(&["theirs"]).is_empty());
        assert_eq!(wrapped(&["theirs", "mine"]).len(), 1);
        assert_eq!(
            problems("x", "MIT", "git+https://example.com/x"),
            ["`x 1.0.0` comes from `git+https://example.com/x`"]
        );
    }
}
