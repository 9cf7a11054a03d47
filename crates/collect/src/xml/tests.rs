use std::fmt::Write as _;
use std::rc::Rc;

use super::*;

const BOUNDS: Bounds = Bounds { entries: 10, depth: 10, elements: 1_000 };

/// The entries (`item`), the codes of the warnings, and what else there is.
fn all(text: &str, bounds: Bounds) -> (Vec<Element>, Vec<String>, Element) {
    let mut found = Vec::new();
    let outline = read(text, bounds, &|element| element.name == "item", &mut |entry| found.push(entry));
    (found, outline.warnings.into_iter().map(|warning| warning.code).collect(), outline.root)
}

#[test]
fn a_base_is_kept_once_for_all_that_it_is_said_for() {
    let (found, _, _) =
        all("<a xml:base='https://example.com/a/'><item><b/><c xml:base='d/'/></item></a>", BOUNDS);
    let base = found[0].base.clone().unwrap();
    let of = |name| found[0].first(Space::Own, name).unwrap().base.clone().unwrap();
    assert_eq!(&*base, "https://example.com/a/");
    assert!(Rc::ptr_eq(&base, &of("b")));
    assert_eq!(&*of("c"), "https://example.com/a/d/");
}

#[test]
fn a_base_that_is_no_address_of_anybody_is_left_out() {
    let long = "x".repeat(3_000);
    let text = format!("<a xml:base='https://example.com/a/'><item xml:base='{long}/'/></a>");
    assert_eq!(all(&text, BOUNDS).0[0].base.as_deref(), Some("https://example.com/a/"));
    // Many of them are no more memory than one feed has: 3,000 of 2,000 bytes, each its own.
    let mut text = format!("<a xml:base='https://example.com/{}/'>", "x".repeat(1_900));
    (0..3_000).for_each(|at| write!(text, "<b xml:base='{at}'/>").unwrap());
    let bounds = Bounds { elements: 10_000, ..BOUNDS };
    let (_, _, root) = all(&text, bounds);
    let mut own: Vec<*const str> =
        root.children().next().unwrap().children().map(|b| Rc::as_ptr(b.base.as_ref().unwrap())).collect();
    own.dedup_by(|a, b| std::ptr::addr_eq(*a, *b));
    assert!((1_000..2_500).contains(&own.len()), "{}", own.len());
}

#[test]
fn what_stands_outside_of_entries_is_counted_over_all() {
    let bounds = Bounds { elements: 5, ..BOUNDS };
    let within = "<a><b/><item><c/><c/><c/><c/></item><b/><item/><b/><b/></a>";
    assert_eq!(all(within, bounds).1, Vec::<String>::new());
    let beyond = "<a><b/><b/><item/><b/><b/><item/><b/></a>";
    assert_eq!(all(beyond, bounds).1, ["xml_too_large"]);
}

#[test]
fn attributes_count() {
    let bounds = Bounds { elements: 10, ..BOUNDS };
    let with = |count: usize| format!("<a{}><item/></a>", " b='c'".repeat(count));
    assert_eq!((all(&with(20), bounds).0.len(), all(&with(60), bounds).0.len()), (1, 0));
    assert_eq!(all(&with(60), bounds).1, ["xml_too_large"]);
    let many = all(&with(500), BOUNDS).2;
    assert_eq!(many.children().next().unwrap().attributes.len(), 100);
}

#[test]
fn so_many_prefixes_are_declared_at_a_place_and_no_more() {
    let atom = |range: std::ops::Range<usize>| -> String {
        range.map(|at| format!(" xmlns:p{at}='http://www.w3.org/2005/Atom'")).collect()
    };
    let (outer, inner) = (atom(0..80), atom(80..160));
    let (found, _, _) = all(&format!("<a{outer}><b{inner}><item><p99:c/><p100:d/></item></b></a>"), BOUNDS);
    let spaces: Vec<Space> = found[0].children().map(|child| child.space).collect();
    assert_eq!(spaces, [Space::Atom, Space::Other]);
}
