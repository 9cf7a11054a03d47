//! `jikenbo decode`: the child that decodes a file for another process of this program.

use std::io;

use jikenbo_app::Error;
use jikenbo_app::decode::{Hints, child};

use super::Outcome;
use crate::args::Decode;
use crate::console;

/// Decodes standard input.
pub fn run(args: &Decode) -> Result<Outcome, Error> {
    let hints = Hints { content_type: args.content_type.as_deref(), name: args.name.as_deref() };
    child(hints, &mut io::stdin().lock(), &mut console::stdout())?;
    Ok(Outcome::Done)
}
