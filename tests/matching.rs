//! Index, pairs, score and clusters together, on claims made from bare sentences.

use crosswire::cluster::{ClusterOptions, cluster};
use crosswire::index::{Index, IndexOptions, index};
use crosswire::model::{Article, Block, BlockKind, Claim, ClaimKind, Event, Evidence, Link, MatchKey, Polarity, Statement};
use crosswire::observe::Silent;
use crosswire::pair::{PairOptions, pairs};
use crosswire::score::{ScoreOptions, score};
use crosswire::text::Span;
use proptest::prelude::*;

/// Articles of whole-sentence claims; `events` says which articles belong together.
struct Corpus {
    articles: Vec<Article>,
    claims: Vec<Claim>,
    events: Vec<Event>,
}

fn corpus(articles: &[&[&str]], events: &[&[usize]]) -> Corpus {
    let mut out = Corpus { articles: Vec::new(), claims: Vec::new(), events: Vec::new() };
    for (number, sentences) in articles.iter().enumerate() {
        let mut article = Article { id: format!("a{number}"), ..Article::default() };
        for (position, sentence) in sentences.iter().enumerate() {
            let start = article.text.len();
            article.text.push_str(sentence);
            let span = Span::new(start, article.text.len());
            article.text.push('\n');
            out.claims.push(Claim {
                id: format!("a{number}-{position}"),
                article: number,
                span,
                sentence: span,
                block: position,
                position,
                kind: ClaimKind::Fact,
                speaker: None,
                cue: None,
                utterance: None,
                quoted: Vec::new(),
                quantities: Vec::new(),
                dates: Vec::new(),
                polarity: Polarity::Affirmed,
            });
        }
        out.articles.push(article);
    }
    for (number, articles) in events.iter().enumerate() {
        out.events.push(Event {
            id: format!("e{number}"),
            title: String::new(),
            articles: articles.to_vec(),
            first_published: None,
            last_published: None,
        });
    }
    out
}

impl Corpus {
    fn index(&self) -> Index {
        index(&self.articles, &self.claims, &self.events, &IndexOptions::default(), &Silent)
    }

    fn links(&self) -> Vec<Link> {
        let index = self.index();
        let pairs = pairs(&index, &PairOptions::default(), &Silent);
        score(&index, pairs.pairs, &ScoreOptions { keep: 0.0, ..ScoreOptions::default() }, &Silent).links
    }

    fn statements(&self) -> Vec<Statement> {
        cluster(&self.articles, &self.claims, &self.events, &self.links(), &ClusterOptions::default(), &Silent)
    }

    /// The link of the claims with these ids.
    fn link(&self, left: &str, right: &str) -> Option<Link> {
        let at = |id| self.claims.iter().position(|c| c.id == id).unwrap();
        self.links().into_iter().find(|l| (l.pair.left, l.pair.right) == (at(left), at(right)))
    }
}

const HARBOUR: &[&str] = &[
    "The harbour of Velmora was closed on Monday after a grain barge struck the northern breakwater.",
    "Harbour master Ilse Brandt said divers had found a crack eleven metres long below the waterline.",
    "Fishing boats were told to use the smaller port at Osk.",
];
const HARBOUR_AGAIN: &[&str] = &[
    "Velmora closed its harbour Monday when a barge loaded with grain hit the northern breakwater.",
    "A crack eleven metres long was found below the waterline by divers, harbour master Ilse Brandt said.",
    "The regional parliament meets next week to debate a new budget.",
];

#[test]
fn accounts_of_one_thing_are_one_statement_and_the_rest_is_left_alone() {
    let corpus = corpus(&[HARBOUR, HARBOUR_AGAIN], &[&[0, 1]]);
    let members: Vec<Vec<usize>> = corpus.statements().into_iter().map(|s| s.members).collect();
    assert!(members.contains(&vec![0, 3]), "{members:?}");
    assert!(members.contains(&vec![1, 4]), "{members:?}");
    assert!(members.iter().all(|m| !m.contains(&2) && !m.contains(&5)), "{members:?}");
}

