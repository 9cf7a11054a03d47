//! The grammar of the commands that publish.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

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
    /// Write the program's own templates and style sheet to a folder, to be changed and given to build --templates
    Templates(Templates),
}

/// `jikenbo site templates`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo site templates house
  jikenbo site build public --templates house")]
pub struct Templates {
    /// Folder that they are written to; where one of them is there already, nothing is written
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// `jikenbo site build`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo site build public
  jikenbo site build public --url https://example.com/casebook/ --lang en
  jikenbo site build public --url https://example.com/casebook/ --both
  jikenbo site build public --templates house
  jikenbo site build look --draft")]
pub struct Build {
    /// Folder that it is written to; files in it that a build did not make are left as they are
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Address at which it will stand
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// Japanese pages, and English ones beside them below en/
    #[arg(long)]
    pub both: bool,
    /// Folder of templates and style of your own, in place of the program's
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// Look at each file whether it is there as it was made, also of what nothing touched since
    #[arg(long)]
    pub whole: bool,
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

/// `jikenbo post`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo post 2025-513
  jikenbo post 2025-513 --format markdown --output post.md
  jikenbo post case:7 --template house.html --draft")]
pub struct Post {
    /// The case: its number, or case:ID
    #[arg(value_name = "CASE")]
    pub case: String,
    /// In which form
    #[arg(long, value_name = "FORMAT", default_value = "html")]
    pub format: PostFormat,
    /// Fill this template instead: Jinja, escaped for HTML where its name ends in .html, else for Markdown
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    pub template: Option<PathBuf>,
    /// Write it to this file, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Also of a case that is not published: all that you may see
    #[arg(long)]
    pub draft: bool,
    /// As whom and when.
    #[command(flatten)]
    pub view: View,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
}

/// The form of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PostFormat {
    /// HTML without a page around it
    Html,
    /// Markdown
    Markdown,
}
