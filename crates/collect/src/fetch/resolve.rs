//! The guard at the moment of connecting: what a name leads to is judged, and only that is connected to.

use std::net::IpAddr;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::guard::{Inside, inside, is_allowed};

/// Looks names up as the system does, and refuses what leads inside.
#[derive(Debug)]
pub(super) struct Guard {
    pub(super) allowed: Vec<String>,
    pub(super) system: DefaultResolver,
}

/// A name leads inside.
#[derive(Debug, thiserror::Error)]
#[error("`{host}` leads to the {} address `{address}`", why.name())]
pub(super) struct Refused {
    pub(super) host: String,
    pub(super) address: IpAddr,
    pub(super) why: Inside,
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let all = self.system.resolve(uri, config, timeout)?;
        let host = uri.host().unwrap_or_default();
        if is_allowed(host, &self.allowed) {
            return Ok(all);
        }
        // One way inside among others is enough: a name of the public web has none.
        for address in all.iter().map(std::net::SocketAddr::ip) {
            if let Some(why) = inside(address) {
                return Err(Error::Other(Box::new(Refused { host: host.to_owned(), address, why })));
            }
        }
        Ok(all)
    }
}
