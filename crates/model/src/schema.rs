//! The JSON Schema of a reading.
