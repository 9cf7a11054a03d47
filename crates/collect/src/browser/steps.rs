//! A capture from its beginning to its end.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use url::Url;

use super::captured::Captured;
use super::launch::launch;
use super::log::{Log, text};
use super::pipe::{Fault, Pipe, now};
use super::proxy::{Proxy, Seen};
use super::tab::Tab;
use super::{Browser, Cut, take};
use crate::Error;
use crate::fetch::{Web, may_ask, parsed};
use crate::guard::Inside;

/// A loaded page counts as at rest when nothing was under way for so long.
const REST: Duration = Duration::from_millis(500);
/// To say goodbye.
const GOODBYE: Duration = Duration::from_secs(2);

/// Lets the browser load `url`, by the rules and at the pace of each host that the page itself leads to, and takes what it
/// then shows.
///
/// # Errors
/// [`Error::NotWeb`], [`Error::Inside`], [`Error::Robots`], [`Error::NoRobots`], [`Error::Redirects`] as fetching does;
/// [`Error::NoBrowser`] where the program cannot be started; [`Error::Browser`] where it gives no page.
pub fn capture(web: &Web<'_>, browser: &Browser, url: &str) -> Result<Captured, Error> {
    let asked = parsed(url)?;
    may_ask(web, asked.as_str())?;
    let program = browser.program.display().to_string();
    let unstarted = |source| Error::NoBrowser { program: program.clone(), source };
    let proxy = Proxy::start(web.allowed.clone(), browser.bounds.bytes, 2 * browser.bounds.requests.max(50))
        .map_err(unstarted)?;
    let (mut chromium, pipe) = launch(&browser.program, proxy.port).map_err(unstarted)?;
    let at = web.now();
    let mut tab = tab(pipe, web, browser);
    let captured = visit(&mut tab, &asked, &proxy);
    let (refused, url) = (tab.refused.take(), asked.to_string());
    let captured = captured.map_err(|fault| {
        let inside = inside(&proxy.seen(), &tab.log, &asked);
        if let Some(error) = refused.or(inside) {
            return error;
        }
        let words = Some(&fault).filter(|fault| **fault == Fault::Gone).and_then(|_| chromium.last_words());
        let what = words.map_or_else(|| fault.to_string(), |words| format!("{fault}: {words}"));
        Error::Browser { url, what }
    })?;
    Ok(Captured { at, ..captured })
}

fn tab<'w, 'c>(pipe: Pipe, web: &'w Web<'c>, browser: &Browser) -> Tab<'w, 'c> {
    Tab {
        pipe,
        web,
        bounds: browser.bounds,
        log: Log::default(),
        session: String::new(),
        target: String::new(),
        agent: String::new(),
        end: now() + browser.bounds.time,
        refused: None,
        asked: 0,
        stir: now(),
    }
}

/// That the page itself leads inside.
fn inside(seen: &Seen, log: &Log, asked: &Url) -> Option<Error> {
    let last = log.page().map_or(asked.as_str(), |entry| entry.request.url.as_str());
    let host = parsed(last).ok()?.host_str()?.to_owned();
    let refusal = seen.refused.iter().find(|refusal| refusal.host == host)?;
    // What no table tells is the own machine by its public address.
    let why = crate::guard::inside(refusal.address).unwrap_or(Inside::Loopback);
    Some(Error::Inside { host, address: refusal.address, why })
}

