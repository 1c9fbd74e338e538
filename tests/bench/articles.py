#!/usr/bin/env python3
"""Makes a corpus of invented news articles, as text files: for measuring how long crosswire takes, and how much memory.

  articles.py N FOLDER [--seed 1] [--event-size K]

Writes N articles to FOLDER/articles and what is true of them to FOLDER/gold.json, a gold set of events for `crosswire eval`. The same
arguments make the same bytes, and the first articles are the same whatever N is. Only the standard library is needed.

The model: an event has a place, people, a day, topics of its own and some dozens of facts. Each agency makes a dispatch of part of the
facts; an outlet runs a dispatch as it came, cut from below, or lightly rewritten, or reports itself: in other words, as a translation
would, with names spelled otherwise, with other numbers, quoting less, in another order. Words come from the demo corpus (`data/demo`) and
from the lists below; a tail of invented names and compounds grows with the corpus, as it does in news. About every tenth article is about
something that nobody else reports; events have 2 to 40 articles, most of them few. --event-size makes all events of that size instead.
"""
import argparse
import datetime
import json
import random
from pathlib import Path

NOUNS = """accord agency airport alarm alliance apology appeal archive army audit bank barrier bill blaze board boat border bridge budget
cabinet cable campaign canal captain cargo ceiling census charge charter clinic coalition coast collapse college colony column commission
committee company compromise congress contract convoy copper council court crane crew crop crossing customs dam debt decision deficit
delegation depot detour dispute district ditch dock drill drought duty election embassy emergency engine equipment estate evacuation
exchange exhibit export factory fair farmer ferry festival fever fine fishery fleet flood flour flight forecast forest formula foundry
frontier fuel fund furnace gallery garrison gauge glacier grain grant guard harbour harvest hearing highway hospital hostage household
housing import incident income industry inflation inquiry inspection insurance interest irrigation island jury kitchen laboratory labour
landlord landslide launch lawsuit leak lease ledger library licence lighthouse loan machine majority market measure mediator memorial
merger mill mine ministry monument motor museum network nurse observatory offer office orchard outage pension permit petition pipeline
platform plea poll port prison probe profit protest province pump quarry quota railway ration reactor recall recession record recruit
referendum refinery reform refugee region regulator relief rescue reserve reservoir resident restaurant revenue rider river road runway
salary salvage sanction satellite scandal school seal search season seat senate sewer shareholder shelter shipment shipyard shore signal
sluice software soldier spill stadium station statute storm strike subsidy summit supply survey survivor tanker tariff teacher temple
tenant terminal theatre timber toll tower train transfer treaty trial tribunal troop tunnel turbine union university vaccine valley
vault verdict vessel veteran vineyard volcano vote voucher wage warehouse warrant water wharf wheat witness worker workshop zone""".split()
VERBS = """abandon accept accuse adopt alert amend announce approve arrest assess attack attend avert back block boost cancel clear
close collect compensate complete conceal condemn confirm contain convert curb damage defend delay demand deport detain devalue disclose
discuss dismiss divert double enact endorse enforce enter evacuate examine exclude expand expel export finance flood follow fund halt
import impose inspect interrupt invest launch limit maintain merge mobilise monitor neglect obstruct open order outlaw overturn
patrol pledge postpone privatise probe promise protect question raise ratify reach rebuild recall reduce refuse relocate renew repair
replace rescue resign resolve restore restrict resume review sanction scrap search secure seize settle shelter sign store strengthen
support suspend tighten trace transfer treat vacate violate visit vote warn widen withdraw""".split()
ADJECTIVES = """acting ageing ailing annual armed bankrupt bitter broken central coastal common costly crowded deputy disputed distant domestic
eastern elderly emergency empty external federal fierce final foreign former fragile frozen full further hidden historic holiday idle
illegal independent inner joint junior lasting legal licensed lower main massive medical military missing modest municipal narrow
national neutral northern official old ordinary outer overdue overloaded partial passenger peaceful pending permanent private public
rapid regional remote rural rusty safe scarce secret senior separate severe single southern special spare stable state steep stolen
stranded strict sudden temporary tense tiny upper urban urgent vacant vast volunteer weak western winter worst""".split()
ROLES = ["{n} minister", "{n} commissioner", "{n} spokesman", "mayor", "governor", "police chief", "{n} director", "union leader",
         "professor of {n} law", "opposition leader", "prosecutor", "{n} engineer", "coast guard commander", "economist", "ambassador"]
