//! Archives to their members: what the child writes, what the parent makes of it.

use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Hints, limits, run};
use crate::rules::Rules;
use crate::stages::{self, Kind, Member, Members, Problem};

/// Archives within archives are opened so deep, and so many of them.
const DEEPEST: usize = 2;
const MOST: usize = 16;

/// What all members of all archives in one have together at most, in bytes.
const BYTES: usize = 64 << 20;

/// What stands before the members' bytes, on a line of its own.
#[derive(Default, Serialize, Deserialize)]
struct Head {
    problems: Vec<Problem>,
    /// Name and length of each.
    members: Vec<(String, usize)>,
}

/// Writes the members of an archive.
pub(super) fn write(bytes: &[u8], output: &mut dyn Write) -> io::Result<()> {
    let found = stages::members(bytes);
    let members = found.members.iter().map(|member| (member.name.clone(), member.bytes.len())).collect();
    serde_json::to_writer(&mut *output, &Head { problems: found.problems, members })?;
    output.write_all(b"\n")?;
    found.members.iter().try_for_each(|member| output.write_all(&member.bytes))
}

/// What [`write`] wrote; `None` where it is something else.
fn parse(written: &[u8]) -> Option<Members> {
    let end = written.iter().position(|byte| *byte == b'\n')?;
    let head: Head = serde_json::from_slice(&written[..end]).ok()?;
    let mut rest = &written[end + 1..];
    let mut members = Vec::with_capacity(head.members.len());
    for (name, length) in head.members {
        let (bytes, behind) = rest.split_at_checked(length)?;
        members.push(Member { name, bytes: bytes.to_vec() });
        rest = behind;
    }
    rest.is_empty().then_some(Members { members, problems: head.problems })
}

/// The documents in the archive `bytes`, those of archives in it too, each with its name behind that of its archive; and what
/// could not be taken out.
pub(crate) fn unpacked(bytes: &[u8], rules: &Rules) -> Members {
    let (mut all, mut most) = (Members::default(), MOST);
    open(bytes, "", (DEEPEST, &mut most), rules, &mut all);
    all.problems.sort_unstable();
    all.problems.dedup();
    all
}

/// Opens an archive, at most so deep and so many more in it.
fn open(bytes: &[u8], before: &str, (depth, most): (usize, &mut usize), rules: &Rules, all: &mut Members) {
    let found = match rules.decoder.as_deref() {
        None => stages::members(bytes),
        Some(program) => of_child(program, bytes),
    };
    all.problems.extend(found.problems);
    for member in found.members {
        let name = format!("{before}{}", member.name);
        match stages::kind(&member.bytes, Hints { content_type: None, name: Some(&name) }) {
            Kind::Zip if depth > 1 && *most > 0 => {
                *most -= 1;
                open(&member.bytes, &format!("{name}/"), (depth - 1, most), rules, all);
            }
            Kind::Zip => all.problems.push(Problem::TooLarge),
            _ if taken(all) + member.bytes.len() > BYTES => all.problems.push(Problem::TooLarge),
            _ => all.members.push(Member { name, bytes: member.bytes }),
        }
    }
}

/// The bytes of what was taken out so far.
fn taken(all: &Members) -> usize {
    all.members.iter().map(|member| member.bytes.len()).sum()
}

fn of_child(program: &Path, bytes: &[u8]) -> Members {
    let failed = |problem| Members { members: Vec::new(), problems: vec![problem] };
    match run::run(program, bytes, Hints::default(), limits::WALL) {
        Ok(written) => parse(&written).unwrap_or_else(|| failed(Problem::Damaged)),
        Err(run::Failure::TooLarge | run::Failure::TooSlow) => failed(Problem::TooLarge),
        Err(run::Failure::Died) => failed(Problem::Damaged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_child_says_is_checked() {
        let told = b"{\"problems\":[\"encrypted\"],\"members\":[[\"a.txt\",2],[\"b.txt\",1]]}\nxyz";
        let found = parse(told).unwrap();
        assert_eq!(found.problems, [Problem::Encrypted]);
        assert_eq!(found.members[1], Member { name: "b.txt".to_owned(), bytes: b"z".to_vec() });
        for wrong in [&told[..told.len() - 1], b"{}", b"\n", b"{\"problems\":[],\"members\":[[\"a\",9]]}\nx"]
        {
            assert_eq!(parse(wrong), None);
        }
    }
}
