#!/usr/bin/env python3
"""Compares `crosswire pairs` with other tools on the same claims in one run (docs/performance.md).

    tests/bench/peers.py --crosswire target/release/crosswire --n 10000,100000 [--rounds 3] [--data FILE] [--only NAME,...]

Makes the claims with tests/bench/claim_sets.rs, installs the peers from the package registry into target/peers (once), then runs all
tools in turn, round after round in shuffled order, each in a process of its own and from JSON lines to pairs in CSV. Prints medians of
CPU seconds (user and system), wall seconds and peak memory, and recall and precision against the planted groups.
"""
import argparse, json, math, os, random, statistics, subprocess, sys, venv
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ["rensa", "datasketch", "rapidfuzz", "scikit-learn", "sparse_dot_topn", "numpy"]
# The most claims that a peer is given: beyond it runs for many minutes or out of memory.
MOST = {"rapidfuzz ratio 58": 10_000, "tfidf word .45": 100_000, "datasketch 42x3": 100_000}


def words_of(path):
    import re
    word = re.compile(r"\w+")
    ids, sets = [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            ids.append(str(record["id"]))
            sets.append(set(word.findall(record["text"].lower())))
    return ids, sets


def without_common(sets, share):
    """The sets without words that more than this share of them hold."""
    df = Counter(word for words in sets for word in words)
    common = {word for word, count in df.items() if count > share * len(sets)}
    return [words - common for words in sets]


def write(out, pairs):
    with open(out, "w", encoding="utf-8") as file:
        file.write("l,r\n")
        file.writelines(f"{left},{right}\n" for left, right in pairs)


def verified(ids, sets, candidates, least):
    """Candidates whose word sets are alike enough."""
    for left, right in candidates:
        a, b = sets[left], sets[right]
        both = len(a & b)
        if both and both / (len(a) + len(b) - both) >= least:
            yield ids[left], ids[right]


def rensa(path, out, bands, verify):
    from rensa import RMinHash, RMinHashLSH
    ids, sets = words_of(path)
    kept = without_common(sets, 0.02)
    permutations = bands * 3
    lsh = RMinHashLSH(threshold=0.5, num_perm=permutations, num_bands=bands)
    hashes = []
    for key, words in enumerate(kept):
        minhash = RMinHash(num_perm=permutations, seed=1)
        minhash.update(sorted(words))
        lsh.insert(key, minhash)
        hashes.append(minhash)
    candidates = ((other, key) for key in range(len(ids)) for other in lsh.query(hashes[key]) if other < key)
    write(out, verified(ids, sets, candidates, verify))


def datasketch(path, out):
    from datasketch import MinHash, MinHashLSH
    ids, sets = words_of(path)
    kept = without_common(sets, 0.02)
    lsh = MinHashLSH(num_perm=126, params=(42, 3))
    hashes = MinHash.bulk([[word.encode() for word in words] for words in kept], num_perm=126)
    pairs = []
    for key, minhash in enumerate(hashes):
        pairs += [(other, key) for other in lsh.query(minhash)]
        lsh.insert(key, minhash)
    write(out, verified(ids, sets, pairs, 0.33))


def tfidf(path, out):
    from sklearn.feature_extraction.text import TfidfVectorizer
    import numpy
    from sparse_dot_topn import sp_matmul_topn
    with open(path, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    matrix = TfidfVectorizer(dtype=numpy.float32, token_pattern=r"\w+").fit_transform(record["text"] for record in records)
    found = sp_matmul_topn(matrix, matrix.T.tocsr(), top_n=60, threshold=0.45, n_threads=1).tocoo()
    write(out, ((records[a]["id"], records[b]["id"]) for a, b in zip(found.row, found.col) if a < b))


def rapidfuzz(path, out):
    import numpy
    from rapidfuzz import fuzz, process, utils
    with open(path, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    texts = [utils.default_process(record["text"]) for record in records]
    pairs = []
    for start in range(0, len(texts), 500):
        scores = process.cdist(texts[start:start + 500], texts, scorer=fuzz.ratio, score_cutoff=58, dtype=numpy.uint8, workers=1)
        for row, column in zip(*scores.nonzero()):
            if start + row < column:
                pairs.append((records[start + row]["id"], records[column]["id"]))
    write(out, pairs)


PEERS = {
    "rensa 42x3": lambda path, out: rensa(path, out, 42, 0.33),
    "rensa 84x3": lambda path, out: rensa(path, out, 84, 0.33),
    "datasketch 42x3": datasketch,
    "tfidf word .45": tfidf,
    "rapidfuzz ratio 58": rapidfuzz,
}


def measure(command):
    """CPU seconds, wall seconds and peak bytes of a command, or nothing where it fails."""
    # The peak is that of this process's children so far, so each command has a process of its own around it.
    code = "import resource,subprocess,sys,time;s=time.time();c=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL).returncode;" \
           "u=resource.getrusage(resource.RUSAGE_CHILDREN);print(c,u.ru_utime+u.ru_stime,time.time()-s,u.ru_maxrss*1024)"
    done = subprocess.run([sys.executable, "-c", code, *map(str, command)], stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        return None
    status, cpu, wall, peak = done.stdout.split()
    return (float(cpu), float(wall), int(peak)) if status == "0" else None


def quality(groups, planted, path):
    right = found = 0
    with open(path, encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            left, other = line.split(",", 2)[:2]
            found += 1
            right += groups[left] == groups[other.rstrip()]
    return right / planted, right / found if found else 0.0


def exponent(points):
    """The slope of a line through the logarithms, by least squares."""
    xs, ys = [math.log(n) for n, _ in points], [math.log(cpu) for _, cpu in points]
    mean_x, mean_y = statistics.mean(xs), statistics.mean(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys)) / sum((x - mean_x) ** 2 for x in xs)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crosswire", default=ROOT / "target/release/crosswire", type=Path)
    parser.add_argument("--n", default="10000,100000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", default="4242")
    parser.add_argument("--data", type=Path, help="claims with their group, instead of made ones")
    parser.add_argument("--only", help="names of tools, separated by commas")
    parser.add_argument("--python", type=Path, help="a Python that has the peers, instead of target/peers")
    parser.add_argument("--work", type=Path, default=ROOT / "target/bench")
    parser.add_argument("--peer", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        return PEERS[options.peer[0]](*options.peer[1:])

    options.work.mkdir(parents=True, exist_ok=True)
    python = options.python or ROOT / "target/peers/bin/python"
    if not python.exists():
        venv.create(ROOT / "target/peers", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    maker = options.work / "claim_sets"
    if not options.data:
        source = ROOT / "tests/bench/claim_sets.rs"
        subprocess.run(["rustc", "-O", "--edition", "2024", "-o", maker, source], check=True)
    growth = {}
    for n in [int(n) for n in options.n.split(",")]:
        planted_file = options.data or options.work / f"claims.{n}.jsonl"
        if not options.data:
            subprocess.run([maker, str(n), planted_file, options.seed, ROOT / "data/demo"], check=True)
        growth_of(n, planted_file, python, options, growth)
    for name, points in growth.items():
        if len(points) > 1:
            print(f"growth  {name}: CPU seconds ~ n^{exponent(points):.2f}")


def growth_of(n, planted_file, python, options, growth):
    groups, bare = {}, options.work / "bare.jsonl"
    # The tools do not get to see the groups.
    with open(planted_file, encoding="utf-8") as lines, open(bare, "w", encoding="utf-8") as out:
        for line in lines:
            record = json.loads(line)
            groups[str(record["id"])] = record.pop("group")
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    planted = sum(count * (count - 1) // 2 for count in Counter(groups.values()).values())
    names = ["crosswire", "crosswire, 1 thread", *PEERS]
    names = [name for name in names if not options.only or name in options.only.split(",")]
    names = [name for name in names if len(groups) <= MOST.get(name, 1 << 40)]
    runs = {name: [] for name in names}
    shown = {}
    for number in range(options.rounds):
        for name in random.Random(number).sample(names, len(names)):
            out = options.work / "pairs.csv"
            if name.startswith("crosswire"):
                command = [options.crosswire, "pairs", bare, "--out", out, "--quiet"]
                command += ["--threads", "1"] if name.endswith("1 thread") else []
            else:
                command = [python, __file__, "--peer", name, bare, out]
            figures = measure(command)
            if figures is None:
                shown[name] = None
                continue
            runs[name].append(figures)
            shown[name] = quality(groups, planted, out)
            print(f"  {name}: {figures[0]:.2f} s", file=sys.stderr)
    print(f"\n{len(groups)} claims, {planted} planted pairs, {options.rounds} rounds, load {os.getloadavg()[0]:.1f}")
    print(f"{'tool':22} {'CPU s':>8} {'wall s':>8} {'MB':>7} {'recall':>7} {'precis.':>7} {'CPU ratio':>9}")
    ours = statistics.median(cpu for cpu, _, _ in runs["crosswire"]) if runs.get("crosswire") else None
    for name in names:
        if not runs[name]:
            print(f"{name:22} failed")
            continue
        cpu, wall, peak = (statistics.median(column) for column in zip(*runs[name]))
        recall, precision = shown[name]
        ratio = f"{cpu / ours:9.1f}" if ours else ""
        print(f"{name:22} {cpu:8.2f} {wall:8.2f} {peak / 1e6:7.0f} {recall:7.3f} {precision:7.3f} {ratio}")
        growth.setdefault(name, []).append((len(groups), cpu))


if __name__ == "__main__":
    main()
