//! Which texts are new.

use std::collections::BTreeMap;

use super::{NewCapture, NewDocument};
use crate::database::Value;
use crate::hash::hash;
use crate::{Error, Tx};

/// The ids of texts by their SHA-256, and those that are to be kept: id, SHA-256, hash, text.
pub(super) struct Places<'a> {
    pub(super) by_sha256: BTreeMap<&'a str, i64>,
    pub(super) new: Vec<(i64, &'a str, i64, &'a str)>,
}

pub(super) fn places<'a>(tx: &mut Tx<'_>, captures: &'a [NewCapture]) -> Result<Places<'a>, Error> {
    places_of(tx, captures.iter().flat_map(|capture| &capture.documents))
}

pub(super) fn places_of<'a>(
    tx: &mut Tx<'_>,
    documents: impl Iterator<Item = &'a NewDocument> + Clone,
) -> Result<Places<'a>, Error> {
    let texts: BTreeMap<&str, &str> =
        documents.clone().map(|document| (document.sha256.as_str(), document.text.as_str())).collect();
    let mut by_sha256 = known(tx, texts.keys().copied())?;
    let mut new = Vec::new();
    for document in documents {
        let sha256 = document.sha256.as_str();
        if by_sha256.contains_key(sha256) {
            continue;
        }
        let id = tx.ids("text", 1)?;
        by_sha256.insert(sha256, id);
        new.push((id, sha256, hash(sha256), document.text.as_str()));
    }
    Ok(Places { by_sha256, new })
}

/// Digests asked for at once; always so many, so that one statement is made ready.
const AT_ONCE: usize = 64;

/// The ids of the texts that are kept already. An erased text is not taken up again.
fn known<'a>(
    tx: &mut Tx<'_>,
    digests: impl Iterator<Item = &'a str>,
) -> Result<BTreeMap<&'a str, i64>, Error> {
    let by_hash: Vec<(i64, &str)> = digests.map(|sha256| (hash(sha256), sha256)).collect();
    let places: Vec<String> = (1..=AT_ONCE).map(|at| format!("${at}")).collect();
    let sql = format!(
        "SELECT text_id, sha256 FROM texts WHERE text_hash IN ({}) AND text IS NOT NULL ORDER BY text_id",
        places.join(", ")
    );
    let mut found = BTreeMap::new();
    for some in by_hash.chunks(AT_ONCE) {
        let padded = some.iter().chain(std::iter::repeat(&some[0])).take(AT_ONCE);
        let values: Vec<Value<'_>> = padded.map(|(hash, _)| (*hash).into()).collect();
        for mut row in tx.database.query(&sql, &values)? {
            let (id, sha256) = (row.integer()?, row.text()?);
            if let Some((_, own)) = some.iter().find(|(_, own)| *own == sha256) {
                found.insert(*own, id);
            }
        }
    }
    Ok(found)
}
