use super::Agent;

/// The product token by which rules are found for a user agent: the letters, digits, `_` and `-` that it begins with, in
/// lower case (RFC 9309, 2.2.1; digits, which the RFC does not have, are met in names).
///
/// ```
/// use jikenbo_collect::robots::product;
/// assert_eq!(product("Jikenbo/0.1 (+https://example.com/)"), "jikenbo");
/// assert_eq!(product("*"), "");
/// ```
pub fn product(agent: &str) -> String {
    let agent = agent.trim();
    let end =
        agent.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).unwrap_or(agent.len());
    agent.get(..end).unwrap_or_default().to_ascii_lowercase()
}

/// Whom a `User-agent` line names; `None` for nobody.
pub(super) fn named(value: &str) -> Option<Agent> {
    let everybody =
        value.strip_prefix('*').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    if everybody {
        return Some(Agent::All);
    }
    Some(product(value)).filter(|name| !name.is_empty()).map(Agent::Named)
}
