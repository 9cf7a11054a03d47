use jikenbo_document::export::{Entries, Next, post};
use jikenbo_document::{Hints, document};

use super::assert_same;

/// An export of any kind is cut into entries that stand where they are said to stand; each, and the input itself as an
/// entry, is read the same twice and is a document.
pub(super) fn run(bytes: &[u8]) {
    let mut entries = Entries::new(bytes);
    let mut before = 0;
    loop {
        match entries.next_entry() {
            Next::Entry(entry) => {
                let start = usize::try_from(entry.offset).unwrap_or(usize::MAX);
                assert!(start >= before, "an entry at {start} behind one that ends at {before}");
                before = start + entry.bytes.len();
                assert_eq!(
                    bytes.get(start..before),
                    Some(entry.bytes.as_slice()),
                    "an entry is not where it is said"
                );
                check(&entry.bytes);
            }
            Next::Damaged(damage) => {
                assert!(damage.offset <= bytes.len() as u64, "damage beyond the end");
                assert!(damage.line <= damage.offset + 1, "more lines than bytes");
                break;
            }
            Next::Failed(error) => panic!("a slice does not fail: {error}"),
            Next::End => break,
        }
    }
    assert!(matches!(entries.next_entry(), Next::End), "something follows the end");
    check(bytes);
}

fn check(entry: &[u8]) {
    let found = post(entry);
    assert_same(&found, &post(entry), "post");
    if let Some(post) = found {
        assert!(post.title.len() + post.html.len() <= 20 * entry.len(), "a post much longer than its entry");
        post.as_comment();
        super::document::check(&document(entry, Hints::default()));
    }
}
