use std::fmt;
use std::path::{Path, PathBuf};

use crate::Error;

/// Where a casebook's store lies.
#[derive(Clone, Debug)]
pub enum Place {
    /// The folder of a casebook; the store is `casebook.sqlite` in it.
    Folder(PathBuf),
    /// A schema of a PostgreSQL database.
    Postgres(Box<PostgresPlace>),
}

/// A schema of a PostgreSQL database. Shown without the password.
#[derive(Clone, Debug)]
pub struct PostgresPlace {
    pub(crate) config: postgres::Config,
    pub(crate) schema: String,
    /// The certificates of the authorities one of which must have signed the server's; any server is taken without.
    pub(crate) authorities: Option<PathBuf>,
}

/// The store's file in the casebook's folder.
pub const FILE: &str = "casebook.sqlite";
/// The schema where none is named.
const SCHEMA: &str = "jikenbo";

impl Place {
    /// Reads a folder's path, or `postgres://USER:PASSWORD@HOST:PORT/DATABASE?schema=NAME`; with `sslmode=disable`, `prefer`
    /// (where nothing is said) or `require`, and `sslrootcert=FILE`, percent-encoded where it has such signs.
    ///
    /// # Errors
    /// [`Error::Place`] for a URL of another kind, or one that PostgreSQL would not take; [`Error::Schema`].
    ///
    /// ```
    /// use jikenbo_casebook::Place;
    /// assert_eq!(Place::parse("my/casebook").unwrap().to_string(), "my/casebook");
    /// assert_eq!(
    ///     Place::parse("postgres://me:secret@db.example.com/news?schema=book").unwrap().to_string(),
    ///     "postgres://me@db.example.com/news?schema=book"
    /// );
    /// assert!(Place::parse("mysql://db.example.com/news").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return PostgresPlace::parse(text).map(|place| Self::Postgres(Box::new(place)));
        }
        if text.is_empty() || text.contains("://") {
            return Err(Error::Place { got: text.to_owned(), source: None });
        }
        Ok(Self::Folder(PathBuf::from(text)))
    }

    /// The store's file, where it is one.
    pub fn file(&self) -> Option<PathBuf> {
        match self {
            Self::Folder(folder) => Some(folder.join(FILE)),
            Self::Postgres(_) => None,
        }
    }
}

impl PostgresPlace {
    fn parse(text: &str) -> Result<Self, Error> {
        let (address, query) = text.split_once('?').unwrap_or((text, ""));
        let parts = || query.split('&').filter(|part| !part.is_empty());
        let schema = parts().find_map(|part| part.strip_prefix("schema=")).unwrap_or(SCHEMA);
        let is_name = |name: &str| {
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        };
        if schema.is_empty() || schema.len() > 63 || !is_name(schema) {
            return Err(Error::Schema { got: schema.to_owned() });
        }
        let authorities = parts().find_map(|part| part.strip_prefix("sslrootcert=")).map(decoded);
        let is_own = |part: &&str| ["schema=", "sslrootcert="].iter().any(|name| part.starts_with(name));
        let rest: Vec<&str> = parts().filter(|part| !is_own(part)).collect();
        let url = if rest.is_empty() { address.to_owned() } else { format!("{address}?{}", rest.join("&")) };
        let read = url.parse::<postgres::Config>();
        // The URL may hold a password, so only what stands before it is told.
        let config = read.map_err(|source| Error::Place {
            got: address.split_once("://").map_or("", |(scheme, _)| scheme).to_owned() + "://…",
            source: Some(Box::new(source)),
        })?;
        Ok(Self { config, schema: schema.to_owned(), authorities: authorities.map(PathBuf::from) })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(f),
            Self::Postgres(place) => place.fmt(f),
        }
    }
}

impl fmt::Display for PostgresPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use postgres::config::Host;
        let host = match self.config.get_hosts().first() {
            Some(Host::Tcp(name)) => name.clone(),
            Some(Host::Unix(path)) => shown(path),
            None => String::new(),
        };
        let port = self.config.get_ports().first().filter(|port| **port != 5432);
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        let user = self.config.get_user().map(|user| format!("{user}@")).unwrap_or_default();
        let database = self.config.get_dbname().unwrap_or_default();
        write!(f, "postgres://{user}{host}{port}/{database}?schema={}", self.schema)
    }
}

/// `%2F` as `/`; what is no such sign stays.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|_| first == b'%');
        let sign = digits.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(sign.unwrap_or(first));
        rest = if sign.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn shown(path: &Path) -> String {
    path.display().to_string().replace('/', "%2F")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_is_taken_off_the_url() {
        let Place::Postgres(place) =
            Place::parse("postgresql://u@/d?host=/run/s&schema=t_1&port=5433").unwrap()
        else {
            panic!("expected PostgreSQL")
        };
        assert_eq!(place.schema, "t_1");
        assert_eq!(place.config.get_ports(), [5433]);
        assert_eq!(place.to_string(), "postgres://u@%2Frun%2Fs:5433/d?schema=t_1");
        assert!(matches!(Place::parse("postgres://u@h/d?schema=A\"b"), Err(Error::Schema { .. })));
    }

    #[test]
    fn how_a_connection_is_encrypted_stands_in_the_url() {
        use postgres::config::SslMode;
        let of = |query: &str| match Place::parse(&format!("postgres://u@h/d{query}")) {
            Ok(Place::Postgres(place)) => Some((place.config.get_ssl_mode(), place.authorities)),
            _ => None,
        };
        assert_eq!(of("").unwrap(), (SslMode::Prefer, None));
        assert_eq!(of("?sslmode=disable").unwrap().0, SslMode::Disable);
        let file = Some(PathBuf::from("/etc/ca 1.crt"));
        assert_eq!(
            of("?schema=x&sslmode=require&sslrootcert=%2Fetc/ca%201.crt").unwrap(),
            (SslMode::Require, file)
        );
        assert_eq!(of("?sslmode=perhaps"), None);
        assert_eq!(decoded("100%, %zz%4"), "100%, %zz%4");
    }

    #[test]
    fn a_password_is_never_told() {
        let error = Place::parse("postgres://me:secret@db.example.com:port/x").unwrap_err();
        assert!(!error.to_string().contains("secret"), "{error}");
        assert!(matches!(Place::parse(""), Err(Error::Place { .. })));
    }
}
