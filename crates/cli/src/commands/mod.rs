//! One file a command.

mod add;
mod attachment;
mod backup;
mod collect;
mod completions;
mod copies;
mod correct;
mod count_in;
mod decode;
mod demo;
mod diff;
mod digest;
mod edit;
mod erase;
mod eval;
mod extract;
mod history;
mod import;
mod init;
mod inspect;
mod label;
mod link;
mod list;
mod man;
mod merge;
mod note;
mod organizations;
mod pages;
mod post;
mod redact;
mod reread;
mod restore;
mod review;
mod schema;
mod seal;
mod session;
mod share;
mod show;
mod site;
mod source;
mod split;
mod state;
mod suggestions;
mod undo;
mod unlink;
mod unmask;
mod verify;
mod visibility;

use jikenbo_app::Error;
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use crate::args::{Cli, Command};

/// How a command that came to its end did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All of it.
    Done,
    /// Some files were reported and left out, or faults were found.
    PartlyFailed,
    /// No file could be read.
    NothingRead,
    /// What was asked for is not allowed.
    Refused,
}

/// The words of the language that `cli` is answered in.
pub fn words(cli: &Cli) -> &'static Words {
    let given = cli.common.settings();
    let loaded = Settings::load(given.clone());
    Words::of(loaded.map_or_else(|_| given.language(), |settings| settings.language()))
}

/// Does what `cli` asks for.
pub fn run(cli: &Cli) -> Result<Outcome, Error> {
    if let Command::Decode(args) = &cli.command {
        // Neither settings nor environment are its business.
        return decode::run(args);
    }
    let settings = Settings::load(cli.common.settings())?;
    match &cli.command {
        Command::Init(args) => init::run(args, &settings),
        Command::Add(args) => add::run(args, &settings),
        Command::Source(args) => source::run(args, &settings),
        Command::Collect(args) => collect::run(args, &settings),
        Command::Import(args) => import::run(args, &settings),
        Command::List(args) => list::run(args, &settings),
        Command::Show(args) => show::run(args, &settings),
        Command::History(args) => history::run(args, &settings),
        Command::Diff(args) => diff::run(args, &settings),
        Command::Digest(args) => digest::run(args, &settings),
        Command::Stats(args) => digest::stats(args, &settings),
        Command::Post(args) => post::run(args, &settings),
        Command::Site(args) => site::run(args, &settings),
        Command::Suggestions(args) => suggestions::run(args, &settings),
        Command::Organizations(args) => organizations::run(args, &settings),
        Command::Review(args) => review::run(args, &settings),
        Command::Correct(args) => correct::run(args, &settings),
        Command::Link(args) => link::run(args, &settings),
        Command::Unlink(args) => unlink::run(args, &settings),
        Command::Merge(args) => merge::run(args, &settings),
        Command::Split(args) => split::run(args, &settings),
        Command::State(args) => state::run(args, &settings),
        Command::CountIn(args) => count_in::run(args, &settings),
        Command::Label(args) => label::run(args, &settings),
        Command::Note(args) => note::run(args, &settings),
        Command::Visibility(args) => visibility::run(args, &settings),
        Command::Redact(args) => redact::run(args, &settings),
        Command::Erase(args) => erase::run(args, &settings),
        Command::Unmask(args) => unmask::run(args, &settings),
        Command::Share(args) => share::run(args, &settings),
        Command::Attachment(args) => attachment::run(args, &settings),
        Command::Copies(args) => copies::run(args, &settings),
        Command::Undo(args) => undo::run(args, &settings),
        Command::Verify(args) => verify::run(args, &settings),
        Command::Seal(args) => seal::run(args, &settings),
        Command::Reread(args) => reread::run(args, &settings),
        Command::Backup(args) => backup::run(args, &settings),
        Command::Restore(args) => restore::run(args, &settings),
        Command::Extract(args) => extract::run(args, &settings),
        Command::Inspect(args) => inspect::run(args, &settings),
        Command::Eval(args) => eval::run(args, &settings),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
        Command::Decode(args) => decode::run(args),
        Command::Schema => schema::run(),
        Command::Demo(args) => demo::run(args, &settings),
    }
}