UNITS = ["people", "households", "workers", "vessels", "farms", "passengers", "soldiers", "tons of {n}", "million crowns", "percent",
         "hectares", "families", "patients", "kilometres"]
SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
STARTS = "b br d dr f g gr h k kr l m n ol p r s st t tr v vel z an el or ul".split()
MIDDLES = "a ai e ei i o u ar el en il on or ul".split()
ENDS = ["n", "sk", "r", "l", "ev", "ov", "ei", "a", "o", "man", "son", "ton", "berg", "field", "ez", "ini", "mar", "vik", "dal", "rin", "stad"]
SPELLINGS = [("ei", "ey"), ("ov", "off"), ("k", "c"), ("ai", "ay"), ("v", "w"), ("z", "s"), ("i", "y")]
AGENCIES = [("Reuters", "{P}, {M} {D} (Reuters) - ", "(Reporting by {A}; Editing by {B})"), ("AP", "{P} (AP) — ", "Associated Press"),
            ("Xinhua", "{P}, {M} {D} (Xinhua) -- ", "Enditem"), ("AFP", "{P}, {M} {D} (AFP) — ", "© Agence France-Presse"),
            ("TASS", "{P}, {M} {D}. /TASS/. ", ""), ("dpa", "{P} (dpa) - ", "dpa")]
KINDS = ["Herald", "Post", "Tribune", "Gazette", "Courier", "Evening Mail", "Monitor", "Daily News", "Chronicle", "Observer"]
ABOVE = ["Share this article: Facebook  X  E-mail  Print", "Home » News » World", "Subscribe to our newsletter", "Advertisement",
         "BREAKING  WORLD  BUSINESS  SPORT  WEATHER", "Listen to this article", "{r} min read", "Updated: {M} {D}, {Y}"]
INSIDE = ["Story continues below", "READ ALSO: {T}", "Advertisement", "Click here to follow us on Telegram", "Related: {T}"]
BELOW = ["© {Y} {O}. All rights reserved.", "Tags: {n}, {m}, {p}", "Most read", "1. {T}", "2. {T}", "Leave a comment", "Follow us on Facebook",
         "Sign up to our daily briefing", "Your e-mail address will not be published."]
FRAMES = [
    "{S} {V:ed} {O}", "{S} will {V} {O} {W}", "{S} {V:ed} {O} after {S2} {V2:ed} {O2}", "{S} has {V:ed} {N} in {P}",
    "{N} were {V:ed} {W} in {P}", "{S} {V:ed} {O}, although {S2} had {V2:ed} {O2}", "{O} was {V:ed} by {S} {W}", "at least {N} {V:ed} {O}",
    "{S} is ready to {V} {O} if {S2} {V2:ed} {O2}", "nobody {V:ed} {O} before {S} {V2:ed} {O2}", "{S} did not {V} {O}", "more than {N} were {V:ed}",
    "{X}, which {V:ed} {O} {W}, {V2:ed} {O2}", "{S} agreed to {V} {O} and {V2} {O2}", "it was not clear whether {S} {V:ed} {O}"]
QUOTES = [
    "We will {V} {O}, and we will not {V2} {O2}", "I have never {V:ed} {O} in my life", "It is not {A} to {V} {O}", "Everybody has to {V} {O}",
    "There is no {O2} without {O}", "If they {V} {O}, we {V2} {O2}", "You cannot {V} {O} with {N}", "This {O} is {A}, and nobody should {V} it",
    "They {V:ed} {O} {W}, and then they {V2:ed} {O2}", "We do not know why {S} {V:ed} {O}"]


TAILS = ["", "", "", " in a step that {S3} had {V3:ed} for years", ", a week before {S3} is to {V3} {O3}", " to {V3} {O3} of {S3}",
         " while {S3} was being {V3:ed} near {P3}", ", and {N3} have since been {V3:ed}", ", said to be the {A} {O3} since {S3} {V3:ed} {P3}",
         " because {S3} would not {V3} {O3}"]


def past(verb):
    irregular = {"withdraw": "withdrew"}
    return irregular.get(verb) or (verb + "d" if verb.endswith("e") else verb[:-1] + "ied" if verb.endswith("fy") else verb + "ed")


def name(rng, syllables=2):
    word = "".join(rng.choice(STARTS) + rng.choice(MIDDLES) for _ in range(rng.randint(1, syllables)))
    word += rng.choice(ENDS) if syllables < 3 or rng.random() < 0.5 else ""
    return word.capitalize()


