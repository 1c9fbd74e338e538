#!/usr/bin/env python3
"""Learns the weights of the score from a gold set, and says how well they do on events left out.

    crosswire run ARTICLES --keep 0 --out RUN
    data/model/train.py GOLD.json RUN > data/model/score.toml

Needs numpy. A pair of claims is an example: 1 where it covers a pair of sentences that readers join, 0 where it covers none, and left
out where readers hesitate. Where several pairs of claims cover one joined pair of sentences, the likeliest is the example and the others
are left out; which one is likeliest is found again after each fit. The model is a logistic regression with a ridge penalty on
standardised parts (Newton's method). Figures go to standard error.
"""
import collections, csv, itertools, json, os, sys
import numpy as np

PENALTY, ROUNDS = 100.0, 3


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


def examples(gold, run):
    sentences = {a["id"]: a["units"] for a in gold["articles"]}
    event = {a["id"]: a["event"] for a in gold["articles"]}
    joined, doubtful = judged_pairs(gold, sentences)
    place = {}
    for claim in rows(run, "claims.csv"):
        article = claim["article_id"]
        if article in sentences:
            place[claim["claim_id"]] = article, covered(sentences[article], int(claim["start"]), int(claim["end"]))
    names, parts, labels, events, covers = None, [], [], [], []
    for pair in rows(run, "pairs.csv"):
        names = names or list(pair)[list(pair).index("match_probability") + 1:]
        left, right = place.get(pair["claim_id_l"]), place.get(pair["claim_id_r"])
        if pair["match_key"] != "event" or not left or not right or left[0] == right[0]:
            continue
        both = [tuple(sorted([(left[0], a), (right[0], b)])) for a in left[1] for b in right[1]]
        if not any(p in joined for p in both) and any(p in doubtful for p in both):
            continue
        parts.append([float(pair[n]) for n in names])
        labels.append(any(p in joined for p in both))
        events.append(event[left[0]])
        covers.append([p for p in both if p in joined])
    return names, np.array(parts), np.array(labels), np.array(events), covers, len(joined)


def fit(x, y):
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.hstack([np.ones((len(x), 1)), (x - mean) / spread])
    ridge = np.diag([0.0] + [PENALTY] * x.shape[1])
    w = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ w))
        step = np.linalg.solve((z * (p * (1 - p) + 1e-9)[:, None]).T @ z + ridge, z.T @ (y - p) - ridge @ w)
        w += step
        if abs(step).max() < 1e-8:
            break
    weights = w[1:] / spread
    return w[0] - weights @ mean, weights


def probability(model, x):
    return 1 / (1 + np.exp(-(model[0] + x @ model[1])))


def learn(x, y, covers, of):
    """A model from the examples at the positions `of`."""
    groups = collections.defaultdict(list)
    for at in of:
        for pair in covers[at]:
            groups[pair].append(at)
    chosen = np.array([at for at in of if y[at]])
    others = np.array([at for at in of if not y[at]])
    for _ in range(ROUNDS):
        use = np.concatenate([chosen, others])
        model = fit(x[use], y[use].astype(float))
        p = probability(model, x)
        chosen = np.array(sorted({max(group, key=lambda at: p[at]) for group in groups.values()}))
    return model


def best_f1(p, y, covers, asked):
    """The best F1 over thresholds: each joined pair of sentences counts once, by its likeliest pair of claims."""
    found, best = set(), (0.0, 0.0, 0.0, 1.0)
    wrong = 0
    for at in np.argsort(-p):
        found.update(covers[at])
        wrong += not y[at]
        precision, recall = len(found) / max(1, len(found) + wrong), len(found) / asked
        best = max(best, (2 * precision * recall / max(1e-9, precision + recall), precision, recall, p[at]))
    return best


def main():
    gold_path, run = sys.argv[1:]
    with open(gold_path, encoding="utf-8") as file:
        gold = json.load(file)
    names, x, y, events, covers, asked = examples(gold, run)
    used = [at for at, name in enumerate(names) if x[:, at].any()]
    x = x[:, used]
    out = np.zeros(len(x))
    for event in sorted(set(events)):
        left_out = events == event
        out[left_out] = probability(learn(x, y, covers, np.where(~left_out)[0]), x[left_out])
    f1, precision, recall, threshold = best_f1(out, y, covers, asked)
    print(f"{len(x)} pairs of claims, {asked} pairs of sentences to be found, {len(set(events))} events", file=sys.stderr)
    print(f"events left out: F1 {f1:.3f} (precision {precision:.3f}, recall {recall:.3f}) at {threshold:.3f}", file=sys.stderr)
    model = learn(x, y, covers, np.arange(len(x)))
    print("# Weights of the logistic model that turns the parts of a score into a probability, as data/model/train.py learned them;")
    print(f"# ridge penalty {PENALTY:.0f} on standardised parts. docs/method.md says on what, and what they reach on events left out.")
    print(f"intercept = {model[0]:.4f}\n\n[weights]")
    for at, weight in zip(used, model[1]):
        print(f"{names[at]} = {weight:.4f}")


if __name__ == "__main__":
    main()
