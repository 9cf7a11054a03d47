//! A page of ours as PDF or as a picture. It is handed over as it is and reaches nothing: no address is opened, and all that it might ask for
//! goes to a proxy that is not there.

use std::path::Path;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::launch::launch;
use super::log::text;
use super::pipe::{Fault, Pipe, now};
use crate::Error;

/// For all of it. A page of 100 sheets was printed in 2 seconds.
const TIME: Duration = Duration::from_secs(120);
/// Where nothing listens.
const NOWHERE: u16 = 1;

/// Prints `html`, a page that holds all it needs, as its style sheet says: the bytes of the PDF.
///
/// # Errors
/// [`Error::NoBrowser`] where the program cannot be started; [`Error::NotPrinted`] where it prints nothing.
pub fn print(program: &Path, html: &str) -> Result<Vec<u8>, Error> {
    with(program, |sheet| sheet.print(html))
}

/// Draws `pages`, which each hold all they need, in a window of so many pixels across and down: the bytes of a PNG each.
///
/// # Errors
/// [`Error::NoBrowser`] where the program cannot be started; [`Error::NotPrinted`] where it draws nothing.
pub fn pictures(program: &Path, pages: &[String], size: (u32, u32)) -> Result<Vec<Vec<u8>>, Error> {
    with(program, |sheet| pages.iter().map(|html| sheet.picture(html, size)).collect())
}

/// Does `work` with a browser of its own.
fn with<T>(program: &Path, work: impl FnOnce(&mut Sheet) -> Result<T, Fault>) -> Result<T, Error> {
    let unstarted = |source| Error::NoBrowser { program: program.display().to_string(), source };
    let (mut chromium, pipe) = launch(program, NOWHERE).map_err(unstarted)?;
    let mut sheet = Sheet { pipe, end: now() + TIME };
    work(&mut sheet).map_err(|fault| {
        let words = Some(&fault).filter(|fault| **fault == Fault::Gone).and_then(|_| chromium.last_words());
        Error::NotPrinted {
            what: words.map_or_else(|| fault.to_string(), |words| format!("{fault}: {words}")),
        }
    })
}

struct Sheet {
    pipe: Pipe,
    end: Instant,
}

impl Sheet {
    fn call(&mut self, session: Option<&str>, method: &str, params: Value) -> Result<Value, Fault> {
        let id = self.pipe.post(session, method, params)?;
        loop {
            let Some(mut message) = self.pipe.next(self.end)? else { return Err(Fault::Late) };
            if message.get("id").and_then(Value::as_u64) != Some(id) {
                continue;
            }
            if let Some(error) = message.get("error") {
                let message = text(error, "/message").to_owned();
                return Err(Fault::Refused { method: method.to_owned(), message });
            }
            return Ok(message.get_mut("result").map(Value::take).unwrap_or_default());
        }
    }

    /// Opens `html` in a tab, scripts off; the tab's session.
    fn opened(&mut self, html: &str) -> Result<String, Fault> {
        let made = self.call(None, "Target.createTarget", json!({"url": "about:blank"}))?;
        let attach = json!({"targetId": text(&made, "/targetId"), "flatten": true});
        let attached = self.call(None, "Target.attachToTarget", attach)?;
        let session = text(&attached, "/sessionId").to_owned();
        let off = json!({"value": true});
        self.call(Some(&session), "Emulation.setScriptExecutionDisabled", off)?;
        let tree = self.call(Some(&session), "Page.getFrameTree", json!({}))?;
        let content = json!({"frameId": text(&tree, "/frameTree/frame/id"), "html": html});
        self.call(Some(&session), "Page.setDocumentContent", content)?;
        Ok(session)
    }

    fn print(&mut self, html: &str) -> Result<Vec<u8>, Fault> {
        let session = self.opened(html)?;
        let how = json!({
            "preferCSSPageSize": true,
            "printBackground": true,
            "generateTaggedPDF": true,
            "generateDocumentOutline": true,
        });
        self.taken(&session, "Page.printToPDF", how, b"%PDF-")
    }

    fn picture(&mut self, html: &str, (width, height): (u32, u32)) -> Result<Vec<u8>, Fault> {
        let session = self.opened(html)?;
        let clip = json!({"x": 0, "y": 0, "width": width, "height": height, "scale": 1});
        let window = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.call(Some(&session), "Emulation.setDeviceMetricsOverride", window)?;
        let how = json!({"format": "png", "clip": clip});
        self.taken(&session, "Page.captureScreenshot", how, b"\x89PNG")
    }

    /// The bytes that `method` gives, which begin with `mark`.
    fn taken(&mut self, session: &str, method: &str, how: Value, mark: &[u8]) -> Result<Vec<u8>, Fault> {
        let given = self.call(Some(session), method, how)?;
        let bytes = STANDARD.decode(text(&given, "/data")).unwrap_or_default();
        let none =
            || Fault::Refused { method: method.to_owned(), message: "nothing of that form".to_owned() };
        bytes.starts_with(mark).then_some(bytes).ok_or_else(none)
    }
}
