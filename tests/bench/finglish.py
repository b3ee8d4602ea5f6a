"""How well Persian in Latin letters is put into its own: words right, of our own sentences.

python -m tests.bench.finglish
"""

from pathlib import Path

from portal.text import fold, persian_letters

PAIRS = Path(__file__).with_suffix(".tsv")


def pairs():
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


def measured():
    """(words right, words, what came out wrong); spellings that fold alike are one."""
    right, total, wrong = 0, 0, []
    for latin, persian in pairs():
        expected, found = fold(persian).split(), fold(persian_letters(latin)).split()
        total += len(expected)
        right += sum(one == other for one, other in zip(expected, found, strict=False))
        if expected != found:
            wrong.append((latin, persian_letters(latin)))
    return right, total, wrong


def main():
    right, total, wrong = measured()
    for latin, proposed in wrong:
        print(f"{latin} → {proposed}")
    print(f"finglish: {right} of {total} words right, {right / total:.1%}")


if __name__ == "__main__":
    main()
