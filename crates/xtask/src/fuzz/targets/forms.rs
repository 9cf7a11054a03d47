use jikenbo_document::{Hints, Kind, document, kind, members};

use super::{assert_same, document as pages};

/// No archive unpacks to more than this many bytes altogether.
const UNPACKED: usize = 64 << 20;

/// Any PDF gives a document, the same twice; a damaged one has words or says why it has none.
pub(super) fn pdf(bytes: &[u8]) {
    read(bytes, |kind| kind == Kind::Pdf);
}

/// So do workbooks and DOCX files; of an archive the members stay within bounds.
pub(super) fn office(bytes: &[u8]) {
    read(bytes, |kind| matches!(kind, Kind::Sheets | Kind::Word));
    if kind(bytes, Hints::default()) == Kind::Zip {
        let found = members(bytes);
        let all: usize = found.members.iter().map(|member| member.bytes.len()).sum();
        assert!(all <= UNPACKED, "{all} bytes of {} were unpacked", bytes.len());
        assert_same(&found, &members(bytes), "members");
    }
}

/// So do saved pages.
pub(super) fn mhtml(bytes: &[u8]) {
    read(bytes, |kind| kind == Kind::SavedPage);
}

fn read(bytes: &[u8], wanted: impl Fn(Kind) -> bool) {
    if !wanted(kind(bytes, Hints::default())) {
        return;
    }
    let read = document(bytes, Hints::default());
    pages::check(&read);
    assert!(read.is_sound(), "a document that is not sound");
    let is_told =
        !read.blocks.is_empty() || !read.warnings.is_empty() || read.form == jikenbo_model::Form::Html;
    assert!(is_told, "no words, and no warning that says why");
    assert_same(&read, &document(bytes, Hints::default()), "document");
}
