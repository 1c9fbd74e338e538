//! Words quoted twice: a quote without a speaker takes the one of a quote that holds its words.

use super::draft::Draft;
use crate::model::{ClaimKind, Speaker, SpeakerBasis};
use crate::text::{Span, fold, words};
use rustc_hash::FxHashMap;

/// How many words in a row make an echo rather than a common turn of phrase. A quote is looked for by as many of its first words.
const WORDS_OF_ECHO: usize = 4;

/// Gives headlines and quotes that nobody is named for the speaker of the quote in the same article that holds their words:
/// `'A whole island is missing someone'` above `“Tonight a whole island is missing someone,” Ms Varga said`.
pub(super) fn attribute(text: &str, drafts: &mut [Draft]) {
    let open: Vec<usize> = (0..drafts.len()).filter(|at| is_open(&drafts[*at])).collect();
    if open.is_empty() {
        return;
    }
    // Where four words in a row stand first, as quotation of a draft and position in it.
    let mut places: FxHashMap<String, (usize, usize)> = FxHashMap::default();
    let mut quotations: Vec<(usize, Vec<String>)> = Vec::new();
    for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.speaker.is_some() && draft.kind.is_speech()) {
        for quoted in &draft.quoted {
            let words = folded(text, *quoted);
            for (start, four) in words.windows(WORDS_OF_ECHO).enumerate() {
                places.entry(four.join(" ")).or_insert((quotations.len(), start));
            }
            quotations.push((at, words));
        }
    }
    for at in open {
        let source = drafts[at].quoted.iter().map(|quoted| folded(text, *quoted)).find_map(|words| {
            let (quotation, start) = *places.get(&words.get(..WORDS_OF_ECHO)?.join(" "))?;
            let (source, all) = &quotations[quotation];
            all[start..].starts_with(&words).then_some(*source)
        });
        if let Some(source) = source {
            let speaker = drafts[source].speaker.clone();
            drafts[at].speaker = speaker.map(|speaker| Speaker { basis: SpeakerBasis::Continued, ..speaker });
        }
    }
}

fn is_open(draft: &Draft) -> bool {
    draft.speaker.is_none() && !draft.quoted.is_empty() && matches!(draft.kind, ClaimKind::Headline | ClaimKind::Quote)
}

fn folded(text: &str, span: Span) -> Vec<String> {
    words(text, span).iter().map(|word| fold(word.text)).collect()
}
