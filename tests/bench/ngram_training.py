"""Trains the log-linear models of screening: multinomial logistic regression over letter sequences, L-BFGS,
L2."""

import random
from collections import Counter

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

from tests.bench.letter_sequences import sequences
from tests.bench.weight_files import write_weights


class Trainer:
    def __init__(self, classes, order, *, at_least=6, penalty=2e-6, balance=0.4, rounds=80):
        self.classes, self.order, self.at_least = list(classes), order, at_least
        self.penalty, self.balance, self.rounds = penalty, balance, rounds
        self.runs, self.weights, self.bias = {}, None, None

    def fit(self, examples, importance=None):
        """``examples``: pairs of class and folded words."""
        seen = Counter()
        for _, words in examples:
            seen.update({run for word in words for run in sequences(word, self.order)})
        names = sorted(run for run, times in seen.items() if times >= self.at_least)
        self.runs = {run: index for index, run in enumerate(names)}
        matrix = self.matrix(words for _, words in examples)
        target = np.array([self.classes.index(tag) for tag, _ in examples])
        share = np.maximum(np.bincount(target, minlength=len(self.classes)), 1) ** -self.balance
        worth = share[target] * (1 if importance is None else np.array(importance))
        self._minimize(matrix, target, worth / worth.sum())
        return self

    def matrix(self, texts):
        starts, columns, values = [0], [], []
        for words in texts:
            counts = Counter(
                self.runs[run] for word in words for run in sequences(word, self.order) if run in self.runs
            )
            length = sum(map(len, words)) ** 0.5 or 1
            columns += counts
            values += [count / length for count in counts.values()]
            starts.append(len(columns))
        shape = (len(starts) - 1, len(self.runs))
        return sp.csr_matrix((np.array(values, np.float32), np.array(columns, np.int32), np.array(starts)), shape=shape)

    def _minimize(self, matrix, target, worth):
        across, many, rows = matrix.T.tocsr(), len(self.classes), np.arange(len(target))

        def loss(point):
            weights, bias = point[:-many].reshape(-1, many).astype(np.float32), point[-many:]
            scores = matrix @ weights + bias
            scores -= scores.max(1, keepdims=True)
            chances = np.exp(scores)
            chances /= chances.sum(1, keepdims=True)
            value = -(worth * np.log(chances[rows, target] + 1e-12)).sum() + self.penalty / 2 * (point @ point)
            chances[rows, target] -= 1
            chances *= worth[:, None]
            slope = across @ chances.astype(np.float32)
            return value, np.concatenate([slope.ravel(), chances.sum(0)]).astype(float) + self.penalty * point

        start = np.zeros((matrix.shape[1] + 1) * many)
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": self.rounds, "maxcor": 6})
        self.weights, self.bias = found.x[:-many].reshape(-1, many), found.x[-many:]

    def save(self, name, *, keep, shift=None):
        """Writes the ``keep`` strongest sequences, a byte a weight; ``shift`` is added to the bias of a
        class."""
        strongest = np.sort(np.argsort(-np.abs(self.weights).max(1), kind="stable")[:keep])
        weights = self.weights[strongest] - self.weights[strongest].mean(1, keepdims=True) * (len(self.classes) > 2)
        scale = np.quantile(np.abs(weights), 0.9998) / 127
        bytes_ = (np.clip(np.rint(weights / scale), -127, 127) + 128).astype(np.uint8)
        bias = [round(float(b) + (shift or {}).get(tag, 0), 4) for b, tag in zip(self.bias, self.classes, strict=True)]
        header = {"classes": self.classes, "order": self.order, "scale": round(float(scale), 8), "bias": bias}
        names = list(self.runs)
        rows = {names[index]: row.tobytes() for index, row in zip(strongest, bytes_, strict=True)}
        write_weights(name, header, rows, {}, nothing=bytes([128] * len(self.classes)))


def excerpts(words, rng, *, count, shortest=2, longest=8):
    """Random runs of words, so that a short post is recognised as well as a long one."""
    for _ in range(count):
        size = min(rng.randint(shortest, longest), len(words))
        start = rng.randrange(len(words) - size + 1)
        yield words[start : start + size]


def generator():
    return random.Random(20)
