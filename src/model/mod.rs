//! The nouns of crosswire, in the order in which a run makes them.
//!
//! They are plain data: no input or output, no serialisation, no behaviour beyond keeping their own laws. Articles, claims,
//! events and origins are named inside one run by their position (`usize`) in the run's sorted lists; the `id` strings are for
//! people and files, derive from content, and stay the same over runs.

mod article;
mod claim;
mod event;
mod link;
mod moment;
mod near;
mod outcome;
mod roll;
mod statement;
mod value;

pub use article::{Article, Block, BlockKind, DateBasis, Dropped, Fields, RawArticle};
pub use claim::{Claim, ClaimKind, Cue, Polarity, RawClaim, Speaker, SpeakerBasis};
pub use event::{Event, Origin};
pub use link::{Evidence, Link, MatchKey, Pair};
pub use moment::{Date, Moment};
pub use near::Near;
pub use outcome::{Counts, Outcome};
pub use roll::{Roll, RollEntry};
pub use statement::{Finding, Flag, Statement};
pub use value::{Bound, DateMention, Quantity};
