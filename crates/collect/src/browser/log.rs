//! What the browser tells while it loads a page, as a list of requests.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::IpAddr;

use jiff::Timestamp;
use serde_json::Value;

use super::head::{self, Fields, value};
use super::{Certificate, Cut, Request};

/// Errors that are remembered.
const CONSOLE: usize = 100;
/// Characters of one.
const WORDS: usize = 500;
/// Requests that are listed; more are refused long before.
const LISTED: usize = 10_000;
/// Bytes of bodies that were sent, of addresses and of heads that are kept: a page may send and ask for as much as it likes.
const KEPT: usize = 32 << 20;
/// Hosts whose certificates are kept.
const CERTIFICATES: usize = 50;

/// A request with what belongs to it and is not told to others.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) request: Request,
    /// The protocol's number for it, and the session that it was made in.
    pub(super) id: String,
    pub(super) session: Option<String>,
    /// The words behind the status.
    pub(super) words: String,
    pub(super) fields: Fields,
    pub(super) asked: Fields,
    pub(super) is_finished: bool,
}

/// What was told so far.
#[derive(Debug, Default)]
pub(super) struct Log {
    pub(super) entries: Vec<Entry>,
    latest: BTreeMap<String, usize>,
    running: BTreeSet<String>,
    heads: BTreeMap<String, VecDeque<(u16, Fields)>>,
    asked: BTreeMap<String, VecDeque<Fields>>,
    /// Bytes so far of what `KEPT` bounds.
    kept: usize,
    pub(super) console: Vec<String>,
    pub(super) certificates: BTreeMap<String, Certificate>,
    pub(super) cut: BTreeSet<Cut>,
    /// The main frame.
    pub(super) frame: String,
    /// The answer that is the page.
    pub(super) page: Option<usize>,
    /// How often the page led on.
    pub(super) moves: usize,
    pub(super) is_loaded: bool,
}

/// The text at a path of an event.
pub(super) fn text<'a>(event: &'a Value, path: &str) -> &'a str {
    event.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

fn owned(event: &Value, path: &str) -> Option<String> {
    Some(text(event, path)).filter(|text| !text.is_empty()).map(str::to_owned)
}

impl Log {
    /// Whether nothing is under way.
    pub(super) fn is_quiet(&self) -> bool {
        self.running.is_empty()
    }

    /// Takes up an event; `now` is the caller's clock.
    pub(super) fn take(&mut self, event: &Value, now: Timestamp) {
        let params = event.get("params").unwrap_or(&Value::Null);
        let id = text(params, "/requestId").to_owned();
        match text(event, "/method") {
            "Network.requestWillBeSent" => self.asks(params, id, owned(event, "/sessionId"), now),
            "Network.requestWillBeSentExtraInfo" => {
                let fields = head::fields(None, params.get("headers").unwrap_or(&Value::Null));
                if self.has_room(id.len() + size(&fields)) {
                    self.asked.entry(id).or_default().push_back(fields);
                }
            }
            "Network.responseReceived" => self.answers(params, &id),
            "Network.responseReceivedExtraInfo" => {
                let text = params.get("headersText").and_then(Value::as_str);
                let fields = head::fields(text, params.get("headers").unwrap_or(&Value::Null));
                let status = status(params, "/statusCode");
                if self.has_room(id.len() + size(&fields)) {
                    self.heads.entry(id).or_default().push_back((status, fields));
                }
            }
            "Network.loadingFinished" => self.ends(params, &id, None),
            "Network.loadingFailed" => {
                let blocked = owned(params, "/blockedReason");
                let error =
                    owned(params, "/errorText").filter(|text| blocked.is_none() || text != "net::ERR_FAILED");
                self.ends(params, &id, error.or(blocked).or_else(|| Some("failed".to_owned())));
            }
            "Network.webSocketCreated" => self.socket(params, id, now),
            "Network.webSocketFrameError" => self.ends(params, &id, owned(params, "/errorMessage")),
            "Page.loadEventFired" => self.is_loaded = true,
            "Page.frameNavigated" if text(params, "/frame/id") == self.frame => self.is_loaded = false,
            "Runtime.exceptionThrown" => {
                let thrown = text(params, "/exceptionDetails/exception/description");
                let thrown = if thrown.is_empty() { text(params, "/exceptionDetails/text") } else { thrown };
                self.say(thrown);
            }
            "Runtime.consoleAPICalled" if text(params, "/type") == "error" => {
                let arguments = params.get("args").and_then(Value::as_array).into_iter().flatten();
                let word = |one: &Value| match one.get("value") {
                    Some(Value::String(text)) => text.clone(),
                    Some(other) => other.to_string(),
                    None => text(one, "/description").to_owned(),
                };
                self.say(&arguments.map(word).collect::<Vec<_>>().join(" "));
            }
            "Log.entryAdded" if text(params, "/entry/level") == "error" => {
                let url = text(params, "/entry/url");
                self.say(format!("{} {url}", text(params, "/entry/text")).trim());
            }
            _ => {}
        }
    }

