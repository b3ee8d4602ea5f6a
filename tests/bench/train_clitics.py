"""Writes the Arabic words from which a clinging «و ف ب ك ل» may be cut, and the words that only begin like that.

PORTAL_REAL_DATA=<folder> python -m tests.bench.train_clitics

A host is a word that takes the article, or is frequent in several domains. With a clitic before it, it is a word of
its own where that takes the article itself, is the more frequent of the two, or is a word of Persian. No text is
kept, only words.
"""

import re
import sys
from pathlib import Path

import portal.text
from tests.bench.real_text import folder
from tests.bench.word_counts import counts

TARGET = Path(portal.text.__file__).with_name("clitics.txt")
ARTICLE = "ال"
CLITICS = "وفبکل"
WORD = re.compile("[ابتثجحخدذرزسشصضطظعغفقکلمنهویء]{3,}")
WITH_ARTICLE, FREQUENT, DOMAINS, PERSIAN, ARTICLED = 4, 12, 3, 3, 3


def main():
    if folder() is None:
        sys.exit("PORTAL_REAL_DATA is not set: there is no text to learn words from.")
    arabic = counts("ar")
    words, spread = arabic.total("words"), arabic.domains("words")
    persian = counts("fa").total("words")

    def is_host(word):
        if not WORD.fullmatch(word) or word.startswith((ARTICLE, "وال", "لل", "بال")):
            return False
        named = words[ARTICLE + word] >= WITH_ARTICLE and words[word] and spread[ARTICLE + word] > 1
        return bool(named) or (words[word] >= FREQUENT and spread[word] >= DOMAINS)

    def is_own(clinging, host):
        if persian[clinging] >= PERSIAN:
            return True
        # «و» is before everything: a longer word with it is seldom one of its own.
        frequent = words[clinging] > words[host] and (clinging[0] != "و" or len(host) == 3)
        return words[clinging] > 1 and (words[ARTICLE + clinging] >= ARTICLED or frequent)

    hosts = {word for word in words if is_host(word)}
    whole = {clitic + host for host in hosts for clitic in CLITICS if is_own(clitic + host, host)}
    # A frequent word that is itself a host with «و» before it is none.
    hosts -= {clitic + host for host in hosts for clitic in "وفبل" if clitic + host not in whole}
    TARGET.write_text(f"{' '.join(sorted(hosts))}\n{' '.join(sorted(whole))}\n", encoding="utf-8")
    print(f"{len(hosts):,} hosts, {len(whole):,} words of their own, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
