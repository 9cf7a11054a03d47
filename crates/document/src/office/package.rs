//! The parts of an Office file: members of a ZIP archive, each unpacked within bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// No part is unpacked to more (bytes), nor all together by what their heads say.
const LARGEST: u64 = 128 << 20;
const MOST: u64 = 512 << 20;

/// A file and what stands in it.
pub(super) struct Package<'a>(ZipArchive<Cursor<&'a [u8]>>);

/// Why a file cannot be taken apart.
pub(super) enum Fault {
    Damaged,
    TooLarge,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
        let mut all = 0_u64;
        for at in 0..archive.len() {
            let member = archive.by_index_raw(at).map_err(|_| Fault::Damaged)?;
            all = all.saturating_add(member.size());
        }
        if all > MOST { Err(Fault::TooLarge) } else { Ok(Self(archive)) }
    }

    /// The words of a part; what stands behind the bound is left out.
    pub(super) fn part(&mut self, name: &str) -> Option<String> {
        let member = self.0.by_name(name).ok()?;
        let mut bytes = Vec::new();
        // What is damaged is read as far as it goes.
        let _ = member.take(LARGEST).read_to_end(&mut bytes);
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Where the ids of a part's relations lead.
    pub(super) fn relations(&mut self, name: &str) -> std::collections::BTreeMap<String, String> {
        let mut found = std::collections::BTreeMap::new();
        let Some(part) = self.part(name) else { return found };
        super::xml::walk(&part, |event| {
            if let super::xml::Event::Start(tag) = event
                && tag.name == "Relationship"
                && let (Some(id), Some(target)) = (tag.value("Id"), tag.value("Target"))
            {
                found.insert(id, target);
            }
        });
        found
    }
}
