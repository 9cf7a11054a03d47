//! The documents, held to the code.
/// x
pub fn check() -> anyhow::Result<()> {
    Ok(())
}
/// x
pub fn update() -> anyhow::Result<()> {
    Ok(())
}