class Outlet:
    """Who publishes; a pure function of its number."""

    def __init__(self, number):
        rng = random.Random(f"outlet {number}")
        self.title = f"{name(rng)} {rng.choice(KINDS)}"
        self.slug = self.title.lower().replace(" ", "-")
        self.chrome = rng.random() < 0.6
        self.curly = rng.random() < 0.4


class Event:
    """What happened, and all that can be said of it."""

    def __init__(self, rng):
        self.rng = rng
        self.place, self.country = name(rng), name(rng, 3)
        self.day = datetime.date(2025, 1, 6) + datetime.timedelta(days=rng.randrange(180))
        self.nouns = rng.sample(NOUNS, 26) + [f"{a} {b}" for a, b in zip(rng.sample(ADJECTIVES, 14), rng.sample(NOUNS, 14))]
        self.verbs = rng.sample(VERBS, 34)
        self.bodies = [f"{name(rng)} {rng.choice(['Line', 'Group', 'Institute', 'Council', 'Bank', 'Union'])}" for _ in range(4)]
        roles = rng.sample(ROLES, 6)
        self.people = [(name(rng), name(rng, 3), role.format(n=rng.choice(NOUNS))) for role in roles]
        self.facts = [self.fact() for _ in range(rng.randint(40, 62))]

    def fact(self):
        """(speaker or None, quoted, frame, words): words are chosen once, and rendered by each account in its way."""
        rng = self.rng
        noun = lambda: ("n", rng.choice(self.nouns))
        number = ("#", rng.choice([rng.randint(2, 12), rng.randint(13, 99), rng.randint(100, 9000)]), rng.choice(UNITS).format(n=rng.choice(NOUNS)))
        words = {
            "S": rng.choice([noun(), noun(), ("x", rng.choice(self.bodies)), ("x", self.country)]), "S2": noun(), "O": noun(), "O2": noun(),
            "V": rng.choice(self.verbs), "V2": rng.choice(self.verbs), "N": number, "P": ("x", rng.choice([self.place, self.country, name(rng)])),
            "X": ("x", rng.choice(self.bodies)), "A": rng.choice(ADJECTIVES),
            "W": rng.choice([f"on {rng.choice(DAYS)}", "last month", f"on {rng.choice(MONTHS)} {rng.randint(1, 28)}", "overnight", f"in {rng.randint(1960, 2024)}"]),
        }
        speaker = rng.randrange(len(self.people)) if rng.random() < 0.62 else None
        quoted = speaker is not None and rng.random() < 0.6
        words |= {"S3": noun(), "O3": noun(), "V3": rng.choice(self.verbs), "P3": ("x", rng.choice([self.place, name(rng)])), "N3": number}
        return speaker, quoted, rng.choice(QUOTES if quoted else FRAMES) + rng.choice(TAILS), words


class Voice:
    """How one text words things: `freedom` is the share of words that are other than the wire's."""

    def __init__(self, rng, freedom, spelled=False):
        self.rng, self.freedom, self.spelled = rng, freedom, spelled
        self.other = random.Random(rng.random())
        self.chosen = {}

    def word(self, word, pool):
        """A word stays the same throughout a text."""
        key = (word, pool is VERBS)
        if key not in self.chosen:
            self.chosen[key] = self.other.choice(pool) if self.other.random() < self.freedom * 0.7 else word
        return self.chosen[key]

    def noun(self, noun):
        return " ".join(self.word(part, ADJECTIVES if part in ADJECTIVES and " " in noun else NOUNS) for part in noun.split())

    def called(self, proper):
        if self.spelled:
            for old, new in SPELLINGS:
                if old in proper[1:]:
                    return proper[0] + proper[1:].replace(old, new, 1)
        return proper

    def number(self, value, unit):
        rng = self.rng
        if self.freedom and rng.random() < 0.3:
            if value > 20 and rng.random() < 0.5:
                return f"{rng.choice(['about', 'some', 'nearly'])} {round(value, -1)} {unit}"
            if rng.random() < 0.15:
                value += 1
        shown = SMALL[value] if value < 13 else f"{value:,}"
        return f"{shown} {unit}"

    def clause(self, frame, words):
        """`frame` with its words."""
        def phrase(slot):
            value = words[slot]
            if value[0] == "n":
                return f"the {self.noun(value[1])}"
            if value[0] == "x":
                return self.called(value[1])
            return self.number(value[1], value[2])
        out = frame
        for slot in ("S3", "O3", "P3", "N3", "S2", "O2", "S", "O", "X", "P", "N"):
            if "{" + slot + "}" in out:
                text = phrase(slot)
                bare = text.removeprefix("the ") if f"no {{{slot}}}" in out or f"This {{{slot}}}" in out else text
                out = out.replace("{" + slot + "}", bare)
        for slot in ("V3", "V2", "V"):
            verb = self.word(words[slot], VERBS)
            out = out.replace("{" + slot + ":ed}", past(verb)).replace("{" + slot + "}", verb)
        return out.replace("{W}", words["W"]).replace("{A}", words["A"])


