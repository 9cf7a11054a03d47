//! Who may see what, in every read.

use jikenbo_casebook::redaction::{self, Part};
use jikenbo_casebook::{
    Stamp, captures, cases, erasure, history, keys, list, organizations, review, show, visibility,
};
use jikenbo_model::{CaseId, CaseState, Scope, Subject, SuggestionState, TextPolicy, Visibility};

use crate::book::{Book, on_each};
use crate::filing::file_case;
use crate::invent::{page, span};
use crate::undoing::furnish;

fn member(user: &str, teams: &[&str]) -> Scope {
    Scope::Member { user: user.to_owned(), teams: teams.iter().map(|team| (*team).to_owned()).collect() }
}

fn listed(book: &mut Book, scope: Scope) -> Vec<CaseId> {
    let page = list::Page { before: None, limit: 99 };
    let lines = book.look(scope, None, |read| list::list(read, &list::Filter::default(), page));
    lines.into_iter().rev().map(|line| line.case.id).collect()
}

#[test]
fn each_scope_lists_counts_and_shows_its_own() {
    on_each(|book| {
        let mut filed = Vec::new();
        for (number, visibility, team) in [
            (1, Visibility::Public, None),
            (2, Visibility::Unlisted, None),
            (3, Visibility::Private, None),
            (4, Visibility::Private, Some("desk")),
        ] {
            let mut page = page(number);
            (page.visibility, page.owner, page.team) = (visibility, "alice", team);
            let (case, _) = file_case(book, &page);
            book.write(|tx| cases::set_state(tx, case, CaseState::Published));
            filed.push(case);
        }
        let (unpublished, report) = file_case(book, &page(5));
        assert_eq!(listed(book, Scope::Public), [filed[0]]);
        assert_eq!(listed(book, member("bob", &[])), [filed[0], filed[1], unpublished]);
        assert_eq!(listed(book, member("bob", &["desk"])), [filed[0], filed[1], filed[3], unpublished]);
        assert_eq!(listed(book, member("alice", &[])), [filed[0], filed[1], filed[2], filed[3], unpublished]);
        assert_eq!(listed(book, Scope::Owner).len(), 5);
        assert_eq!(listed(book, Scope::Shared { subject: Subject::Case(filed[1]) }), [filed[1]]);
        assert!(listed(book, Scope::Shared { subject: Subject::Case(filed[2]) }).is_empty());

        let by = list::TallyBy::Field("cause".to_owned());
        let mut counted =
            |scope| book.look(scope, None, |read| list::tally(read, &list::Filter::default(), &by))[0].1;
        assert_eq!(counted(Scope::Public), 1);
        assert_eq!(counted(member("bob", &[])), 3);
        assert_eq!(counted(Scope::Owner), 5);

        for case in &filed[1..] {
            assert_eq!(book.look(Scope::Public, None, |read| show::case(read, *case)), None);
        }
        assert_eq!(book.look(Scope::Public, None, |read| show::report(read, report)), None);
        let found = book.look(Scope::Public, None, |read| show::find(read, "2025-005"));
        assert!(found.is_empty());
        let keys: Vec<String> = (1..=5).map(|number| format!("organization:株式会社例示{number}")).collect();
        let candidates = book.look(Scope::Public, None, |read| keys::candidates(read, &keys, 9));
        assert_eq!(candidates.reports.len(), 1);
        assert_eq!(book.read(|read| keys::candidates(read, &keys, 9)).reports.len(), 5);
        let acts = |book: &mut Book, scope| {
            book.look(scope, None, |read| history::of(read, Subject::Case(filed[0])))
        };
        assert!(acts(book, Scope::Public).is_empty());
        assert!(acts(book, Scope::Owner).len() >= 2);
        assert_eq!(book.look(Scope::Public, None, |read| review::queue(read, 9)), review::Queue::default());
    });
}

#[test]
fn a_member_learns_nothing_of_what_is_private_to_others() {
    on_each(|book| {
        let (cases, reports) = furnish(book);
        let bob = member("bob", &[]);
        let organization = |book: &mut Book| {
            let found = book.look(bob.clone(), None, |read| organizations::list(read, None, None, 9));
            found.len()
        };
        let suggested = |book: &mut Book| {
            book.look(bob.clone(), None, |read| review::suggestions(read, SuggestionState::Open, 9)).len()
        };
        let acts = |book: &mut Book, case| {
            book.look(bob.clone(), None, |read| history::of(read, Subject::Case(case))).len()
        };
        assert!(organization(book) == 1 && suggested(book) == 1 && acts(book, cases[1]) > 0);
        book.write(|tx| visibility::set(tx, Subject::Case(cases[1]), Visibility::Private));
        assert!(suggested(book) == 0 && acts(book, cases[1]) == 0);
        for report in reports {
            book.write(|tx| visibility::set(tx, Subject::Report(report), Visibility::Private));
        }
        assert!(organization(book) == 0 && acts(book, cases[0]) == 0);
        let mut read = book.store.read(bob.clone(), None).unwrap();
        assert!(matches!(
            history::audit(&mut read, jikenbo_model::Revision(0), 9),
            Err(jikenbo_casebook::Error::OwnerOnly)
        ));
    });
}

