//! What everybody uses: names that tie nothing together.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::organization::{OrganizationKey, key};

const SHIPPED: &str = include_str!("../data/platforms.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    names: Vec<String>,
    within: Vec<String>,
}

struct Platforms {
    names: HashSet<OrganizationKey>,
    within: Vec<OrganizationKey>,
}

static PLATFORMS: LazyLock<Platforms> = LazyLock::new(|| {
    let file: File = toml::from_str(SHIPPED).unwrap_or_default();
    let keys = |names: &[String]| names.iter().map(|name| key(name)).collect::<Vec<_>>();
    Platforms { names: keys(&file.names).into_iter().collect(), within: keys(&file.within) }
});

/// Whether the name with this key is a platform of `data/platforms.toml`.
pub(crate) fn is_platform(name: &OrganizationKey) -> bool {
    PLATFORMS.names.contains(name)
        || PLATFORMS.within.iter().any(|word| name.as_str().contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_platform_are_known() {
        for name in
            ["Microsoft 365", "ＭＩＣＲＯＳＯＦＴ３６５", "X", "Google フォーム", "例示クラウドメール"]
        {
            assert!(is_platform(&key(name)), "{name}");
        }
        for name in ["株式会社例示", "Xylo", "例示box"] {
            assert!(!is_platform(&key(name)), "{name}");
        }
    }
}
