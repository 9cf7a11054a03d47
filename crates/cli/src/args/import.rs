//! The grammar of `jikenbo import`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::casebook::{Act, Book, Visibility};

/// `jikenbo import`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo import blogger blog-12-06-2025.xml --dry-run
  jikenbo import blogger Takeout/Blogger/Blogs/myblog/feed.atom --site https://blog.example.com
  jikenbo import wordpress export.xml --partial
  jikenbo import blogger blog-12-06-2025.xml --own-numbers 事件簿
  jikenbo import folder saved-pages/")]
pub struct Import {
    /// What is imported.
    #[command(subcommand)]
    pub from: From,
}

/// What is imported.
#[derive(Debug, Subcommand)]
pub enum From {
    /// Import a Blogger export: the file of its settings page, or feed.atom of Google's Takeout
    Blogger(Blogger),
    /// Import a WordPress export (WXR)
    Wordpress(Wordpress),
    /// Import a folder of saved pages, each under the address that it gives itself
    Folder(Folder),
}

/// `jikenbo import blogger`.
#[derive(Debug, Args)]
pub struct Blogger {
    /// Export to import
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Address of the site; an export of Takeout gives paths only
    #[arg(long, value_name = "ADDRESS")]
    pub site: Option<String>,
    /// Of a damaged export, import what stands before the damage
    #[arg(long)]
    pub partial: bool,
    /// What all imports have.
    #[command(flatten)]
    pub how: How,
}

/// `jikenbo import wordpress`.
#[derive(Debug, Args)]
pub struct Wordpress {
    /// Export to import
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Of a damaged export, import what stands before the damage
    #[arg(long)]
    pub partial: bool,
    /// What all imports have.
    #[command(flatten)]
    pub how: How,
}

/// `jikenbo import folder`.
#[derive(Debug, Args)]
pub struct Folder {
    /// Folder of pages
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// What all imports have.
    #[command(flatten)]
    pub how: How,
}

/// What all imports have.
#[derive(Debug, Args)]
pub struct How {
    /// Who may see it [default: as the casebook says]
    #[arg(long, value_enum, value_name = "WHO")]
    pub visibility: Option<Visibility>,
    /// Publication that the casebook is: from now on cases keep the numbers that its pages bring along
    #[arg(long, value_name = "PUBLICATION")]
    pub own_numbers: Option<String>,
    /// Only tell what would be filed, and why
    #[arg(long)]
    pub dry_run: bool,
    /// Print JSON Lines: one entry a line, then the summary
    #[arg(long)]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
    /// What is recorded.
    #[command(flatten)]
    pub act: Act,
}