def upper(text):
    return text[:1].upper() + text[1:]


def attributed(event, voice, speaker, seen):
    """How the speaker is named here: in full first, by surname or role later."""
    first, last, role = event.people[speaker]
    last = voice.called(last)
    if speaker not in seen:
        seen.add(speaker)
        return f"{upper(role)} {first} {last}" if voice.rng.random() < 0.6 else f"{first} {last}, the {role},"
    return voice.rng.choice([last, last, f"the {role}"])


def sentence(event, voice, fact, seen):
    rng = voice.rng
    speaker, quoted, frame, words = fact
    clause = voice.clause(frame, words)
    if speaker is None:
        return upper(clause) + "."
    who = attributed(event, voice, speaker, seen)
    verb = rng.choice(["said", "said", "said", "told reporters", "added", "stressed", "warned"])
    if quoted and rng.random() < voice.freedom * 0.5:
        clause, quoted = clause.replace("We ", "they ").replace("we ", "they ").replace("I have", "he had").replace(" my ", " his "), False
    if not quoted:
        clause = clause[:1].lower() + clause[1:] if clause[:2] in ("We", "It", "Ev", "Th", "If", "Yo") else clause
        return upper(rng.choice([f"{who} {verb} that {clause}.", f"{clause}, according to {who.rstrip(',')}.", f"{clause}, {who.rstrip(',')} {verb}."]))
    verb = "said" if verb == "told reporters" else verb
    return rng.choice([f"“{clause},” {who} {verb}.", f"“{clause},” {verb} {who.rstrip(',')}.", f"{upper(who)} {verb}: “{clause}.”"])


def body(event, voice, facts, words):
    """Paragraphs of about so many words."""
    paragraphs, seen, count = [], set(), 0
    facts = list(facts)
    while facts and count < words:
        taken = [facts.pop(0) for _ in range(min(len(facts), voice.rng.choice([1, 1, 2, 2, 3])))]
        paragraph = " ".join(sentence(event, voice, fact, seen) for fact in taken)
        count += len(paragraph.split())
        paragraphs.append(paragraph)
    return paragraphs


def headline(event, voice):
    _, _, _, words = event.facts[0]
    return upper(voice.rng.choice([
        f"{voice.called(event.country)} {past(voice.word(words['V'], VERBS))} {voice.noun(event.nouns[0])} in {voice.called(event.place)}",
        f"{upper(voice.noun(event.nouns[0]))} in {voice.called(event.place)}: {voice.number(*words['N'][1:])}",
        f"{voice.called(event.place)} {voice.noun(event.nouns[1])} {past(voice.word(words['V2'], VERBS))} as {voice.called(event.country)} waits"]))


def dispatch(event, agency, rng):
    """An agency's text: headline, paragraphs, sign-off."""
    wire, line, end = agency
    facts = event.facts[:3] + rng.sample(event.facts[3:], k=int(len(event.facts) * rng.uniform(0.25, 0.55)))
    facts += [event.fact() for _ in range(rng.randint(5, 12))]
    voice = Voice(rng, rng.choice([0.3, 0.5, 0.7]), wire in ("TASS", "Xinhua") and rng.random() < 0.6)
    paragraphs = body(event, voice, facts, rng.randint(380, 700))
    month, day = MONTHS[event.day.month - 1], event.day.day
    line = line.format(P=event.place.upper(), M=month, D=day)
    end = end.format(A=f"{name(rng)} {name(rng)}", B=f"{name(rng)} {name(rng)}")
    return wire, headline(event, voice), line, paragraphs, end


def furniture(lines, event, outlet, rng):
    most = rng.randint(1, len(lines))
    fill = dict(r=rng.randint(2, 9), M=MONTHS[event.day.month - 1], D=event.day.day, Y=event.day.year, O=outlet.title, p=event.place)
    return [line.format(T=f"{upper(rng.choice(NOUNS))} {past(rng.choice(VERBS))} in {name(rng)}", n=rng.choice(NOUNS), m=rng.choice(NOUNS), **fill)
            for line in rng.sample(lines, most)]


