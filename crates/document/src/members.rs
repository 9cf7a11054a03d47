//! ZIP archives to their members, within bounds. Their names are labels, never paths.

use std::io::{Cursor, Read};

use jikenbo_text::charset;
use serde::{Deserialize, Serialize};
use zip::ZipArchive;

use crate::kind::{Kind, kind};
use crate::{Hints, width};

/// No more members are looked at.
const MOST: usize = 1_000;

/// No member is unpacked to more (bytes), nor all together.
const LARGEST: u64 = 32 << 20;
const ALL: u64 = 64 << 20;

/// What unpacks to more than a megabyte and to more than so many times its own size is no document: text seldom packs to a
/// tenth, XML to a thirtieth.
const RATIO: u64 = 150;
const SMALL: u64 = 1 << 20;

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name with folders, as the archive has it, without control characters: a label, no path.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why not all of an archive was taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// It is damaged, or packed in a way that is not known.
    Damaged,
    /// It is protected by a password.
    Encrypted,
    /// It has more members, or unpacks to more, than is taken out: a bomb, or no release.
    TooLarge,
}

/// The members of an archive that are documents, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Members {
    /// The documents and archives in it; pictures only where there is nothing else.
    pub members: Vec<Member>,
    /// What was wrong, each once.
    pub problems: Vec<Problem>,
}

/// The members of the ZIP archive `bytes`. Folders, what systems put beside files (`__MACOSX`, `Thumbs.db`, hidden files) and
/// files that are not read are passed over.
///
/// ```
/// use jikenbo_document::{Problem, members};
/// assert_eq!(members(b"PK\x03\x04 no archive").problems, [Problem::Damaged]);
/// ```
pub fn members(bytes: &[u8]) -> Members {
    let mut found = Members::default();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        found.problems.push(Problem::Damaged);
        return found;
    };
    if archive.len() > MOST {
        found.problems.push(Problem::TooLarge);
    }
    let mut left = ALL;
    for at in 0..archive.len().min(MOST) {
        match member(&mut archive, at, &mut left) {
            Ok(member) => found.members.extend(member),
            Err(problem) => found.problems.push(problem),
        }
    }
    found.problems.sort_unstable();
    found.problems.dedup();
    let is_picture = |member: &Member| matches!(kind(&member.bytes, Hints::default()), Kind::Picture(_));
    if found.members.iter().any(|member| !is_picture(member)) {
        found.members.retain(|member| !is_picture(member));
    }
    found
}

fn member(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    at: usize,
    left: &mut u64,
) -> Result<Option<Member>, Problem> {
    let head = archive.by_index_raw(at).map_err(|_| Problem::Damaged)?;
    let name = name(head.name_raw());
    if head.is_dir() || is_beside(&name) {
        return Ok(None);
    }
    if head.encrypted() {
        return Err(Problem::Encrypted);
    }
    let packed = head.compressed_size();
    drop(head);
    let file = archive.by_index(at).map_err(|_| Problem::Damaged)?;
    // What the head says of the size is not believed.
    let ratio = packed.saturating_mul(RATIO).max(SMALL);
    let most = LARGEST.min(*left).min(ratio);
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(|_| Problem::Damaged)?;
    let length = bytes.len() as u64;
    if length > most {
        return Err(Problem::TooLarge);
    }
    *left -= length;
    let is_read =
        length > 0 && kind(&bytes, Hints { content_type: None, name: Some(&name) }).unread().is_none();
    Ok((is_read && may_be_page(&name)).then_some(Member { name, bytes }))
}

/// A name in UTF-8 or what Japanese systems write, without control characters.
fn name(raw: &[u8]) -> String {
    let decoded = charset::decode(raw, charset::Hints::default()).text;
    decoded.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Whether a name is of what systems put beside files.
fn is_beside(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    width::trim(last).is_empty()
        || last.starts_with('.')
        || name.starts_with("__MACOSX/")
        || last.eq_ignore_ascii_case("thumbs.db")
}

/// Whether a text file is none of a program's.
fn may_be_page(name: &str) -> bool {
    let end = name.rsplit_once('.').map_or_else(String::new, |(_, end)| end.to_ascii_lowercase());
    !matches!(end.as_str(), "css" | "js" | "json" | "xml" | "ini" | "svg" | "bat" | "exe")
}
