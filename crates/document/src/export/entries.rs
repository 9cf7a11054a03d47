//! An export cut into its entries, in one pass and with no more than one entry in memory.

use std::io::{self, BufRead};

use memchr::{memchr, memchr_iter};

/// The longest entry, and the longest piece of markup beside entries, in bytes. Blogger takes posts of a few megabytes.
pub const LONGEST: usize = 64 << 20;

/// The deepest element in an export; those that the exporters write stand five deep.
const DEEPEST: usize = 64;

/// Which program an export is of, by its outermost element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// `<feed>`: Blogger's Atom.
    Blogger,
    /// `<rss>`: WordPress's WXR.
    WordPress,
}

/// An entry and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its bytes, from `<entry` or `<item` to the end of its end tag.
    pub bytes: Vec<u8>,
    /// Where it begins in the file, in bytes.
    pub offset: u64,
    /// The line on which it begins, from 1.
    pub line: u64,
}

/// Where and how an export is damaged. Nothing behind it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// `cut_short`, `wrong_end_tag`, `not_an_export`, `entry_too_long` or `too_deep`.
    pub code: &'static str,
    /// What was found, in words.
    pub found: String,
    /// Where it was noticed, in bytes from the beginning of the file.
    pub offset: u64,
    /// On which line, from 1.
    pub line: u64,
}

/// What comes next in an export.
#[derive(Debug)]
pub enum Next {
    /// An entry.
    Entry(Entry),
    /// The end of a whole export.
    End,
    /// It cannot be read further.
    Damaged(Damage),
    /// Its source failed.
    Failed(io::Error),
}

/// The entries of an export, one after the other.
///
/// ```
/// use jikenbo_document::export::{Entries, Next};
/// let mut entries = Entries::new("<feed>\n<entry><id>1</id></entry></feed>".as_bytes());
/// let Next::Entry(entry) = entries.next_entry() else { panic!("expected an entry") };
/// assert_eq!((entry.bytes.as_slice(), entry.offset, entry.line), ("<entry><id>1</id></entry>".as_bytes(), 7, 2));
/// assert!(matches!(entries.next_entry(), Next::End));
/// ```
pub struct Entries<R> {
    source: R,
    /// What was read since the last piece, or since the entry began.
    piece: Vec<u8>,
    offset: u64,
    line: u64,
    /// Where the last markup begins: in `piece`, in the file, on which line.
    markup: (usize, u64, u64),
    open: Vec<String>,
    origin: Option<Origin>,
    over: bool,
    longest: usize,
}

/// A piece of an export.
enum Piece {
    Open { name: String, is_empty: bool },
    Close(String),
    Other,
    End,
}

/// Why the next piece is none.
enum Stop {
    Damaged(&'static str, String),
    Failed(io::Error),
}

impl<R: BufRead> Entries<R> {
    /// The entries of `source`.
    pub fn new(source: R) -> Self {
        Self {
            source,
            piece: Vec::new(),
            offset: 0,
            line: 1,
            markup: (0, 0, 1),
            open: Vec::new(),
            origin: None,
            over: false,
            longest: LONGEST,
        }
    }

    /// Which program the export is of; `None` until its first element was read.
    pub fn origin(&self) -> Option<Origin> {
        self.origin
    }

    /// The next entry, the end, or why there is neither; after those last, always the end.
    pub fn next_entry(&mut self) -> Next {
        if self.over {
            return Next::End;
        }
        match self.find() {
            Ok(Some(entry)) => Next::Entry(entry),
            Ok(None) => {
                self.over = true;
                Next::End
            }
            Err(stop) => {
                self.over = true;
                match stop {
                    Stop::Failed(error) => Next::Failed(error),
                    Stop::Damaged(code, found) => {
                        Next::Damaged(Damage { code, found, offset: self.offset, line: self.line })
                    }
                }
            }
        }
    }

