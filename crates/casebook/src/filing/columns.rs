//! What comes in as rows.

use jikenbo_model::{CaptureId, ReportId};

use super::{NewCapture, NewDocument, NewRecord, NewReport};
use crate::database::Value;
use crate::hash::hash;
use crate::{Tx, clock};

pub(super) fn capture<'a>(tx: &Tx<'_>, id: CaptureId, new: &'a NewCapture) -> Vec<Value<'a>> {
    let url = new.url.as_deref();
    vec![
        id.into(),
        url.into(),
        url.map(hash).into(),
        clock::written(new.at).into(),
        new.name.as_deref().into(),
        new.media_type.as_deref().into(),
        new.charset.as_deref().into(),
        new.payload_sha256.as_str().into(),
        hash(&new.payload_sha256).into(),
        number(new.length),
        new.visibility.into(),
        new.owner.as_str().into(),
        new.team.as_deref().into(),
        new.source.as_deref().into(),
        new.note.as_deref().into(),
        tx.revision().into(),
    ]
}

pub(super) fn record<'a>(tx: &Tx<'_>, capture: CaptureId, new: &'a NewRecord) -> Vec<Value<'a>> {
    vec![
        capture.into(),
        new.id.as_str().into(),
        new.kind.as_str().into(),
        new.file.as_str().into(),
        number(new.start),
        number(new.length),
        new.sha256.as_str().into(),
        new.block_digest.as_deref().into(),
        new.payload_digest.as_deref().into(),
        tx.revision().into(),
    ]
}

pub(super) fn document<'a>(
    tx: &Tx<'_>,
    (document, capture, text): (i64, CaptureId, i64),
    new: &'a NewDocument,
) -> Vec<Value<'a>> {
    vec![
        document.into(),
        capture.into(),
        text.into(),
        new.title.as_deref().into(),
        new.date.map(|date| date.to_string()).into(),
        new.site.as_deref().into(),
        new.form.as_str().into(),
        new.charset.as_deref().into(),
        tx.revision().into(),
    ]
}

/// Where a report stands.
pub(super) struct Place {
    pub(super) report: ReportId,
    pub(super) document: i64,
    pub(super) capture: CaptureId,
    pub(super) ordinal: usize,
}

pub(super) fn report<'a>(
    tx: &Tx<'_>,
    place: &Place,
    (capture, new): (&'a NewCapture, &'a NewReport),
) -> Vec<Value<'a>> {
    vec![
        place.report.into(),
        place.document.into(),
        place.capture.into(),
        new.span.start.into(),
        new.span.end.into(),
        new.heading.as_deref().into(),
        place.ordinal.into(),
        clock::day(capture.at).to_string().into(),
        new.visibility.into(),
        capture.owner.as_str().into(),
        capture.team.as_deref().into(),
        new.text_policy.into(),
        tx.revision().into(),
    ]
}

pub(super) fn urls(report: ReportId, urls: &[String]) -> impl Iterator<Item = Vec<Value<'_>>> {
    let mut urls: Vec<&String> = urls.iter().collect();
    urls.sort_unstable();
    urls.dedup();
    urls.into_iter().map(move |url| vec![report.into(), url.into(), hash(url).into()])
}

fn number(size: u64) -> Value<'static> {
    i64::try_from(size).unwrap_or(i64::MAX).into()
}
