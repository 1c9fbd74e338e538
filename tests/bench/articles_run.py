#!/usr/bin/env python3
"""Measures `crosswire run` on a corpus of invented articles: wall and CPU seconds, peak memory, seconds of each stage, gain by threads.

  articles_run.py [N] [--event-size K] [--threads 1,2] [--program target/release/crosswire]

Makes N articles (10,000 unless told) with articles.py in a temporary folder, runs the program once for each number of threads, checks that
the outputs are the same to the byte, and prints a table. CPU seconds and peak memory are the kernel's (wait4). Other work on the machine
makes wall seconds longer, and CPU seconds somewhat; the load at the start is printed.
"""
import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAIRWISE = ["pair", "score"]


def run(program, articles, out, threads):
    start = time.monotonic()
    child = subprocess.Popen([program, "run", str(articles), "--out", str(out), "--threads", str(threads), "--quiet"])
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        sys.exit(f"the run failed with status {os.waitstatus_to_exitcode(status)}")
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": peak, "record": json.loads((out / "run.json").read_text())}


def digest(folder):
    """Of all files; of run.json without what may differ between two runs alike."""
    whole = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        data = file.read_bytes()
        if file.name == "run.json":
            record = json.loads(data)
            record.pop("timing")
            data = json.dumps(record, sort_keys=True).encode()
        whole.update(file.name.encode() + b"\0" + data)
    return whole.hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=int, nargs="?", default=10_000)
    parser.add_argument("--event-size", type=int, default=0)
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--program", default=str(HERE.parents[1] / "target/release/crosswire"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        make = [sys.executable, str(HERE / "articles.py"), str(args.articles), str(folder), "--event-size", str(args.event_size)]
        print(subprocess.run(make, check=True, capture_output=True, text=True).stdout.strip())
        size = sum(file.stat().st_size for file in (folder / "articles").iterdir())
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        threads = [int(number) for number in args.threads.split(",")]
        runs = {number: run(args.program, folder / "articles", folder / f"out{number}", number) for number in threads}
        if len({digest(folder / f"out{number}") for number in threads}) > 1:
            sys.exit("the outputs differ between numbers of threads")
        report(runs, size)


def report(runs, size):
    counts = next(iter(runs.values()))["record"]["counts"]
    print(", ".join(f"{counts[name]:,} {name}" for name in ["articles", "events", "claims", "pairs", "links", "statements"]))
    print("\nthreads        " + "".join(f"{number:>10}" for number in runs))
    print("wall seconds   " + "".join(f"{one['wall']:>10.1f}" for one in runs.values()))
    print("CPU seconds    " + "".join(f"{one['cpu']:>10.1f}" for one in runs.values()))
    print("peak MiB       " + "".join(f"{one['peak'] / 2**20:>10.0f}" for one in runs.values()))
    stages = next(iter(runs.values()))["record"]["timing"]["seconds"]
    for stage in stages:
        seconds = [one["record"]["timing"]["seconds"][stage] for one in runs.values()]
        gain = f"   x{seconds[0] / seconds[-1]:.2f}" if len(seconds) > 1 and seconds[-1] > 0 else ""
        print(f"  {stage:<13}" + "".join(f"{value:>10.2f}" for value in seconds) + gain)
    first, last = (run["record"]["timing"]["seconds"] for run in (list(runs.values())[0], list(runs.values())[-1]))
    print(f"\ntext           {size / 1e6:.1f} MB; normalize {size / 1e6 / first['normalize']:.1f} MB/s, chunk {size / 1e6 / first['chunk']:.1f} MB/s on the first number of threads")
    pairwise = [sum(seconds[stage] for stage in PAIRWISE) for seconds in (first, last)]
    if len(runs) > 1:
        print(f"pair and score x{pairwise[0] / pairwise[1]:.2f}, compare x{first['compare'] / last['compare']:.2f} from the first to the last number of threads")


if __name__ == "__main__":
    main()