    fn find(&mut self) -> Result<Option<Entry>, Stop> {
        loop {
            self.piece.clear();
            match self.piece()? {
                Piece::Open { name, is_empty } => {
                    if self.is_entry(&name) && !is_empty {
                        self.push(name)?;
                        let (start, offset, line) = self.markup;
                        self.piece.drain(..start);
                        self.rest_of_entry()?;
                        let bytes = std::mem::take(&mut self.piece);
                        return Ok(Some(Entry { bytes, offset, line }));
                    }
                    self.root(&name)?;
                    if !is_empty {
                        self.push(name)?;
                    }
                }
                Piece::Close(name) => self.pop(&name)?,
                Piece::Other => {}
                Piece::End => return self.end().map(|()| None),
            }
        }
    }

    fn end(&self) -> Result<(), Stop> {
        match (self.open.last(), self.origin) {
            (None, Some(_)) => Ok(()),
            (None, None) => Err(Stop::Damaged("not_an_export", "no element".to_owned())),
            (Some(name), _) => Err(cut_short(name)),
        }
    }

    /// Reads on to the end of the entry that was opened last.
    fn rest_of_entry(&mut self) -> Result<(), Stop> {
        let depth = self.open.len();
        while self.open.len() >= depth {
            match self.piece()? {
                Piece::Open { name, is_empty: false } => self.push(name)?,
                Piece::Close(name) => self.pop(&name)?,
                Piece::Open { .. } | Piece::Other => {}
                Piece::End => return Err(cut_short(self.open.last().map_or("", String::as_str))),
            }
        }
        Ok(())
    }

    fn is_entry(&self, name: &str) -> bool {
        let (wanted, parent) = match self.origin {
            Some(Origin::Blogger) => ("entry", "feed"),
            Some(Origin::WordPress) => ("item", "channel"),
            None => return false,
        };
        name == wanted && self.open.last().is_some_and(|open| open == parent)
    }

    /// The outermost element says which program the export is of.
    fn root(&mut self, name: &str) -> Result<(), Stop> {
        if self.origin.is_none() {
            self.origin = Some(match name {
                "feed" => Origin::Blogger,
                "rss" => Origin::WordPress,
                _ => return Err(Stop::Damaged("not_an_export", format!("<{name}>"))),
            });
        }
        Ok(())
    }

    fn push(&mut self, name: String) -> Result<(), Stop> {
        if self.open.len() >= DEEPEST {
            return Err(Stop::Damaged("too_deep", format!("<{name}>")));
        }
        self.open.push(name);
        Ok(())
    }

    fn pop(&mut self, name: &str) -> Result<(), Stop> {
        match self.open.pop() {
            Some(open) if open == name => Ok(()),
            open => {
                let expected = open.map_or_else(|| "the end".to_owned(), |open| format!("</{open}>"));
                Err(Stop::Damaged("wrong_end_tag", format!("</{name}> where {expected} was expected")))
            }
        }
    }

    /// The next piece of markup with the text before it, appended to what was read.
    fn piece(&mut self) -> Result<Piece, Stop> {
        if !self.until(b'<')? {
            return Ok(Piece::End);
        }
        let start = self.piece.len() - 1;
        self.markup = (start, self.offset - 1, self.line);
        let mut quotes = Quotes::default();
        loop {
            if !self.until(b'>')? {
                return Err(Stop::Damaged("cut_short", "a tag without an end".to_owned()));
            }
            let markup = self.piece.get(start..).unwrap_or_default();
            if is_whole(markup, &mut quotes) {
                return Ok(kind(markup));
            }
        }
    }

    /// Reads up to and with `byte`; whether it came.
    fn until(&mut self, byte: u8) -> Result<bool, Stop> {
        loop {
            let available = match self.source.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Stop::Failed(error)),
            };
            let found = memchr(byte, available);
            let taken = available.get(..found.map_or(available.len(), |at| at + 1)).unwrap_or_default();
            if self.piece.len() + taken.len() > self.longest {
                return Err(Stop::Damaged("entry_too_long", format!("more than {} bytes", self.longest)));
            }
            self.piece.extend_from_slice(taken);
            self.line += memchr_iter(b'\n', taken).count() as u64;
            self.offset += taken.len() as u64;
            let (length, is_end) = (taken.len(), available.is_empty());
            self.source.consume(length);
            if found.is_some() || is_end {
                return Ok(found.is_some());
            }
        }
    }
}

