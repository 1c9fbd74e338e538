//! How a pair stands beside the other pairs of its claims, and what the claims around them do.

use super::group::{Group, Valued, Window};

/// How one pair stands; the margin is from -1 to 1, the rest from 0 to 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// By how much it is likelier than the next best pair of either claim in the other's article; below 0 where it is not the best.
    pub margin: f32,
    /// The best likeness between the claims just before or after the one and those just before or after the other.
    pub neighbours: f32,
}

/// The likeness of all pairs of a group, so that one can be seen beside the others.
pub(super) struct Standing<'a> {
    group: &'a Group,
    ranks: &'a [f32],
    next: Vec<f32>,
    ranked: Valued,
}

impl<'a> Standing<'a> {
    /// `ranks` are those of the pairs of `group`.
    pub fn of(group: &'a Group, ranks: &'a [f32]) -> Self {
        Standing { group, ranks, next: group.next_best(ranks), ranked: group.valued(ranks) }
    }

    /// What is seen from the claims of one row after the other.
    pub fn window(&self) -> Window<'_> {
        Window::new(self.group, &self.ranked)
    }

    /// How the pair stands of which `window` is at the left claim.
    #[inline]
    pub fn of_pair(&self, window: &Window, right: usize, pair: usize) -> Place {
        let (own, around) = window.rows();
        let mut neighbours = 0f32;
        let mut raise = |value: f32| neighbours = if value > neighbours { value } else { neighbours };
        for beside in self.group.beside(right, 1) {
            raise(around[beside]);
            // The pair is not beside itself.
            if beside != right {
                raise(own[beside]);
            }
        }
        Place { margin: self.ranks[pair] - self.next[pair], neighbours }
    }
}
