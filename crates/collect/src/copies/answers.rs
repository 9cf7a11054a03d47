//! What the Internet Archive says, in JSON.

use serde::Deserialize;

use super::Handed;

/// What became of a request for a copy.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Job {
    /// It is a job of this name.
    Given(String),
    /// It is decided.
    Over(Handed),
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Said {
    job_id: Option<String>,
    status: Option<String>,
    status_ext: Option<String>,
    message: Option<String>,
    timestamp: Option<String>,
    original_url: Option<String>,
}

/// What says that the account has too many captures under way: so no other page is taken either.
const BUSY: &str = "session-limit";

/// Faults that pass, by words in their codes: of the page's own host (`error:gateway-timeout`, `error:service-unavailable`,
/// `error:too-many-requests`, which that host says), of looking at it (`error:browsing-timeout`), or of the archive's parts.
/// They are about this page; another one may be captured.
const PASSING: [&str; 14] = [
    "timeout",
    "time-limit",
    "unavailable",
    "too-many-requests",
    "daily-captures",
    "bandwidth-limit",
    "gateway",
    "proxy",
    "celery",
    "no-browsers",
    "internal-server-error",
    "host-resolution",
    "server-response",
    "job-failed",
];

impl Said {
    fn over(self) -> Handed {
        let code = self.status_ext.unwrap_or_default();
        let is_busy = code.contains(BUSY);
        // Without a code nothing was decided.
        let is_passing = code.is_empty() || PASSING.iter().any(|word| code.contains(word));
        let words = [code, self.message.unwrap_or_default()].join(" ").trim().to_owned();
        let words = if words.is_empty() { "no copy, and no reason".to_owned() } else { words };
        match (is_busy, is_passing) {
            (true, _) => Handed::Later { words },
            (_, true) => Handed::NotNow { words },
            _ => Handed::Refused { words },
        }
    }
}

/// The answer to a request for a copy.
pub(super) fn job(text: &str) -> Job {
    let Ok(said) = serde_json::from_str::<Said>(text) else {
        return Job::Over(Handed::NotNow { words: "an answer that is no JSON".to_owned() });
    };
    match said.job_id.clone().filter(|job| !job.is_empty()) {
        Some(job) => Job::Given(job),
        None => Job::Over(said.over()),
    }
}

/// How a job goes; `None` while it does, and where the answer cannot be read: the next one may.
pub(super) fn status(there: &str, text: &str) -> Option<Handed> {
    let said: Said = serde_json::from_str(text).ok()?;
    match (said.status.as_deref(), &said.timestamp, &said.original_url) {
        (Some("success"), Some(time), Some(url)) if is_time(time) => {
            Some(Handed::Copy { url: format!("{there}/web/{time}/{url}") })
        }
        (Some("pending"), ..) => None,
        _ => Some(said.over()),
    }
}

/// `20251206010203`.
fn is_time(text: &str) -> bool {
    text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_given_or_all_is_over() {
        assert_eq!(
            job(r#"{"url":"https://example.com/","job_id":"spn2-1"}"#),
            Job::Given("spn2-1".to_owned())
        );
        let over = |text: &str| match job(text) {
            Job::Over(handed) => handed,
            Job::Given(job) => panic!("{job}"),
        };
        let limit = r#"{"status":"error","status_ext":"error:user-session-limit","message":"wait"}"#;
        assert_eq!(over(limit), Handed::Later { words: "error:user-session-limit wait".to_owned() });
        let blocked = r#"{"status":"error","status_ext":"error:blocked-url","message":"no"}"#;
        assert_eq!(over(blocked), Handed::Refused { words: "error:blocked-url no".to_owned() });
        for words in ["<html>", r#"{"job_id":"#, "", "{}", r#"{"message":"sign in"}"#] {
            assert!(matches!(over(words), Handed::NotNow { .. }), "{words}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_page_is_wrong_with_no_other() {
        let of = |code: &str| {
            let text = format!(r#"{{"status":"error","status_ext":"error:{code}"}}"#);
            status("https://web.archive.org", &text).unwrap()
        };
        for code in
            ["gateway-timeout", "service-unavailable", "browsing-timeout", "too-many-requests", "celery"]
        {
            assert!(matches!(of(code), Handed::NotNow { .. }), "{code}");
        }
        for code in ["blocked-url", "not-found", "filesize-limit", "no-access"] {
            assert!(matches!(of(code), Handed::Refused { .. }), "{code}");
        }
        assert!(matches!(of("user-session-limit"), Handed::Later { .. }));
    }

    #[test]
    fn a_job_goes_until_it_is_over() {
        let of = |text: &str| status("https://web.archive.org", text);
        assert_eq!(of(r#"{"status":"pending","resources":[]}"#), None);
        let done =
            r#"{"status":"success","timestamp":"20251206010203","original_url":"https://example.com/"}"#;
        let url = "https://web.archive.org/web/20251206010203/https://example.com/".to_owned();
        assert_eq!(of(done), Some(Handed::Copy { url }));
        assert!(matches!(of(r#"{"status":"success","timestamp":"now"}"#), Some(Handed::NotNow { .. })));
        assert_eq!((of(r#"{"status":"succ"#), of("<html>")), (None, None));
        let gone = r#"{"status":"error","status_ext":"error:not-found"}"#;
        assert!(matches!(of(gone), Some(Handed::Refused { .. })));
    }
}
