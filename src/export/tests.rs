//! Every file from a small outcome with hostile cells.