fn visit(tab: &mut Tab<'_, '_>, url: &Url, proxy: &Proxy) -> Result<Captured, Fault> {
    let browser = begin(tab)?;
    let navigated = tab.call("Page.navigate", json!({"url": url.as_str()}))?;
    let error = text(&navigated, "/errorText");
    if !error.is_empty() {
        return Err(Fault::Refused { method: "Page.navigate".to_owned(), message: error.to_owned() });
    }
    rest(tab)?;
    let page = take::document(tab)?;
    let picture = take::picture(tab)?;
    if proxy.is_cut() {
        tab.log.cut.insert(Cut::Bytes);
    }
    if tab.refused.is_some() {
        // What the page led to was refused, and what is shown is no page of anybody's.
        return Err(Fault::Refused { method: "Page.navigate".to_owned(), message: String::new() });
    }
    let seen = proxy.seen();
    tab.log.complete(&seen.connected);
    take::bodies(tab)?;
    let certificates = take::certificates(tab)?;
    // It is killed in any case.
    let _ = tab.call_in(None, "Browser.close", json!({}), now() + GOODBYE);
    let page_entry = tab.log.page().map(|entry| &entry.request);
    let found = page_entry.map_or_else(|| url.to_string(), |request| request.url.clone());
    let status = page_entry.and_then(|request| request.status).unwrap_or_default();
    Ok(Captured {
        asked: url.to_string(),
        url: found,
        at: tab.web.now(),
        status,
        browser,
        agent: tab.agent.clone(),
        page,
        picture,
        certificates,
        refused: seen.refused,
        requests: std::mem::take(&mut tab.log.entries).into_iter().map(|entry| entry.request).collect(),
        console: std::mem::take(&mut tab.log.console),
        cut: tab.log.cut.iter().copied().collect(),
    })
}

/// Takes hold of the empty page and forbids what is not wanted; the browser's name and version.
fn begin(tab: &mut Tab<'_, '_>) -> Result<String, Fault> {
    let end = tab.end;
    let version = tab.call_in(None, "Browser.getVersion", json!({}), end)?;
    let agent = text(&version, "/userAgent").replace("HeadlessChrome", "Chrome");
    tab.agent = format!("{agent} {}", tab.web.agent);
    tab.call_in(None, "Browser.setDownloadBehavior", json!({"behavior": "deny"}), end)?;
    let target = empty_page(tab, end)?;
    tab.target.clone_from(&target);
    tab.call_in(None, "Target.setDiscoverTargets", json!({"discover": true}), end)?;
    let attach = json!({"targetId": target, "flatten": true});
    let attached = tab.call_in(None, "Target.attachToTarget", attach, end)?;
    text(&attached, "/sessionId").clone_into(&mut tab.session);
    let session = tab.session.clone();
    tab.prepare(&session)?;
    let tree = tab.call("Page.getFrameTree", json!({}))?;
    text(&tree, "/frameTree/frame/id").clone_into(&mut tab.log.frame);
    Ok(text(&version, "/product").to_owned())
}

fn empty_page(tab: &mut Tab<'_, '_>, end: Instant) -> Result<String, Fault> {
    let found = tab.call_in(None, "Target.getTargets", json!({}), end)?;
    let mut all = found.get("targetInfos").and_then(Value::as_array).into_iter().flatten();
    let page = all.find(|target| text(target, "/type") == "page");
    match page {
        Some(page) => Ok(text(page, "/targetId").to_owned()),
        None => {
            let made = tab.call_in(None, "Target.createTarget", json!({"url": "about:blank"}), end)?;
            Ok(text(&made, "/targetId").to_owned())
        }
    }
}

/// Waits until the page is loaded and at rest, or until its time is over.
fn rest(tab: &mut Tab<'_, '_>) -> Result<(), Fault> {
    let until = tab.end.min(now() + tab.bounds.load);
    let is_loaded = tab.wait(until, |tab| tab.log.is_loaded || tab.refused.is_some())?;
    tab.stir = now();
    let until = tab.end.min(now() + tab.bounds.settle);
    let is_still = |tab: &Tab<'_, '_>| {
        tab.log.is_loaded && tab.log.is_quiet() && now().saturating_duration_since(tab.stir) >= REST
    };
    let is_at_rest = is_loaded && tab.wait(until, |tab| is_still(tab) || tab.refused.is_some())?;
    if !is_at_rest {
        tab.log.cut.insert(Cut::Time);
    }
    Ok(())
}
