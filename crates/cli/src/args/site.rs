//! The grammar of the commands that publish.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::casebook::{Book, View};

/// `jikenbo site`.
#[derive(Debug, Args)]
pub struct Site {
    /// What to do.
    #[command(subcommand)]
    pub command: SiteCommand,
}

/// What to do with a site.
#[derive(Debug, Subcommand)]
pub enum SiteCommand {
    /// Build the site of what is published and public: plain files that open in any browser
    Build(Build),
}

/// `jikenbo site build`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo site build public
  jikenbo site build public --url https://example.com/casebook/ --lang en
  jikenbo site build look --draft")]
pub struct Build {
    /// Folder that it is written to; files in it that a build did not make are left as they are
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Address at which it will stand
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// For your own look: all that you may see, each page marked as a draft
    #[arg(long)]
    pub draft: bool,
    /// Print what was built as one JSON object
    #[arg(long)]
    pub json: bool,
    /// As whom and when.
    #[command(flatten)]
    pub view: View,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
}