    /// Whether so many bytes more may be kept, which then count; else that is noted.
    fn has_room(&mut self, bytes: usize) -> bool {
        let is_there = self.kept.saturating_add(bytes) <= KEPT;
        if is_there {
            self.kept += bytes;
        } else {
            self.cut.insert(Cut::Bytes);
        }
        is_there
    }

    fn say(&mut self, words: &str) {
        if self.console.len() < CONSOLE && !words.is_empty() {
            let words: String = words.chars().take(WORDS).collect();
            self.console.push(words);
        }
    }

    fn asks(&mut self, params: &Value, id: String, session: Option<String>, now: Timestamp) {
        let url = text(params, "/request/url");
        let asked = head::fields(None, params.pointer("/request/headers").unwrap_or(&Value::Null));
        // The address is kept where it led on from, too.
        let own = 2 * url.len() + id.len() + size(&asked);
        if !url.starts_with("http") || self.entries.len() >= LISTED || !self.has_room(own) {
            return;
        }
        let body = text(params, "/request/postData").as_bytes();
        let body = if self.has_room(body.len()) { body } else { &[] };
        if let Some(redirect) = params.get("redirectResponse") {
            self.answer(&id, redirect);
            if let Some(entry) = self.latest.get(&id).and_then(|index| self.entries.get_mut(*index)) {
                entry.request.led_to = Some(url.to_owned());
                entry.is_finished = true;
            }
        }
        let method = text(params, "/request/method").to_owned();
        let request = Request {
            url: url.split('#').next().unwrap_or_default().to_owned(),
            method,
            kind: text(params, "/type").to_owned(),
            at: now,
            body: body.to_vec(),
            ..Request::default()
        };
        let index = self.entries.len();
        if request.kind == "Document" && text(params, "/frameId") == self.frame {
            self.page = Some(index);
        }
        self.entries.push(Entry { request, id: id.clone(), session, asked, ..Entry::default() });
        self.latest.insert(id.clone(), index);
        self.running.insert(id);
    }

    fn socket(&mut self, params: &Value, id: String, now: Timestamp) {
        if self.entries.len() >= LISTED || !self.has_room(text(params, "/url").len() + id.len()) {
            return;
        }
        let (url, method) = (text(params, "/url").to_owned(), "GET".to_owned());
        let request = Request { url, method, kind: "WebSocket".to_owned(), at: now, ..Request::default() };
        self.latest.insert(id.clone(), self.entries.len());
        self.entries.push(Entry { request, id, ..Entry::default() });
    }

    fn answers(&mut self, params: &Value, id: &str) {
        if let Some(response) = params.get("response") {
            self.answer(id, response);
            self.certificate(response);
        }
    }

    fn answer(&mut self, id: &str, response: &Value) {
        let Some(entry) = self.latest.get(id).and_then(|index| self.entries.get_mut(*index)) else { return };
        entry.request.status = Some(status(response, "/status")).filter(|status| *status > 0);
        entry.request.media_type = owned(response, "/mimeType");
        entry.request.protocol = owned(response, "/protocol");
        entry.request.size = response.get("encodedDataLength").and_then(Value::as_f64).map(whole);
        entry.words = text(response, "/statusText").to_owned();
        let own = response.get("headers").unwrap_or(&Value::Null);
        entry.fields = head::fields(None, own);
    }

    fn ends(&mut self, params: &Value, id: &str, error: Option<String>) {
        self.running.remove(id);
        let Some(entry) = self.latest.get(id).and_then(|index| self.entries.get_mut(*index)) else { return };
        if let Some(size) = params.get("encodedDataLength").and_then(Value::as_f64) {
            entry.request.size = Some(whole(size));
        }
        entry.is_finished = error.is_none();
        entry.request.error = error;
    }