#[test]
fn the_public_sees_no_inner_note_suggestion_or_machines_link() {
    on_each(|book| {
        let (cases, _) = furnish(book);
        let view =
            |book: &mut Book, scope| book.look(scope, None, |read| show::case(read, cases[1])).unwrap();
        let public = view(book, Scope::Public);
        assert_eq!(public.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["所感"]);
        assert!(public.suggestions.is_empty() && public.origins.is_empty());
        let owner = view(book, Scope::Owner);
        assert_eq!((owner.notes.len(), owner.suggestions.len(), owner.origins.len()), (2, 1, 1));
    });
}

#[test]
fn visibility_is_todays_also_when_looking_back() {
    on_each(|book| {
        let (case, report) = file_case(book, &page(1));
        let published =
            book.try_write(|tx| cases::set_state(tx, case, CaseState::Published)).unwrap().revision.unwrap();
        let then = Some(jikenbo_casebook::AsOf::Revision(published));
        let seen = |book: &mut Book| book.look(Scope::Public, then, |read| show::case(read, case)).is_some();
        assert!(seen(book));
        book.write(|tx| visibility::set(tx, Subject::Report(report), Visibility::Unlisted));
        assert!(!seen(book));
        book.write(|tx| visibility::set(tx, Subject::Report(report), Visibility::Public));
        assert!(seen(book));
        book.write(|tx| cases::set_state(tx, case, CaseState::Checked));
        assert!(!seen(book), "what is published no more is not shown by looking back");
        let before = Some(jikenbo_casebook::AsOf::Revision(jikenbo_model::Revision(1)));
        book.write(|tx| cases::set_state(tx, case, CaseState::Published));
        assert!(
            book.look(Scope::Public, before, |read| show::case(read, case)).is_none(),
            "it was not published then"
        );
    });
}

#[test]
fn redactions_hide_words_fields_and_things_from_all_but_the_owner() {
    on_each(|book| {
        let mut page = page(1);
        page.policy = TextPolicy::Full;
        let (case, report) = file_case(book, &page);
        book.write(|tx| cases::set_state(tx, case, CaseState::Published));
        let text = page.text();
        let person = span(&text, "例示太郎");
        let subject = Subject::Report(report);
        book.write(|tx| redaction::redact(tx, subject, &Part::Span(person)));
        let shown = book.look(Scope::Public, None, |read| captures::text(read, report)).unwrap();
        assert_eq!(shown.len(), text.len());
        assert!(!shown.contains("例示太郎") && shown.contains("************"), "{shown}");
        let view = book.look(Scope::Public, None, |read| show::report(read, report)).unwrap();
        assert!(!view.heading.unwrap().contains("例示太郎"));
        assert_eq!(book.read(|read| captures::text(read, report)).unwrap(), text);

        let lifted =
            book.write(|tx| redaction::redact(tx, subject, &Part::Field("affected_total".to_owned())));
        let has = |book: &mut Book| {
            let view = book.look(Scope::Public, None, |read| show::case(read, case)).unwrap();
            view.facts.iter().any(|fact| fact.said.field == "affected_total")
        };
        assert!(!has(book));
        let line = |book: &mut Book| {
            let page = list::Page { before: None, limit: 9 };
            book.look(Scope::Public, None, |read| list::list(read, &list::Filter::default(), page)).remove(0)
        };
        assert!(!line(book).facts.contains_key("affected_total"));
        book.write(|tx| redaction::lift(tx, lifted));
        assert!(has(book) && line(book).facts.contains_key("affected_total"));

        // The heading is made of the title, and goes with it; the owner sees it.
        let title = book.write(|tx| redaction::redact(tx, subject, &Part::Field("title".to_owned())));
        let heading = |book: &mut Book, scope: Scope| {
            book.look(scope, None, |read| show::report(read, report)).unwrap().heading
        };
        assert_eq!(heading(book, Scope::Public), None);
        assert!(heading(book, Scope::Owner).is_some());
        book.write(|tx| redaction::lift(tx, title));
        assert!(heading(book, Scope::Public).is_some());

        let name = span(&text, "株式会社例示1");
        book.write(|tx| redaction::redact(tx, subject, &Part::Span(name)));
        let view = book.look(Scope::Public, None, |read| show::case(read, case)).unwrap();
        assert!(view.facts.iter().all(|fact| fact.said.field != "organization"), "its only proof is hidden");
        book.write(|tx| redaction::redact(tx, Subject::Case(case), &Part::Whole));
        assert!(book.look(Scope::Public, None, |read| show::case(read, case)).is_none());
        assert!(book.look(Scope::Public, None, |read| show::report(read, report)).is_none());
        assert!(book.read(|read| show::case(read, case)).is_some());
    });
}

