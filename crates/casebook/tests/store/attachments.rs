//! Files that belong to pages.

use jikenbo_casebook::attachments::{self, NewAttachment, State};
use jikenbo_casebook::filing::{self, NewCapture, PageOf};
use jikenbo_casebook::numbers::Wish;
use jikenbo_casebook::undo::undo;
use jikenbo_casebook::{captures, erasure, known, show, visibility};
use jikenbo_model::{CaptureId, ReportId, Scope, Subject, Visibility};

use crate::book::{Book, on_each};
use crate::filing::new_case;
use crate::invent::page;

/// A page without a report, and the file that its report is read from; another file is shut.
fn file(book: &mut Book) -> (CaptureId, CaptureId, ReportId) {
    let mut of = page(1).capture();
    of.documents[0].reports.clear();
    of.documents[0].text = "お知らせ".to_owned();
    of.documents[0].sha256 = format!("text{:060x}", 77);
    let own = NewCapture { page: Some(PageOf::Here(0)), ..page(2).capture() };
    book.write(|tx| {
        let filed = filing::file(tx, &[of, own])?;
        let (page, file, report) = (filed[0].capture, filed[1].capture, filed[1].reports[0]);
        let new = |url: &str, state, reason: Option<&str>, capture| NewAttachment {
            url: url.to_owned(),
            words: "別紙".to_owned(),
            form: "pdf".to_owned(),
            state,
            reason: reason.map(str::to_owned),
            capture,
        };
        let shut = new("https://www.example.com/list.xlsx", State::Shut, Some("data_file"), None);
        let kept = new("https://www.example.com/1.pdf", State::Kept, None, Some(file));
        attachments::note(tx, page, &[kept, shut])?;
        jikenbo_casebook::cases::open(tx, &[new_case(vec![report], Wish::Next(2025))])?;
        Ok((page, file, report))
    })
}

#[test]
fn a_report_of_a_page_has_the_words_of_its_file() {
    on_each(|book| {
        let (page_id, file, report) = file(book);
        let view = book.read(|read| show::report(read, report)).unwrap();
        assert_eq!(
            (view.capture.id, view.text_sha256),
            (page_id, page(2).capture().documents[0].sha256.clone())
        );
        let text = book.read(|read| captures::text(read, report)).unwrap();
        assert_eq!(text, page(2).text());
        // As of then, too.
        let then = book.read(|read| Ok(read.revision()));
        let as_of = Some(jikenbo_casebook::AsOf::Revision(then));
        let view = book.look(Scope::Owner, as_of, |read| show::report(read, report)).unwrap();
        assert_eq!(view.capture.id, page_id);
        let files = book.read(|read| attachments::of(read, &[page_id, file])).remove(&page_id).unwrap();
        assert_eq!(files.iter().map(|file| file.is_read).collect::<Vec<_>>(), [true, false]);
        assert_eq!(files.iter().map(|file| file.number).collect::<Vec<_>>(), [1, 2]);
        let at = book.read(|read| attachments::at(read, &page(1).url()));
        assert_eq!(at, files);
        let shut = book.read(|read| attachments::with_state(read, State::Shut));
        assert_eq!(shut, files[1..]);
        // The bytes of either are known under the report.
        for sha256 in [page(1).capture().payload_sha256, page(2).capture().payload_sha256] {
            let known = book.read(|read| known::by_payload(read, &sha256));
            assert_eq!(known[0].reports, [report]);
        }
        assert!(book.look(Scope::Public, None, |read| attachments::of(read, &[page_id])).is_empty());
    });
}

#[test]
fn a_file_is_opened_and_shut_again() {
    on_each(|book| {
        let (page_id, capture, report) = file(book);
        let shut = book.read(|read| attachments::with_state(read, State::Shut)).remove(0);
        let opened =
            book.try_write(|tx| attachments::open(tx, &shut, report, capture)).unwrap().revision.unwrap();
        let of =
            |book: &mut Book| book.read(|read| attachments::of(read, &[page_id])).remove(&page_id).unwrap();
        assert_eq!((of(book)[1].state, of(book)[1].capture), (State::Open, Some(capture)));
        // The same again changes nothing.
        assert!(
            book.try_write(|tx| attachments::open(tx, &shut, report, capture)).unwrap().revision.is_none()
        );
        book.write(|tx| undo(tx, opened));
        assert_eq!(of(book)[1], shut);
    });
}

#[test]
fn what_comes_of_a_file_is_its_page_s_before_it_is_opened() {
    on_each(|book| {
        let (page_id, capture, report) = file(book);
        let (page, url) = (page(1).url(), "https://www.example.com/list.xlsx");
        assert!(!book.write(|tx| attachments::came(tx, &page, "https://www.example.com/1.pdf", capture)));
        assert!(book.write(|tx| attachments::came(tx, &page, url, capture)));
        let of =
            |book: &mut Book| book.read(|read| attachments::of(read, &[page_id])).remove(&page_id).unwrap();
        assert_eq!((of(book)[1].state, of(book)[1].capture), (State::Shut, Some(capture)));
        let shut = of(book).remove(1);
        book.write(|tx| attachments::open(tx, &shut, report, capture));
        assert!(!book.write(|tx| attachments::came(tx, &page, url, capture)));
    });
}

#[test]
fn a_file_that_is_kept_can_be_shut() {
    on_each(|book| {
        let (page_id, capture, _) = file(book);
        assert!(book.write(|tx| attachments::shut(tx, capture, "columns")));
        let files = book.read(|read| attachments::of(read, &[page_id])).remove(&page_id).unwrap();
        assert_eq!((files[0].state, files[0].reason.as_deref()), (State::Shut, Some("columns")));
        assert!(!book.write(|tx| attachments::shut(tx, capture, "columns")));
        let access = book.read(|read| visibility::access(read, Subject::Capture(capture))).unwrap();
        assert_eq!(access.visibility, Visibility::Private);
    });
}

#[test]
fn what_is_erased_takes_its_files_along_and_a_file_its_report() {
    for by_file in [false, true] {
        on_each(|book| {
            let (page_id, file, report) = file(book);
            let erased =
                book.write(|tx| erasure::erase(tx, if by_file { file } else { page_id }, "削除命令"));
            let all = if by_file { vec![file] } else { vec![page_id, file] };
            assert_eq!(erased.captures, all);
            assert!(erased.reports.contains(&report));
            assert_eq!(book.read(|read| captures::text(read, report)), None);
            let view = book.read(|read| show::report(read, report)).unwrap();
            assert_eq!((view.heading, view.fields.len()), (None, 0));
            let files = book.read(|read| attachments::of(read, &[page_id])).remove(&page_id).unwrap();
            assert!(files[0].url.is_empty() && files[0].words.is_empty());
        });
    }
}
