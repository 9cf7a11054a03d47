use std::net::IpAddr;

use jiff::Timestamp;

use crate::attachment::Shut;
use crate::fetch::Fault;
use crate::guard::Inside;

/// Why an address could not be fetched. [`hint`](Self::hint) says what can be done about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is none of the web.
    #[error("expected an address such as `https://www.example.jp/news`, but found `{url}`")]
    NotWeb {
        /// What was given.
        url: String,
    },
    /// The host leads into the own machine or network.
    #[error("`{host}` leads to the {} address `{address}`", why.name())]
    Inside {
        /// The host.
        host: String,
        /// Where it leads.
        address: IpAddr,
        /// What that is.
        why: Inside,
    },
    /// `robots.txt` does not allow it.
    #[error("the site's robots.txt does not let us ask for `{url}`: `{rule}` on line {line}")]
    Robots {
        /// The address.
        url: String,
        /// The rule.
        rule: String,
        /// The line that it stands on, from 1.
        line: usize,
    },
    /// `robots.txt` could not be asked for, which forbids everything (RFC 9309, 2.3.1.4).
    #[error("failed to read `{url}`, without which nothing may be asked for there")]
    NoRobots {
        /// Its address.
        url: String,
        /// Why, where something failed rather than the server.
        #[source]
        source: Option<Box<Error>>,
    },
    /// The host asked to be left alone for longer than anybody waits.
    #[error("`{host}` asks to be left alone until {until}")]
    Later {
        /// The host.
        host: String,
        /// Until when, to the second.
        until: Timestamp,
    },
    /// One address led to another too often.
    #[error("`{url}` led on more than {most} times")]
    Redirects {
        /// The first address.
        url: String,
        /// How often it may.
        most: usize,
    },
    /// The address of a file leads to one that stays shut.
    #[error("`{url}` leads to what stays shut: {}", why.word())]
    Shut {
        /// The address of the file.
        url: String,
        /// Why it stays shut.
        why: Shut,
    },
    /// The answer is too long.
    #[error("the answer of `{url}` is longer than {most} bytes")]
    TooLarge {
        /// The address.
        url: String,
        /// How long it may be.
        most: u64,
    },
    /// Nothing was answered, or the answer broke off.
    #[error("failed to fetch `{url}`")]
    Failed {
        /// The address.
        url: String,
        /// What kind of fault it is.
        fault: Fault,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// What should be certificates of authorities is none.
    #[error(
        "expected certificates of authorities in PEM form (`-----BEGIN CERTIFICATE-----`), but found none"
    )]
    Authorities {
        /// What is wrong with them.
        #[source]
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
    /// The browser could not be started.
    #[error("failed to start the browser `{program}`")]
    NoBrowser {
        /// The program.
        program: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The browser printed no page.
    #[error("the browser printed no page: {what}")]
    NotPrinted {
        /// What became of it.
        what: String,
    },
    /// The browser gave no page.
    #[error("the browser gave no page of `{url}`: {what}")]
    Browser {
        /// The address.
        url: String,
        /// What became of it.
        what: String,
    },
}

/// How to get a browser.
const BROWSER: &str =
    "install Chromium (Debian: `apt-get install chromium fonts-noto-cjk`), or name it in `JIKENBO_CHROMIUM`";

impl Error {
    /// What can be done about it.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::NotWeb { .. } => "only `http` and `https` are fetched",
            Self::Inside { .. } => "where it is meant, name the host in `allow_hosts` of the settings",
            Self::Robots { .. } => "save the page in a browser and add the file with `--url`",
            Self::NoRobots { .. } | Self::Later { .. } => "try again later",
            Self::NoBrowser { .. } => BROWSER,
            _ => return None,
        })
    }
}
