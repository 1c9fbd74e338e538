#!/usr/bin/env python3
"""Learns the weights of the score from a gold set.

    crosswire run ARTICLES --keep 0 --out RUN
    data/model/train.py GOLD.json RUN [--without EVENT]... [--onto WEIGHTS.toml] > data/model/score.toml

Needs numpy and Python 3.11. With --onto the weights in that file stay, and only the intercepts and the parts that it does not have are
learned. A pair of claims is an example: 1 where it covers a pair of sentences that readers join, 0 where it covers none, and left out
where readers hesitate. Where several pairs of claims cover one joined pair of sentences, the likeliest is the example and the others are
left out; which one is likeliest is found again after each fit. Both looks are logistic regressions with a ridge penalty on standardised
parts (Newton's method). The second look learns from what a first look says that has not seen the event: events are dealt into PARTS,
and each part is judged by a first look at the others. Most pairs share next to nothing; of those that a rough first look gives less
than EASY, one in THINNED is kept and counts so many times.
"""
import argparse, collections, csv, itertools, json, os, sys, tomllib
import numpy as np

PENALTY, ROUNDS, PARTS, EASY, THINNED = 100.0, 2, 9, 0.003, 8
# As in src/score/second.rs.
LEAST, AROUND, VICINITY, FADES_OVER, LEAST_FIRST = 0.01, 2, 8, 4.0, 1e-4
SECOND = ["lead", "support", "near", "around", "vicinity", "first_look"]

csv.field_size_limit(1 << 30)


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def covered(sentences, start, end):
    """The sentences that share at least half of the shorter with start..end."""
    share = lambda s: min(end, s[1]) - max(start, s[0])
    return [at for at, s in enumerate(sentences) if 2 * share(s) >= min(end - start, s[1] - s[0]) > 0]


def judged_pairs(gold, sentences):
    """Pairs of sentences of different articles that readers join, and those on which they hesitate."""
    joined, doubtful = set(), set()
    for group in gold["groups"]:
        members = []
        for m in group["members"]:
            members += [((m["doc"], at), m["core"]) for at in covered(sentences[m["doc"]], m["start"], m["end"])]
        for (a, core_a), (b, core_b) in itertools.combinations(members, 2):
            if a[0] != b[0]:
                (joined if core_a and core_b else doubtful).add((min(a, b), max(a, b)))
    return joined, doubtful - joined


def known_article(name, sentences):
    """The gold set's id for an article of the run: itself, or its file's name with or without the ending."""
    base = os.path.basename(name)
    return next((k for k in (name, base, os.path.splitext(base)[0], base.split("#")[-1]) if k in sentences), None)


class Run:
    """The pairs of a run with their parts, their labels (1, 0, and -1 for those that teach nothing) and their events."""

    def __init__(self, gold, folder):
        sentences = {a["id"]: a["units"] for a in gold["articles"]}
        event = {a["id"]: a["event"] for a in gold["articles"]}
        joined, doubtful = judged_pairs(gold, sentences)
        self.asked, self.claims, place = len(joined), {}, {}
        for claim in rows(folder, "claims.csv"):
            article = known_article(claim["article_id"], sentences)
            if article is not None and claim["claim_id"] not in place:
                place[claim["claim_id"]] = article, covered(sentences[article], int(claim["start"]), int(claim["end"]))
                self.claims[claim["claim_id"]] = article
        self.pairs, self.covers, parts, labels, events = [], [], [], [], []
        for pair in rows(folder, "pairs.csv"):
            self.names = list(pair)[list(pair).index("match_probability") + 1:]
            left, right = place.get(pair["claim_id_l"]), place.get(pair["claim_id_r"])
            if pair["match_key"] != "event" or not left or not right or left[0] == right[0]:
                continue
            both = [tuple(sorted([(left[0], a), (right[0], b)])) for a in left[1] for b in right[1]]
            labels.append(1 if any(p in joined for p in both) else -1 if any(p in doubtful for p in both) else 0)
            parts.append([float(pair[n]) for n in self.names if n not in SECOND])
            events.append(event[left[0]])
            self.covers.append([p for p in both if p in joined])
            self.pairs.append((pair["claim_id_l"], pair["claim_id_r"]))
        self.names = [n for n in self.names if n not in SECOND]
        self.x, self.y, self.events = np.array(parts), np.array(labels), np.array(events)
        rough = probability(fit(self.x[self.y >= 0], (self.y[self.y >= 0] == 1) * 1.0, np.ones((self.y >= 0).sum())), self.x)
        easy = (rough < EASY) & (self.y == 0)
        self.weight = np.where(easy, float(THINNED), 1.0)
        self.kept = ~easy | (np.cumsum(easy) % THINNED == 0)
        self.rough = rough


