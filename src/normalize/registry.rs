//! The outlet registry: agencies and outlets by name, domain, slug, credit and sign-off.

use super::shape::line_key;
use crate::error::Error;
use crate::text::ShortWords;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::path::Path;
use std::sync::LazyLock;
use toml::Spanned;

static BUILTIN: LazyLock<Registry> = LazyLock::new(|| {
    // The file is part of the program; the test of this module reads it, so a broken one cannot be released.
    Registry::of(read(include_str!("../../data/registry/outlets.toml")).unwrap_or_default())
});

/// What an entry of the registry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OutletKind {
    /// A wire service: others print its copy.
    Agency,
    /// A newspaper, broadcaster or site.
    Outlet,
    /// A distributor that shows other outlets' articles under their names (MENAFN); a credit to one of them goes before it.
    Carrier,
}

/// One outlet or agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryEntry {
    /// The name shown in the output.
    pub name: String,
    /// What it is.
    pub kind: OutletKind,
    /// Other names in full, in any script.
    pub aliases: Vec<String>,
    /// Its domains without `www.`; subdomains belong to them.
    pub domains: Vec<String>,
    /// Short codes used in data sets and exports (`nyt`); they count only in a record's source field.
    pub slugs: Vec<String>,
    /// Forms in credit lines and datelines (`AP`).
    pub credits: Vec<String>,
    /// Words that end its copy and nobody else's (`Endit`), as printed.
    pub sign_offs: Vec<String>,
}

/// Agencies and outlets that crosswire knows by name.
///
/// ```
/// use crosswire::normalize::Registry;
/// let registry = Registry::builtin();
/// assert_eq!(registry.named("Associated Press").unwrap().name, "AP");
/// assert_eq!(registry.at_domain("mobile.nytimes.com").unwrap().name, "The New York Times");
/// ```
#[derive(Debug, Clone)]
pub struct Registry {
    entries: Vec<RegistryEntry>,
    names: FxHashMap<String, usize>,
    slugs: FxHashMap<String, usize>,
    credits: FxHashMap<String, usize>,
    domains: FxHashMap<String, usize>,
    sign_offs: FxHashMap<String, usize>,
    /// The first words of names and credits, and the article that is left out before one.
    firsts: ShortWords,
}

impl Default for Registry {
    /// The built-in registry.
    fn default() -> Self {
        Registry::builtin()
    }
}

impl Registry {
    /// The registry that comes with the program, `data/registry/outlets.toml`.
    pub fn builtin() -> Self {
        BUILTIN.clone()
    }

    /// This registry with the entries of `toml_text` added. An entry with a known name replaces the known one; any alias, slug,
    /// domain, credit or sign-off goes to the entry that came last. `path` is only named in errors.
    ///
    /// # Errors
    /// When the text is not TOML of the form of the built-in file, has an unknown key, or gives one name, alias, slug or domain to two of
    /// its own entries.
    pub fn extended(self, path: &Path, toml_text: &str) -> Result<Self, Error> {
        let added = read(toml_text).map_err(|(line, message)| Error::invalid(path, line, message))?;
        let mut entries = self.entries;
        entries.retain(|known| added.iter().all(|new| new.name != known.name));
        entries.extend(added);
        Ok(Registry::of(entries))
    }

    /// All entries: the built-in ones by name, then added ones in the order of their file.
    pub fn entries(&self) -> &[RegistryEntry] {
        &self.entries
    }

    /// The entry with this name or alias, whatever its case, accents, punctuation or leading `The`.
    pub fn named(&self, name: &str) -> Option<&RegistryEntry> {
        if !self.firsts.may_open(name) {
            return None;
        }
        self.at(&self.names, &name_key(name))
    }

    /// The entry that a record's source field means: a name, alias, credit, slug, domain or address.
    pub fn meant_by(&self, source: &str) -> Option<&RegistryEntry> {
        let key = name_key(source);
        let found = self.at(&self.names, &key).or_else(|| self.at(&self.credits, &key)).or_else(|| self.at(&self.slugs, &key));
        found.or_else(|| self.at_domain(super::url::host(source)?.as_str()))
    }

