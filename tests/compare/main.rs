//! What the comparison of accounts flags, and what it leaves alone, in single sentences. `tests/flags.rs` measures it on articles.

mod account;

use account::{Told, both, check, flags_of, quote, told, world};
use crosswire::compare::{CompareOptions, coverage, findings};
use crosswire::model::{ClaimKind, Event, Flag, SpeakerBasis};
use proptest::prelude::*;

#[test]
fn numbers_that_disagree() {
    let pairs = [
        ("the raid killed {39|39 civilian} civilians", "{93|93 civilian} civilians were killed in the raid"),
        ("at least {39|>39 civilian} civilians were killed", "at least {45|>45 civilian} civilians were killed"),
        ("the ferry carried {120|120 passeng} passengers", "the ferry carried {210|210 passeng} passengers"),
        ("inflation rose to {3.5|3.5 %} percent", "inflation rose to {4.5|4.5 %} percent"),
        ("the loan is worth ${3 billion|3000000000 $}", "the loan is worth ${2 billion|2000000000 $}"),
        ("about {40|~40 miner} miners were trapped", "{80|80 miner} miners were trapped"),
        ("more than {100|>100 hous} houses burned", "{60|60 hous} houses burned"),
        ("up to {30|<30 boat} boats sank", "{45|45 boat} boats sank"),
        ("between {20 and 30|20..30 boat} boats sank", "{12|12 boat} boats sank"),
        ("the talks lasted {three|3 hour} hours", "the talks lasted {five|5 hour} hours"),
        ("{250,000|250000 people} people have fled the delta", "{400,000|400000 people} people have fled the delta"),
        ("{39|39} were killed in the market", "{54|54 trader} traders were killed in the market"),
        ("{dozens|~24..99 boat} of boats sank off Orlan", "{300|300 boat} boats sank off Orlan"),
        ("{two thirds|66.6667 %} of the voters stayed away", "{40|40 %} percent of the voters stayed away"),
    ];
    check(Flag::Numbers, true, both(&pairs, told));
}

#[test]
fn numbers_that_can_both_be_right() {
    let pairs = [
        ("the raid killed {39|39 civilian} civilians", "{thirty-nine|39 civilian} civilians were killed in the raid"),
        ("at least {39|>39 civilian} civilians were killed", "{41|41 civilian} civilians were killed"),
        ("more than {30|>30 civilian} civilians were killed", "at least {39|>39 civilian} civilians were killed"),
        ("the delta lost {246,312|246312 people} people", "the delta lost {250,000|250000 people} people"),
        ("inflation rose to {3.47|3.47 %} percent", "inflation rose to {3.5|3.5 %} percent"),
        ("about {40|~40 miner} miners were trapped", "{38|38 miner} miners were trapped"),
        ("{dozens|~24..99 boat} of boats sank off Orlan", "{31|31 boat} boats sank off Orlan"),
        ("{a third|33.3333 %} of voters stayed home", "{33|33 %} percent of voters stayed home"),
        (
            "the raid killed {39|39 civilian} civilians",
            "the raid killed {39|39 civilian} civilians and {12|12 soldier} soldiers",
        ),
        (
            "the {two|2 countri} countries signed in Orlan",
            "the envoys of {17|17 countri} countries watched as Orlan was shown the fort",
        ),
        ("the ferry carried {120|120 passeng} passengers", "the ferry carried ${210|210 $} million"),
        ("between {20 and 30|20..30 boat} boats sank", "{25|25 boat} boats sank"),
        ("the raid killed {39|39 civilian} civilians", "the raid killed civilians"),
        ("up to {30|<30 boat} boats sank", "{25|25 boat} boats sank"),
        ("a {1 in 3|33.3333 %} chance to lose the vote", "a {two-in-three|66.6667 %} chance to win the vote"),
        ("Dolan, {66|66}, was charged on Friday", "the court charged Dolan in a {seven|7 count}-count indictment"),
        ("the loan is worth ${2.5 billion|2500000000 $}", "the loan is worth ${2.48 billion|2480000000 $}"),
    ];
    check(Flag::Numbers, false, both(&pairs, told));
}

