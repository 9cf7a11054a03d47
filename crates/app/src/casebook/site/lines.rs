//! Files of very many lines of which a build changes few: new ones are added at the end, then those that hold no longer are blanked where
//! they stand, so that nothing is left of them. A whole file is written only where much changes.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::mem::replace;
use std::ops::Range;
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

use memchr::memchr_iter;

/// One in so many lines, or bytes, may change or be blank: else the whole is soon written again.
const FEW: usize = 8;

/// Whether so many of `all` are few enough for the file to be amended.
pub(super) const fn are_few(some: usize, all: usize) -> bool {
    some <= all / FEW
}

/// The lines of a text that are whole and not blank, each with its place, without its end.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut start = 0;
    // A last line without an end was cut short.
    memchr_iter(b'\n', text.as_bytes()).filter_map(move |end| {
        let place = replace(&mut start, end + 1)..end;
        let line = text.get(place.clone()).filter(|line| !is_blank(line))?;
        Some((place, line))
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

/// Whether `text` has so many [lines], and of others nothing. Where a build was killed, lines that hold no longer stand beside those in
/// their place, or the end of one whose start was blanked.
pub(super) fn has_only(text: &str, many: usize) -> bool {
    let (mut held, mut start) = (0, 0);
    for end in memchr_iter(b'\n', text.as_bytes()) {
        let line = text.get(replace(&mut start, end + 1)..end).unwrap_or_default();
        if !is_blank(line) {
            held += 1;
        } else if line.bytes().any(|byte| byte != b' ') {
            return false;
        }
    }
    held == many && start == text.len()
}

/// Adds the lines `new` to the file `path`, whose text is `text`, and blanks those at `gone`; whether it did: where another text stands
/// there, nothing is written.
pub(super) fn amend(path: &Path, text: &str, gone: &[Range<usize>], new: &str) -> io::Result<bool> {
    let mut file = match File::options().write(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        opened => opened?,
    };
    if file.metadata()?.len() != text.len() as u64 || !text.ends_with('\n') {
        return Ok(false);
    }
    change(&mut file, text.len(), gone, new)?;
    Ok(true)
}

/// Where [`amend`] writes.
trait Places {
    fn put(&mut self, at: usize, bytes: &[u8]) -> io::Result<()>;
    fn sync(&mut self) -> io::Result<()>;
}

impl Places for File {
    fn put(&mut self, at: usize, bytes: &[u8]) -> io::Result<()> {
        self.seek(SeekFrom::Start(at as u64))?;
        self.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }
}

/// Writes what is new, and only once that is on the disk blanks what is gone. So whenever this ends, killed or for want of room, what
/// stands in place of something has a line, the old or the new one: of several on one thing the last holds.
fn change(file: &mut impl Places, end: usize, gone: &[Range<usize>], new: &str) -> io::Result<()> {
    file.put(end, new.as_bytes())?;
    file.sync()?;
    for range in gone {
        file.put(range.start, &vec![b' '; range.len()])?;
    }
    file.sync()
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

    /// A file that takes so many bytes more, and what was done to it.
    struct Ending {
        bytes: Vec<u8>,
        more: usize,
        done: Vec<String>,
    }

    impl Places for Ending {
        fn put(&mut self, at: usize, bytes: &[u8]) -> io::Result<()> {
            self.done.push(format!("{at} {}", bytes.len()));
            let taken = bytes.len().min(self.more);
            self.more -= taken;
            self.bytes.resize(self.bytes.len().max(at + taken), 0);
            self.bytes[at..at + taken].copy_from_slice(&bytes[..taken]);
            if taken == bytes.len() { Ok(()) } else { Err(io::ErrorKind::StorageFull.into()) }
        }

        fn sync(&mut self) -> io::Result<()> {
            self.done.push("sync".to_owned());
            Ok(())
        }
    }

    #[test]
    fn wherever_it_ends_the_old_lines_stand_or_the_new_ones() {
        let (text, new) = ("a 1\nb 1\nc 1\nd 1\n", "b 2\nd 2\n");
        let gone: Vec<Range<usize>> = lines(text).map(|(place, _)| place).skip(1).step_by(2).collect();
        let after = |more: usize| {
            let mut file = Ending { bytes: text.into(), more, done: Vec::new() };
            let ended = change(&mut file, text.len(), &gone, new);
            (String::from_utf8(file.bytes).unwrap(), ended.is_ok(), file.done)
        };
        let all = new.len() + 6;
        for more in 0..=all {
            let (now, is_done, _) = after(more);
            assert_eq!(is_done, more == all);
            let now_read = read(&now);
            let has = |some: &[&str]| some.iter().all(|line| now_read.contains(line));
            assert!(has(&["a 1", "c 1"]), "{more}: {now}");
            assert!(has(&["b 1", "d 1"]) || has(&["b 2", "d 2"]), "{more}: {now}");
            assert_eq!(has_only(&now, 4), more == 0 || more == all, "{more}: {now}");
        }
        assert_eq!(after(all).2, ["16 8", "sync", "4 3", "12 3", "sync"]);
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
