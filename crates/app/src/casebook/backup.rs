//! Backups, and casebooks made of them.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use jikenbo_casebook::{Place, copying, erasure};

use super::description::Description;
use super::erasing::{self, Replay};
use super::open::open_at;
use super::place::{Located, is_url, with_password, without_password};
use super::{Casebook, lock, sources};
use crate::Error;
use crate::rules::Awaited;

/// The store's lines in a backup.
const STORE: &str = "store.jsonl";
/// The folders of the archive.
const ARCHIVE: [&str; 2] = ["captures", "seals"];
/// How often a backup is begun anew because something was erased meanwhile.
const TRIES: usize = 5;

/// What a backup holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Lines of the store.
    pub lines: u64,
    /// Files of the archive.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Captures of a backup that were erased as they are elsewhere.
    pub erased: usize,
}

/// Copies the casebook to a new folder while others write: the state of one revision, with the archive as far as it went
/// then. The folder appears under its name only once it is whole.
///
/// # Errors
/// [`Error::NotEmpty`] where the folder holds something; [`Error::Casebook`], [`Error::Read`], [`Error::Write`].
pub fn backup(casebook: &mut Casebook, to: &Path) -> Result<Kept, Error> {
    require_free(to)?;
    let partial = beside(to);
    for _ in 0..TRIES {
        remove(&partial)?;
        fs::create_dir_all(&partial).map_err(writing(&partial))?;
        if let Some(kept) = copy(casebook, &partial)? {
            finish(&partial, to)?;
            return Ok(kept);
        }
    }
    remove(&partial)?;
    Err(Error::Crowded)
}

/// One attempt; `None` where something was erased meanwhile, so that the copy may hold it.
fn copy(casebook: &mut Casebook, to: &Path) -> Result<Option<Kept>, Error> {
    casebook.description.write(to)?;
    let root = casebook.root.clone();
    let guard = lock::lock(&root)?;
    let mut read = casebook.read_all()?;
    let files = listed(&root)?;
    drop(guard);
    let erased = erasure::all(&mut read)?.len();
    let mut kept = Kept::default();
    let path = to.join(STORE);
    let mut out = BufWriter::new(File::create(&path).map_err(writing(&path))?);
    for line in copying::export(&mut read)? {
        writeln!(out, "{}", line?).map_err(writing(&path))?;
        kept.lines += 1;
    }
    sync(out, &path)?;
    drop(read);
    for (name, length) in files {
        kept.bytes += copy_file(&root.join(&name), &to.join(&name), length)?;
        kept.files += 1;
    }
    let now = erasure::all(&mut casebook.read_all()?)?.len();
    Ok((now == erased && !root.join("erasing.json").exists()).then_some(kept))
}

/// The archive's files, and the list of sources with them, and how long each is.
fn listed(root: &Path) -> Result<Vec<(PathBuf, u64)>, Error> {
    let mut found = Vec::new();
    for name in ARCHIVE {
        list(root, Path::new(name), &mut found)?;
    }
    match fs::metadata(root.join(sources::FILE)) {
        Ok(about) => found.push((PathBuf::from(sources::FILE), about.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(source) => {
            return Err(Error::Read { name: root.join(sources::FILE).display().to_string(), source });
        }
    }
    found.sort();
    Ok(found)
}

fn list(root: &Path, name: &Path, found: &mut Vec<(PathBuf, u64)>) -> Result<(), Error> {
    let folder = root.join(name);
    let failed = |source| Error::Read { name: folder.display().to_string(), source };
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(failed(source)),
    };
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let own = name.join(entry.file_name());
        let about = entry.metadata().map_err(failed)?;
        if about.is_dir() { list(root, &own, found)? } else { found.push((own, about.len())) }
    }
    Ok(())
}

/// The first `length` bytes: what was appended since is of a later revision.
fn copy_file(from: &Path, to: &Path, length: u64) -> Result<u64, Error> {
    let reading = |source| Error::Read { name: from.display().to_string(), source };
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(writing(folder))?;
    }
    let mut source = File::open(from).map_err(reading)?.take(length);
    let mut out = File::create(to).map_err(writing(to))?;
    let copied = io::copy(&mut source, &mut out).map_err(writing(to))?;
    out.sync_all().map_err(writing(to))?;
    Ok(copied)
}

