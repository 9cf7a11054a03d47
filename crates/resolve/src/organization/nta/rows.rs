use encoding_rs::{Encoding, SHIFT_JIS, UTF_8};
use serde::{Deserialize, Serialize};

use super::CorporateNumber;
use crate::organization::OrganizationKind;
use crate::organization::kind;

/// One organisation of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corporation {
    /// Its number.
    pub corporate_number: CorporateNumber,
    /// Its present name.
    pub name: String,
    /// What it is: by the list's kind where that settles it, else by its name.
    pub kind: OrganizationKind,
    /// The prefecture of its head office; `None` abroad.
    pub prefecture: Option<String>,
    /// The municipality of its head office.
    pub city: Option<String>,
    /// Its name in Latin letters, where it gave one.
    pub english_name: Option<String>,
    /// The reading of its name.
    pub reading: Option<String>,
    /// Whether its register is closed (merged, dissolved).
    pub closed: bool,
    /// Names that it had before, from rows of its history.
    pub former_names: Vec<String>,
}

const COLUMNS: usize = 30;
const NUMBER: usize = 1;
const NAME: usize = 6;
const KIND: usize = 8;
const PREFECTURE: usize = 9;
const CITY: usize = 10;
const CLOSED: usize = 18;
const LATEST: usize = 23;
const ENGLISH: usize = 24;
const READING: usize = 28;

/// The organisations of a CSV file of the National Tax Agency: the full file, or one with the history of changes.
///
/// Rows of one number that follow each other are one organisation; the one marked as the latest gives its present name,
/// the others former names. A row that has not 30 columns, or whose number's check digit is wrong, is left out: a
/// heading line, the first line of the web interface's answer. Rows of changes without a latest one (a difference file)
/// give the last row's name.
///
/// ```
/// use jikenbo_resolve::organization::nta::read;
/// let row = "1,8000000000001,01,0,2020-01-01,2020-01-01,\"株式会社例示\",,301,\"東京都\",\"千代田区\",\"例示\",,13,101,\
///            1000001,,,,,,,2020-01-01,1,,,,,\"レイジ\",0\n";
/// let corporation = read(row.as_bytes()).next().unwrap();
/// assert_eq!((corporation.name.as_str(), corporation.city.as_deref()), ("株式会社例示", Some("千代田区")));
/// assert_eq!(read("no,list\n".as_bytes()).next(), None);
/// ```
pub fn read(bytes: &[u8]) -> impl Iterator<Item = Corporation> + '_ {
    let encoding = encoding(bytes);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    // A Shift_JIS letter's second byte is never a comma, a quote or a line end: rows can be cut before decoding.
    let rows =
        reader.into_byte_records().filter_map(Result::ok).filter_map(move |row| Row::read(&row, encoding));
    Grouped { rows, waiting: None }
}

/// UTF-8 where the first part of the file is valid UTF-8, else Shift_JIS.
fn encoding(bytes: &[u8]) -> &'static Encoding {
    let head = bytes.get(..1 << 16).unwrap_or(bytes);
    let valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        // A letter that the cut went through is no error.
        Err(error) => error.error_len().is_none(),
    };
    if valid { UTF_8 } else { SHIFT_JIS }
}

struct Row {
    corporation: Corporation,
    latest: bool,
}

impl Row {
    fn read(record: &csv::ByteRecord, encoding: &'static Encoding) -> Option<Self> {
        let text = |column: usize| {
            let (text, _) = encoding.decode_without_bom_handling(record.get(column).unwrap_or_default());
            Some(text.trim().to_owned()).filter(|text| !text.is_empty())
        };
        if record.len() < COLUMNS {
            return None;
        }
        let name = text(NAME)?;
        let corporation = Corporation {
            corporate_number: text(NUMBER)?.parse().ok()?,
            kind: kind_of(&text(KIND).unwrap_or_default(), &name),
            prefecture: text(PREFECTURE),
            city: text(CITY),
            english_name: text(ENGLISH),
            reading: text(READING),
            closed: text(CLOSED).is_some(),
            former_names: Vec::new(),
            name,
        };
        Some(Self { corporation, latest: text(LATEST).as_deref() == Some("1") })
    }
}

/// The list's kinds (法人種別): 101 of the state, 201 local, 301 to 305 companies; the others by name.
fn kind_of(code: &str, name: &str) -> OrganizationKind {
    match (code, kind(name)) {
        ("101", _) => OrganizationKind::Agency,
        ("301" | "302" | "303" | "304" | "305", _) => OrganizationKind::Company,
        ("201", OrganizationKind::Unknown) => OrganizationKind::City,
        (_, by_name) => by_name,
    }
}

/// Joins rows of one number that follow each other.
struct Grouped<I> {
    rows: I,
    waiting: Option<Row>,
}

impl<I: Iterator<Item = Row>> Iterator for Grouped<I> {
    type Item = Corporation;

    fn next(&mut self) -> Option<Corporation> {
        let mut current = self.waiting.take().or_else(|| self.rows.next())?;
        for row in self.rows.by_ref() {
            if row.corporation.corporate_number != current.corporation.corporate_number {
                self.waiting = Some(row);
                break;
            }
            current = join(current, row);
        }
        Some(current.corporation)
    }
}

/// The later of two rows of one organisation with the other's names as former ones.
fn join(before: Row, after: Row) -> Row {
    let (mut kept, old) = if before.latest && !after.latest { (before, after) } else { (after, before) };
    let names = old.corporation.former_names.into_iter().chain([old.corporation.name]);
    for name in names {
        if name != kept.corporation.name && !kept.corporation.former_names.contains(&name) {
            kept.corporation.former_names.push(name);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: &str, name: &str, kind: &str, latest: &str) -> String {
        format!(
            "1,{number},01,0,2020-01-01,2020-01-01,\"{name}\",,{kind},\"東京都\",\"千代田区\",\"例示1\",,13,101,\
             1000001,,,,,,,2020-01-01,{latest},\"Example\",,,,\"レイジ\",0\r\n"
        )
    }

    #[test]
    fn both_charsets_are_read() {
        let text = row("8000000000001", "表示株式会社", "301", "1");
        let (sjis, _, _) = SHIFT_JIS.encode(&text);
        let (one, two) = (read(text.as_bytes()).next().unwrap(), read(&sjis).next().unwrap());
        assert_eq!(one, two);
        assert_eq!(one.english_name.as_deref(), Some("Example"));
    }

    #[test]
    fn history_gives_former_names() {
        let rows = [
            row("8000000000001", "見本産業株式会社", "301", "0"),
            row("8000000000001", "株式会社例示", "301", "1"),
            row("7000012050002", "例示庁", "101", "1"),
        ];
        let found: Vec<Corporation> = read(rows.concat().as_bytes()).collect();
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].name.as_str(), found[0].former_names.as_slice()),
            ("株式会社例示", ["見本産業株式会社".to_owned()].as_slice())
        );
        assert_eq!(found[1].kind, OrganizationKind::Agency);
    }

    #[test]
    fn damaged_rows_are_left_out() {
        let text = format!("a,b\n{}\"", row("7000000000001", "株式会社例示", "301", "1"));
        assert_eq!(read(text.as_bytes()).count(), 0);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
            let _ = read(&bytes).count();
        }
    }
}
