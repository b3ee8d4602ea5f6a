"""Trains the models of what a text is about: logistic regression over rare letter sequences, L-BFGS, L2."""

import json
import zlib
from collections import Counter

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

from portal.moderation.screening.subject import token_pairs, token_sequences
from portal.moderation.screening.weights import FOLDER

ROUNDS, REFIT_ROUNDS = 100, 60
RAREST_KEPT = 3


class SubjectTrainer:
    """``penalty`` is that of L2 beside a loss whose importances sum to one."""

    def __init__(self, order, *, penalty=5e-6, balance=0.8):
        self.order, self.penalty, self.balance = order, penalty, balance

    def fit(self, texts, on_subject, importance, *, keep):
        """``texts``: tokens. Keeps the ``keep`` sequences that weigh most over all texts and fits those again."""
        self.places, held = self._known(texts)
        self.rarity = np.log(len(texts) / held).astype(np.float32)
        target, worth = np.array(on_subject), np.array(importance, np.float32)
        sides = np.where(target, worth[target].sum(), worth[~target].sum())
        worth = worth * sides**-self.balance
        worth /= worth.sum()
        self._minimize(self.matrix(texts), target, worth, ROUNDS)
        strongest = np.argsort(-np.abs(self.weights) * self.rarity * held**0.5, kind="stable")[:keep]
        names = list(self.places)
        self.places = {name: place for place, name in enumerate(sorted(names[index] for index in strongest))}
        chosen = {names[index]: index for index in strongest}
        self.rarity = self.rarity[[chosen[name] for name in self.places]]
        self._minimize(self.matrix(texts), target, worth, REFIT_ROUNDS)
        return self

    def matrix(self, texts):
        """A row a text: the rarities of its known sequences, of length one together."""
        starts, columns, known = [0], [], {}
        for tokens in texts:
            for token in set(tokens) - known.keys():
                found = map(self.places.get, token_sequences(token, self.order))
                known[token] = {place for place in found if place is not None}
            places = set().union(*(known[token] for token in tokens))
            places.update(place for pair in token_pairs(tokens) if (place := self.places.get(pair)) is not None)
            columns.extend(places)
            starts.append(len(columns))
        columns = np.array(columns, np.int32)
        rows = sp.csr_matrix(
            (self.rarity[columns], columns, np.array(starts)), shape=(len(starts) - 1, len(self.places))
        )
        length = np.sqrt(np.asarray(rows.power(2).sum(1)).ravel())
        return (sp.diags((1 / np.maximum(length, 1e-3)).astype(np.float32)) @ rows).tocsr()

    def _known(self, texts):
        """The sequences enough texts hold, and how many do."""
        tokens_in = Counter()
        pairs = Counter()
        for tokens in texts:
            tokens_in.update(set(tokens))
            pairs.update(set(token_pairs(tokens)))
        seen = Counter()
        for token, times in tokens_in.items():
            for run in set(token_sequences(token, self.order)):
                seen[run] += times
        seen.update({pair: times for pair, times in pairs.items() if times >= RAREST_KEPT})
        # Texts with two tokens of a sequence are counted twice; no rarity may fall below that of a common letter.
        most = len(texts) * 0.9
        names = sorted(run for run, times in seen.items() if times >= RAREST_KEPT)
        held = np.array([min(seen[name], most) for name in names], np.float64)
        return {name: place for place, name in enumerate(names)}, held

    def _minimize(self, matrix, target, worth, rounds):
        across, sign = matrix.T.tocsr(), np.where(target, 1, -1).astype(np.float32)

        def loss(point):
            odds = (matrix @ point[:-1].astype(np.float32) + np.float32(point[-1])) * sign
            value = (worth * np.logaddexp(0, -odds)).sum() + self.penalty / 2 * (point[:-1] @ point[:-1])
            slope = (-worth * sign * np.exp(-np.logaddexp(0, odds))).astype(np.float32)
            return float(value), np.append(across @ slope + self.penalty * point[:-1], slope.sum()).astype(float)

        start = np.zeros(matrix.shape[1] + 1)
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 8})
        self.weights, self.bias = found.x[:-1], float(found.x[-1])

    def log_odds(self, texts):
        return self.matrix(texts) @ self.weights + self.bias

    def save(self, name, *, warn_below, block_below):
        """Writes two bytes a sequence: weight times rarity, and rarity."""
        unit = float(self.rarity.max()) / 255
        rarity = np.maximum(1, np.rint(self.rarity / unit)).astype(np.uint8)
        strength = self.weights * self.rarity
        scale = float(np.quantile(np.abs(strength), 0.9998)) / 127
        numbers = np.empty(2 * len(rarity), np.uint8)
        numbers[::2] = np.clip(np.rint(strength / scale), -127, 127) + 128
        numbers[1::2] = rarity
        facts = {
            "order": self.order,
            "bias": round(self.bias, 4),
            "scale": round(scale / unit, 8),
            "warn_below": round(float(warn_below), 4),
            "block_below": round(float(block_below), 4),
        }
        parts = (json.dumps(facts).encode(), "\n".join(self.places).encode(), numbers.tobytes())
        packed = zlib.compress(b"\0".join(parts), 9)
        (FOLDER / f"{name}.bin").write_bytes(packed)
        print(f"{name}: {len(self.places):,} sequences, {len(packed):,} bytes")