    fn certificate(&mut self, response: &Value) {
        let Some(details) = response.get("securityDetails").filter(|details| details.is_object()) else {
            return;
        };
        let Ok(url) = url::Url::parse(text(response, "/url")) else { return };
        let origin = url.origin().ascii_serialization();
        if self.certificates.len() >= CERTIFICATES || self.certificates.contains_key(&origin) {
            return;
        }
        let at = |path: &str| {
            let seconds = details.pointer(path).and_then(Value::as_f64).map(whole).unwrap_or_default();
            Timestamp::from_second(i64::try_from(seconds).unwrap_or_default()).unwrap_or_default()
        };
        let names = details.get("sanList").and_then(Value::as_array).into_iter().flatten();
        let certificate = Certificate {
            origin: origin.clone(),
            subject: text(details, "/subjectName").to_owned(),
            issuer: text(details, "/issuer").to_owned(),
            valid_from: at("/validFrom"),
            valid_to: at("/validTo"),
            names: names.filter_map(Value::as_str).take(WORDS).map(str::to_owned).collect(),
            protocol: format!("{} {}", text(details, "/protocol"), text(details, "/cipher"))
                .trim()
                .to_owned(),
            chain: Vec::new(),
        };
        self.certificates.insert(origin, certificate);
    }

    /// Gives each request the head that went over the wire, which the browser tells apart from the rest, and the address of
    /// the machine, which only the proxy knows.
    pub(super) fn complete(&mut self, connected: &BTreeMap<String, IpAddr>) {
        for entry in &mut self.entries {
            let status = entry.request.status.unwrap_or_default();
            let heads = self.heads.get_mut(&entry.id);
            if let Some(heads) = heads.filter(|heads| heads.front().is_some_and(|head| head.0 == status)) {
                entry.fields = heads.pop_front().map(|head| head.1).unwrap_or_default();
            }
            if let Some(asked) = self.asked.get_mut(&entry.id).and_then(VecDeque::pop_front) {
                entry.asked = asked;
            }
            let host = url::Url::parse(&entry.request.url).ok();
            let host = host.and_then(|url| url.host_str().map(str::to_ascii_lowercase));
            entry.request.address = host.and_then(|host| connected.get(&host).copied());
            entry.request.head = head::request(&entry.request.method, &entry.request.url, &entry.asked);
        }
    }

    /// The page's own answer.
    pub(super) fn page(&self) -> Option<&Entry> {
        self.entries.get(self.page?)
    }
}

impl Entry {
    /// Keeps a body with a head that fits it.
    pub(super) fn keep(&mut self, body: Vec<u8>, is_unicode: bool) {
        let Some(status) = self.request.status else { return };
        let is_unicode = is_unicode && value(&self.fields, "content-type").is_some();
        self.request.answer_head = head::answer(status, &self.words, &self.fields, body.len(), is_unicode);
        self.request.answer_body = body;
        self.request.kept = true;
    }
}

fn size(fields: &Fields) -> usize {
    fields.iter().map(|(name, value)| name.len() + value.len()).sum()
}

fn status(params: &Value, path: &str) -> u16 {
    params
        .pointer(path)
        .and_then(Value::as_u64)
        .and_then(|status| u16::try_from(status).ok())
        .unwrap_or_default()
}

/// The protocol's numbers are all floating; these are whole.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: f64) -> u64 {
    number.max(0.0) as u64
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn asks(log: &mut Log, id: usize, url: &str, body: &str) {
        let request = json!({"url": url, "method": "POST", "postData": body, "headers": {"A": "b"}});
        let event = json!({"method": "Network.requestWillBeSent", "params": {"requestId": id.to_string(), "request": request}});
        log.take(&event, Timestamp::UNIX_EPOCH);
    }

    #[test]
    fn what_a_page_sends_is_kept_up_to_a_bound() {
        let (mut log, body) = (Log::default(), "x".repeat(8 << 20));
        (0..6).for_each(|id| asks(&mut log, id, "https://example.com/", &body));
        let kept: Vec<usize> = log.entries.iter().map(|entry| entry.request.body.len() >> 20).collect();
        assert_eq!((kept, log.cut.contains(&Cut::Bytes)), (vec![8, 8, 8, 0, 0, 0], true));
    }

    #[test]
    fn addresses_and_heads_are_kept_up_to_a_bound() {
        let (mut log, long) = (Log::default(), "x".repeat(4 << 20));
        (0..6).for_each(|id| asks(&mut log, id, &format!("https://example.com/{long}"), ""));
        assert_eq!((log.entries.len(), log.cut.contains(&Cut::Bytes)), (3, true));
        let mut log = Log::default();
        for _ in 0..12 {
            let params = json!({"requestId": "1", "headers": {"A": long}});
            let event = json!({"method": "Network.requestWillBeSentExtraInfo", "params": params});
            log.take(&event, Timestamp::UNIX_EPOCH);
        }
        assert_eq!(log.asked.values().map(VecDeque::len).sum::<usize>(), 7);
    }
}
