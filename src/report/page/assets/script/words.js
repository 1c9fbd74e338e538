// What things are called, and what they mean, in words.

const KINDS = ["quote", "reported", "fact", "headline"];
const GLYPHS = ["Q", "r", "f", "h"];
const KIND_MEANS = [
  "words inside quotation marks",
  "speech without quotation marks",
  "the outlet's own assertion",
  "in a headline only",
];
const BASES = ["named at the claim", "by role or description", "by a pronoun", "the turn before goes on"];

/** @type {Record<string, {name: string, means: string, grave: number}>} */
const FLAGS = {
  numbers: { name: "Numbers differ", means: "Accounts disagree on a number; roundings and words for digits are no disagreement.", grave: 3 },
  polarity: { name: "Affirmed and denied", means: "One account affirms what another denies.", grave: 3 },
  attribution: { name: "Different speakers", means: "Accounts name different people for the same words.", grave: 3 },
  truncated: { name: "Quote cut short", means: "A quote was cut so that a condition or another part which changes it is lost.", grave: 2 },
  spliced: { name: "Quotes joined", means: "One quotation of one account is two of another.", grave: 2 },
  altered: { name: "Quote altered", means: "The words inside quotation marks are not the same.", grave: 2 },
  hedge: { name: "Certainty differs", means: "One account is surer than another: may became will, or the reverse.", grave: 1 },
  cue: { name: "Tone differs", means: "One account has a neutral verb of speech, another a loaded one: said became admitted.", grave: 1 },
};

/** What the parts of a score measure. `docs/method.md` has each in full. */
/** @type {Record<string, string>} */
const PARTS = {
  overlap: "telling words in common",
  covered_least: "share of the fuller account found in the other",
  covered_most: "share of the shorter account found in the other",
  shared_mass: "weight of the words in common",
  rarest: "rarity of the rarest word in common",
  window: "best clause against clause",
  sentence_overlap: "telling words in common of the sentences around",
  phrases: "neighbouring words in common",
  order: "longest run of words in the same order",
  length_ratio: "how near the lengths are",
  names_shared: "names in common",
  names_apart: "names that only one has",
  numbers_shared: "numbers in common",
  numbers_apart: "numbers that only one has",
  dates_shared: "dates in common",
  dates_apart: "dates that only one has",
  quoted_shared: "quoted words in common",
  speaker_same: "same speaker",
  speaker_apart: "different speakers",
  both_speech: "both are speech",
  speech_and_fact: "speech here, the outlet's own words there",
  margin: "ahead of the other pairs of the two",
  neighbours: "claims beside them are alike, too",
  distance: "how far apart they stand in their articles",
  words_shared: "words in common that are no names",
  quoted_same: "same words in quotation marks",
  quoted_run: "run of quoted words in common",
  found_least: "share of the worse found that the other tells here, not elsewhere",
  found_most: "share of the better found that the other tells here, not elsewhere",
  anchors: "words in common that little else in the two articles shares",
  anchored_least: "what ties the two sentences, beside the strongest rival",
  anchored_most: "what ties the two sentences, beside the weaker rival",
  news_overlap: "words in common, by how rare they are in the news at large",
  early: "both stand near the beginning of their articles",
  headline: "one is a headline",
  caption: "one stands under a picture",
  negated_both: "both deny",
  negated_one: "one denies, one affirms",
  lead: "lead over the next best pair",
  support: "a third article speaks for both",
  near: "claims next to them are likely pairs",
  around: "claims around them are likely pairs",
  vicinity: "how many pairs farther around them are likely",
  first_look: "what the two claims say by themselves",
};

/**
 * @param {number} count
 * @param {string} noun
 */
function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** @param {number} share in ten-thousandths */
function share(share) {
  return (share / 10000).toFixed(2);
}

/** Lower case, without accents: for searching only. @param {string} text */
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
