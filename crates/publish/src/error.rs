/// What can go wrong while a site is made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A template does not fit what it is given.
    #[error("failed to fill the template `{name}`")]
    Template {
        /// The template.
        name: String,
        /// Why.
        #[source]
        source: minijinja::Error,
    },
}