#[test]
fn one_denies_what_the_other_affirms() {
    let pairs = [
        ("Kestria will sign the border treaty", "!Kestria will not sign the border treaty"),
        ("the envoy met the rebel leaders in Orlan", "!the envoy never met the rebel leaders in Orlan"),
        ("!parliament has no plan to dissolve the union", "parliament has a plan to dissolve the union"),
        ("the dam was inspected before the flood", "!the dam wasn't inspected before the flood"),
        ("the army can hold the northern town", "!the army cannot hold the northern town"),
        ("negotiators agreed on a ceasefire line", "!negotiators failed to agree on a ceasefire line"),
        ("!none of the hostages reached the border alive", "the hostages reached the border alive"),
        ("the convoy entered with a permit from Kestria", "!the convoy did not enter with a permit from Kestria"),
        ("!without consent Kestria deployed troops in the delta", "with consent Kestria deployed troops in the delta"),
        ("the union accepted the wage offer", "!the union had not accepted the wage offer"),
        ("the minister ordered the evacuation of the port", "!the minister denied he ordered the evacuation of the port"),
        ("the ship carried weapons to the island", "!the ship carried no weapons to the island"),
        ("the dam burst", "!the dam never burst"),
    ];
    check(Flag::Polarity, true, both(&pairs, told));
}

#[test]
fn negations_that_do_not_flip_the_claim() {
    let pairs = [
        ("!Kestria will not sign the treaty", "!Kestria refused to sign the treaty"),
        ("Kestria will sign the treaty", "Kestria will sign the treaty soon"),
        ("the border stays closed", "!the border is not open"),
        (
            "the envoy met the rebel leaders",
            "!the envoy met the rebel leaders in Orlan, a town that the army has not entered since the spring flood and the siege",
        ),
        ("the talks ended", "!the talks ended without a result for the fishing villages of the northern coast"),
        ("!he has done nothing wrong", "!I have not done anything wrong"),
        ("the premier praised the harvest figures", "!the premier did not mention the election date"),
        ("the army holds the town", "!nobody holds the bridge"),
        ("!the union would not accept the wage offer", "the union rebuffed the wage offer of the port company on Monday night"),
        ("the treaty will be signed in spring", "!a treaty will hardly be signed before summer elections in Kestria"),
        ("the ship left the harbor with grain", "!no ship left that day"),
    ];
    check(Flag::Polarity, false, both(&pairs, told));
}

#[test]
fn speakers_that_differ() {
    let text = "the treaty would be signed in spring";
    let pairs = [
        ("Mira Dolan", "Pavel Orsk"),
        ("Sergei Malkov", "Anton Berin"),
        ("Foreign Minister Mira Dolan", "Pavel Orsk"),
        ("Mira Dolan", "President Pavel Orsk"),
        ("Ana al-Khatib", "Omar Haddad"),
        ("Li Weiguo", "Chen Daming"),
        ("Jean-Luc Moreau", "Pierre Gall"),
        ("Dr. Ines Falk", "Tomas Reil"),
        ("Tom B. Harrow", "Tom B. Kellan"),
        ("Mira Dolan", "Mira Petrosyan"),
        ("Vasily Gromov", "Viktor Belenko"),
        ("Ada Quist", "Rolf Edberg"),
    ];
    let make = |(a, b): &(&str, &str)| (told(text).named(a), told(text).named(b));
    check(Flag::Attribution, true, pairs.iter().map(make).collect());
    let long = "We will sign the treaty with Kestria in the spring";
    let pronoun = quote(long).by("Pavel Orsk", SpeakerBasis::Pronoun);
    check(Flag::Attribution, true, vec![(quote(long).named("Mira Dolan"), pronoun)]);
}

