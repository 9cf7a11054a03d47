//! The second pass: entries to pages.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::super::arrive::{Arrival, Given, Payload};
use super::super::intake::{Happening, Sink, Stopped};
use super::index::Place;
use crate::Error;
use crate::stages::{Post, post};

/// The reading thread.
pub(super) struct Reading<'a> {
    pub(super) path: &'a Path,
    pub(super) given: Given,
    pub(super) site: Option<&'a str>,
}

impl Reading<'_> {
    /// Reads the entries at `places`, in that order.
    pub(super) fn all(&self, places: &[Place], sink: &Sink<'_>) -> Result<(), Stopped> {
        let failed = |source| {
            let name = self.path.display().to_string();
            sink.tell(Happening::Failed(Error::Read { name, source }))
        };
        let mut file = match File::open(self.path) {
            Ok(file) => file,
            Err(error) => return failed(error),
        };
        for place in places {
            match self.one(&mut file, place) {
                Ok(arrival) => sink.page(arrival)?,
                Err(error) => return failed(error),
            }
        }
        Ok(())
    }

    /// The post at `place`.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub(super) fn post(&self, place: &Place) -> Result<Post, Error> {
        let read = || entry(&mut File::open(self.path)?, place);
        read()
            .map(|(post, _)| post)
            .map_err(|source| Error::Read { name: self.path.display().to_string(), source })
    }

    fn one(&self, file: &mut File, place: &Place) -> io::Result<Arrival> {
        let (post, bytes) = entry(file, place)?;
        let url = address(&post, self.site);
        let label = url.clone().unwrap_or_else(|| format!("{}:{}", self.path.display(), place.offset));
        Ok(Arrival {
            label,
            name: None,
            url,
            at: None,
            given: self.given.clone(),
            payload: Payload::File(bytes),
            records: Vec::new(),
        })
    }
}

/// The entry at a place.
fn entry(file: &mut File, place: &Place) -> io::Result<(Post, Vec<u8>)> {
    file.seek(SeekFrom::Start(place.offset))?;
    let mut bytes = Vec::new();
    file.take(place.length).read_to_end(&mut bytes)?;
    let changed = || io::Error::other("the file changed while it was read");
    let post = post(&bytes).filter(|_| bytes.len() as u64 == place.length).ok_or_else(changed)?;
    Ok((post, bytes))
}

/// The address of a post: its own, else that of its path on the site, else its id.
fn address(post: &Post, site: Option<&str>) -> Option<String> {
    let on_site = || {
        let (site, path) = (site?.trim_end_matches('/'), post.path.as_deref()?);
        Some(format!("{site}/{}", path.trim_start_matches('/')))
    };
    post.url.clone().or_else(on_site).or_else(|| post.ids.first().cloned())
}
