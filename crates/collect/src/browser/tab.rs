//! The browser's page, as it is told what to do and tells what it does.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::log::{Log, text};
use super::pipe::{Fault, Pipe, now};
use super::{Bounds, Cut};
use crate::Error;
use crate::fetch::{Web, may_ask};

/// The page.
pub(super) struct Tab<'w, 'c> {
    pub(super) pipe: Pipe,
    pub(super) web: &'w Web<'c>,
    pub(super) bounds: Bounds,
    pub(super) log: Log,
    pub(super) session: String,
    pub(super) target: String,
    /// What it calls itself.
    pub(super) agent: String,
    /// When all is over.
    pub(super) end: Instant,
    /// Why the page may not be asked for.
    pub(super) refused: Option<Error>,
    pub(super) asked: usize,
    /// When something happened last.
    pub(super) stir: Instant,
}

impl Tab<'_, '_> {
    /// Tells the page something and waits for what it says to that.
    pub(super) fn call(&mut self, method: &str, params: Value) -> Result<Value, Fault> {
        let session = self.session.clone();
        self.call_in(Some(&session), method, params, self.end)
    }

    /// [`call`](Self::call) of the session, or of the browser itself; until then.
    pub(super) fn call_in(
        &mut self,
        session: Option<&str>,
        method: &str,
        params: Value,
        until: Instant,
    ) -> Result<Value, Fault> {
        let id = self.pipe.post(session.filter(|session| !session.is_empty()), method, params)?;
        loop {
            let Some(mut message) = self.pipe.next(until)? else { return Err(Fault::Late) };
            if message.get("id").and_then(Value::as_u64) != Some(id) {
                self.happens(&message)?;
            } else if let Some(error) = message.get("error") {
                let message = text(error, "/message").to_owned();
                return Err(Fault::Refused { method: method.to_owned(), message });
            } else {
                return Ok(message.get_mut("result").map(Value::take).unwrap_or_default());
            }
            if now() > until {
                return Err(Fault::Late);
            }
        }
    }

    /// Looks at what happens until `is_done`, or until then.
    pub(super) fn wait(&mut self, until: Instant, is_done: impl Fn(&Self) -> bool) -> Result<bool, Fault> {
        // What becomes true by the passing of time is looked at as often.
        const TICK: Duration = Duration::from_millis(50);
        while !is_done(self) {
            if now() >= until {
                return Ok(false);
            }
            if let Some(message) = self.pipe.next(until.min(now() + TICK))? {
                self.happens(&message)?;
            }
        }
        Ok(true)
    }

    /// Everything that a page, a frame or a worker must be told before it does anything.
    pub(super) fn prepare(&mut self, session: &str) -> Result<(), Fault> {
        let (page, body) = (self.bounds.page, 8 << 20);
        let buffers = json!({"maxTotalBufferSize": 2 * self.bounds.bytes, "maxResourceBufferSize": page, "maxPostDataSize": body});
        let attach = json!({"autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true});
        let agent = json!({"userAgent": self.agent, "acceptLanguage": "ja,en;q=0.5"});
        let fetch = json!({"patterns": [{"urlPattern": "*"}], "handleAuthRequests": true});
        for (method, params) in [
            ("Network.enable", buffers),
            ("Fetch.enable", fetch),
            ("Network.setUserAgentOverride", agent),
            ("Network.setBypassServiceWorker", json!({"bypass": true})),
            ("Target.setAutoAttach", attach),
            ("Page.enable", json!({})),
            ("Runtime.enable", json!({})),
            ("Log.enable", json!({})),
            ("Runtime.runIfWaitingForDebugger", json!({})),
        ] {
            // A worker has not all of these; what it answers is looked at by nobody.
            self.pipe.post(Some(session), method, params)?;
        }
        Ok(())
    }

    fn happens(&mut self, event: &Value) -> Result<(), Fault> {
        let session = text(event, "/sessionId").to_owned();
        let params = event.get("params").unwrap_or(&Value::Null);
        match text(event, "/method") {
            "" => return Ok(()),
            "Fetch.requestPaused" => return self.paused(&session, params),
            "Fetch.authRequired" => {
                let answer = json!({"requestId": text(params, "/requestId"), "authChallengeResponse": {"response": "CancelAuth"}});
                self.pipe.post(Some(&session), "Fetch.continueWithAuth", answer)?;
            }
            "Page.javascriptDialogOpening" => {
                self.pipe.post(Some(&session), "Page.handleJavaScriptDialog", json!({"accept": false}))?;
            }
            // They are refused by nobody but the proxy, and count all the same.
            "Network.webSocketCreated" => {
                self.counts();
            }
            "Target.attachedToTarget" => {
                let child = text(params, "/sessionId").to_owned();
                self.prepare(&child)?;
            }
            "Target.targetCreated" => {
                let (kind, id) = (text(params, "/targetInfo/type"), text(params, "/targetInfo/targetId"));
                // A window that the page opens is none of the capture.
                if kind == "page" && id != self.target && !self.target.is_empty() {
                    self.pipe.post(None, "Target.closeTarget", json!({"targetId": id}))?;
                }
            }
            _ => {}
        }
        if !text(event, "/method").starts_with("Target.") {
            self.stir = now();
        }
        let at = self.web.now();
        self.log.take(event, at);
        Ok(())
    }

    /// Whether a request may go out.
    fn paused(&mut self, session: &str, params: &Value) -> Result<(), Fault> {
        let id = text(params, "/requestId");
        if self.may_go(params) {
            self.pipe.post(Some(session), "Fetch.continueRequest", json!({"requestId": id}))?;
        } else {
            let refused = json!({"requestId": id, "errorReason": "BlockedByClient"});
            self.pipe.post(Some(session), "Fetch.failRequest", refused)?;
        }
        Ok(())
    }

    /// Counts a request; whether it is one of those that may be made.
    fn counts(&mut self) -> bool {
        self.asked += 1;
        let may_be = self.asked <= self.bounds.requests;
        if !may_be {
            self.log.cut.insert(Cut::Requests);
        }
        may_be
    }

    fn may_go(&mut self, params: &Value) -> bool {
        let url = text(params, "/request/url");
        if !url.starts_with("http:") && !url.starts_with("https:") {
            return ["data:", "blob:", "about:"].iter().any(|scheme| url.starts_with(scheme));
        }
        if !self.counts() {
            return false;
        }
        let is_page =
            text(params, "/resourceType") == "Document" && text(params, "/frameId") == self.log.frame;
        if !is_page {
            return true;
        }
        self.log.moves += 1;
        let allowed = match self.log.moves {
            // It was asked about before the browser was started.
            1 => Ok(()),
            moves if moves > self.web.limits.redirects + 1 => {
                Err(Error::Redirects { url: url.to_owned(), most: self.web.limits.redirects })
            }
            _ => {
                let begun = now();
                let allowed = may_ask(self.web, url);
                // Waiting for a host is none of the page's time.
                self.end += now().saturating_duration_since(begun);
                allowed
            }
        };
        match allowed {
            Ok(()) => true,
            Err(error) => {
                self.refused.get_or_insert(error);
                false
            }
        }
    }
}