#[test]
fn the_text_policy_is_obeyed() {
    on_each(|book| {
        let (case, report) = file_case(book, &page(1));
        book.write(|tx| cases::set_state(tx, case, CaseState::Published));
        let quotes = |book: &mut Book| {
            let view = book.look(Scope::Public, None, |read| show::report(read, report)).unwrap();
            view.fields.iter().map(|field| field.quotes.len()).sum::<usize>()
        };
        let text =
            |book: &mut Book| book.look(Scope::Public, None, |read| captures::text(read, report)).is_some();
        assert!(quotes(book) > 0 && !text(book), "quotes only");
        book.write(|tx| visibility::set_text_policy(tx, report, TextPolicy::None));
        assert!(quotes(book) == 0 && !text(book), "nothing");
        book.write(|tx| visibility::set_text_policy(tx, report, TextPolicy::Full));
        assert!(quotes(book) > 0 && text(book), "all");
    });
}

#[test]
fn an_erasure_leaves_nothing_in_any_revision() {
    on_each(|book| {
        let (case, report) = file_case(book, &page(1));
        let mut again = page(1).reading();
        again.facts.services = vec!["例示便".to_owned()];
        book.write(|tx| jikenbo_casebook::rereading::reread(tx, report, &again));
        let (other, _) = file_case(book, &page(2));
        let before = book.read(|read| show::case(read, other));
        // The same page captured again: the same text.
        book.write(|tx| {
            jikenbo_casebook::filing::file(
                tx,
                &[{
                    let mut capture = page(1).capture();
                    capture.records.clear();
                    capture
                }],
            )
        });
        let erased = book.write(|tx| erasure::erase(tx, jikenbo_model::CaptureId(1), "裁判所の命令"));
        assert_eq!((erased.captures.len(), erased.reports.len()), (2, 2));
        book.store.purge().unwrap();
        let copy: Vec<String> = {
            let mut read = book.store.read(Scope::Owner, None).unwrap();
            jikenbo_casebook::copying::export(&mut read).unwrap().collect::<Result<_, _>>().unwrap()
        };
        let copy = copy.join("\n");
        for words in ["株式会社例示1\"", "1201", "例示便", "株式会社例示1\\n"] {
            assert!(!copy.contains(words), "{words}");
        }
        assert!(copy.contains("株式会社例示2"));
        let view = book.read(|read| show::case(read, case)).unwrap();
        assert!(view.facts.is_empty() && view.reports[0].capture.erased);
        assert_eq!(book.read(|read| show::case(read, other)), before);
        let keys = ["organization:株式会社例示1".to_owned()];
        assert!(book.read(|read| keys::candidates(read, &keys, 9)).reports.is_empty());
        assert_eq!(book.read(erasure::all).len(), 2);
        let again =
            book.try_write(|tx| erasure::erase(tx, jikenbo_model::CaptureId(1), "裁判所の命令")).unwrap();
        assert_eq!(again.revision, None, "nothing is left to erase");
        if let Some(file) = book.place.file() {
            let bytes = std::fs::read(file).unwrap();
            let needle = "お客様1201名".as_bytes();
            assert!(
                !bytes.windows(needle.len()).any(|some| some == needle),
                "the file still holds the words"
            );
        }
    });
}

#[test]
fn a_share_link_leads_until_it_expires_or_is_taken_back() {
    on_each(|book| {
        let (case, _) = file_case(book, &page(1));
        let expires = "2025-12-01T00:00:00Z".parse().unwrap();
        let subject = Subject::Case(case);
        book.write(|tx| visibility::share(tx, "digest", subject, expires));
        let leads = |book: &mut Book, at: &str| {
            book.read(|read| visibility::shared(read, "digest", at.parse().unwrap()))
        };
        assert_eq!(leads(book, "2025-11-30T23:59:59Z"), Some(subject));
        assert_eq!(leads(book, "2025-12-01T00:00:00Z"), None);
        book.write(|tx| visibility::revoke(tx, "digest"));
        assert_eq!(leads(book, "2025-11-01T00:00:00Z"), None);
    });
}

#[test]
fn what_a_user_adds_begins_unlisted_unless_set() {
    on_each(|book| {
        assert_eq!(book.read(|read| visibility::default_of(read, "alice")).visibility, Visibility::Unlisted);
        let private = visibility::Default { visibility: Visibility::Private, team: Some("desk".to_owned()) };
        book.write(|tx| visibility::set_default(tx, "alice", &private));
        assert_eq!(book.read(|read| visibility::default_of(read, "alice")), private);
        let stamp = Stamp { at: book.clock, who: "x".to_owned(), what: "y".to_owned(), why: None };
        let same = book.store.write::<_, jikenbo_casebook::Error>(&stamp, |_| Ok(())).unwrap();
        assert_eq!(same.revision, None);
    });
}
