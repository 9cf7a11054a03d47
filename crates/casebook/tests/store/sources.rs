//! How looking at sources goes.

use jikenbo_casebook::sources::{State, all, forget, put};
use jikenbo_casebook::{Error, copying};
use jikenbo_model::Scope;

use crate::book::{folder, on_each};

pub fn state(source: &str) -> State {
    State {
        source: source.to_owned(),
        looked: "2025-12-06T01:02:03.004Z".parse().unwrap(),
        took: 120,
        answer: "200".to_owned(),
        succeeded: Some("2025-12-06T01:02:03.004Z".parse().unwrap()),
        rhythm: Some(86_400),
        items: 20,
        usual: 20,
        looks: 1,
        ..State::default()
    }
}

#[test]
fn a_source_has_one_state_which_takes_no_revision() {
    on_each(|book| {
        let before = book.look(Scope::Owner, None, |read| Ok(read.revision()));
        put(&mut book.store, &[state("例示市"), state("city")]).unwrap();
        let failed = State {
            answer: "failed".to_owned(),
            failures: 2,
            failing_since: Some("2025-12-06T02:00:00Z".parse().unwrap()),
            fault: Some("no such host".to_owned()),
            looks: 3,
            faults: 2,
            ..state("city")
        };
        put(&mut book.store, std::slice::from_ref(&failed)).unwrap();
        assert_eq!(book.read(all), [failed.clone(), state("例示市")]);
        assert_eq!(book.look(Scope::Owner, None, |read| Ok(read.revision())), before);
        let mut outside = book.store.read(Scope::Public, None).unwrap();
        assert!(matches!(all(&mut outside), Err(Error::OwnerOnly)));
        drop(outside);
        forget(&mut book.store, "例示市").unwrap();
        assert_eq!(book.read(all), [failed]);
    });
}

#[test]
fn it_goes_along_with_a_copy() {
    on_each(|book| {
        put(&mut book.store, &[state("city")]).unwrap();
        let mut read = book.store.read(Scope::Owner, None).unwrap();
        let lines: Vec<String> = copying::export(&mut read).unwrap().collect::<Result<_, _>>().unwrap();
        drop(read);
        let (place, _folder) = folder();
        let mut again = copying::import(&place, lines.into_iter().map(Ok::<_, Error>)).unwrap();
        assert_eq!(all(&mut again.read(Scope::Owner, None).unwrap()).unwrap(), [state("city")]);
    });
}
