//! Whatever a text looks like, sentences are cut out of it as it is given: what is masked in it is masked in them.

use jikenbo_model::{Quote, ReportId, Span};
use jikenbo_publish::{Said, sentences};
use proptest::collection::vec;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sentences_are_cut_out_of_the_text_in_order_around_every_proof(
        letters in vec(prop::sample::select("漏えいした氏名、。。！(（「」）)\n\n\t a?.・1＊*".chars().collect::<Vec<_>>()), 0..500),
        report in (0usize..200, 0usize..3_000),
        places in vec((0usize..1_200, 0usize..60, any::<bool>()), 0..12),
    ) {
        let text: String = letters.into_iter().collect();
        let on_letters = |start: usize, end: usize| {
            Span::new(text.floor_char_boundary(start), text.floor_char_boundary(end))
        };
        let report = on_letters(report.0, report.0 + report.1);
        // Some that are no places of the text are left out, whatever else they do.
        let of_place = |(start, length, is_snapped): &(usize, usize, bool)| {
            if *is_snapped { on_letters(*start, start + length) } else { Span::new(*start, start + length) }
        };
        let places: Vec<Span> = places.iter().map(of_place).collect();
        let quote = |place: &Span| Quote { start: place.start, end: place.end, quote: String::new() };
        let quotes = [("leak".to_owned(), places.iter().map(quote).collect())].into();
        let said = Said { field: "leak", value: ().into(), report: ReportId(1), corrected: false, quotes };
        let found = sentences(report.of(&text).unwrap(), report.start, &[said]);
        let shown = |one: &jikenbo_publish::Sentence| Span::new(one.start, one.start + one.words.len());
        for one in &found {
            prop_assert_eq!(shown(one).of(&text), Some(one.words.as_str()));
            prop_assert!(report.contains(shown(one)));
        }
        prop_assert!(found.windows(2).all(|two| shown(&two[0]).end <= two[1].start));
        let is_proof = |place: &Span| !place.is_empty() && report.contains(*place) && place.of(&text).is_some();
        for place in places.iter().filter(|place| is_proof(place)) {
            let holding = found.iter().filter(|one| shown(one).contains(*place)).count();
            prop_assert_eq!(holding, 1, "{:?}", place);
        }
    }
}
