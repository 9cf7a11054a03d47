//! Files of very many lines of which a build changes few: those that hold no longer are blanked where they stand, so that nothing is left
//! of them, and new ones are added at the end. A whole file is written only where much changes.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::ops::Range;
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

/// One in so many lines, or bytes, may change or be blank: else the whole is soon written again.
const FEW: usize = 8;

/// Whether so many of `all` are few enough for the file to be amended.
pub(super) const fn are_few(some: usize, all: usize) -> bool {
    some <= all / FEW
}

/// The lines of a text that are whole and not blank, each with its place, without its end.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        // A last line without an end was cut short.
        let line = line.strip_suffix('\n').filter(|line| !is_blank(line))?;
        Some((start..start + line.len(), line))
    })
}

/// What `read` makes of the [lines] of a text, in order: half of them on another processor.
pub(super) fn read<'t, T: Send>(
    text: &'t str,
    read: impl Fn(Range<usize>, &'t str) -> Option<T> + Sync,
) -> Vec<T> {
    let half = text.get(..text.floor_char_boundary(text.len() / 2)).unwrap_or_default();
    let middle = half.rfind('\n').map_or(0, |end| end + 1);
    let (first, second) = text.split_at(middle);
    let read = &read;
    let further =
        move |(place, line): (Range<usize>, &'t str)| read(place.start + middle..place.end + middle, line);
    thread::scope(|scope| {
        let second = scope.spawn(move || lines(second).filter_map(further).collect::<Vec<T>>());
        let mut all: Vec<T> = lines(first).filter_map(|(place, line)| read(place, line)).collect();
        all.extend(second.join().unwrap_or_else(|panic| resume_unwind(panic)));
        all
    })
}

/// No line of ours begins with a space.
fn is_blank(line: &str) -> bool {
    line.is_empty() || line.starts_with(' ')
}

/// Blanks the lines at `gone` in the file `path`, whose text is `text`, and adds the lines `new`; whether it did: where another text stands
/// there, nothing is written.
pub(super) fn amend(path: &Path, text: &str, gone: &[Range<usize>], new: &str) -> io::Result<bool> {
    let mut file = match File::options().write(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        opened => opened?,
    };
    if file.metadata()?.len() != text.len() as u64 || !text.ends_with('\n') {
        return Ok(false);
    }
    for range in gone {
        file.seek(SeekFrom::Start(range.start as u64))?;
        file.write_all(&vec![b' '; range.len()])?;
    }
    file.seek(SeekFrom::Start(text.len() as u64))?;
    file.write_all(new.as_bytes())?;
    file.sync_data()?;
    Ok(true)
}

/// The parts of what [`amend`] makes of `text`, in order.
pub(super) fn amended<'t>(
    text: &'t str,
    gone: &'t [Range<usize>],
    new: &'t str,
) -> impl Iterator<Item = std::borrow::Cow<'t, str>> {
    let ends = gone.iter().map(|range| range.start).chain([text.len()]);
    let starts = [0].into_iter().chain(gone.iter().map(|range| range.end));
    let blanks = gone.iter().map(|range| " ".repeat(range.len())).chain([String::new()]);
    let part = move |((start, end), blank): ((usize, usize), String)| {
        [text.get(start..end).unwrap_or_default().into(), blank.into()]
    };
    starts.zip(ends).zip(blanks).flat_map(part).chain([new.into()])
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// The lines, whose places must hold them.
    fn read(text: &str) -> Vec<&str> {
        let all = super::read(text, |place, line| Some((place, line)));
        assert_eq!(all, lines(text).collect::<Vec<_>>());
        all.into_iter()
            .map(|(place, line)| (text.get(place) == Some(line)).then_some(line).unwrap())
            .collect()
    }

    #[test]
    fn what_is_gone_is_blank_and_what_is_new_follows() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("list");
        let text = "one\ntwo\nthree\n";
        fs::write(&file, text).unwrap();
        let places: Vec<Range<usize>> = lines(text).map(|(range, _)| range).collect();
        let gone = [places[0].clone(), places[2].clone()];
        assert!(amend(&file, text, &gone, "four\n").unwrap());
        let now = fs::read_to_string(&file).unwrap();
        assert_eq!(now, "   \ntwo\n     \nfour\n");
        assert_eq!(amended(text, &gone, "four\n").collect::<String>(), now);
        assert_eq!(read(&now), ["two", "four"]);
    }

    #[test]
    fn another_text_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("list");
        assert!(!amend(&file, "one\n", &[], "two\n").unwrap(), "there is none");
        fs::write(&file, "one\nand more\n").unwrap();
        assert!(!amend(&file, "one\n", &[], "two\n").unwrap());
        fs::write(&file, "one").unwrap();
        assert!(!amend(&file, "one", &[], "two\n").unwrap(), "its end was cut off");
        assert_eq!(fs::read_to_string(&file).unwrap(), "one");
        assert_eq!(read("one\ntwo"), ["one"]);
        assert_eq!(read("一\n   \n二つ\n三つめ\n"), ["一", "二つ", "三つめ"]);
        assert!(read("").is_empty());
    }
}