/// Where and how a casebook is made of a backup.
#[derive(Clone, Debug, Default)]
pub struct Restoring {
    /// The backup's folder.
    pub backup: PathBuf,
    /// The casebook's new folder.
    pub folder: PathBuf,
    /// A PostgreSQL database for its store; a file in the folder where none is given.
    pub store: Option<String>,
    /// Its password, where that is no part of the URL.
    pub password: Option<String>,
    /// What was erased since the backup was made, and is to be erased in the new casebook.
    pub replay: Option<Replay>,
}

/// Makes a casebook of a backup, on SQLite or PostgreSQL whatever it was. The folder appears under its name only once it
/// is whole.
///
/// # Errors
/// [`Error::NotABackup`]; [`Error::NotEmpty`] where the folder holds something; [`Error::Casebook`] where the store's
/// lines are not in their form; [`Error::Read`], [`Error::Write`].
pub fn restore(restoring: &Restoring) -> Result<Kept, Error> {
    let Restoring { backup, folder, store, password, replay } = restoring;
    let described = Description::read(backup)?.filter(|_| backup.join(STORE).is_file());
    let Some(mut description) = described else { return Err(Error::NotABackup { path: backup.clone() }) };
    require_free(folder)?;
    let partial = beside(folder);
    remove(&partial)?;
    fs::create_dir_all(&partial).map_err(writing(&partial))?;
    description.store = store.as_deref().map(without_password);
    let url = store.as_deref().filter(|url| is_url(url)).map(|url| with_password(url, password.as_deref()));
    let mut kept = Kept::default();
    for (name, length) in listed(backup)? {
        kept.bytes += copy_file(&backup.join(&name), &partial.join(&name), length)?;
        kept.files += 1;
    }
    description.write(&partial)?;
    let place = match &url {
        Some(url) => Place::parse(url)?,
        None => Place::Folder(partial.clone()),
    };
    kept.lines = fill(&backup.join(STORE), &place)?;
    if let Some(replay) = replay {
        kept.erased = erase_again(
            replay,
            Located { root: partial.clone(), description: Some(description), store: place },
        )?;
    }
    finish(&partial, folder)?;
    Ok(kept)
}

/// Erases what `replay` knows, before the casebook gets its name.
fn erase_again(replay: &Replay, place: Located) -> Result<usize, Error> {
    let mut erasures = Vec::new();
    for folder in &replay.from {
        erasures.extend(erasing::listed(folder)?);
    }
    if erasures.is_empty() {
        return Ok(0);
    }
    let (worker, means) = (replay.worker.clone(), replay.means.clone());
    let (mut casebook, _) = open_at(place, Awaited::default(), worker, means)?;
    erasing::replay(&mut casebook, &erasures)
}

fn fill(path: &Path, place: &Place) -> Result<u64, Error> {
    let reading = |source| Error::Read { name: path.display().to_string(), source };
    let source = BufReader::new(File::open(path).map_err(reading)?);
    let mut count = 0;
    let lines = source.lines().map(|line| {
        count += 1;
        line.map_err(reading)
    });
    drop(copying::import(place, lines)?);
    Ok(count)
}

fn require_free(folder: &Path) -> Result<(), Error> {
    match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Error::NotEmpty { path: folder.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(source) => Err(Error::Read { name: folder.display().to_string(), source }),
    }
}

/// Where a folder is made before it gets its name.
fn beside(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    folder.with_file_name(name)
}

fn remove(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(writing(folder)(source)),
        _ => Ok(()),
    }
}

/// Gives the whole folder its name.
fn finish(partial: &Path, to: &Path) -> Result<(), Error> {
    // An empty folder may be there.
    let _ = fs::remove_dir(to);
    fs::rename(partial, to).map_err(writing(to))?;
    let above = to.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(above).and_then(|folder| folder.sync_all()).map_err(writing(above))
}

fn sync(out: BufWriter<File>, path: &Path) -> Result<(), Error> {
    let file = out.into_inner().map_err(io::IntoInnerError::into_error).map_err(writing(path))?;
    file.sync_all().map_err(writing(path))
}

fn writing(path: &Path) -> impl FnOnce(io::Error) -> Error + use<> {
    Error::writing(path.display().to_string())
}
