//! Compound files (XLS; [MS-CFB]): whether the chains of their sectors end, before `calamine` follows them without a bound.

/// What a compound file begins with ([MS-CFB] 2.2).
const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// The length of its header, in bytes.
const HEADER: usize = 512;
/// Where the header names the first sectors of the allocation table.
const TABLES: std::ops::Range<usize> = 76..HEADER;
/// Numbers from here on name no sector: ends of chains, free and reserved ones.
const LAST: u32 = 0xFFFF_FFFA;

/// Whether `bytes` are no compound file, or one whose table has no circle and names no more sectors than there are.
pub(super) fn ends(bytes: &[u8]) -> bool {
    if !bytes.starts_with(MAGIC) || bytes.len() < HEADER {
        return true;
    }
    match table(bytes) {
        Some(table) => !has_circle(&table),
        None => false,
    }
}

/// The allocation table: for each sector the one that follows it. `None` where it names more sectors than there are.
fn table(bytes: &[u8]) -> Option<Vec<u32>> {
    let size = match bytes.get(30..32)? {
        [12, 0] => 4096,
        _ => 512,
    };
    let sectors = bytes.len() / size + 1;
    let mut parts: Vec<u32> = numbers(bytes.get(TABLES)?).collect();
    let mut next = numbers(bytes.get(68..72)?).next()?;
    for _ in 0..=sectors {
        if next >= LAST {
            break;
        }
        let mut more: Vec<u32> = numbers(sector(bytes, next, size)).collect();
        next = more.pop()?;
        parts.append(&mut more);
    }
    parts.retain(|&part| part < LAST);
    let fits = next >= LAST && parts.len() <= sectors;
    fits.then(|| parts.into_iter().flat_map(|part| numbers(sector(bytes, part, size))).collect())
}

/// The bytes of sector `number`, fewer at the file's end.
fn sector(bytes: &[u8], number: u32, size: usize) -> &[u8] {
    let start = usize::try_from(number).unwrap_or(usize::MAX).saturating_add(1).saturating_mul(size);
    let end = start.saturating_add(size).min(bytes.len());
    bytes.get(start..end).unwrap_or_default()
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four))
}

/// Whether following the table from some sector never ends.
fn has_circle(table: &[u32]) -> bool {
    // 0: not seen yet; else the number of the walk that came by.
    let mut seen = vec![0usize; table.len()];
    for start in 0..table.len() {
        let walk = start + 1;
        let mut at = start;
        while let Some(own) = seen.get_mut(at) {
            match *own {
                0 => *own = walk,
                other if other == walk => return true,
                _ => break,
            }
            at = table.get(at).and_then(|&next| usize::try_from(next).ok()).unwrap_or(usize::MAX);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header, and a sector with the table `next`.
    fn file(next: &[u32]) -> Vec<u8> {
        let mut bytes = vec![0u8; HEADER];
        bytes[..8].copy_from_slice(MAGIC);
        bytes[30] = 9;
        bytes[68..72].copy_from_slice(&u32::MAX.to_le_bytes());
        bytes[TABLES].fill(0xFF);
        bytes[76..80].copy_from_slice(&0u32.to_le_bytes());
        let mut table = [0xFFu8; 512];
        for (at, number) in next.iter().enumerate() {
            table[at * 4..at * 4 + 4].copy_from_slice(&number.to_le_bytes());
        }
        bytes.extend(table);
        bytes
    }

    #[test]
    fn a_circle_is_seen() {
        assert!(ends(&file(&[0xFFFF_FFFD, 2, 0xFFFF_FFFE])), "a chain that ends");
        assert!(!ends(&file(&[0xFFFF_FFFD, 2, 3, 1])), "a circle of three");
        assert!(!ends(&file(&[0xFFFF_FFFD, 1])), "a sector that follows itself");
        assert!(ends(b"PK"), "no compound file");
    }

    #[test]
    fn a_table_may_not_name_more_sectors_than_there_are() {
        let mut bytes = file(&[0xFFFF_FFFD]);
        bytes[TABLES].fill(0);
        assert!(!ends(&bytes));
    }
}
