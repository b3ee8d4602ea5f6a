"""Trains the models of what a text is about: logistic regression over rare letter sequences, L-BFGS, L2.

The penalty of a sequence is divided by how unevenly the two sides use it (the logarithm of the ratio of its shares), as
naive Bayes would weigh it: what both say alike hardly moves, what one alone says moves with few examples.
"""

from collections import Counter

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

from portal.moderation.screening.subject import token_pairs
from tests.bench.letter_sequences import is_run, token_sequences
from tests.bench.weight_files import write_weights

ROUNDS = 60
RAREST_KEPT = 3
LEAST_UNEVEN = 0.05
NOTHING = bytes((128, 0))
"""A row that moves nothing: no weight, no rarity."""


def unevenness(matrix, target):
    """How far each sequence's share of what one side says is from its share of the other, as a logarithm."""
    holds = matrix.astype(bool).astype(np.float32)
    shares = []
    for side in (target, ~target):
        held = np.asarray(holds[side].sum(0)).ravel() + 1
        shares.append(np.log(held / held.sum()))
    return np.abs(shares[0] - shares[1])


def known_sequences(texts, order):
    """In order, the sequences that some texts hold."""
    tokens_in, pairs, seen = Counter(), Counter(), Counter()
    for tokens in texts:
        tokens_in.update(set(tokens))
        pairs.update(set(token_pairs(tokens)))
    for token, times in tokens_in.items():
        for run in set(token_sequences(token, order)):
            seen[run] += times
    seen.update({pair: times for pair, times in pairs.items() if times >= RAREST_KEPT})
    return sorted(run for run, times in seen.items() if times >= RAREST_KEPT)


class SubjectTrainer:
    """Holds the texts (tokens) as rows, of which models may be made again and again.

    ``penalty`` is that of L2 beside a loss whose importances sum to one.
    """

    def __init__(self, texts, order, *, penalty=5e-6, balance=0.8):
        self.order, self.penalty, self.balance = order, penalty, balance
        self.names = known_sequences(texts, order)
        self.holds = self._matrix(texts)

    def fit(self, rows, on_subject, importance, *, keep):
        """Keeps the ``keep`` sequences that weigh most over the rows and fits those again."""
        held = np.asarray(self.holds[rows].sum(0)).ravel()
        target, worth = on_subject[rows], importance[rows].astype(np.float32)
        sides = np.where(target, worth[target].sum(), worth[~target].sum())
        worth = worth * sides**-self.balance
        worth /= worth.sum()
        self._use(np.flatnonzero(held >= RAREST_KEPT), held, len(rows))
        self._minimize(self._measured(rows), target, worth)
        weighty = np.abs(self.weights) * self.rarity * held[self.columns] ** 0.5
        strongest = np.sort(np.argsort(-weighty, kind="stable")[:keep])
        self._use(self.columns[strongest], held, len(rows))
        self._minimize(self._measured(rows), target, worth)
        return self

    def _use(self, columns, held, count):
        """Reads these sequences from now on. No rarity may fall below that of a common letter."""
        self.columns = columns
        self.rarity = np.log(count / np.minimum(held[columns], count * 0.9)).astype(np.float32)

    def _measured(self, rows):
        """The rarities of the rows' sequences, of length one together."""
        chosen = self.holds[rows][:, self.columns].astype(np.float32)
        chosen.data = self.rarity[chosen.indices]
        length = np.sqrt(np.asarray(chosen.power(2).sum(1)).ravel())
        return (sp.diags((1 / np.maximum(length, 1e-3)).astype(np.float32)) @ chosen).tocsr()

    def _matrix(self, texts):
        places = {name: place for place, name in enumerate(self.names)}
        starts, columns, known = [0], [], {}
        for tokens in texts:
            for token in set(tokens) - known.keys():
                found = map(places.get, token_sequences(token, self.order))
                known[token] = {place for place in found if place is not None}
            held = set().union(*(known[token] for token in tokens))
            held.update(place for pair in token_pairs(tokens) if (place := places.get(pair)) is not None)
            columns.append(np.fromiter(sorted(held), np.int32, len(held)))
            starts.append(starts[-1] + len(held))
        columns = np.concatenate(columns)
        shape = (len(starts) - 1, len(places))
        return sp.csr_matrix((np.ones(len(columns), np.float32), columns, np.array(starts)), shape=shape)

    def _minimize(self, matrix, target, worth):
        across, sign = matrix.T.tocsr(), np.where(target, 1, -1).astype(np.float32)
        penalty = self.penalty / np.maximum(unevenness(matrix, target), LEAST_UNEVEN)

        def loss(point):
            odds = (matrix @ point[:-1].astype(np.float32) + np.float32(point[-1])) * sign
            value = (worth * np.logaddexp(0, -odds)).sum() + penalty @ point[:-1] ** 2 / 2
            slope = (-worth * sign * np.exp(-np.logaddexp(0, odds))).astype(np.float32)
            return float(value), np.append(across @ slope + penalty * point[:-1], slope.sum()).astype(float)

        start = np.zeros(matrix.shape[1] + 1)
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS, "maxcor": 8})
        self.weights, self.bias = found.x[:-1], float(found.x[-1])

    def log_odds(self, rows):
        return self._measured(rows) @ self.weights + self.bias

    def save(self, name, *, warn_below, block_below):
        """Writes two bytes a sequence: weight times rarity, and rarity."""
        unit = float(self.rarity.max()) / 255
        rarity = np.maximum(1, np.rint(self.rarity / unit)).astype(np.uint8)
        strength = self.weights * self.rarity
        scale = float(np.quantile(np.abs(strength), 0.9998)) / 127
        weights = np.clip(np.rint(strength / scale), -127, 127) + 128
        rows = {
            self.names[column]: bytes((int(weight), int(idf)))
            for column, weight, idf in zip(self.columns, weights, rarity, strict=True)
        }
        facts = {
            "order": self.order,
            "bias": round(self.bias, 4),
            "scale": round(scale / unit, 8),
            "warn_below": round(float(warn_below), 4),
            "block_below": round(float(block_below), 4),
        }
        runs = {name: row for name, row in rows.items() if is_run(name, self.order)}
        phrases = {name: row for name, row in rows.items() if name not in runs}
        write_weights(name, facts, runs, phrases, nothing=NOTHING)
