//! What stands where a case's page once was.

use serde::Serialize;

use super::{Head, Linked, Setting, Titled};
use crate::past::Left;
use crate::place;

/// What the template is given.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct Page {
    pub(crate) head: Head,
    title: String,
    note: String,
    to: Option<Linked>,
}

/// The page of what is left of a case.
pub(crate) fn page(setting: &Setting<'_>, left: &Left) -> Page {
    let titled =
        Titled { path: &left.path, title: &left.title, description: &left.note, noindex: left.to.is_none() };
    let mut head = setting.head(&titled);
    let to = left.to.as_deref();
    if let (Some(to), Some(url)) = (to, &setting.about.url) {
        head.canonical = Some(place::address(url, to));
    }
    Page {
        head,
        title: left.title.clone(),
        note: left.note.clone(),
        to: to.map(|to| Linked { text: left.note.clone(), href: Some(place::link(&left.path, to)) }),
    }
}
