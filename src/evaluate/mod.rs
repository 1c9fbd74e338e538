//! How good is a run? Gold sets, and precision, recall and F1 against them.
