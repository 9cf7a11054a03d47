//! One request to a service that is there to be asked by programs: at its host's pace, but not by the rules for robots.

use std::time::Duration;

use super::follow::{parsed, wait};
use super::hosts::host;
use super::journey::pause;
use super::once::{Asking, exchange};
use super::{Exchange, Web};
use crate::Error;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The address.
    pub url: &'a str,
    /// Fields of the head, their names in lower case.
    pub fields: &'a [(&'static str, String)],
    /// What is sent along; then it is a `POST`, else a `GET`.
    pub body: Option<&'a [u8]>,
}

/// Asks once, and follows nothing.
///
/// # Errors
/// Why there is no whole answer. An answer that tells of an error is an answer.
pub fn ask(web: &Web<'_>, request: &Request<'_>) -> Result<Exchange, Error> {
    let url = parsed(request.url)?;
    let host = host(&url);
    if let Some(until) = web.hosts.away(&host, web.now()) {
        return Err(Error::Later { host, until });
    }
    if let Some(wait) = wait(web, &host) {
        web.clock.sleep(wait);
    }
    let pause = pause(web, Duration::ZERO);
    web.hosts.leave(&host, web.now(), pause);
    let (bytes, further, body) = (web.limits.bytes, request.fields, request.body);
    let asked =
        exchange(web, &Asking { url: &url, known: None, cookie: None, bytes, further, body, room: None });
    web.hosts.leave(&host, web.now(), pause);
    let answer = asked.map_err(|unanswered| unanswered.0)?;
    match answer.truncated {
        Some("length") => Err(Error::TooLarge { url: url.into(), most: web.limits.bytes }),
        _ => Ok(answer),
    }
}
