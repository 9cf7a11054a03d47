//! The tags and words of a part, one after the other. No entity is expanded.

use quick_xml::events::{BytesStart, Event as Found};
use quick_xml::{Reader, XmlVersion};

use crate::reference::character;

/// A tag without its prefix.
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    start: &'a BytesStart<'a>,
}

impl Tag<'_> {
    /// The value of an attribute, whatever its prefix.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| local(attribute.key.as_ref()) == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0).ok();
        Some(value.map_or_else(|| found.value.to_string(), std::borrow::Cow::into_owned))
    }

    /// Whether a switch such as `w:b` or `hidden="1"` is on; one without a value is.
    pub(super) fn is_on(&self, name: &str) -> bool {
        !matches!(self.value(name).as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// What comes next in a part.
pub(super) enum Event<'a> {
    Start(Tag<'a>),
    /// An element ended; of an empty one right behind its start.
    End(&'a str),
    Text(&'a str),
}

/// Gives all that stands in `part` to `take`, to its end or its first fault.
pub(super) fn walk(part: &str, mut take: impl FnMut(Event<'_>)) {
    let mut reader = Reader::from_str(part);
    reader.config_mut().allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Found::Start(start)) => {
                let name = start.name();
                take(Event::Start(Tag { name: local(name.as_ref()), start: &start }));
            }
            Ok(Found::Empty(start)) => {
                let name = start.name();
                take(Event::Start(Tag { name: local(name.as_ref()), start: &start }));
                take(Event::End(local(name.as_ref())));
            }
            Ok(Found::End(end)) => take(Event::End(local(end.name().as_ref()))),
            Ok(Found::Text(text)) => take(Event::Text(&text)),
            Ok(Found::CData(text)) => take(Event::Text(&text)),
            Ok(Found::GeneralRef(reference)) => {
                character(&reference).iter().for_each(|c| take(Event::Text(c.encode_utf8(&mut [0; 4]))));
            }
            Ok(Found::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