#[test]
fn speakers_that_are_one() {
    use SpeakerBasis::{Named, Pronoun, Role};
    let text = "the treaty would be signed in spring";
    let pairs = [
        (("Sergei Malkov", Named), ("Sergey Malkov", Named)),
        (("Malkov", Named), ("Sergey Malkov", Named)),
        (("Arseny Yatsenyk", Named), ("Arseniy Yatseniuk", Named)),
        (("Foreign Minister Mira Dolan", Named), ("Mira Dolan", Named)),
        (("the minister", Role), ("Mira Dolan", Named)),
        (("officials", Role), ("a spokesman", Role)),
        (("Ministry of Defence", Named), ("Mira Dolan", Named)),
        (("White House", Named), ("Eric Stolz", Named)),
        (("Kestria", Named), ("Mira Dolan", Named)),
        (("Omar al-Haddad", Named), ("Omar Haddad", Named)),
        (("Xu Daming", Named), ("Xu Da-ming", Named)),
        (("Tom Harrow Jr.", Named), ("Thomas Harrow", Named)),
    ];
    let make = |((a, x), (b, y)): &((&str, _), (&str, _))| (told(text).by(a, *x), told(text).by(b, *y));
    check(Flag::Attribution, false, pairs.iter().map(make).collect());
    check(Flag::Attribution, false, vec![(told(text).named("Mira Dolan"), told(text))]);
    // A speaker found by a pronoun is held against another only for the same words.
    let other = "the treaty would be signed in the spring of the year";
    let (dolan, orsk) = (told(text).named("Mira Dolan"), told(other).by("Pavel Orsk", Pronoun));
    check(Flag::Attribution, false, vec![(dolan, orsk.clone()), (told(text).by("Mira Dolan", Pronoun), orsk)]);
}

#[test]
fn quotes_that_lost_a_condition() {
    let pairs = [
        ("We will sign the treaty", "We will sign the treaty if the army leaves the delta"),
        ("The sanctions can be lifted", "The sanctions can be lifted once the accord is carried out"),
        ("We are ready to talk to them", "We are ready to talk to them, but not under fire"),
        ("The bridge will be rebuilt", "Only if the donors pay, the bridge will be rebuilt"),
        ("The troops will stay there", "The troops will stay there until the vote is held"),
        ("I support the reform plan", "I support the reform plan, although the price is high"),
        ("We will not close the mine", "Unless prices fall further, we will not close the mine"),
        ("They may return to the villages", "They may return to the villages provided that the mines are cleared"),
        ("The offer is a good one", "The offer is a good one, however it comes too late"),
        ("There will be peace this year", "There will be peace this year as long as nobody shoots"),
        ("We accept the court's ruling", "We accept the court's ruling except on the fishing rights"),
        ("The talks … ended with a handshake", "The talks collapsed twice over fishing and ended with a handshake"),
        ("We can hold the town", "We can hold the town when the reserves arrive"),
    ];
    check(Flag::Truncated, true, both(&pairs, quote));
}

#[test]
fn shorter_quotes_that_lost_nothing() {
    let mut pairs = both(
        &[
            ("We will sign the treaty", "We will sign the treaty in the spring"),
            ("We will sign the treaty", "We will sign the treaty"),
            ("sign it", "sign it if the army leaves"),
            ("We focused on the harvest", "But we focused on the harvest"),
            ("The army will leave the delta", "We will sign the treaty if the army leaves"),
            ("The dam is safe for now", "The dam is safe for now and the spillway works"),
            ("We accept the ruling of the court", "I told them that we accept the ruling of the court"),
            ("The bridge will be rebuilt soon", "As I said in Orlan, the bridge will be rebuilt soon"),
            ("It was a long and honest talk", "It was a long and honest talk, he and I agreed"),
            ("The talks … ended with a handshake", "The talks ended with a handshake in Orlan"),
            ("We will sign the treaty if the army leaves", "We will sign the treaty if the army leaves the delta"),
        ],
        quote,
    );
    let long = "We will sign the treaty if the army leaves the delta";
    pairs.push((quote("We will sign the treaty").then("if the army leaves the delta"), quote(long)));
    pairs.push((told("We will sign the treaty"), quote(long)));
    check(Flag::Truncated, false, pairs);
}

#[test]
fn quotes_that_were_altered() {
    let pairs = [
        ("We had a good discussion on the harvest with the envoy", "We had a tense discussion on the harvest with the envoy"),
        ("The army will leave the delta before the spring floods", "The army will shell the delta before the spring floods"),
        ("This is a gross abuse of the law by the mayor", "This is a minor abuse of the law by the mayor"),
        ("I told the minister that the dam was safe", "I told the governor that the dam was safe"),
        ("They killed our cattle and burned the barns", "They stole our cattle and burned the barns"),
        ("We need more time to read the treaty", "We need more money to read the treaty"),
        ("The mine must be closed by the end of June", "The mine must be opened by the end of June"),
        ("It is a legal decision that we respect", "It is an illegal decision that we respect"),
        ("Nobody in Orlan wants this foolish war to go on", "Nobody in Orlan wants this civil war to go on"),
        ("The rebels are our brothers and our neighbours", "The rebels are our enemies and our neighbours"),
        ("She is the best candidate for the northern seat", "She is the worst candidate for the northern seat"),
        ("Our patience with the company has a limit", "Our alliance with the company has a limit"),
    ];
    let mut pairs = both(&pairs, quote);
    // One language of two countries.
    let (a, b) = ("We had a good discussion on the harvest", "We had a tense discussion on the harvest");
    pairs.push((quote(a).in_language("en-GB"), quote(b).in_language("en-US")));
    check(Flag::Altered, true, pairs);
}

