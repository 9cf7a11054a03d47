//! Slots: places in a rendered digest where an editor's own words stand, by name (`lede`, `section:causes`,
//! `item:2025-513`).

use std::collections::BTreeMap;
use std::fmt::Write;

const OPEN: &str = "<!-- slot: ";
const END: &str = " -->";
const CLOSE: &str = "<!-- /slot -->";

/// An empty slot called `name`.
pub(crate) fn slot(name: &str) -> String {
    filled(name, "\n")
}

fn filled(name: &str, words: &str) -> String {
    format!("{OPEN}{name}{END}{words}{CLOSE}")
}

/// A piece of a text: as it is, or a slot with its words.
enum Piece<'t> {
    Text(&'t str),
    Slot { name: &'t str, words: &'t str },
}

/// The pieces of `text`. A slot that is not closed is text.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    loop {
        let found = rest.find(OPEN).and_then(|start| {
            let (name, after) = rest[start + OPEN.len()..].split_once(END)?;
            let (words, after) = after.split_once(CLOSE)?;
            Some((&rest[..start], name, words, after))
        });
        let Some((before, name, words, after)) = found else { break };
        pieces.extend([Piece::Text(before), Piece::Slot { name, words }]);
        rest = after;
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// The text `new` with the words that `old` has in slots of the same names. Words whose slot is gone (a case that is no
/// longer in the month) come at the end in slots of their own, so that none is lost.
///
/// ```
/// use jikenbo_figures::keep_slots;
/// let old = "A <!-- slot: lede -->\nmine\n<!-- /slot --> B";
/// let new = "C <!-- slot: lede -->\n<!-- /slot --> D";
/// assert_eq!(keep_slots(old, new), "C <!-- slot: lede -->\nmine\n<!-- /slot --> D");
/// assert_eq!(keep_slots("", new), new);
/// ```
pub fn keep_slots(old: &str, new: &str) -> String {
    let mut kept: BTreeMap<&str, &str> = BTreeMap::new();
    for piece in pieces(old) {
        if let Piece::Slot { name, words } = piece
            && !words.trim().is_empty()
        {
            kept.entry(name).or_insert(words);
        }
    }
    let mut text = String::with_capacity(new.len());
    for piece in pieces(new) {
        match piece {
            Piece::Text(words) => text.push_str(words),
            Piece::Slot { name, words } => text.push_str(&filled(name, kept.remove(name).unwrap_or(words))),
        }
    }
    for (name, words) in kept {
        let _never_fails = writeln!(text, "\n{}", filled(name, words));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_a_place_are_not_lost() {
        let old = format!("{}{}", filled("item:2025-1", "\nabout it\n"), filled("lede", "\n \n"));
        let new = slot("lede");
        let kept = keep_slots(&old, &new);
        assert!(kept.starts_with(&new), "{kept}");
        assert!(kept.contains(&filled("item:2025-1", "\nabout it\n")), "{kept}");
        assert_eq!(keep_slots(&kept, &new), kept, "and not the next time either");
    }

    #[test]
    fn an_open_slot_is_text() {
        let open = "<!-- slot: lede --> never closed";
        assert_eq!(keep_slots(open, "new"), "new");
        assert_eq!(keep_slots("old", open), open);
    }
}
