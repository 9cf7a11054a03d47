//! The workspace as files and packages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};
use serde::Deserialize;

/// The workspace's root folder.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// `cargo` as it was called, so that the same toolchain is used throughout.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// The text of a file of the workspace.
///
/// # Errors
/// Names the file where it cannot be read.
pub fn text(path: impl AsRef<Path>) -> anyhow::Result<String> {
    let path = root().join(path);
    fs::read_to_string(&path).with_context(|| format!("failed to read `{}`", shown(&path)))
}

/// `path` as seen from the root, for messages.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// All files below `folder` (of the root) with this `extension`, in order of their paths.
///
/// # Errors
/// Where a folder cannot be listed.
pub fn files(folder: impl AsRef<Path>, extension: &str) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(&root().join(folder), extension, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("failed to list `{}`", shown(folder)))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, extension, found)?;
        } else if extension.is_empty() || path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
    Ok(())
}

/// The shipped reference documents of other people's writing, where this copy of the project has them beside it.
pub fn reference_documents() -> Option<PathBuf> {
    let beside = || root().parent().map(|parent| parent.join("shared"));
    let folder = std::env::var_os("JIKENBO_SHARED").map(PathBuf::from).or_else(beside)?;
    folder.join("dev/gold").is_dir().then_some(folder)
}

/// What `cargo metadata` says.
#[derive(Debug, Deserialize)]
pub struct Metadata {
    /// All packages, the workspace's and those it depends on.
    pub packages: Vec<Package>,
    /// The ids of the workspace's own packages.
    pub workspace_members: Vec<String>,
    /// Where cargo builds.
    pub target_directory: PathBuf,
    /// Which package is built with which.
    pub resolve: Resolve,
}

/// Which package is built with which.
#[derive(Debug, Deserialize)]
pub struct Resolve {
    /// One for each package.
    pub nodes: Vec<Node>,
}

/// A package and those that it is built with.
#[derive(Debug, Deserialize)]
pub struct Node {
    /// Its id.
    pub id: String,
    /// Their ids.
    pub dependencies: Vec<String>,
}

/// One package.
#[derive(Debug, Deserialize)]
pub struct Package {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence, an SPDX expression.
    pub license: Option<String>,
    /// Where it comes from; `None` for a path of the workspace.
    pub source: Option<String>,
    /// What it depends on.
    pub dependencies: Vec<Dependency>,
    /// Its `Cargo.toml`.
    pub manifest_path: PathBuf,
}

/// One dependency.
#[derive(Debug, Deserialize)]
pub struct Dependency {
    /// The name of the package.
    pub name: String,
    /// `None` for an ordinary one, else `dev` or `build`.
    pub kind: Option<String>,
    /// The versions asked for.
    pub req: String,
    /// Its folder, where it is one of the workspace.
    pub path: Option<PathBuf>,
}

impl Metadata {
    /// The workspace's own packages.
    pub fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| self.workspace_members.contains(&package.id))
    }

    /// The names of the packages that are built with this one.
    pub fn users(&self, id: &str) -> Vec<&str> {
        let uses = self.resolve.nodes.iter().filter(|node| node.dependencies.iter().any(|own| own == id));
        let name = |node: &Node| self.packages.iter().find(|package| package.id == node.id);
        uses.filter_map(name).map(|package| package.name.as_str()).collect()
    }
}

/// Asks `cargo metadata`.
///
/// # Errors
/// Where cargo fails, or says what this does not understand.
pub fn metadata() -> anyhow::Result<Metadata> {
    let output = cargo().args(["metadata", "--format-version", "1", "--locked"]).output()?;
    let problem = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "`cargo metadata` failed:\n{problem}");
    serde_json::from_slice(&output.stdout).context("failed to read what `cargo metadata` printed")
}
