//! What went wrong with files, settings, sources and the casebook itself: keys and fields, as [`super`] fills them in.

use std::error::Error as _;
use std::io;
use std::path::Path;

use jikenbo_archive::{Error as Archive, Problem};
use jikenbo_casebook::Error as Store;

use super::Said;
use crate::Error;

fn said(key: &'static str) -> Option<Said<'static>> {
    Some((key, Vec::new()))
}

fn of(key: &'static str, name: &'static str, value: impl ToString) -> Option<Said<'static>> {
    Some((key, vec![(name, value.to_string())]))
}

fn at(key: &'static str, path: &Path) -> Option<Said<'static>> {
    of(key, "name", path.display())
}

/// What an error says that is none of fetching; `None` for what has no Japanese words.
pub(super) fn own(error: &Error) -> Option<Said<'_>> {
    match error {
        Error::Casebook(error) => store(error),
        Error::Archive(error) => archive(error),
        Error::Read { name, .. } => of("unreadable", "name", name),
        Error::Write { name, .. } => of("unwritable", "name", name),
        Error::Folder { path } => at("folder", path),
        Error::Empty { name } => of("empty", "name", name),
        Error::Binary { name, found } => {
            Some(("binary", vec![("name", name.clone()), ("found", (*found).to_owned())]))
        }
        Error::Unpacked { name, found } => {
            Some(("unpacked", vec![("name", name.clone()), ("found", (*found).to_owned())]))
        }
        Error::Unpacking { path, .. } => at("unpacking", path),
        Error::NoPages { path } => at("no-pages", path),
        Error::OnePage => said("one-page"),
        Error::Settings { path, .. } => at("settings", path),
        Error::Environment { name, got, expected } => {
            let fields = [("name", *name), ("got", got), ("expected", *expected)];
            Some(("environment", fields.map(|(name, value)| (name, value.to_owned())).into()))
        }
        Error::Rules { path, .. } => at("rules", path),
        // Half of it in another language would be worse than all.
        Error::NotThat { expected, got } if super::japanese().phrases.contains_key(*expected) => {
            Some(("not-that", vec![("expected", (*expected).to_owned()), ("got", got.clone())]))
        }
        Error::NoSuchCase { number } => of("no-such-case", "number", number),
        Error::Unpublished { number } => of("unpublished", "number", number),
        Error::Backwards { from, to } => {
            Some(("backwards", vec![("from", from.to_string()), ("to", to.to_string())]))
        }
        Error::Needs { given, beside } => {
            Some(("needs", vec![("given", given.clone()), ("beside", (*beside).to_owned())]))
        }
        Error::NoCasebook => said("no-casebook"),
        Error::NotEmpty { path } => at("not-empty", path),
        Error::Building { path } => at("building", path),
        Error::Lost { capture } => of("lost", "capture", capture),
        Error::Crowded => said("crowded"),
        Error::Chance { .. } => said("chance"),
        _ => source(error),
    }
}

/// What concerns sources.
fn source(error: &Error) -> Option<Said<'_>> {
    match error {
        Error::NoSuchSource { name } => of("no-such-source", "name", name),
        Error::SameSource { name } => of("same-source", "name", name),
        Error::SourceField { name, field, expected, got } => {
            let fields = [("name", name.as_str()), ("field", field), ("expected", expected), ("got", got)];
            Some(("source-field", fields.map(|(name, value)| (name, value.to_owned())).into()))
        }
        Error::Collecting => said("collecting"),
        Error::Signals { .. } => said("signals"),
        Error::NoFile { url, came, .. } => {
            Some(("no-file", vec![("url", url.clone()), ("came", came.clone())]))
        }
        _ => None,
    }
}

/// What the store says that whoever adds or collects may meet.
fn store(error: &Store) -> Option<Said<'_>> {
    match error {
        Store::Place { got, .. } => of("store-place", "got", got),
        Store::Schema { got } => of("store-schema", "got", got),
        Store::Open { place, .. } => of("store-open", "place", place),
        Store::Nothing { place } => of("store-nothing", "place", place),
        Store::Exists { place } => of("store-exists", "place", place),
        Store::NotACasebook { place, found } => {
            Some(("store-not-a-casebook", vec![("place", place.clone()), ("found", found.clone())]))
        }
        Store::Newer { place, found, known } => {
            let (found, known) = (found.to_string(), known.to_string());
            Some(("store-newer", vec![("place", place.clone()), ("found", found), ("known", known)]))
        }
        Store::Damaged { place, .. } => of("store-damaged", "place", place),
        Store::Busy { place, .. } => of("store-busy", "place", place),
        Store::ReadOnly { place, .. } => of("store-read-only", "place", place),
        Store::Full { place, .. } => of("store-full", "place", place),
        Store::GivenUp => said("store-given-up"),
        Store::Database { place, .. } => of("store-database", "place", place),
        _ => None,
    }
}

