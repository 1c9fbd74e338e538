//! What the commands that look at a run have in common: its parts by what people call them.

use super::browse_args::{AskedFlag, FilterArgs, FormArgs};
use super::layout;
use crosswire::error::Error;
use crosswire::normalize::Registry;
use crosswire::report::{Filter, Publishers, View};

/// Names and ids that are told where what was asked for is not there.
const NAMED: usize = 12;

/// The columns to fill.
pub fn columns(form: &FormArgs) -> usize {
    usize::from(form.width.unwrap_or_else(layout::width))
}

/// The filter that the arguments mean.
pub fn filter(args: &FilterArgs, view: &View) -> Result<Filter, Error> {
    let publishers = |names: &[String]| names.iter().map(|name| publishers(name, view)).collect::<Result<Vec<_>, _>>();
    let one = |flag: &AskedFlag| if let AskedFlag::One(flag) = flag { Some(*flag) } else { None };
    Ok(Filter {
        event: args.event.as_deref().map(|id| event(id, view)).transpose()?,
        speaker: args.speaker.clone(),
        flags: args.flags.iter().filter_map(one).collect(),
        flagged: args.flags.contains(&AskedFlag::Any),
        kinds: args.kinds.clone(),
        outlets: args.outlets,
        origins: args.origins,
        carried_by: publishers(&args.carried_by)?,
        omitted_by: publishers(&args.not_by)?,
        words: args.words.clone(),
    })
}

/// The outlets and agencies of the run that a name means: as it stands, or another name that the registry knows.
pub fn publishers(name: &str, view: &View) -> Result<Publishers, Error> {
    let registry = Registry::builtin();
    let official = registry.meant_by(name).map(|entry| Publishers::meant(&entry.name, view));
    let found = [Some(Publishers::meant(name, view)), official].into_iter().flatten().find(|found| !found.is_empty());
    found.ok_or_else(|| {
        let all = Publishers::all(view);
        let names: Vec<&str> = all.names().collect();
        let advice = format!("it has {}", some(&names));
        Error::Usage(format!("no outlet or agency of this run is called {name:?}\n{advice}"))
    })
}

/// The event whose id is `start` or is the only one to begin so.
pub fn event(start: &str, view: &View) -> Result<usize, Error> {
    let ids = view.events.iter().map(|event| event.id.as_str());
    by_id(start, ids, "event", "events.csv")
}

/// The statement whose id is `start` or is the only one to begin so; for a claim's id, the statement that it is in.
pub fn statement(start: &str, view: &View) -> Result<usize, Error> {
    let ids = view.statements.iter().map(|statement| statement.id.as_str());
    if start.starts_with('c') {
        let claim = by_id(start, view.claims.iter().map(|claim| claim.id.as_str()), "claim", "claims.csv")?;
        return view.statements_of[claim].first().copied().ok_or_else(|| {
            let id = &view.claims[claim].id;
            Error::Usage(format!("the claim {id} is in no statement: no other article reports the same"))
        });
    }
    by_id(start, ids, "statement", "statements.csv")
}

/// The position of the id that is `start` or is the only one to begin so.
fn by_id<'a>(start: &str, ids: impl Iterator<Item = &'a str> + Clone, what: &str, file: &str) -> Result<usize, Error> {
    let found: Vec<(usize, &str)> = ids.clone().enumerate().filter(|(_, id)| id.starts_with(start)).collect();
    if let [(at, _)] = found.as_slice() {
        return Ok(*at);
    }
    if let Some((at, _)) = found.iter().find(|(_, id)| *id == start) {
        return Ok(*at);
    }
    if !found.is_empty() {
        let begun: Vec<&str> = found.iter().map(|(_, id)| *id).collect();
        let said = format!("{} {what}s have ids that begin with {start:?}\nthey are {}", begun.len(), some(&begun));
        return Err(Error::Usage(said));
    }
    // Those that share the longest start with it are the nearest: ids are digits without a meaning.
    let shared = |id: &str| id.bytes().zip(start.bytes()).take_while(|(a, b)| a == b).count();
    let longest = ids.clone().map(shared).max().unwrap_or(0);
    let nearest: Vec<&str> = ids.filter(|id| longest > 1 && shared(id) == longest).collect();
    let advice =
        if nearest.is_empty() { format!("the ids are in {file}") } else { format!("the nearest are {}", some(&nearest)) };
    Err(Error::Usage(format!("no {what} has an id that begins with {start:?}\n{advice}")))
}

/// The first names of a list, and how many more there are.
pub fn some(names: &[&str]) -> String {
    let shown = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    if names.len() > NAMED { format!("{shown} and {} more", names.len() - NAMED) } else { shown }
}
