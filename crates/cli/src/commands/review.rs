//! `jikenbo review`: what waits, one after the other, by single keys.

use std::io::{self, IsTerminal, Stdout, Write};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, read};
use crossterm::{cursor, execute, queue, style, terminal};
use jikenbo_app::Error;
use jikenbo_app::casebook::queue::queue as waiting;
use jikenbo_app::casebook::review::{self, Key};
use jikenbo_app::render::casebook::queue as render;
use jikenbo_app::settings::Settings;

use super::{Outcome, session};
use crate::args::editing::Review;
use crate::console::{self, Look};

/// Reviews on the terminal.
pub fn run(args: &Review, settings: &Settings) -> Result<Outcome, Error> {
    if args.list {
        return list(args, settings);
    }
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Error::NoTerminal);
    }
    let mut casebook = session::open(&args.book, Some(&args.act), None, settings)?;
    let style = Look::of_stdout(settings).style();
    let mut screen = Screen::open().map_err(|source| Error::Terminal { source })?;
    let tally = review::run(&mut casebook, &mut screen, style);
    drop(screen);
    let tally = tally?;
    console::note(&style.words.reviewed(tally.edits, tally.left));
    Ok(Outcome::Done)
}

/// Lists what waits.
fn list(args: &Review, settings: &Settings) -> Result<Outcome, Error> {
    let style = Look::of_stdout(settings).style();
    let mut casebook = session::open(&args.book, Some(&args.act), None, settings)?;
    let waiting = waiting(&mut casebook, args.limit)?;
    let mut out = console::stdout();
    let written = if args.json {
        render::queue_json(&mut out, &waiting)
    } else {
        render::queue(&mut out, &waiting, style)
    };
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}

/// The terminal's other screen, key by key; given back when dropped, also where something fails.
struct Screen {
    out: Stdout,
}

impl Screen {
    fn open() -> io::Result<Self> {
        terminal::enable_raw_mode()?;
        let mut screen = Self { out: io::stdout() };
        execute!(screen.out, terminal::EnterAlternateScreen, cursor::Hide)?;
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Where the terminal has gone there is nothing to give back.
        let _ = execute!(self.out, cursor::Show, terminal::LeaveAlternateScreen);
        let _ = terminal::disable_raw_mode();
    }
}

impl review::Console for Screen {
    fn size(&self) -> (usize, usize) {
        terminal::size().map_or((80, 24), |(columns, lines)| (usize::from(columns), usize::from(lines)))
    }

    fn show(&mut self, lines: &[String]) -> io::Result<()> {
        for (at, line) in lines.iter().enumerate() {
            let row = u16::try_from(at).unwrap_or(u16::MAX);
            queue!(self.out, cursor::MoveTo(0, row), style::Print(line))?;
            queue!(self.out, terminal::Clear(terminal::ClearType::UntilNewLine))?;
        }
        queue!(self.out, terminal::Clear(terminal::ClearType::FromCursorDown))?;
        self.out.flush()
    }

    fn key(&mut self) -> io::Result<Option<Key>> {
        loop {
            match read()? {
                Event::Resize(..) => return Ok(Some(Key::Resized)),
                Event::Key(event) if event.kind != KeyEventKind::Release => {
                    if is_end(event) {
                        return Ok(None);
                    }
                    if let Some(key) = key(event) {
                        return Ok(Some(key));
                    }
                }
                _ => {}
            }
        }
    }
}

/// Control and C or D: no key comes any more.
fn is_end(event: KeyEvent) -> bool {
    event.modifiers.contains(KeyModifiers::CONTROL) && matches!(event.code, KeyCode::Char('c' | 'd'))
}

fn key(event: KeyEvent) -> Option<Key> {
    Some(match event.code {
        KeyCode::Char(letter) if !event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => {
            Key::Letter(letter)
        }
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Backspace => Key::Back,
        KeyCode::PageDown | KeyCode::Down => Key::Down,
        KeyCode::PageUp | KeyCode::Up => Key::Up,
        _ => return None,
    })
}
