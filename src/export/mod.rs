//! What do people get? The outcome becomes files with stable columns.