#[test]
fn spellings_of_a_name_count_as_one_term() {
    let apart = corpus(&[&["Critics praised Sergei Malinov today."], &["Again Sergey Malinov was praised."]], &[&[0, 1]]);
    let shared = |c: &Corpus| {
        let index = c.index();
        index.claims[0].terms.bag.shared(&index.claims[1].terms.bag).count()
    };
    assert_eq!(shared(&apart), 3, "sergei, malinov, prais");
    // One article that uses both spellings means two people.
    let both = corpus(
        &[
            &["Critics praised Sergei Malinov today."],
            &["Again Sergey Malinov was praised.", "Then Sergei Malinov and others left."],
        ],
        &[&[0, 1]],
    );
    assert_eq!(shared(&both), 2);
}

#[test]
fn a_word_of_every_sentence_weighs_less_than_a_rare_one() {
    let corpus = corpus(&[HARBOUR, HARBOUR_AGAIN], &[&[0, 1]]);
    let index = corpus.index();
    let weights: Vec<f32> = index.claims[0].terms.bag.terms.iter().map(|t| t.weight).collect();
    let shared: Vec<f32> = index.claims[0].terms.bag.shared(&index.claims[4].terms.bag).map(|(t, _)| t.weight).collect();
    // `harbour` stands in four of six sentences.
    assert_eq!(shared.len(), 1);
    assert!(weights.iter().all(|w| *w >= shared[0]), "{weights:?} {shared:?}");
}

#[test]
fn all_alike_is_one_statement_and_all_unlike_is_none() {
    let alike = ["The bridge over the Tolva reopened to lorries on Friday morning."; 1];
    let five: Vec<&[&str]> = (0..5).map(|_| &alike[..]).collect();
    let found = corpus(&five, &[&[0, 1, 2, 3, 4]]).statements();
    assert_eq!(found.iter().map(|s| s.members.len()).collect::<Vec<_>>(), [5]);

    let unlike = corpus(&[&["Rain fell in Osk."], &["Ministers resigned."], &["A bakery won gold."]], &[&[0, 1, 2]]);
    assert!(unlike.statements().is_empty());
    assert!(corpus(&[], &[]).statements().is_empty());
}

#[test]
fn across_events_only_near_verbatim_reuse_links() {
    let old = "Nobody in this valley will drink from a river that belongs to a mining company, ever again.";
    let about = "In this valley many people drink from the river that the mining company wants to own.";
    let corpus = corpus(&[&[old], &[old], &[about]], &[&[0], &[1], &[2]]);
    let links = corpus.links();
    assert!(links.iter().all(|l| l.pair.key == MatchKey::Reuse));
    let strong: Vec<_> = links.iter().filter(|l| l.probability > 0.5).map(|l| (l.pair.left, l.pair.right)).collect();
    assert_eq!(strong, [(0, 1)]);
    let statements = corpus.statements();
    assert_eq!(statements.len(), 1);
    assert_eq!(statements[0].event, None);
}

#[test]
fn evidence_is_named_part_by_part() {
    let corpus = corpus(&[HARBOUR, HARBOUR_AGAIN], &[&[0, 1]]);
    let link = corpus.link("a0-1", "a1-1").unwrap();
    assert!(link.evidence.part("overlap").unwrap() > 0.6);
    assert!(link.evidence.part("names_shared").unwrap() > 0.0);
    assert_eq!(link.evidence.part("luck"), None);
    assert_eq!(Evidence::NAMES.len(), link.evidence.0.len());
}