#[test]
fn quotes_that_only_look_altered() {
    let mut pairs = both(
        &[
            ("We had a good discussion on the harvest", "We had a good discussion on the harvest"),
            ("We will organise a vote on the port", "We will organize a vote on the port"),
            ("The talks at the ministerial level go on this week", "The talks at the ministerial levels go on this week"),
            ("The {20|20 boat} boats left the harbor at dawn", "The {twenty|20 boat} boats left the harbor at dawn"),
            ("We think the United States will pay for the dam", "We think the US will pay for the dam"),
            ("We told [the minister] that the dam was safe", "We told him that the dam was safe"),
            ("I told [the minister] that the dam was safe", "I told Dolan that the dam was safe"),
            (
                "All must contribute to the fight against the flood",
                "Everyone should make a contribution to fighting the floods",
            ),
            ("We will not pay for that damned wall in the north", "We will not pay for that d****d wall in the north"),
            ("We will sign the treaty", "We will sign the treaty in the spring"),
            ("a tense talk", "a good talk"),
            ("“We will sign the treaty in spring,”", "\"We will sign the treaty in spring.\""),
            ("We’re glad that the ferry is back in port", "We're glad that the ferry is back in port"),
        ],
        quote,
    );
    let (a, b) = ("We had a good discussion on the harvest", "We had a tense discussion on the harvest");
    pairs.push((quote(a), told(b)));
    pairs.push((quote(a), quote(b).in_language("de")));
    check(Flag::Altered, false, pairs);
}

#[test]
fn one_is_surer_than_the_other() {
    let pairs = [
        ("Kestria may sign the treaty", "Kestria will sign the treaty"),
        ("the army might leave the delta", "the army will leave the delta"),
        ("the mine could close in June", "the mine will close in June"),
        ("the court must hear the case", "the court may hear the case"),
        ("the ferry may be raised this week", "the ferry will be raised this week"),
        ("the union may soon strike at the port", "the union will soon strike at the port"),
        ("parliament may even dissolve the union", "parliament will dissolve the union"),
        ("the donors might possibly pay for the dam", "the donors will certainly pay for the dam"),
        ("the envoy may also visit Orlan", "the envoy will visit Orlan"),
        ("prices could rise again in autumn", "prices shall rise again in autumn"),
        ("the vote may have been rigged in Orlan", "the vote must have been rigged in Orlan"),
        ("they'll rebuild the bridge", "they may rebuild the bridge"),
    ];
    check(Flag::Hedge, true, both(&pairs, told));
}

#[test]
fn both_are_as_sure() {
    let pairs = [
        ("Kestria will sign the treaty", "Kestria would sign the treaty"),
        ("Kestria may sign the treaty", "Kestria might sign the treaty"),
        ("Kestria will sign the treaty", "Kestria must sign the treaty"),
        ("Kestria can sign the treaty", "Kestria could sign the treaty"),
        ("Kestria will sign the treaty", "Kestria signs the treaty"),
        ("the army may leave the delta", "the mine will close in June"),
        ("Kestria will sign and may publish the treaty", "Kestria will sign the treaty"),
        ("the talks in May will open the border", "the talks will open the border"),
        ("!Kestria will not sign the treaty", "Kestria may sign the treaty"),
        ("the ferry may sink", "the dredger will sail for the wreck of the ferry"),
        ("Kestria is to sign the treaty", "Kestria may sign the treaty"),
        ("he may say that the court will rule", "the court will rule"),
    ];
    check(Flag::Hedge, false, both(&pairs, told));
}

#[test]
fn cues_that_judge() {
    let text = "the dam had not been inspected since spring";
    let cues = [
        ("say", "admit"),
        ("say", "claim"),
        ("tell", "concede"),
        ("add", "insist"),
        ("state", "boast"),
        ("note", "complain"),
        ("write", "rant"),
        ("announce", "reveal"),
        ("according to", "allege"),
        ("declare", "confess"),
        ("reply", "snap"),
        ("explain", "whine"),
    ];
    let make = |(a, b): &(&str, &str)| (told(text).named("Mira Dolan").cue(a), told(text).named("Dolan").cue(b));
    check(Flag::Cue, true, cues.iter().map(make).collect());
}

