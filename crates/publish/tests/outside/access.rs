//! Pages: looked at by axe-core in a real Chromium, in light and dark, on a desk and on a phone.

use std::fs;
use std::path::Path;
use std::process::Command;

use jikenbo_figures::Lang;
use serde_json::Value as Json;

use crate::site::{KINDS, site};
use crate::tools::{chromium, installed, judged};

/// Leaves what it found, and whether the page is dark, in an element at the page's end.
const LOOK: &str = "<script>axe.run(document, {resultTypes: ['violations']}).then(found => {\
    const told = document.createElement('pre');\
    told.id = 'axe';\
    told.textContent = JSON.stringify({dark: matchMedia('(prefers-color-scheme: dark)').matches,\
        found: found.violations.map(one => [one.id, one.nodes.map(node => node.html)])});\
    document.body.append(told);\
})</script></body>";

/// As the browser is started; nothing that it would fetch by itself.
const QUIET: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=20000",
    "--dump-dom",
];

struct Eye<'e> {
    browser: &'e Path,
    axe: &'e str,
}

impl Eye<'_> {
    /// What axe finds on `page`, which stands in `folder`.
    fn finds(&self, (folder, page): (&Path, &str), dark: bool) -> Json {
        let text = fs::read_to_string(folder.join(page)).unwrap();
        // A page that leads on would be left before it is looked at.
        let text = text.replace("http-equiv=\"refresh\"", "name=\"refresh\"");
        let script = format!("<script>{}</script>{LOOK}", self.axe);
        let with = folder.join(page).with_file_name("looked-at.html");
        fs::write(&with, text.replacen("</body>", &script, 1)).unwrap();
        let (scheme, size) = if dark { (0, "390,844") } else { (1, "1280,900") };
        let profile = tempfile::tempdir().unwrap();
        let (_, shown) = judged(
            Command::new(self.browser)
                .args(QUIET)
                .arg(format!("--user-data-dir={}", profile.path().display()))
                .arg(format!("--blink-settings=preferredColorScheme={scheme}"))
                .arg(format!("--window-size={size}"))
                .arg(format!("file://{}", with.display())),
        );
        let told = shown.rsplit_once("<pre id=\"axe\">").and_then(|(_, rest)| rest.split_once("</pre>"));
        let told = told.unwrap_or_else(|| panic!("{page}: axe told nothing")).0;
        let plain = told.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        serde_json::from_str(&plain).unwrap()
    }
}

#[test]
fn axe_finds_no_violation_in_light_and_dark() {
    let (Some(browser), Some(axe)) = (chromium(), installed("node/node_modules/axe-core/axe.min.js")) else {
        return;
    };
    let axe = fs::read_to_string(axe).unwrap();
    let eye = Eye { browser: &browser, axe: &axe };
    for (lang, kinds) in [(Lang::Ja, &KINDS[..]), (Lang::En, &KINDS[..2])] {
        let folder = site(lang);
        for page in kinds.iter().chain(["cases/2025-008/index.html"].iter()) {
            for dark in [false, true] {
                let found = eye.finds((folder.path(), page), dark);
                assert_eq!(found, serde_json::json!({"dark": dark, "found": []}), "{page}");
            }
        }
    }
    let faint = tempfile::tempdir().unwrap();
    let page = "<!doctype html><html lang=\"en\"><title>a</title><body><main><h1>a</h1><p style=\"color:#ccc;background:#fff\">faint words</p></main></body></html>";
    fs::write(faint.path().join("a.html"), page).unwrap();
    let found = eye.finds((faint.path(), "a.html"), false).to_string();
    assert!(found.contains("color-contrast"), "{found}");
}