def article(event, outlet, dispatches, rng):
    """(text, number of the dispatch that it is a copy of or None)."""
    copy, way = None, rng.random()
    if dispatches and way < 0.5:
        copy = rng.randrange(len(dispatches))
        wire, title, line, paragraphs, end = dispatches[copy]
        paragraphs = list(paragraphs)
        if way > 0.2:
            paragraphs = paragraphs[:max(3, int(len(paragraphs) * rng.uniform(0.5, 1)))]
        if way > 0.35:
            # A light rewrite: an own headline, a paragraph gone, a sentence moved, one of its own.
            title = headline(event, Voice(rng, 0.3))
            if len(paragraphs) > 4:
                paragraphs.pop(rng.randrange(2, len(paragraphs)))
                at = rng.randrange(1, len(paragraphs) - 1)
                paragraphs[at], paragraphs[at + 1] = paragraphs[at + 1], paragraphs[at]
            paragraphs.append(" ".join(body(event, Voice(rng, 0.5), [event.fact()], 10)))
        credit = rng.choice([wire, f"By {name(rng)} {name(rng)}, {wire}", f"Source: {wire}", ""])
        paragraphs[0] = line + paragraphs[0]
        paragraphs += [end] if end and rng.random() < 0.6 else []
    else:
        voice = Voice(rng, rng.choice([0.6, 0.8, 1.0]), rng.random() < 0.4)
        facts = event.facts[:3] + rng.sample(event.facts[3:], k=int(len(event.facts) * rng.uniform(0.15, 0.45)))
        rng.shuffle(facts)
        title, credit = headline(event, voice), f"By {name(rng)} {name(rng)}"
        facts += [event.fact() for _ in range(rng.randint(6, 20))]
        rng.shuffle(facts)
        paragraphs = body(event, voice, facts, rng.randint(320, 720))
        if rng.random() < 0.5:
            paragraphs[0] = f"{event.place.upper()} — {paragraphs[0]}"
    date = event.day + datetime.timedelta(days=rng.choice([0, 0, 0, 1]))
    lines = [outlet.title]
    if outlet.chrome:
        lines += furniture(ABOVE, event, outlet, rng)
        paragraphs.insert(rng.randrange(1, len(paragraphs) + 1), furniture(INSIDE, event, outlet, rng)[0])
    lines += [title, credit, f"{MONTHS[date.month - 1]} {date.day}, {date.year}", ""]
    text = "\n".join(line for line in lines if line) + "\n\n" + "\n\n".join(paragraphs) + "\n"
    if outlet.chrome:
        text += "\n" + "\n".join(furniture(BELOW, event, outlet, rng)) + "\n"
    return (text if outlet.curly else text.replace("“", '"').replace("”", '"')), copy


def size(rng, fixed):
    if fixed:
        return fixed
    if rng.random() < 0.45:
        return 1
    while (drawn := int(rng.paretovariate(1.0) * 2)) > 40:
        pass
    return drawn


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=int, metavar="N")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--event-size", type=int, default=0, metavar="K")
    args = parser.parse_args()
    outlets = [Outlet(number) for number in range(200)]
    folder = args.folder / "articles"
    folder.mkdir(parents=True, exist_ok=True)
    gold, events, made = [], 0, 0
    while made < args.articles:
        rng = random.Random(f"{args.seed} {events}")
        event, members = Event(rng), min(size(rng, args.event_size), args.articles - made)
        dispatches = [dispatch(event, agency, rng) for agency in rng.sample(AGENCIES, min(len(AGENCIES), 1 + members // 5))]
        for at in range(members):
            outlet = outlets[rng.randrange(len(outlets))]
            text, copy = article(event, outlet, dispatches if members > 1 else [], rng)
            file = f"{events:06}-{at:04}-{outlet.slug}.txt"
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
            gold.append({"id": file, "event": f"e{events}", "origin": f"e{events}-{copy if copy is not None else f'own{at}'}", "units": [], "sentences": [], "bytes": len(text.encode())})
        events, made = events + 1, made + members
    (args.folder / "gold.json").write_text(json.dumps({"articles": gold, "groups": []}, indent=0), encoding="utf-8")
    print(f"{made} articles, {events} events, {sum(a['bytes'] for a in gold)} bytes")


if __name__ == "__main__":
    main()
