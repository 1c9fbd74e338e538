#!/usr/bin/env python3
"""Counts the instructions of `crosswire run data/demo` and fails where they are a tenth more than the stored count.

  instructions.py            compare with instructions.json
  instructions.py --update   write instructions.json anew

Seconds tell little on a machine that does other things; instructions are the same each time. They depend on the compiler, so counts are
compared only where the compiler is the one of the stored count; where it is another, or valgrind is missing, the script says so and
succeeds. One thread works, and the report is made, too. The program is built first (`cargo build --release`).
"""
import json
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
STORED = HERE / "instructions.json"
LIMIT = 1.10


def printed(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()


def count(program):
    with tempfile.TemporaryDirectory() as folder:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/counts", program, "run", "data/demo", "--out", f"{folder}/out",
                   "--threads", "1", "--quiet"]
        run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        found = re.search(r"Collected : (\d+)", run.stderr)
        if run.returncode not in (0, 3) or not found:
            sys.exit(f"the count failed:\n{run.stderr}")
        return int(found[1])


def main():
    update = "--update" in sys.argv[1:]
    if not shutil.which("valgrind"):
        print("instructions are not counted: valgrind is not installed")
        return
    tools = {"rustc": printed("rustc", "--version"), "machine": platform.machine()}
    stored = json.loads(STORED.read_text()) if STORED.exists() else None
    if not update and (not stored or any(stored[tool] != version for tool, version in tools.items())):
        theirs = f"{stored['rustc']} on {stored['machine']}" if stored else "missing"
        print(f"instructions are not compared: the stored count is {theirs}, this is {tools['rustc']} on {tools['machine']}")
        return
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], check=True, cwd=ROOT)
    now = count(str(ROOT / "target/release/crosswire"))
    if update:
        record = tools | {"valgrind": printed("valgrind", "--version"), "run data/demo": now}
        STORED.write_text(json.dumps(record, indent=2) + "\n")
        print(f"stored: {now:,} instructions")
        return
    before = stored["run data/demo"]
    print(f"{now:,} instructions, {100 * (now / before - 1):+.1f} % against the stored {before:,}")
    if now > before * LIMIT:
        sys.exit(f"more than {100 * (LIMIT - 1):.0f} % slower; find out why, or accept it with {Path(__file__).name} --update")


if __name__ == "__main__":
    main()
