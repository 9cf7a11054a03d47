//! `jikenbo inspect`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `jikenbo inspect`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo inspect dates release.html
  jikenbo inspect document --json page.html
  echo '約13万2,000件' | jikenbo inspect numbers -
  jikenbo inspect feed --url https://www.example.jp/rss.xml rss.xml
  jikenbo inspect robots robots.txt --agent jikenbo https://www.example.jp/news/1")]
pub struct Inspect {
    /// Which stage
    #[command(subcommand)]
    pub stage: Stage,
    /// Print JSON (dates, numbers, reports: JSON Lines; all others: one object)
    #[arg(long, global = true)]
    pub json: bool,
}

/// A stage to look into.
#[derive(Debug, Subcommand)]
pub enum Stage {
    /// Dates and times, and the days they stand for
    Dates(Page),
    /// Figures, what kind each is and what it counts
    Numbers(Page),
    /// The page as text and blocks
    Document(Page),
    /// The reports that the page was cut into
    Reports(Page),
    /// The entries of a feed, or the feeds that a page leads to
    Feed(Feed),
    /// Whether a robots.txt lets an agent ask for an address: exit status 0 allowed, 1 not
    Robots(Robots),
    /// The pages or sitemaps that a sitemap names
    Sitemap(Sitemap),
    /// Which charset a file is in, and by which sign
    Charset(Charset),
}

/// What is looked into.
#[derive(Debug, Args)]
pub struct Page {
    /// Page to look into; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// `jikenbo inspect feed`.
#[derive(Debug, Args)]
pub struct Feed {
    /// Feed (RSS, Atom, RDF, JSON Feed) or page to look into; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Where it came from: relative links are seen from there
    #[arg(long, value_name = "ADDRESS")]
    pub url: Option<String>,
}

/// `jikenbo inspect sitemap`.
#[derive(Debug, Args)]
pub struct Sitemap {
    /// Sitemap (XML or text, packed by gzip or not) to look into; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Where it came from: relative links are seen from there
    #[arg(long, value_name = "ADDRESS")]
    pub url: Option<String>,
}

/// `jikenbo inspect robots`.
#[derive(Debug, Args)]
pub struct Robots {
    /// The robots.txt; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Who asks: a product token or a whole user agent
    #[arg(long, value_name = "UA")]
    pub agent: String,
    /// The address that is asked for
    #[arg(value_name = "URL")]
    pub url: String,
}

/// `jikenbo inspect charset`.
#[derive(Debug, Args)]
pub struct Charset {
    /// File to look into; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The Content-Type header that came with it
    #[arg(long, value_name = "HEADER")]
    pub content_type: Option<String>,
}
