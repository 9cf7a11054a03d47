//! Files that belong to a release page: what it links to in its own words, and the pictures that a page without words shows.
//!
//! Which of them belong to it is judged by the site, by the link's words and by the file's form; which may hold the leaked data
//! itself ([`Shut`]) by words too, and those are not to be fetched before an editor says so. The words stand in
//! `data/attachments.toml`.

mod columns;
mod file;
mod notices;
mod pictures;
mod saved;
mod site;
#[cfg(test)]
mod tests;
mod words;

use serde::Serialize;

pub use columns::has_columns_of_persons;
pub use pictures::pictures;
pub use saved::saved_as;

use crate::discreet::discreet;
use file::named;
use words::{Told, told};

/// A link of a page's own text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// Where to, as it is written.
    pub url: &'a str,
    /// The words that are linked.
    pub words: &'a str,
    /// The line that they stand in.
    pub line: &'a str,
    /// What stands before them: the line's words; of a link that begins its line the line before it.
    pub before: &'a str,
}

/// A file that belongs to a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct File {
    /// Its address, whole.
    pub url: String,
    /// What the page calls it: the link's words, a picture's own; nothing where it has none.
    pub words: String,
    /// What it seems to be.
    pub form: Form,
    /// Why it is not to be fetched; `None` for one that may be.
    pub shut: Option<Shut>,
}

/// What a file seems to be, by its address and by what the link says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// PDF.
    Pdf,
    /// A word processor's document.
    Word,
    /// A workbook.
    Sheets,
    /// Rows of data as text, or a database.
    Rows,
    /// A packed archive.
    Archive,
    /// A picture.
    Picture,
}

/// Why a file may hold the leaked data itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shut {
    /// It is a workbook, rows of data or an archive: what data is kept in.
    DataFile,
    /// It is called as such data is: 名簿, 対象者一覧.
    CalledData,
    /// The page tells that files lay open, and nothing says that this one is a release.
    ExposedFiles,
    /// Its address is not everybody's.
    Discreet,
    /// Its address leads to another site.
    Elsewhere,
    /// It was fetched, and has columns of persons.
    Columns,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Pdf, Self::Word, Self::Sheets, Self::Rows, Self::Archive, Self::Picture];

    /// The word that JSON and the store have for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Word => "word",
            Self::Sheets => "sheets",
            Self::Rows => "rows",
            Self::Archive => "archive",
            Self::Picture => "picture",
        }
    }

    /// The form that a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.word() == word)
    }
}

impl Shut {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::DataFile,
        Self::CalledData,
        Self::ExposedFiles,
        Self::Discreet,
        Self::Elsewhere,
        Self::Columns,
    ];

    /// The word that JSON and the store have for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::DataFile => "data_file",
            Self::CalledData => "called_data",
            Self::ExposedFiles => "exposed_files",
            Self::Discreet => "discreet",
            Self::Elsewhere => "elsewhere",
            Self::Columns => "columns",
        }
    }

    /// The reason that a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.word() == word)
    }
}

/// So many files of a page are taken at most; releases have one to five.
pub const MOST: usize = 8;
/// A page with more files than this is a list of them: only those whose words say so belong to it.
const LIST: usize = 12;