def fit(x, y, weight, held=None):
    """A model of the parts `x`; `held` has the weights that stay, and nan for those to be learned."""
    held = np.full(x.shape[1], np.nan) if held is None else held
    free = np.isnan(held)
    stays, x = x[:, ~free] @ held[~free], x[:, free]
    mean = (x * weight[:, None]).sum(0) / weight.sum()
    spread = np.sqrt(((x - mean) ** 2 * weight[:, None]).sum(0) / weight.sum()) + 1e-9
    z = np.hstack([np.ones((len(x), 1)), (x - mean) / spread])
    ridge = np.diag([0.0] + [PENALTY] * x.shape[1])
    w = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(stays + z @ w)))
        step = np.linalg.solve((z * (weight * p * (1 - p) + 1e-9)[:, None]).T @ z + ridge, z.T @ (weight * (y - p)) - ridge @ w)
        w += step
        if abs(step).max() < 1e-6:
            break
    learned = w[1:] / spread
    weights = held.copy()
    weights[free] = learned
    return w[0] - learned @ mean, weights


def probability(model, x):
    return 1 / (1 + np.exp(-(model[0] + x @ model[1])))


def learn(run, x, of, start, held=None):
    """A model from the examples of the mask `of`; `start` says at first which of several pairs is the likeliest."""
    groups = collections.defaultdict(list)
    for at in np.where(of & (run.y == 1))[0]:
        for pair in run.covers[at]:
            groups[pair].append(at)
    others = np.where(of & run.kept & (run.y == 0))[0]
    p = start
    for _ in range(ROUNDS):
        chosen = np.array(sorted({max(group, key=lambda at: p[at]) for group in groups.values()}))
        use = np.concatenate([chosen, others])
        model = fit(x[use], (run.y[use] == 1) * 1.0, run.weight[use], held)
        p = probability(model, x)
    return model


