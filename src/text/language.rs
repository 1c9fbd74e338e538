//! The part of a language tag that names the language.

/// The primary subtag of a BCP 47 tag (`en-GB` -> `en`): the language whatever the country and the script.
pub fn primary_language(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::primary_language;

    #[test]
    fn country_and_script_are_left_out() {
        for (tag, primary) in [("en", "en"), ("en-GB", "en"), ("sr-Latn-RS", "sr"), ("pt_BR", "pt"), ("und", "und"), ("", "")] {
            assert_eq!(primary_language(tag), primary);
        }
    }
}