/// The files among `links` that belong to the page at `url` with this text, in its order, each address once; at most [`MOST`],
/// those whose words tell that they belong first.
///
/// ```
/// use jikenbo_collect::attachment::{Form, Link, Shut, files};
/// let link = |url, words| Link { url, words, line: words, before: "" };
/// let links = [link("/doc/1.pdf", "別紙（PDF）"), link("/doc/2.xlsx", "対象者一覧"), link("https://example.org/3.pdf", "別紙")];
/// let found = files("https://example.com/news/1", "不正アクセスについて", &links);
/// assert_eq!((found[0].form, found[0].shut), (Form::Pdf, None));
/// assert_eq!((found[1].form, found[1].shut), (Form::Sheets, Some(Shut::DataFile)));
/// assert_eq!(found.len(), 2);
/// ```
pub fn files(url: &str, text: &str, links: &[Link<'_>]) -> Vec<File> {
    let told_open = words::tells_of_open_files(text);
    let mut found: Vec<(bool, File)> = Vec::new();
    let all: Vec<(Link<'_>, String, Form)> = links
        .iter()
        .filter_map(|link| named(url, link.url, link.words).map(|(address, form)| (*link, address, form)))
        .collect();
    let news = notices::of_other_news(&all.iter().map(|(link, ..)| *link).collect::<Vec<_>>());
    for ((link, address, form), is_news) in all.into_iter().zip(news) {
        if is_news {
            continue;
        }
        if !site::is_own(url, &address) || found.iter().any(|(_, file)| file.url == address) {
            continue;
        }
        let told = told(link, &address);
        if told.is_other && !told.belongs_by_link {
            continue;
        }
        let words = link.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let shut = shut(&address, form, &told, told_open);
        found.push((told.belongs, File { url: address, words, form, shut }));
    }
    let is_list = found.len() > LIST;
    found.retain(|(belongs, _)| *belongs || !is_list);
    while found.len() > MOST {
        let last = found.iter().rposition(|(belongs, _)| !belongs).unwrap_or(found.len() - 1);
        found.remove(last);
    }
    found.into_iter().map(|(_, file)| file).collect()
}

/// Why a file of the page at `page` stays shut whose address leads to `to`: what the link led to is judged by the same rules
/// as what it said. `None` where it may be asked for.
///
/// ```
/// use jikenbo_collect::attachment::{Shut, led_to};
/// let page = "https://www.example.com/news/1";
/// assert_eq!(led_to(page, "https://cdn.example.com/doc/1.pdf"), None);
/// assert_eq!(led_to(page, "https://cdn.example.com/doc/1.csv"), Some(Shut::DataFile));
/// assert_eq!(led_to(page, "https://example.org/doc/1.pdf"), Some(Shut::Elsewhere));
/// ```
pub fn led_to(page: &str, to: &str) -> Option<Shut> {
    let link = Link { url: to, words: "", line: "", before: "" };
    let form = file::by_end(to).unwrap_or(Form::Pdf);
    let why = shut(to, form, &told(link, to), false);
    why.or_else(|| (!site::is_own(page, to)).then_some(Shut::Elsewhere))
}

/// Why an archive with a member of this name may hold the leaked data: the member is what data is kept in, or is called as such
/// data is.
///
/// ```
/// use jikenbo_collect::attachment::{Shut, of_member};
/// assert_eq!(of_member("報道発表/別紙.pdf"), None);
/// assert_eq!(of_member("報道発表/対象者一覧.pdf"), Some(Shut::CalledData));
/// assert_eq!(of_member("data.csv"), Some(Shut::DataFile));
/// ```
pub fn of_member(name: &str) -> Option<Shut> {
    let link = Link { url: name, words: name, line: "", before: "" };
    match file::by_end(name) {
        Some(Form::Sheets | Form::Rows | Form::Archive) => Some(Shut::DataFile),
        _ => told(link, name).is_data.then_some(Shut::CalledData),
    }
}

/// What a file seems to be by the end of its name.
pub fn form_of(name: &str) -> Option<Form> {
    file::by_end(name)
}

/// Why a file stays shut, as far as its link tells.
fn shut(address: &str, form: Form, told: &Told, told_open: bool) -> Option<Shut> {
    // A release may be packed: then its members are judged.
    let may_be_release = form == Form::Archive && told.is_release && !told_open && file::is_zip(address);
    if matches!(form, Form::Sheets | Form::Rows | Form::Archive) && !may_be_release {
        Some(Shut::DataFile)
    } else if told.is_data {
        Some(Shut::CalledData)
    } else if told_open && !told.is_release {
        Some(Shut::ExposedFiles)
    } else {
        discreet(address).map(|_| Shut::Discreet)
    }
}

/// Whether the words of a link say that it leads to what only goes with a release: 別紙, 資料, Q&A. Such a file is never the
/// release itself.
///
/// ```
/// use jikenbo_collect::attachment::goes_with;
/// assert!(goes_with("【別紙】対象サービス") && !goes_with("当社サーバーへの不正アクセスについて（PDF）"));
/// ```
pub fn goes_with(words: &str) -> bool {
    words::is_beside(words)
}