#[test]
fn cues_that_are_alike() {
    let text = "the dam had not been inspected since spring";
    let cues = [
        ("say", "say"),
        ("say", "tell"),
        ("say", "warn"),
        ("say", "stress"),
        ("claim", "admit"),
        ("say", "promise"),
        ("deny", "say"),
        ("suggest", "claim"),
        ("urge", "insist"),
        ("say", "unheard-of"),
    ];
    let make = |(a, b): &(&str, &str)| (told(text).named("Mira Dolan").cue(a), told(text).named("Mira Dolan").cue(b));
    check(Flag::Cue, false, cues.iter().map(make).collect());
    let said = told(text).named("Mira Dolan").cue("say");
    let others = [
        told(text).named("Pavel Orsk").cue("claim"),
        told(text).cue("claim"),
        told("the mayor of Orlan took bribes").named("Mira Dolan").cue("claim"),
    ];
    check(Flag::Cue, false, others.into_iter().map(|b| (said.clone(), b)).collect());
}

#[test]
fn flags_come_once_and_in_order() {
    let accounts = [
        told("the raid may kill {39|39 civilian} civilians").named("Mira Dolan").cue("say"),
        told("the raid will kill {93|93 civilian} civilians").named("Pavel Orsk").cue("say"),
        told("the raid will kill {60|60 civilian} civilians").named("Mira Dolan").cue("claim"),
    ];
    assert_eq!(flags_of(&accounts), [Flag::Numbers, Flag::Attribution, Flag::Hedge, Flag::Cue]);
    assert_eq!(flags_of(&accounts[..1]), []);
}

#[test]
fn one_outlet_does_not_differ_from_itself() {
    let (statement, mut claims, articles) =
        world(&[told("{39|39 boat} boats sank off Orlan"), told("{93|93 boat} boats sank off Orlan")]);
    claims[1].article = 0;
    assert_eq!(findings(&statement, &claims, &articles, &CompareOptions::default()), []);
}

#[test]
fn an_article_carries_a_statement_as_the_fullest_of_its_accounts() {
    let (mut statement, mut claims, _) = world(&[told("a"), told("b"), told("c")]);
    claims.iter_mut().for_each(|claim| claim.article = 0);
    claims[2].article = 1;
    for (claim, kind) in claims.iter_mut().zip([ClaimKind::Headline, ClaimKind::Quote, ClaimKind::Fact]) {
        claim.kind = kind;
    }
    (statement.event, statement.ties) = (Some(0), vec![0.9, 0.5, 0.7]);
    let event =
        Event { id: String::new(), title: String::new(), articles: vec![0, 1, 2], first_published: None, last_published: None };
    let rows: Vec<_> = coverage(&[statement], &claims, &[event]).iter().map(|r| (r.claim, r.carried_as)).collect();
    assert_eq!(rows, [(Some(0), Some(ClaimKind::Quote)), (Some(2), Some(ClaimKind::Fact)), (None, None)]);
}

#[test]
fn a_statement_that_all_the_world_carried_is_compared_in_time() {
    let accounts: Vec<Told> = (0..600).map(|i| told(&format!("outlet {i} wrote that the ferry sank off Orlan"))).collect();
    assert_eq!(flags_of(&accounts), []);
    let long = "word if but may will not ".repeat(40_000);
    flags_of(&[quote(&long), quote(&long[5..])]);
}

proptest! {
    #[test]
    fn any_two_accounts_compare_alike_in_both_orders(
        a in "(we|will|may|not|sign|treaty|if|the|army|leaves|…|“|\\[|é| |,|\\PC){0,30}",
        b in "(we|will|may|not|sign|treaty|if|the|army|leaves|…|“|\\[|é| |,|\\PC){0,30}",
        is_quote in any::<bool>(),
    ) {
        let make = |text: &str| Told { is_quote, ..told(&text.replace(['{', '}', '!'], "")) };
        prop_assert_eq!(flags_of(&[make(&a), make(&b)]), flags_of(&[make(&b), make(&a)]));
    }
}
