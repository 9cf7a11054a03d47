//! What is taken of a page once it is there.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::log::text;
use super::pipe::{Fault, now};
use super::tab::Tab;
use super::{Certificate, Cut, Picture};

/// How long a page may take to tell its document; one whose script does not end tells nothing.
const TELLING: Duration = Duration::from_secs(10);
/// Tells readers that what follows is UTF-8, whatever charset the document itself names.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The document as it stands now. A script that does not end is ended.
pub(super) fn document(tab: &mut Tab<'_, '_>) -> Result<Vec<u8>, Fault> {
    let session = tab.session.clone();
    let until = tab.end.min(now() + TELLING);
    let root = match tab.call_in(Some(&session), "DOM.getDocument", json!({"depth": 0}), until) {
        Err(Fault::Late) => {
            tab.log.cut.insert(Cut::Script);
            tab.pipe.post(Some(&session), "Page.stopLoading", json!({}))?;
            tab.pipe.post(Some(&session), "Runtime.terminateExecution", json!({}))?;
            let until = (now() + TELLING).max(tab.end);
            tab.call_in(Some(&session), "DOM.getDocument", json!({"depth": 0}), until)?
        }
        other => other?,
    };
    let node = root.pointer("/root/nodeId").cloned().unwrap_or_default();
    let until = (now() + TELLING).max(tab.end);
    let told = tab.call_in(Some(&session), "DOM.getOuterHTML", json!({"nodeId": node}), until)?;
    let html = text(&told, "/outerHTML");
    if html.len() > tab.bounds.page {
        tab.log.cut.insert(Cut::Bytes);
    }
    let end = html.floor_char_boundary(tab.bounds.page);
    Ok([MARK, html.get(..end).unwrap_or_default().as_bytes()].concat())
}

/// The whole page as a picture, down to the bound; `None` where the browser makes none.
pub(super) fn picture(tab: &mut Tab<'_, '_>) -> Result<Option<Picture>, Fault> {
    let Some(shape) = optional(tab.call("Page.getLayoutMetrics", json!({})))? else { return Ok(None) };
    let side = |name: &str| whole(shape.pointer(&format!("/cssContentSize/{name}"))).max(1);
    let (width, whole_height) = (side("width").min(tab.bounds.height), side("height"));
    let height = whole_height.min(tab.bounds.height);
    if height < whole_height {
        tab.log.cut.insert(Cut::Height);
    }
    let clip = json!({"x": 0, "y": 0, "width": width, "height": height, "scale": 1});
    let how = json!({"format": "png", "captureBeyondViewport": true, "clip": clip});
    let Some(taken) = optional(tab.call("Page.captureScreenshot", how))? else { return Ok(None) };
    let png = STANDARD.decode(text(&taken, "/data")).unwrap_or_default();
    if png.len() > tab.bounds.page {
        tab.log.cut.insert(Cut::Bytes);
    }
    let is_whole = !png.is_empty() && png.len() <= tab.bounds.page;
    Ok(is_whole.then_some(Picture { width, height, png }))
}

/// What was answered, as far as the browser still has it.
pub(super) fn bodies(tab: &mut Tab<'_, '_>) -> Result<(), Fault> {
    let mut left = tab.bounds.bytes;
    for index in 0..tab.log.entries.len() {
        let Some(entry) = tab.log.entries.get_mut(index) else { break };
        let Some(status) = entry.request.status.filter(|_| entry.request.kind != "WebSocket") else {
            continue;
        };
        let has_none = entry.request.led_to.is_some()
            || matches!(status, 204 | 205 | 304)
            || entry.request.method == "HEAD";
        if has_none {
            entry.keep(Vec::new(), false);
            continue;
        }
        if !entry.is_finished {
            entry.request.error.get_or_insert_with(|| "it was not finished".to_owned());
            continue;
        }
        let (session, params) = (entry.session.clone(), json!({"requestId": entry.id}));
        let until = tab.end;
        let told = tab.call_in(session.as_deref(), "Network.getResponseBody", params, until);
        let Some(told) = optional(told)? else { continue };
        let is_packed = told.get("base64Encoded").and_then(Value::as_bool).unwrap_or_default();
        let body = text(&told, "/body");
        let body = if is_packed { STANDARD.decode(body).ok() } else { Some(body.as_bytes().to_vec()) };
        let Some(body) = body.filter(|body| body.len() as u64 <= left) else { continue };
        left -= body.len() as u64;
        if let Some(entry) = tab.log.entries.get_mut(index) {
            entry.keep(body, !is_packed);
        }
    }
    Ok(())
}

/// The chains of the hosts' certificates.
pub(super) fn certificates(tab: &mut Tab<'_, '_>) -> Result<Vec<Certificate>, Fault> {
    let mut found: Vec<Certificate> = std::mem::take(&mut tab.log.certificates).into_values().collect();
    for certificate in &mut found {
        let told = optional(tab.call("Network.getCertificate", json!({"origin": certificate.origin})))?;
        let chain = told.as_ref().and_then(|told| told.get("tableNames")?.as_array());
        certificate.chain =
            chain.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    }
    Ok(found)
}

/// What may be refused without harm to the rest.
fn optional(told: Result<Value, Fault>) -> Result<Option<Value>, Fault> {
    match told {
        Ok(value) => Ok(Some(value)),
        Err(Fault::Gone) => Err(Fault::Gone),
        Err(Fault::Late | Fault::Refused { .. }) => Ok(None),
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: Option<&Value>) -> u32 {
    number.and_then(Value::as_f64).unwrap_or_default().ceil().clamp(0.0, f64::from(u32::MAX)) as u32
}