/// What the archive, or a WARC file of somebody else, says that whoever adds or collects may meet.
fn archive(error: &Archive) -> Option<Said<'_>> {
    match error {
        Archive::Read { path, .. } => at("unreadable", path),
        Archive::Write { path, .. } => at("archive-write", path),
        Archive::Record { file, offset, .. } => {
            Some(("record", vec![("name", file.clone()), ("offset", offset.to_string())]))
        }
        Archive::ErasureUnderWay { path } => at("erasure-under-way", path),
        _ => None,
    }
}

/// What the cause of an error says; `None` for the words of the system and of other programs.
pub(super) fn cause(error: &(dyn std::error::Error + 'static)) -> Option<Said<'static>> {
    if let Some(problem) = error.downcast_ref() {
        return self::problem(problem);
    }
    let error: &io::Error = error.downcast_ref()?;
    match error.kind() {
        io::ErrorKind::NotFound => said("io-not-found"),
        io::ErrorKind::PermissionDenied => said("io-no-permission"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => said("io-full"),
        io::ErrorKind::ReadOnlyFilesystem => said("io-read-only"),
        io::ErrorKind::IsADirectory => said("io-folder"),
        io::ErrorKind::NotADirectory => said("io-no-folder"),
        io::ErrorKind::InvalidData => said("io-no-text").filter(|_| error.source().is_none()),
        _ => None,
    }
}

/// What is wrong with a record.
fn problem(problem: &Problem) -> Option<Said<'static>> {
    match problem {
        Problem::Io(_) => said("problem-io"),
        Problem::Torn => said("problem-torn"),
        Problem::NotGzip => said("problem-not-gzip"),
        Problem::Deflate | Problem::Checksum => said("problem-damaged"),
        Problem::NotWarc { found } => of("problem-not-warc", "found", found),
        Problem::LongHeader { limit } => of("problem-long-header", "limit", limit),
        Problem::Field { found } => of("problem-field", "found", found),
        Problem::NoLength { found } => of("problem-no-length", "found", found),
        Problem::TooLarge { length, limit } => {
            Some(("problem-too-large", vec![("length", length.to_string()), ("limit", limit.to_string())]))
        }
        Problem::Bomb { limit } => of("problem-bomb", "limit", limit),
        _ => None,
    }
}

/// The key of what can be done, where that follows from the cause; `""` for nothing.
pub(super) fn hint(error: &Error) -> Option<&'static str> {
    let by_write = |kind: io::ErrorKind| match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => "full",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "not-writable",
        _ => "",
    };
    match error {
        Error::Read { source, .. } => Some(match source.kind() {
            io::ErrorKind::NotFound => "missing",
            io::ErrorKind::PermissionDenied => "not-readable",
            _ => "",
        }),
        Error::Write { source, .. } => Some(match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "no-folder",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "no-room",
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "not-writable",
            _ => "",
        }),
        Error::Archive(Archive::Write { source, .. }) => Some(by_write(source.kind())),
        Error::Archive(Archive::Record { source, .. }) => Some(match source {
            Problem::Torn => "torn",
            Problem::NotWarc { .. } | Problem::NotGzip => "not-warc",
            _ => "",
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::casebook::sources::{Kind, Source, file};
    use crate::decode::Hints;
    use crate::settings::Lang;
    use crate::stages;
    use crate::words::Words;

    fn io(kind: io::ErrorKind) -> io::Error {
        io::Error::from(kind)
    }

    fn stores() -> Vec<Store> {
        let (place, got) = (|| "book".to_owned(), || "a/b".to_owned());
        let source = || Box::from("database is locked");
        vec![
            Store::Place { got: got(), source: None },
            Store::Schema { got: got() },
            Store::Open { place: place(), source: source() },
            Store::Nothing { place: place() },
            Store::Exists { place: place() },
            Store::NotACasebook { place: place(), found: "another database".to_owned() },
            Store::Newer { place: place(), found: 9, known: 4 },
            Store::Damaged { place: place(), source: source() },
            Store::Busy { place: place(), source: source() },
            Store::ReadOnly { place: place(), source: source() },
            Store::Full { place: place(), source: source() },
            Store::GivenUp,
            Store::Database { place: place(), source: source() },
        ]
    }

    fn problems() -> Vec<Problem> {
        let found = || "<html>".to_owned();
        vec![
            Problem::Io(io(io::ErrorKind::NotFound)),
            Problem::Torn,
            Problem::NotGzip,
            Problem::Deflate,
            Problem::Checksum,
            Problem::NotWarc { found: found() },
            Problem::LongHeader { limit: 9 },
            Problem::Field { found: found() },
            Problem::NoLength { found: found() },
            Problem::TooLarge { length: 9, limit: 5 },
            Problem::Bomb { limit: 5 },
        ]
    }

    /// One of each that has Japanese words.
    fn all() -> Vec<Error> {
        let (path, name, url) =
            (|| PathBuf::from("a/b"), || "city".to_owned(), || "https://www.example.jp/1.pdf".to_owned());
        let record = |source| Archive::Record { file: "a.warc.gz".to_owned(), offset: 5, source };
        let mut all: Vec<Error> = stores().into_iter().map(Error::Casebook).collect();
        all.extend(problems().into_iter().map(|problem| Error::Archive(record(problem))));
        let kinds = [
            io::ErrorKind::NotFound,
            io::ErrorKind::PermissionDenied,
            io::ErrorKind::StorageFull,
            io::ErrorKind::ReadOnlyFilesystem,
            io::ErrorKind::IsADirectory,
            io::ErrorKind::NotADirectory,
        ];
        for kind in kinds {
            all.push(Error::Read { name: "standard input".to_owned(), source: io(kind) });
            all.push(Error::Write { name: "standard output".to_owned(), source: io(kind) });
            all.push(Error::Archive(Archive::Read { path: path(), source: io(kind) }));
            all.push(Error::Archive(Archive::Write { path: path(), source: io(kind) }));
        }
        all.extend([
            Error::Archive(Archive::ErasureUnderWay { path: path() }),
            Error::Folder { path: path() },
            Error::Empty { name: name() },
            Error::Binary { name: name(), found: "old Word document" },
            Error::Unpacked { name: name(), found: "it is damaged" },
            Error::Unpacking { path: path(), source: io(io::ErrorKind::StorageFull) },
            Error::NoPages { path: path() },
            Error::OnePage,
            Error::Settings { path: path(), source: toml::from_str::<u8>("x").unwrap_err() },
            Error::Environment { name: "JIKENBO_LANG", got: "fr".to_owned(), expected: "`ja` or `en`" },
            Error::Rules { path: path(), source: "no list".into() },
            Error::NotThat { expected: "a label", got: " ".to_owned() },
            Error::NoSuchCase { number: "2025-513".to_owned() },
            Error::Unpublished { number: "2025-513".to_owned() },
            Error::Backwards { from: "2030-01".parse().unwrap(), to: "2026-11".parse().unwrap() },
            Error::Needs { given: "--format pdf".to_owned(), beside: "--output FILE" },
            Error::NoCasebook,
            Error::NotEmpty { path: path() },
            Error::Building { path: path() },
            Error::Lost { capture: jikenbo_model::CaptureId(3) },
            Error::Crowded,
            Error::Chance { source: "no device".into() },
            Error::NoSuchSource { name: name() },
            Error::SameSource { name: name() },
            Error::Collecting,
            Error::Signals { source: io(io::ErrorKind::PermissionDenied) },
            Error::NoFile { url: url(), came: "404".to_owned(), source: None },
        ]);
        all.extend(fields());
        all
    }

    /// What is said of sources that cannot be meant.
    fn fields() -> Vec<Error> {
        let source = |change: fn(&mut Source)| {
            let mut source = Source { name: "city".to_owned(), ..Source::default() };
            change(&mut source);
            file::check(&source).and_then(|()| file::check_name(&source)).unwrap_err()
        };
        vec![
            source(|source| source.name = "\t".to_owned()),
            source(|source| source.select = Some("::".to_owned())),
            source(|source| source.kind = Kind::Daily),
            source(|source| source.text_policy = Some(jikenbo_model::TextPolicy::Full)),
            source(|source| source.labels = vec![" ".to_owned()]),
        ]
    }

    #[test]
    fn each_has_words_and_a_hint_in_both_languages() {
        let is_japanese = |c: char| ('\u{3040}'..='\u{30ff}').contains(&c);
        for error in all() {
            let (ja, en) = (Words::of(Lang::Ja).error(&error), Words::of(Lang::En).error(&error));
            assert!(ja.starts_with("エラー: "), "{ja}");
            let told = ja.lines().filter(|line| line.starts_with("エラー: ") || line.starts_with("  対処: "));
            assert!({ told }.all(|line| line.chars().filter(|c| is_japanese(*c)).count() > 3), "{ja}");
            assert!(!ja.contains("standard"), "{ja}");
            assert!(en.starts_with("error: ") && !en.contains(is_japanese), "{en}");
            assert_eq!(ja.contains("  対処: "), en.contains("  hint: "), "{ja}{en}");
        }
    }

    #[test]
    fn what_a_source_must_say_is_said_in_japanese() {
        for error in fields() {
            let Error::SourceField { expected, .. } = &error else { panic!("{error}") };
            assert!(super::super::japanese().phrases.contains_key(*expected), "{expected}");
        }
    }

    #[test]
    fn what_a_file_looks_like_is_said_in_japanese() {
        let files: [&[u8]; 8] = [
            b"{\\rtf1",
            b"\x1F\x8B\x08",
            b"7z\xBC\xAF\x27\x1C",
            b"Rar!\x1A\x07",
            b"\x7FELF",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            b"PK\x03\x04ppt/presentation.xml",
            &[1, 0, 2, 0, 0, 9, 200, 0, 0, 0],
        ];
        for bytes in files {
            let found = stages::kind(bytes, Hints::default()).unread().unwrap();
            assert!(super::super::japanese().phrases.contains_key(found), "{found}");
        }
    }
}
