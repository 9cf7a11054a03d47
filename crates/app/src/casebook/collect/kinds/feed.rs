use jikenbo_collect::feed::{self, Hints};
use jikenbo_collect::fetch::Exchange;

use super::Gave;
use crate::Error;

/// The entries of a feed.
pub(super) fn read(answer: &Exchange, content: &[u8]) -> Result<Gave, Error> {
    let content_type = answer.header("Content-Type");
    let feed = feed::read(content, Hints { content_type: content_type.as_deref(), url: Some(&answer.url) });
    let Some(form) = feed.form else {
        let feeds = feed.feeds.into_iter().map(|found| found.url).collect();
        return Err(Error::NoFeed { url: answer.url.clone(), feeds });
    };
    Ok(Gave {
        entries: feed.entries,
        form: Some(form.name().to_owned()),
        title: feed.title,
        ..Gave::default()
    })
}
