use crate::packed::NotPacked;

/// What can go wrong while a site is made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A template is none, or does not fit what it is given.
    #[error("failed to fill the template `{name}`{}", at(line.as_deref()))]
    Template {
        /// The template.
        name: String,
        /// The line where it fails, where that is known.
        line: Option<String>,
        /// Why.
        #[source]
        source: minijinja::Error,
    },
    /// A template names what no page has.
    #[error("expected a value that pages have in the template `{name}`, but found `{got}`")]
    NoValue {
        /// The template.
        name: String,
        /// What it names.
        got: String,
    },
    /// A template leaves out what a page must say.
    #[error("expected `{expected}` in the page `{path}`, but its template leaves it out")]
    LeftOut {
        /// Where the page stands.
        path: String,
        /// What it must say.
        expected: String,
    },
    /// What is kept of a case for lists and figures cannot be written.
    #[error("failed to keep what lists need of the case `{case}`")]
    Kept {
        /// The id of the case.
        case: i64,
        /// Why.
        #[source]
        source: NotPacked,
    },
    /// What figures need of a case was kept by an earlier build, and is not there any more as it was.
    #[error("what figures need of the case `{case}` is kept no longer")]
    NotKept {
        /// The id of the case.
        case: i64,
    },
}

fn at(line: Option<&str>) -> String {
    line.map(|line| format!(" at `{line}`")).unwrap_or_default()
}

impl Error {
    /// What can be done about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Template { .. } | Self::Kept { .. } | Self::NotKept { .. } => None,
            Self::NoValue { .. } => Some(
                "`jikenbo site templates DIR` writes the program's own templates, with the values that there are",
            ),
            Self::LeftOut { .. } => Some(
                "a page that search engines are to leave alone says `noindex` in its head, a draft says that it is one: as `page.html` of the program does",
            ),
        }
    }
}
