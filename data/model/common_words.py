#!/usr/bin/env python3
"""Counts the common words of a corpus: in how many of its sentences each stands.

    crosswire run ARTICLES --out RUN
    data/model/common_words.py RUN > data/model/common_words.txt

A word is listed that stands in LEAST events or more: what only some events tell of says nothing about the news at large.
"""
import collections, csv, json, os, re, sys

LEAST = 4
WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
csv.field_size_limit(1 << 30)


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = sys.argv[1]
    event = {article["article_id"]: article["event_id"] for article in rows(folder, "articles.csv")}
    with open(os.path.join(folder, "articles.jsonl"), encoding="utf-8") as file:
        text = {article["id"]: article["text"] for article in map(json.loads, file)}
    sentences = {(c["article_id"], int(c["sentence_start"]), int(c["sentence_end"])) for c in rows(folder, "claims.csv")}
    count, events = collections.Counter(), collections.defaultdict(set)
    for article, start, end in sorted(sentences):
        words = (match.group().lower().replace("’", "'").removesuffix("'s") for match in WORD.finditer(text[article][start:end]))
        here = {word for word in words if word.isalpha() and len(word) > 1}
        count.update(here)
        for word in here:
            events[word].add(event[article])
    common = [word for word in count if len(events[word]) >= LEAST]
    print(f"# In how many of {len(sentences)} sentences of news each common word stands, as data/model/common_words.py counts them: words of at")
    print(f"# least {LEAST} of the {len(set(event.values()))} events of the development set. docs/method.md says what for.")
    print(f"(sentences)\t{len(sentences)}")
    for word in sorted(common):
        print(f"{word}\t{count[word]}")


if __name__ == "__main__":
    main()
