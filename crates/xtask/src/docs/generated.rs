//! `docs/facts.ja.md`: the Japanese names of fields and values, written from the code.

use std::fs;

use jikenbo_model::FIELDS;
use jikenbo_model::schema::VOCABULARIES;

use crate::workspace;

const PAGE: &str = "docs/facts.ja.md";

const HEAD: &str = "\
# 項目と値の日本語名

`jikenbo extract --json` の項目(フィールド)と、その値の日本語名の一覧です。意味と判断の規則は [facts.md](facts.md)(英語)にあります。
この表は `cargo xtask docs --update` がコードから書き出します。手で直さないでください。
";

/// The names of the vocabularies for readers.
const TITLES: &[(&str, &str)] = &[
    ("kind", "種別"),
    ("stage", "報の段階"),
    ("organization_role", "組織の立場"),
    ("cause", "原因"),
    ("method", "手口"),
    ("leak", "漏えい"),
    ("status", "確かさ"),
    ("unit", "数える単位"),
    ("qualifier", "数の限定"),
    ("data_type", "情報の種類"),
    ("secondary_damage", "二次被害"),
    ("medium", "媒体"),
    ("relation", "組織の関係"),
    ("event", "出来事"),
    ("reported_to", "報告先"),
    ("help_kind", "問い合わせの方法"),
    ("indicator_type", "技術的な痕跡"),
    ("measure", "再発防止策"),
    ("actor_kind", "行為者"),
    ("consequence_type", "処分・損失"),
];

/// What is not as the code has it.
pub(super) fn check() -> anyhow::Result<Vec<String>> {
    let kept = workspace::text(PAGE).unwrap_or_default();
    let stale = kept != page();
    Ok(stale
        .then(|| format!("{PAGE}: not as the code has it; run `cargo xtask docs --update`"))
        .into_iter()
        .collect())
}

/// Writes the page.
pub(super) fn update() -> anyhow::Result<()> {
    Ok(fs::write(workspace::root().join(PAGE), page())?)
}

fn page() -> String {
    let mut page = format!("{HEAD}\n## 項目\n\n| 項目 | 日本語名 |\n|---|---|\n");
    for field in FIELDS {
        page.push_str(&format!("| `{}` | {} |\n", field.name, field.japanese));
    }
    for vocabulary in VOCABULARIES {
        let title = TITLES.iter().find(|(name, _)| *name == vocabulary.name).map_or("", |(_, title)| title);
        page.push_str(&format!("\n## {title} `{}`\n\n| 値 | 日本語名 |\n|---|---|\n", vocabulary.name));
        for word in (vocabulary.words)() {
            let japanese =
                (vocabulary.japanese)(word).filter(|name| !name.is_empty()).unwrap_or("(限定なし)");
            page.push_str(&format!("| `{word}` | {japanese} |\n"));
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vocabulary_has_a_title() {
        let known = |name: &str| TITLES.iter().any(|(title, _)| *title == name);
        assert!(VOCABULARIES.iter().all(|vocabulary| known(vocabulary.name)));
    }
}
