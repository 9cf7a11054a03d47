//! Pictures for the Open Graph: of the casebook, and of each label. They are pages that somebody else draws; each has a name that
//! follows from what is on it, so that it is drawn once.

use crate::chart::escaped;
use crate::input::About;
use crate::lists;
use crate::place;
use crate::words::words;

/// Pixels across and down.
pub const CARD: (u32, u32) = (1_200, 630);

/// A picture that is to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Where it stands, from the site's root: a PNG.
    pub path: String,
    /// What is drawn: a page that holds all it needs.
    pub html: String,
}

const STYLE: &str = "html,body{margin:0}body{width:1200px;height:630px;box-sizing:border-box;padding:72px 80px;background:#fff;\
    color:#1a1a1c;font-family:'Noto Sans JP','Noto Sans CJK JP',sans-serif;border-bottom:28px solid #0017c1;display:flex;\
    flex-direction:column;justify-content:space-between}h1{margin:0;font-size:88px;line-height:1.3;overflow-wrap:anywhere;\
    word-break:auto-phrase;display:-webkit-box;-webkit-line-clamp:3;-webkit-box-orient:vertical;overflow:hidden}\
    p{margin:0;font-size:38px;line-height:1.5;color:#4d4d4d}";

/// The picture of the casebook, for pages that have none of their own.
pub fn card(about: &About) -> Card {
    let lead = words(about.lang).page.get("lead").map_or("", String::as_str);
    drawn(about, "", ["", &about.name, lead])
}

/// The picture of a label.
pub(crate) fn label(about: &About, label: &str) -> Card {
    let kind = words(about.lang).page.get("label").map_or("", String::as_str);
    drawn(about, &format!("{}/", place::named(lists::LABELS, label)), [kind, label, &about.name])
}

fn drawn(about: &About, folder: &str, [above, title, below]: [&str; 3]) -> Card {
    let lang = &words(about.lang).lang;
    let [above, title, below] = [above, title, below].map(escaped);
    let html = format!(
        "<!doctype html><html lang=\"{lang}\"><meta charset=\"utf-8\"><style>{STYLE}</style><body><p>{above}</p><h1>{title}</h1>\
         <p>{below}</p></body></html>"
    );
    Card { path: format!("{folder}card-{:016x}.png", place::hash(&html)), html }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jikenbo_figures::Lang;

    #[test]
    fn a_card_is_named_by_what_is_on_it_and_words_are_escaped() {
        let about = |name: &str| About {
            name: name.to_owned(),
            contact: None,
            url: None,
            lang: Lang::Ja,
            beside: None,
            pictures: true,
            draft: false,
            today: jiff::civil::date(2025, 12, 10),
        };
        let (one, two) = (label(&about("例示事件簿"), "<小売>"), label(&about("別の事件簿"), "<小売>"));
        assert!(one.html.contains("<h1>&lt;小売&gt;</h1>") && one.html.contains("例示事件簿"));
        assert!(one.path != two.path && one.path.starts_with("labels/x") && one.path.ends_with(".png"));
        assert_eq!(one, label(&about("例示事件簿"), "<小売>"));
        assert!(card(&about("例示事件簿")).path.starts_with("card-"));
    }
}
