use jiff::{SignedDuration, Timestamp};
use jikenbo_collect::When;
use jikenbo_collect::feed::Entry;
use jikenbo_collect::fetch::Exchange;
use jikenbo_collect::sitemap::{self, Page};

use super::{Ask, Gave, Part};
use crate::Error;
use crate::casebook::sources::Source;

/// So many sitemaps of an index are asked for, those that changed last first.
const MAPS: usize = 20;
/// So many pages are looked at, those that changed last first.
const PAGES: usize = 2000;

/// The pages of a sitemap that changed lately, newest first, and the sitemaps that an index names. An index in an index is
/// none by the protocol, and would have no end where it names itself.
pub(super) fn read(
    source: &Source,
    (part, answer): (&Part, &Exchange),
    content: &[u8],
    now: Timestamp,
) -> Result<Gave, Error> {
    let mut map = sitemap::read(content, Some(&answer.url));
    if map.form.is_none() {
        return Err(Error::NoSitemap { url: answer.url.clone() });
    }
    newest_first(&mut map.sitemaps);
    let young = |page: &&Page| changed(page).is_none_or(|at| !is_old(source, at, now));
    let most = if *part == Part::Whole { MAPS } else { 0 };
    let maps = map.sitemaps.iter().filter(young).take(most);
    let more = maps.map(|page| Ask { url: page.link.clone(), part: Part::Map }).collect();
    newest_first(&mut map.pages);
    let entries = map.pages.into_iter().take(PAGES).map(entry).collect();
    Ok(Gave { entries, more, form: map.form.map(|form| form.name().to_owned()), ..Gave::default() })
}

fn newest_first(pages: &mut [Page]) {
    pages.sort_by_key(|page| std::cmp::Reverse(changed(page)));
}

fn changed(page: &Page) -> Option<Timestamp> {
    page.updated.or(page.date).as_ref().and_then(When::timestamp)
}

fn entry(page: Page) -> Entry {
    let (date, updated) = (page.date.or(page.updated), page.updated);
    Entry { title: page.title, link: Some(page.link), date, updated, ..Entry::default() }
}

/// Whether what changed `at` is older than the source takes.
pub(in crate::casebook::collect) fn is_old(source: &Source, at: Timestamp, now: Timestamp) -> bool {
    let age = SignedDuration::from_secs(i64::try_from(source.oldest()).unwrap_or(i64::MAX));
    now.duration_since(at) > age
}
