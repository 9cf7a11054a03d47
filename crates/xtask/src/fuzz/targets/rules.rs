use jikenbo_document::HeadingForms;
use jikenbo_extract::Lists;

/// A file of heading forms or a word list that someone wrote is read or refused, with a message.
pub(super) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Err(error) = HeadingForms::parse(&text) {
        assert!(error.line >= 1 && !error.message.is_empty(), "{error:?}");
    }
    for name in ["classes.toml", "data_types.toml", "events.toml"] {
        if let Err(error) = Lists::parse(&[(name, &text)]) {
            assert!(!error.problem.is_empty(), "{error:?}");
        }
    }
}