    /// The entry credited as `credit` in a credit line or dateline: a name, alias or credit form.
    pub fn credited(&self, credit: &str) -> Option<&RegistryEntry> {
        if !self.firsts.may_open(credit) {
            return None;
        }
        let key = name_key(credit);
        self.at(&self.credits, &key).or_else(|| self.at(&self.names, &key))
    }

    /// The entry whose copy ends in `word`, exactly as printed.
    pub fn signed(&self, word: &str) -> Option<&RegistryEntry> {
        self.at(&self.sign_offs, word)
    }

    /// The entry at `host` or at a domain above it.
    pub fn at_domain(&self, host: &str) -> Option<&RegistryEntry> {
        let host = host.to_lowercase();
        let mut rest = host.as_str();
        loop {
            if let Some(entry) = self.at(&self.domains, rest) {
                return Some(entry);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    fn at(&self, index: &FxHashMap<String, usize>, key: &str) -> Option<&RegistryEntry> {
        index.get(key).and_then(|i| self.entries.get(*i))
    }

    fn of(entries: Vec<RegistryEntry>) -> Self {
        let index = |forms: fn(&RegistryEntry) -> Vec<String>| -> FxHashMap<String, usize> {
            let each = entries.iter().enumerate();
            each.flat_map(|(i, entry)| forms(entry).into_iter().filter(|key| !key.is_empty()).map(move |key| (key, i)))
                .collect()
        };
        let names = index(|e| e.aliases.iter().chain([&e.name]).map(|n| name_key(n)).collect());
        let credits = index(|e| e.credits.iter().map(|n| name_key(n)).collect());
        let firsts = names.keys().chain(credits.keys()).filter_map(|key| key.split(' ').next());
        Registry {
            firsts: ShortWords::of(firsts.chain(["the"])),
            names,
            slugs: index(|e| e.slugs.iter().map(|n| name_key(n)).collect()),
            credits,
            domains: index(|e| e.domains.iter().map(|d| d.to_lowercase()).collect()),
            sign_offs: index(|e| e.sign_offs.clone()),
            entries,
        }
    }
}

/// The form under which names are compared: folded words, without a leading article.
pub(super) fn name_key(name: &str) -> String {
    let key = line_key(name);
    match key.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => key,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    outlet: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: Spanned<String>,
    kind: OutletKind,
    #[serde(default)]
    aliases: Vec<Spanned<String>>,
    #[serde(default)]
    domains: Vec<Spanned<String>>,
    #[serde(default)]
    slugs: Vec<Spanned<String>>,
    #[serde(default)]
    credits: Vec<String>,
    #[serde(default)]
    sign_offs: Vec<String>,
}

/// The entries of a registry file, or the line and text of what is wrong with it.
fn read(text: &str) -> Result<Vec<RegistryEntry>, (Option<u64>, String)> {
    let line_of = |at: usize| text.bytes().take(at).filter(|b| *b == b'\n').count() as u64 + 1;
    let file: File = toml::from_str(text).map_err(|e| (e.span().map(|s| line_of(s.start)), e.message().to_owned()))?;
    let mut seen: FxHashMap<(&str, String), (usize, &str)> = FxHashMap::default();
    for (i, entry) in file.outlet.iter().enumerate() {
        let name = entry.name.as_ref();
        let names = entry.aliases.iter().chain([&entry.name]).map(|n| ("name", name_key(n.as_ref()), n));
        let slugs = entry.slugs.iter().map(|s| ("slug", name_key(s.as_ref()), s));
        let domains = entry.domains.iter().map(|d| ("domain", d.as_ref().to_lowercase(), d));
        for (what, key, form) in names.chain(slugs).chain(domains) {
            let line = || Some(line_of(form.span().start));
            if key.is_empty() {
                return Err((line(), format!("{what} {:?} has no letter or digit", form.as_ref())));
            }
            // `The Dunmore Herald` beside `Dunmore Herald` in one entry does no harm.
            if let Some((_, other)) = seen.insert((what, key), (i, name)).filter(|(owner, _)| *owner != i) {
                return Err((line(), format!("{what} {:?} of {name:?} is already taken by {other:?}", form.as_ref())));
            }
        }
    }
    let plain = |forms: Vec<Spanned<String>>| forms.into_iter().map(Spanned::into_inner).collect();
    let entries = file.outlet.into_iter().map(|e| RegistryEntry {
        name: e.name.into_inner(),
        kind: e.kind,
        aliases: plain(e.aliases),
        domains: plain(e.domains),
        slugs: plain(e.slugs),
        credits: e.credits,
        sign_offs: e.sign_offs,
    });
    Ok(entries.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extended(toml: &str) -> Result<Registry, String> {
        Registry::builtin().extended(Path::new("mine.toml"), toml).map_err(|e| e.to_string())
    }

    #[test]
    fn the_built_in_file_is_sound_and_sorted() {
        let entries = read(include_str!("../../data/registry/outlets.toml")).unwrap();
        assert!(entries.len() >= 60, "{} entries", entries.len());
        let keys: Vec<String> = entries.iter().map(|e| name_key(&e.name)).collect();
        assert!(keys.is_sorted(), "out of order: {:?}", keys.windows(2).find(|w| w[0] > w[1]));
        for entry in &entries {
            assert!(entry.domains.iter().all(|d| d.contains('.') && !d.starts_with("www.")), "{}: domains", entry.name);
            assert!(!entry.domains.is_empty(), "{}: no domain", entry.name);
            assert!(entry.kind != OutletKind::Agency || !entry.credits.is_empty(), "{}: no credit", entry.name);
        }
        let mut credits: Vec<String> = entries.iter().flat_map(|e| &e.credits).map(|c| name_key(c)).collect();
        let all = credits.len();
        credits.sort();
        credits.dedup();
        assert_eq!(credits.len(), all, "a credit form is listed twice");
    }

    #[test]
    fn names_slugs_domains_and_credits_lead_to_one_entry() {
        let registry = Registry::builtin();
        for source in
            ["nyt", "NYT", "New York Times", "the new york times", "www.nytimes.com", "https://www.nytimes.com/2015/x.html"]
        {
            assert_eq!(registry.meant_by(source).map(|e| e.name.as_str()), Some("The New York Times"), "{source}");
        }
        assert_eq!(registry.named("新华社").map(|e| e.name.as_str()), Some("Xinhua"));
        assert_eq!(registry.credited("ТАСС").map(|e| e.name.as_str()), Some("TASS"));
        assert_eq!(registry.signed("Endit").map(|e| e.name.as_str()), Some("Xinhua"));
        assert!(registry.named("nyt").is_none(), "a slug is no name");
        assert!(registry.meant_by("Dunmore Herald").is_none());
    }

    #[test]
    fn a_file_adds_and_overrides_entries() {
        let registry = extended(
            "[[outlet]]\nname = \"Dunmore Herald\"\nkind = \"outlet\"\nslugs = [\"dh\"]\n\n\
             [[outlet]]\nname = \"Our TASS\"\nkind = \"agency\"\ncredits = [\"TASS\"]\n",
        )
        .unwrap();
        assert_eq!(registry.meant_by("DH").map(|e| e.name.as_str()), Some("Dunmore Herald"));
        assert_eq!(registry.credited("TASS").map(|e| e.name.as_str()), Some("Our TASS"));
        let twice = "[[outlet]]\nname = \"Dunmore Herald\"\nkind = \"outlet\"\naliases = [\"The Dunmore Herald\"]\n";
        assert!(extended(twice).is_ok(), "an entry may name itself twice");
    }

    #[test]
    fn errors_name_file_and_line() {
        let error = extended("[[outlet]]\nname = \"A\"\nkind = \"outlet\"\nweb = \"a.example\"\n").unwrap_err();
        assert!(error.starts_with("mine.toml:4: ") && error.contains("web"), "{error}");
        let error = extended("[[outlet]]\nname = \"A\"\nkind = \"outlet\"\n[[outlet]]\nname = \"the a\"\nkind = \"agency\"\n")
            .unwrap_err();
        assert_eq!(error, "mine.toml:5: name \"the a\" of \"the a\" is already taken by \"A\"");
        let error = extended("[[outlet]]\nname = \"A\"\nkind = \"paper\"\n").unwrap_err();
        assert!(error.starts_with("mine.toml:3: "), "{error}");
    }
}
