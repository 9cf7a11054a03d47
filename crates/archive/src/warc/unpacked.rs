use std::io::BufRead;

use super::Limits;
use super::decoded::Decoded;
use crate::Error;

/// What a WARC file unpacks to, piece by piece: where it was compressed as a whole, its records can be read one by one in
/// that only.
///
/// ```
/// use jikenbo_archive::{Limits, Unpacked};
/// let mut pieces = Unpacked::new("a.warc", &b"WARC/1.1\r\n"[..], Limits::default()).unwrap();
/// assert_eq!(pieces.next_piece().unwrap(), b"WARC/1.1\r\n");
/// assert_eq!(pieces.next_piece().unwrap(), b"");
/// ```
pub struct Unpacked<R> {
    name: String,
    decoded: Decoded<R>,
    /// How long the piece was that was given last.
    given: usize,
}

impl<R: BufRead> Unpacked<R> {
    /// What `source` unpacks to, which messages call `name`.
    ///
    /// # Errors
    /// [`Error::Record`] where nothing can be read.
    pub fn new(name: impl Into<String>, source: R, limits: Limits) -> Result<Self, Error> {
        let name = name.into();
        let decoded = Decoded::new(source, limits.total).map_err(Error::record(&name, 0))?;
        Ok(Self { name, decoded, given: 0 })
    }

    /// The next piece; empty at the end.
    ///
    /// # Errors
    /// [`Error::Record`] where the file is damaged, cut off or unpacks to more than is let in.
    pub fn next_piece(&mut self) -> Result<&[u8], Error> {
        self.decoded.take(std::mem::take(&mut self.given));
        let failed = |decoded: &Decoded<R>| Error::record(&self.name, decoded.place().0);
        loop {
            match self.decoded.rest().map(<[u8]>::len) {
                Ok(0) => {}
                Ok(length) => {
                    self.given = length;
                    break;
                }
                Err(problem) => return Err(failed(&self.decoded)(problem)),
            }
            match self.decoded.go_on() {
                Ok(true) => {}
                Ok(false) => break,
                Err(problem) => return Err(failed(&self.decoded)(problem)),
            }
        }
        self.decoded.rest().map_err(Error::record(&self.name, 0))
    }
}
