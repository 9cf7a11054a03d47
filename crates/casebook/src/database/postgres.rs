use std::borrow::Cow;
use std::collections::HashMap;
use std::error::Error as StdError;

use bytes::BytesMut;
use postgres::binary_copy::BinaryCopyInWriter;
use postgres::config::{Host, SslMode};
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, NoTls, Statement};

use super::{Row, Value, tls};
use crate::Error;
use crate::place::PostgresPlace;

pub(crate) struct Postgres {
    place: String,
    client: Client,
    ready: HashMap<String, Statement>,
}

impl Postgres {
    pub(super) fn open(place: &PostgresPlace, create: bool) -> Result<Self, Error> {
        let shown = place.to_string();
        let mut client = connect(place).map_err(|source| Error::Open { place: shown.clone(), source })?;
        let schema = format!("\"{}\"", place.schema);
        let chosen = format!("SET search_path TO {schema}; SET client_min_messages TO warning");
        let made = if create {
            client.batch_execute(&format!("CREATE SCHEMA IF NOT EXISTS {schema}"))
        } else {
            Ok(())
        };
        made.and_then(|()| client.batch_execute(&chosen)).map_err(|source| failed(&shown, source))?;
        Ok(Self { place: shown, client, ready: HashMap::new() })
    }

    pub(super) fn place(&self) -> &str {
        &self.place
    }

    pub(super) fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, Error> {
        let statement = self.prepared(sql)?;
        self.client.execute(&statement, &given(values)).map_err(|source| failed(&self.place, source))
    }

    pub(super) fn query(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, Error> {
        let statement = self.prepared(sql)?;
        let rows =
            self.client.query(&statement, &given(values)).map_err(|source| failed(&self.place, source))?;
        rows.iter().map(|row| owned(row).map_err(|source| failed(&self.place, source))).collect()
    }

    pub(super) fn batch(&mut self, sql: &str) -> Result<(), Error> {
        self.client.batch_execute(sql).map_err(|source| failed(&self.place, source))
    }

    pub(super) fn insert(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Value<'_>>],
    ) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let names = columns.join(",");
        let shape = self.prepared(&format!("SELECT {names} FROM {table} LIMIT 0"))?;
        let types: Vec<Type> = shape.columns().iter().map(|column| column.type_().clone()).collect();
        let mut copy = || -> Result<(), postgres::Error> {
            let sink = self.client.copy_in(&format!("COPY {table} ({names}) FROM STDIN (FORMAT binary)"))?;
            let mut writer = BinaryCopyInWriter::new(sink, &types);
            for row in rows {
                writer.write(&given(row))?;
            }
            writer.finish().map(drop)
        };
        copy().map_err(|source| failed(&self.place, source))
    }

    fn prepared(&mut self, sql: &str) -> Result<Statement, Error> {
        if let Some(statement) = self.ready.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).map_err(|source| failed(&self.place, source))?;
        self.ready.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

/// Connects, encrypted as the place asks. A socket of this machine is never encrypted, whatever is asked for.
fn connect(place: &PostgresPlace) -> Result<Client, Box<dyn StdError + Send + Sync>> {
    let mut config = place.config.clone();
    let is_far = config.get_hosts().iter().any(|host| matches!(host, Host::Tcp(_)));
    if !is_far {
        config.ssl_mode(SslMode::Disable);
    }
    Ok(match config.get_ssl_mode() {
        SslMode::Disable => config.connect(NoTls)?,
        _ => config.connect(tls::connector(place.authorities.as_deref())?)?,
    })
}

fn given<'a>(values: &'a [Value<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn owned(row: &postgres::Row) -> Result<Row, postgres::Error> {
    let value = |at: usize| {
        Ok(match *row.columns()[at].type_() {
            Type::INT8 => row.try_get::<_, Option<i64>>(at)?.into(),
            Type::INT4 => row.try_get::<_, Option<i32>>(at)?.map(i64::from).into(),
            Type::BOOL => row.try_get::<_, Option<bool>>(at)?.map(i64::from).into(),
            _ => row.try_get::<_, Option<String>>(at)?.map(with_nul).into(),
        })
    };
    (0..row.len()).map(value).collect::<Result<Vec<_>, _>>().map(Row::new)
}

/// PostgreSQL's text holds every character but U+0000. It is written as this mark and `0`; the mark itself as the mark
/// and `1`.
const MARK: char = '\u{f8f0}';

fn without_nul(text: &str) -> Cow<'_, str> {
    if !text.contains(['\0', MARK]) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(MARK, "\u{f8f0}1").replace('\0', "\u{f8f0}0"))
}

fn with_nul(text: String) -> String {
    if !text.contains(MARK) {
        return text;
    }
    text.replace("\u{f8f0}0", "\0").replace("\u{f8f0}1", "\u{f8f0}")
}

impl ToSql for Value<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Integer(number) if *kind == Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
            Self::Integer(number) => number.to_sql(kind, out),
            Self::Text(text) => without_nul(text).as_ref().to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8 | Type::INT4 | Type::TEXT | Type::VARCHAR)
    }

    to_sql_checked!();
}

/// What PostgreSQL's complaint means for who meets it.
fn failed(place: &str, source: postgres::Error) -> Error {
    let place = place.to_owned();
    let code = source.code().map(|code| code.code().to_owned()).unwrap_or_default();
    match code.as_str() {
        "55P03" => Error::Busy { place, source: Box::new(source) },
        "53100" => Error::Full { place, source: Box::new(source) },
        "25006" | "42501" => Error::ReadOnly { place, source: Box::new(source) },
        "XX001" | "XX002" => Error::Damaged { place, source: Box::new(source) },
        _ => Error::Database { place, source: Box::new(source) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_byte_comes_back() {
        for text in ["", "事件簿", "a\0b", "\u{f8f0}0\0\u{f8f0}", "\u{f8f0}\u{f8f0}01"] {
            let written = without_nul(text).into_owned();
            assert!(!written.contains('\0'));
            assert_eq!(with_nul(written), text);
        }
    }
}
