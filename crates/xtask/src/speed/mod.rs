//! Text of real size.
