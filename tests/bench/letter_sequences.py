"""Which pieces of a word are its letter sequences, by plain cutting: what models are trained on."""


def sequences(word, order):
    """All runs of one to ``order`` letters of ``_word_``, but for the mark alone."""
    marked = f"_{word}_"
    return list(word) + [run for size in range(2, order + 1) for run in runs(marked, size)]


def token_sequences(token, order):
    """All runs of one to ``order`` characters of a token and the spaces around it, but for the space alone, and the
    whole of it.
    """
    marked = f" {token} "
    found = list(token) + [run for size in range(2, order + 1) for run in runs(marked, size)]
    return [*found, marked] if len(marked) > order else found


def runs(written, size):
    return [written[start : start + size] for start in range(len(written) - size + 1)]


def is_run(sequence, order):
    """Whether a sequence lies within a token, unlike a pair of tokens and a longer token as a whole."""
    return len(sequence) <= order and " " not in sequence.strip(" ")
