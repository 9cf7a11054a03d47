//! JSON Feed.

use jikenbo_text::{Span, Warning};
use serde_json::{Deserializer, Map, Value};

use super::{Entry, Feed, Form, markup};
use crate::{When, link};

/// As many entries as of XML.
const MOST: usize = 10_000;

/// The feed that `text` is; without a form where it is none.
pub(super) fn read(text: &str, url: Option<&str>) -> Feed {
    let mut feed = Feed::default();
    let (about, items) = match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(mut about)) => match about.remove("items") {
            Some(Value::Array(items)) => (about, items),
            _ => return feed,
        },
        Ok(_) => return feed,
        Err(fault) => {
            let Some(items) = whole_items(text) else { return feed };
            let message = format!("the document is broken JSON: {fault}");
            feed.warnings.push(Warning::new("json_broken", message, Span::default()));
            (head(text), items)
        }
    };
    feed.form = Some(form(&about));
    feed.title = string(&about, "title").and_then(|title| markup::guessed(&title, Entry::TITLE));
    let own = string(&about, "feed_url").filter(|own| link::is_whole(own));
    let home = string(&about, "home_page_url");
    let base = url.map(str::to_owned).or(own).or_else(|| home.clone().filter(|home| link::is_whole(home)));
    feed.link = home.and_then(|home| link::resolve(base.as_deref(), &home));
    if items.len() > MOST {
        let message = format!("expected at most {MOST} entries; the rest is not read");
        feed.warnings.push(Warning::new("feed_too_large", message, Span::new(text.len(), text.len())));
    }
    let objects = items.iter().filter_map(Value::as_object).take(MOST);
    feed.entries = objects.map(|item| entry(item, base.as_deref(), &mut feed.warnings)).collect();
    feed
}

fn form(about: &Map<String, Value>) -> Form {
    let version = string(about, "version").unwrap_or_default();
    if version.trim_end_matches('/').ends_with("version/1") { Form::Json10 } else { Form::Json11 }
}

fn entry(item: &Map<String, Value>, base: Option<&str>, warnings: &mut Vec<Warning>) -> Entry {
    let id = string(item, "id");
    let addresses =
        [string(item, "url"), string(item, "external_url"), id.clone().filter(|id| link::is_whole(id))];
    let published = date(item, "date_published", warnings);
    let updated = date(item, "date_modified", warnings);
    let words = |name, most| string(item, name).map(|text| crate::markup::shortened(&text, most));
    let html = || string(item, "content_html").map(|html| crate::markup::plain(&html, Entry::SUMMARY));
    let summary =
        words("summary", Entry::SUMMARY).or_else(|| words("content_text", Entry::SUMMARY)).or_else(html);
    Entry {
        title: words("title", Entry::TITLE),
        link: addresses.into_iter().flatten().find_map(|address| link::resolve(base, &address)),
        date: published.or(updated),
        updated,
        id,
        summary: summary.filter(|summary| !summary.is_empty()),
        attachments: attachments(item, base),
    }
}

fn date(item: &Map<String, Value>, name: &str, warnings: &mut Vec<Warning>) -> Option<When> {
    let text = string(item, name)?;
    let when = When::read(&text);
    if when.is_none() {
        let text: String = text.chars().take(40).collect();
        let message = format!("expected a time, but found `{text}`");
        warnings.push(Warning::new("feed_date_unreadable", message, Span::default()));
    }
    when
}

fn attachments(item: &Map<String, Value>, base: Option<&str>) -> Vec<String> {
    let files = item.get("attachments").and_then(Value::as_array).into_iter().flatten();
    let addresses = files.filter_map(|file| string(file.as_object()?, "url"));
    addresses.filter_map(|address| link::resolve(base, &address)).take(Entry::ATTACHMENTS).collect()
}

/// Words, or a number as words: ids are written both ways.
fn string(object: &Map<String, Value>, name: &str) -> Option<String> {
    let text = match object.get(name)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The items that stand whole before a fault.
fn whole_items(text: &str) -> Option<Vec<Value>> {
    let mut rest = behind_items(text)?;
    let mut items = Vec::new();
    loop {
        rest = rest.trim_start().trim_start_matches(',').trim_start();
        let mut values = Deserializer::from_str(rest).into_iter::<Value>();
        match values.next() {
            Some(Ok(item @ Value::Object(_))) if items.len() <= MOST => items.push(item),
            _ => return (!items.is_empty()).then_some(items),
        }
        rest = rest.get(values.byte_offset()..)?;
    }
}

/// What follows `"items": [`.
fn behind_items(text: &str) -> Option<&str> {
    text.match_indices("\"items\"").find_map(|(at, key)| {
        text.get(at + key.len()..)?.trim_start().strip_prefix(':')?.trim_start().strip_prefix('[')
    })
}

/// What a broken feed says of itself before its items.
fn head(text: &str) -> Map<String, Value> {
    let before = text.find("\"items\"").and_then(|at| text.get(..at)).unwrap_or_default();
    let whole = format!("{}}}", before.trim_end().trim_end_matches(','));
    serde_json::from_str(&whole).unwrap_or_default()
}
