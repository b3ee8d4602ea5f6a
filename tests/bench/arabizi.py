"""How well Arabic in Latin letters is put into its own: words whose stem is right, of queries of our own.

python -m tests.bench.arabizi
"""

from pathlib import Path

from portal.text import arabic_letters, terms

PAIRS = Path(__file__).with_suffix(".tsv")


def measured():
    """(words right, words, what came out wrong), of all queries and of those written after the rules."""
    counted = {"all": [0, 0, []], "after": [0, 0, []]}
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        when, latin, arabic = line.split("\t")
        read = arabic_letters(latin)
        expected, found = ([term.stem for term in terms(text)] for text in (arabic, read))
        for counts in [counted["all"]] + [counted["after"]] * (when == "after"):
            counts[0] += sum(one == other for one, other in zip(expected, found, strict=False))
            counts[1] += len(expected)
            counts[2] += [(latin, read)] if expected != found else []
    return {name: tuple(counts) for name, counts in counted.items()}


def main():
    for name, (right, total, wrong) in measured().items():
        print(f"{name}: {right} of {total} words right, {right / total:.1%}; wrong: {wrong}")


if __name__ == "__main__":
    main()
