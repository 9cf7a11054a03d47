//! Legal forms: 株式会社, ㈱, 学校法人, Co., Ltd.

use jikenbo_text::fold::Folded;
use serde::{Deserialize, Serialize};

use super::spelling::spell;
use super::words::words;

/// What kind of person in law a legal form makes: names that are alike but differ in class are two organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalClass {
    /// 株式会社, 合同会社, Inc.
    Company,
    /// 一般社団法人, 公益財団法人, 社会福祉法人.
    Association,
    /// 学校法人, 国立大学法人.
    School,
    /// 医療法人.
    Hospital,
    /// 独立行政法人.
    Agency,
    /// 弁護士法人, 監査法人.
    Office,
}

impl LegalClass {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "company" => Self::Company,
            "association" => Self::Association,
            "school" => Self::School,
            "hospital" => Self::Hospital,
            "agency" => Self::Agency,
            "office" => Self::Office,
            _ => return None,
        })
    }
}

/// `name` in one spelling (`spelling::spell`) without legal forms and brackets, and the class of its legal form. Where
/// nothing would be left, the name stays.
pub(super) fn bare(name: &str) -> (String, Option<LegalClass>) {
    let (name, latin) = without_latin(name);
    let spelled = spell(&name);
    let (mut bare, mut class) = (spelled.clone(), None);
    for (form, of) in &words().forms {
        if bare.contains(form) {
            bare = bare.replace(form, "");
            class = class.or_else(|| LegalClass::from_word(of));
        }
    }
    let bare = without_brackets(&bare);
    (if bare.is_empty() { spelled } else { bare }, class.or(latin))
}

/// Readings and other names in brackets are dropped; a name that is nothing but brackets stays.
fn without_brackets(name: &str) -> String {
    let (mut depth, mut bare) = (0usize, String::with_capacity(name.len()));
    for c in name.chars() {
        match c {
            '(' | '[' | '{' | '〔' | '〈' | '［' => depth += 1,
            ')' | ']' | '}' | '〕' | '〉' | '］' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare
}

/// Takes `Inc.`, `Co., Ltd.` off the end of a name, word by word; the first word stays.
fn without_latin(name: &str) -> (String, Option<LegalClass>) {
    let folded = Folded::of(name);
    let plain = folded.text().to_lowercase().replace("k.k.", "kk").replace('.', "");
    let mut parts: Vec<&str> = plain.split([' ', ',']).filter(|part| !part.is_empty()).collect();
    let mut class = None;
    while let Some(of) = parts.last().filter(|_| parts.len() > 1).and_then(|last| words().latin.get(*last)) {
        class = class.or_else(|| LegalClass::from_word(of));
        parts.pop();
    }
    if class.is_none() { (name.to_owned(), None) } else { (parts.join(" "), class) }
}