fn sentence() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "river", "Tolva", "treaty", "signed", "Brandt", "not", "the", "39", "water", "dam", "closed", "of",
    ]);
    prop::collection::vec(word, 3..14).prop_map(|words| format!("{}.", words.join(" ")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_score_does_not_depend_on_which_article_comes_first(
        left in prop::collection::vec(sentence(), 1..5),
        right in prop::collection::vec(sentence(), 1..5),
    ) {
        let left: Vec<&str> = left.iter().map(String::as_str).collect();
        let right: Vec<&str> = right.iter().map(String::as_str).collect();
        let one = corpus(&[&left, &right], &[&[0, 1]]);
        let other = corpus(&[&right, &left], &[&[0, 1]]);
        let scores = |c: &Corpus, swap: bool| {
            let key = |l: &Link| {
                let (a, b) = (&c.claims[l.pair.left], &c.claims[l.pair.right]);
                let ids = if swap { (1 - b.article, b.position, 1 - a.article, a.position) } else { (a.article, a.position, b.article, b.position) };
                let same = a.article == b.article;
                (!same).then_some((ids, (l.probability * 1e9).round() as i64))
            };
            let mut all: Vec<_> = c.links().iter().filter_map(key).collect();
            all.sort_unstable();
            all
        };
        let (one, other) = (scores(&one, false), scores(&other, true));
        prop_assert_eq!(one.len(), other.len());
        for (a, b) in one.iter().zip(&other) {
            prop_assert_eq!(a.0, b.0);
            // Sums of 32-bit weights may differ in their last digits when terms are numbered in another order.
            prop_assert!((a.1 - b.1).abs() < 20_000, "{:?} {:?}", a, b);
        }
    }

    #[test]
    fn probabilities_are_probabilities(left in prop::collection::vec("\\PC{0,80}", 1..4), right in prop::collection::vec("\\PC{0,80}", 1..4)) {
        let left: Vec<&str> = left.iter().map(String::as_str).collect();
        let right: Vec<&str> = right.iter().map(String::as_str).collect();
        for link in corpus(&[&left, &right], &[&[0, 1]]).links() {
            prop_assert!((0.0..=1.0).contains(&link.probability));
            prop_assert!(link.evidence.0.iter().all(|part| part.is_finite()));
        }
    }
}

#[test]
fn short_names_are_the_names_that_an_event_spells_out() {
    let corpus = corpus(
        &[&["The Orlava River Water Council met in Osk.", "Nothing else happened."], &["Delegates of the ORWC met in Osk."]],
        &[&[0, 1]],
    );
    let index = corpus.index();
    assert_eq!(index.claims[0].terms.bag.shared(&index.claims[2].terms.bag).count(), 3, "the council, meet, osk");
}

#[test]
fn listed_short_names_and_irregular_forms_meet() {
    let corpus = corpus(&[&["The U.S. sought a deal with Daesh."]], &[&[0]]);
    let other = corpus_of("A deal with Islamic State is what the United States seek.");
    let terms = |c: &Corpus| c.index().claims[0].terms.bag.terms.len();
    assert_eq!((terms(&corpus), terms(&other)), (4, 4));
    let both = self::corpus(
        &[&["The U.S. sought a deal with Daesh."], &["A deal with Islamic State is what the United States seek."]],
        &[&[0, 1]],
    );
    let index = both.index();
    assert_eq!(index.claims[0].terms.bag.shared(&index.claims[1].terms.bag).count(), 4);
}

fn corpus_of(sentence: &str) -> Corpus {
    corpus(&[&[sentence]], &[&[0]])
}

#[test]
fn a_word_anchors_where_both_articles_have_it_once_and_speaks_against_where_the_other_has_it_elsewhere() {
    let first: &[&str] =
        &["The warden locked the harbour gate.", "The harbour lay in fog.", "Fog fills the harbour in autumn."];
    let second: &[&str] = &["The watch said the gate of the harbour was shut.", "Fog lay over the harbour."];
    let corpus = corpus(&[first, second], &[&[0, 1]]);
    let of = |right: &str, part: &str| corpus.link("a0-0", right).unwrap().evidence.part(part).unwrap();
    // Nobody else has a warden or a watch: what is told in other words does not count as missing.
    assert_eq!(of("a1-0", "found_least"), 1.0);
    assert!(of("a1-0", "covered_most") < 1.0);
    assert!(of("a1-1", "found_most") < 1.0);
    for part in ["anchors", "anchored_least", "anchored_most"] {
        assert!(of("a1-0", part) > of("a1-1", part), "{part}");
    }
}

#[test]
fn words_that_are_common_in_all_news_tell_less_than_rare_ones() {
    // Each word stands once in either article, so the event alone cannot tell them apart.
    let first: &[&str] = &["The officials announced the decision on Monday.", "Barge crews moored at Veldt quay."];
    let second: &[&str] =
        &["On Monday the officials named a curlew warden.", "Barge crews at Veldt quay opposed the president."];
    let corpus = corpus(&[first, second], &[&[0, 1]]);
    let of = |left: &str, right: &str, part: &str| corpus.link(left, right).unwrap().evidence.part(part).unwrap();
    let (everyday, telling) = (of("a0-0", "a1-0", "news_overlap"), of("a0-1", "a1-1", "news_overlap"));
    assert!(everyday < of("a0-0", "a1-0", "overlap"), "{everyday}");
    assert!(telling > of("a0-1", "a1-1", "overlap"), "{telling}");
    assert_eq!(of("a0-0", "a1-1", "news_overlap"), 0.0);
}

#[test]
fn early_tells_how_near_the_beginning_both_stand() {
    let first: &[&str] = &["The ferry sank.", "It was old.", "Divers came."];
    let second: &[&str] = &["A ferry sank off Orrin.", "Divers came at noon."];
    let corpus = corpus(&[first, second], &[&[0, 1]]);
    let early = |left: &str, right: &str| corpus.link(left, right).unwrap().evidence.part("early").unwrap();
    assert_eq!(early("a0-0", "a1-0"), 1.0);
    assert_eq!(early("a0-0", "a1-1"), early("a0-1", "a1-0"));
    assert!(early("a0-0", "a1-1") > early("a0-2", "a1-1"));
    assert_eq!(early("a0-2", "a1-1"), early("a0-2", "a1-0"));
}

#[test]
fn in_a_small_event_claims_that_share_nothing_are_compared() {
    let corpus = corpus(&[&["The mill will not reopen this year."], &["Workers were told to look elsewhere."]], &[&[0, 1]]);
    let index = corpus.index();
    let of = |small_event| pairs(&index, &PairOptions { small_event, ..PairOptions::default() }, &Silent).pairs.len();
    assert_eq!((of(1), of(2)), (0, 1));
}

#[test]
fn endless_repeats_are_capped_and_counted() {
    let sentence = ["The ferry to Orrin left at noon with ninety people."; 60];
    let corpus = corpus(&[&sentence, &sentence], &[&[0, 1]]);
    let index = corpus.index();
    let all = pairs(&index, &PairOptions::default(), &Silent);
    let capped = pairs(&index, &PairOptions { event_cap: 10, small_event: 0, ..PairOptions::default() }, &Silent);
    assert_eq!((all.pairs.len(), all.left_out), (120 * 119 / 2, 0));
    assert!(capped.pairs.len() <= 120 * 10 && capped.left_out > 0, "{} {}", capped.pairs.len(), capped.left_out);
}

#[test]
fn the_score_knows_what_stands_in_a_title_and_what_under_a_picture() {
    let first: &[&str] = &["Ferry sinks off Orrin", "The ferry sank at dawn.", "The ferry at its quay in May."];
    let second: &[&str] = &["A ferry sank off Orrin."];
    let mut corpus = corpus(&[first, second], &[&[0, 1]]);
    let kinds = [BlockKind::Headline, BlockKind::Paragraph, BlockKind::Caption];
    let blocks = corpus.claims[..3].iter().zip(kinds).map(|(claim, kind)| Block { span: claim.span, kind });
    corpus.articles[0].blocks = blocks.collect();
    let of = |left: &str| {
        let evidence = corpus.link(left, "a1-0").unwrap().evidence;
        (evidence.part("headline").unwrap(), evidence.part("caption").unwrap())
    };
    assert_eq!([of("a0-0"), of("a0-1"), of("a0-2")], [(1.0, 0.0), (0.0, 0.0), (0.0, 1.0)]);
}

#[test]
fn claims_that_both_deny_are_likelier_one_statement_than_one_that_denies_and_one_that_affirms() {
    let (denied, affirmed) = ("No water was sold to the mills.", "Water was sold to the mills.");
    let mut corpus = corpus(&[&[denied], &[denied], &[affirmed]], &[&[0, 1, 2]]);
    let of = |corpus: &Corpus, right: &str| {
        let link = corpus.link("a0-0", right).unwrap();
        let part = |name| link.evidence.part(name).unwrap();
        ((part("negated_both"), part("negated_one")), link.probability)
    };
    let (neither, plain) = of(&corpus, "a1-0");
    corpus.claims[..2].iter_mut().for_each(|claim| claim.polarity = Polarity::Negated);
    let (both, likelier) = of(&corpus, "a1-0");
    let (one, unlike) = of(&corpus, "a2-0");
    assert_eq!([neither, both, one], [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]);
    assert!(plain < likelier && unlike < likelier, "{plain} {likelier} {unlike}");
}
