//! `pairs.csv`.

use super::table::{self, Column};
use super::view::View;
use super::{ExportOptions, cell};
use crate::model::{Evidence, Link};
use std::borrow::Cow;
use std::io;

/// All columns but the last ones, which are [`Evidence::NAMES`].
const COLUMNS: &[Column<usize>] = &[
    ("claim_id_l", |v, l| cell::word(&v.claim(at(v, l).pair.left).id)),
    ("claim_id_r", |v, l| cell::word(&v.claim(at(v, l).pair.right).id)),
    ("outlet_l", |v, l| cell::text(&v.article_of(at(v, l).pair.left).outlet)),
    ("outlet_r", |v, l| cell::text(&v.article_of(at(v, l).pair.right).outlet)),
    ("statement_id", |v, l| shared_statements(v, at(v, l))),
    ("match_key", |v, l| cell::word(at(v, l).pair.key.as_str())),
    ("match_probability", |v, l| cell::score(at(v, l).probability)),
];

/// Writes the first line of `pairs.csv`.
pub fn header(options: &ExportOptions, out: impl io::Write) -> io::Result<()> {
    let mut writer = table::writer(options, out)?;
    writer.write_record(COLUMNS.iter().map(|(name, _)| *name).chain(Evidence::NAMES))?;
    writer.flush()
}

/// The lines of some links.
pub fn rows(links: &[usize], view: &View) -> io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(links.len() * 384);
    for link in links {
        for (_, cell) in COLUMNS {
            table::push_field(cell(view, link).as_ref(), &mut out);
            out.push(b',');
        }
        for part in &at(view, link).evidence.0 {
            // Numbers need no quotation marks.
            cell::push_single(*part, &mut out);
        }
        out.pop();
        out.extend_from_slice(table::LINE_END);
    }
    Ok(out)
}

fn at<'v>(view: &'v View, link: &usize) -> &'v Link {
    &view.outcome.links[*link]
}

/// The statements that both claims belong to: none or one as a rule, joined with `;` where there are more.
fn shared_statements<'v>(view: &'v View, link: &Link) -> Cow<'v, str> {
    let right = &view.statements_of[link.pair.right];
    let both = view.statements_of[link.pair.left].iter().filter(|(s, _)| right.iter().any(|(other, _)| other == s));
    let mut ids = both.map(|(s, _)| view.outcome.statements[*s].id.as_str());
    let first = ids.next().unwrap_or_default();
    ids.fold(Cow::Borrowed(first), |joined, id| Cow::Owned(format!("{joined};{id}")))
}