fn cut_short(name: &str) -> Stop {
    Stop::Damaged("cut_short", format!("the end of the file inside <{name}>"))
}

/// How far a tag was looked through for quotes, and the one that is open.
#[derive(Default)]
struct Quotes {
    seen: usize,
    open: Option<u8>,
    brackets: usize,
}

/// Whether `markup`, which ends with `>`, ends there.
fn is_whole(markup: &[u8], quotes: &mut Quotes) -> bool {
    if markup.starts_with(b"<!--") {
        return markup.len() > 6 && markup.ends_with(b"-->");
    }
    if markup.starts_with(b"<![CDATA[") {
        return markup.ends_with(b"]]>");
    }
    if markup.starts_with(b"<?") {
        return markup.ends_with(b"?>");
    }
    for &byte in markup.get(quotes.seen..).unwrap_or_default() {
        match (quotes.open, byte) {
            (None, b'"' | b'\'') => quotes.open = Some(byte),
            (Some(open), _) if open == byte => quotes.open = None,
            (None, b'[') => quotes.brackets += 1,
            (None, b']') => quotes.brackets = quotes.brackets.saturating_sub(1),
            _ => {}
        }
    }
    quotes.seen = markup.len();
    let is_declaration = markup.starts_with(b"<!");
    quotes.open.is_none() && (!is_declaration || quotes.brackets == 0)
}

fn kind(markup: &[u8]) -> Piece {
    let inner = markup.get(1..markup.len() - 1).unwrap_or_default();
    match inner.first() {
        Some(b'!' | b'?') | None => Piece::Other,
        Some(b'/') => Piece::Close(name(inner.get(1..).unwrap_or_default())),
        Some(_) => Piece::Open { name: name(inner), is_empty: inner.ends_with(b"/") },
    }
}

fn name(inner: &[u8]) -> String {
    let end = inner.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/');
    String::from_utf8_lossy(inner.get(..end.unwrap_or(inner.len())).unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The entries and how it ends.
    fn read(text: &str) -> (Vec<String>, String) {
        let mut entries = Entries { longest: 200, ..Entries::new(text.as_bytes()) };
        let mut found = Vec::new();
        loop {
            match entries.next_entry() {
                Next::Entry(entry) => found.push(String::from_utf8(entry.bytes).unwrap()),
                Next::End => return (found, "end".to_owned()),
                Next::Damaged(damage) => {
                    let Damage { code, found: what, offset, line } = damage;
                    return (found, format!("{code} {line}:{offset} {what}"));
                }
                Next::Failed(error) => return (found, error.to_string()),
            }
        }
    }

    #[track_caller]
    fn check(text: &str, entries: &[&str], end: &str) {
        assert_eq!(read(text), (entries.iter().map(|one| (*one).to_owned()).collect(), end.to_owned()));
    }

    #[test]
    fn entries_are_cut_out() {
        let item = "<item a='>'><![CDATA[</item>]]><!-- </item> --><b/></item>";
        check(
            &format!(
                "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a \"b\">]><rss><channel><title>x</title>{item}\n{item}</channel></rss>\n"
            ),
            &[item, item],
            "end",
        );
        check("<feed><entry/><a><entry>1</entry></a><entry>2</entry></feed>", &["<entry>2</entry>"], "end");
    }

    #[test]
    fn damage_is_told_with_its_place() {
        check(
            "<feed>\n<entry>1</entry>\n<entry>2",
            &["<entry>1</entry>"],
            "cut_short 3:32 the end of the file inside <entry>",
        );
        check(
            "<feed><entry>1</a></entry></feed>",
            &[],
            "wrong_end_tag 1:18 </a> where </entry> was expected",
        );
        check("<html><body>", &[], "not_an_export 1:6 <html>");
        check("", &[], "not_an_export 1:0 no element");
        check("<feed><entry a='", &[], "cut_short 1:16 a tag without an end");
        check(&format!("<feed>{}", "<a>".repeat(99)), &[], "too_deep 1:198 <a>");
        let long = format!("<feed><entry>{}</entry></feed>", "x".repeat(300));
        assert!(read(&long).1.starts_with("entry_too_long"));
    }
}