def second_look(run, p):
    """The parts of the second look, by what the first says: as src/score/second.rs measures them."""
    likely, best, order = collections.defaultdict(dict), collections.defaultdict(list), {}
    by_article = collections.defaultdict(list)
    for claim, article in run.claims.items():
        order[claim] = len(by_article[article])
        by_article[article].append(claim)
    for (a, b), v in zip(run.pairs, p):
        if v >= LEAST:
            likely[a][b] = likely[b][a] = v
            for claim, other in ((a, b), (b, a)):
                best[claim, run.claims[other]].append(v)
    for values in best.values():
        values.sort(reverse=True)
    def next_best(claim, other, v):
        values = best.get((claim, run.claims[other]), [])
        return 0.0 if not values else values[0] if v < values[0] else values[1] if len(values) > 1 else 0.0
    def beside(claim):
        all_of, at = by_article[run.claims[claim]], order[claim]
        return [(c, abs(order[c] - at)) for c in all_of[max(0, at - AROUND):at + AROUND + 1]]
    grid = collections.defaultdict(list)
    for (a, b), v in zip(run.pairs, p):
        if v >= LEAST:
            grid[run.claims[a], run.claims[b]].append((order[a], order[b], v))
            grid[run.claims[b], run.claims[a]].append((order[b], order[a], v))
    grid = {articles: np.array(likely_there).T for articles, likely_there in grid.items()}
    def vicinity(a, b):
        if (run.claims[a], run.claims[b]) not in grid:
            return 0.0
        left, right, v = grid[run.claims[a], run.claims[b]]
        left, right = abs(left - order[a]), abs(right - order[b])
        around_it = (left <= VICINITY) & (right <= VICINITY) & (left + right > 0)
        return np.log1p((v * np.exp(-(left + right) / FADES_OVER) * around_it).sum())
    out = np.zeros((len(run.pairs), len(SECOND)))
    for at in np.where(run.kept)[0]:
        (a, b), v = run.pairs[at], p[at]
        lead = v - max(next_best(a, b, v), next_best(b, a, v))
        few, many = sorted((likely[a], likely[b]), key=len)
        support = max((w * many[c] for c, w in few.items() if c in many), default=0.0)
        near = around = 0.0
        right = beside(b)
        for left, from_a in beside(a):
            of_left = likely[left]
            for other, from_b in right if of_left else ():
                if (left, other) != (a, b) and other in of_left:
                    around = max(around, of_left[other])
                    if max(from_a, from_b) <= 1:
                        near = max(near, of_left[other])
        out[at] = lead, support, near, around, vicinity(a, b), np.log(v + LEAST_FIRST)
    return out


def learn_both(run, of, held=(None, None)):
    """Both looks from the examples of the mask `of`; `held` has the weights of each that stay."""
    events, p = sorted(set(run.events[of])), np.zeros(len(run.y))
    for part in range(min(PARTS, len(events))):
        inside = np.isin(run.events, events[part::PARTS])
        # One event alone has nothing left out to learn from.
        others = of & ~inside if len(events) > 1 else of
        p[inside] = probability(learn(run, run.x, others, run.rough, held[0]), run.x[inside])
    x = np.hstack([run.x, second_look(run, p)])
    return learn(run, run.x, of, run.rough, held[0]), learn(run, x, of, p, held[1])


def write(look, names, model):
    print(f"\n[{look}]\nintercept = {model[0]:.4f}\n\n[{look}.weights]")
    for name, weight in zip(names, model[1]):
        print(f"{name} = {weight:.4f}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("gold")
    arguments.add_argument("run")
    arguments.add_argument("--without", action="append", default=[], metavar="EVENT", help="an event not to learn from; may be repeated")
    arguments.add_argument("--onto", metavar="FILE", help="weights that stay; only intercepts and other parts are learned")
    arguments = arguments.parse_args()
    with open(arguments.gold, encoding="utf-8") as file:
        run = Run(json.load(file), arguments.run)
    of = ~np.isin(run.events, arguments.without)
    looks = [("first", run.names), ("second", run.names + SECOND)]
    held = (None, None)
    if arguments.onto:
        with open(arguments.onto, "rb") as file:
            known = tomllib.load(file)
        for look, names in looks:
            unknown = sorted(set(known[look]["weights"]) - set(names))
            if unknown:
                sys.exit(f"{arguments.onto}: [{look}.weights] names parts that this run does not have: {', '.join(unknown)}")
        held = [np.array([known[look]["weights"].get(name, np.nan) for name in names]) for look, names in looks]
    models = learn_both(run, of, held)
    print(f"{of.sum()} pairs of claims in {len(set(run.events[of]))} events", file=sys.stderr)
    print("# Weights of the two logistic models that turn the parts of a score into a probability, as data/model/train.py learned them;")
    if arguments.onto:
        print("# the intercepts and the parts that --onto did not name were learned, the other weights were held;")
    print(f"# ridge penalty {PENALTY:.0f} on standardised parts. docs/method.md says on what, and what they reach on events left out.")
    for (look, names), model in zip(looks, models):
        write(look, names, model)


if __name__ == "__main__":
    main()
