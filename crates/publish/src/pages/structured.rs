//! What a case is, for programs: schema.org's vocabulary as JSON-LD.

use serde_json::{Value as Json, json};

use super::Setting;
use crate::input::{Case, facts};
use crate::place;

/// The case as a `Report` of schema.org, ready to stand in a script element: nothing in it ends that element or begins another.
pub(crate) fn of_case(setting: &Setting<'_>, case: &Case, headline: &str) -> Option<String> {
    let (first, newest) = (case.reports.first()?, case.reports.last()?);
    let (about, words) = (setting.about, setting.words);
    let own = facts(&case.said);
    let address = about.url.as_deref().map(|root| place::address(root, &place::case(case.id, case.number)));
    let site = about.url.as_deref().map(|root| place::address(root, place::FRONT));
    let cause = own.cause.map(|cause| words.value("cause", cause.word()).to_owned());
    let keywords: Vec<&str> = cause.iter().chain(&case.labels).map(String::as_str).collect();
    let releases: Vec<Json> = case
        .reports
        .iter()
        .flat_map(|report| &report.urls)
        .filter_map(|url| super::web(url))
        .map(|url| json!({ "@type": "CreativeWork", "url": url }))
        .collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Report",
        "headline": headline,
        "name": own.title.clone().or_else(|| newest.heading.clone()),
        "inLanguage": words.lang,
        "datePublished": first.dated.then(|| first.day.to_string()),
        "dateModified": newest.capture.at.to_string(),
        "about": own.organization.as_ref().map(|name| json!({ "@type": "Organization", "name": name })),
        "publisher": { "@type": "Organization", "name": about.name },
        "isPartOf": { "@type": "WebSite", "name": about.name, "url": site },
        "identifier": case.number.map(|number| number.to_string()),
        "url": address,
        "keywords": keywords.join(", "),
        "isBasedOn": releases,
    });
    without_empty(&mut data);
    Some(escaped(&data.to_string()))
}

/// Leaves out what is not known.
fn without_empty(data: &mut Json) {
    let Some(parts) = data.as_object_mut() else { return };
    parts.values_mut().for_each(without_empty);
    parts.retain(|_, value| {
        !value.is_null() && value.as_str() != Some("") && value.as_array().is_none_or(|list| !list.is_empty())
    });
}

/// JSON without the letters that HTML would read: JSON has other ways to write them.
fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                safe.push_str(&format!("\\u{:04x}", u32::from(letter)))
            }
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_script_element() {
        let data = json!({ "name": "</script><!--&\u{2028}", "empty": null });
        let safe = escaped(&data.to_string());
        assert!(!safe.contains(['<', '>', '&', '\u{2028}']), "{safe}");
        assert_eq!(serde_json::from_str::<Json>(&safe).unwrap(), data, "it says the same");
    }
}
