//! A page of ours as PDF. It is handed over as it is and reaches nothing: no address is opened, and all that it might ask for
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
    let unstarted = |source| Error::NoBrowser { program: program.display().to_string(), source };
    let (mut chromium, pipe) = launch(program, NOWHERE).map_err(unstarted)?;
    let mut sheet = Sheet { pipe, end: now() + TIME };
    sheet.print(html).map_err(|fault| {
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

    fn print(&mut self, html: &str) -> Result<Vec<u8>, Fault> {
        let made = self.call(None, "Target.createTarget", json!({"url": "about:blank"}))?;
        let attach = json!({"targetId": text(&made, "/targetId"), "flatten": true});
        let attached = self.call(None, "Target.attachToTarget", attach)?;
        let session = Some(text(&attached, "/sessionId"));
        let off = json!({"value": true});
        self.call(session, "Emulation.setScriptExecutionDisabled", off)?;
        let tree = self.call(session, "Page.getFrameTree", json!({}))?;
        let content = json!({"frameId": text(&tree, "/frameTree/frame/id"), "html": html});
        self.call(session, "Page.setDocumentContent", content)?;
        let how = json!({
            "preferCSSPageSize": true,
            "printBackground": true,
            "generateTaggedPDF": true,
            "generateDocumentOutline": true,
        });
        let printed = self.call(session, "Page.printToPDF", how)?;
        let pdf = STANDARD.decode(text(&printed, "/data")).unwrap_or_default();
        let is_pdf = pdf.starts_with(b"%PDF-");
        let none = || Fault::Refused { method: "Page.printToPDF".to_owned(), message: "no PDF".to_owned() };
        is_pdf.then_some(pdf).ok_or_else(none)
    }
}
