"""What simple counting reaches on the same tokens: a unigram and an interpolated Kneser-Ney trigram."""

import math
from collections import Counter, defaultdict

DISCOUNT = 0.75  # the usual choice: Chen and Goodman, 1998


class Unigram:
    """Counts plus one for every token of the vocabulary."""

    def __init__(self, documents: list[list[int]], vocabulary: int) -> None:
        self.counts = Counter(token for ids in documents for token in ids[1:])
        self.total = self.counts.total() + vocabulary

    def chance(self, before: tuple[int, ...], token: int) -> float:
        return (self.counts[token] + 1) / self.total


class Trigram:
    """Interpolated Kneser-Ney: the lower orders count in how many contexts a token was seen, not how often."""

    def __init__(self, documents: list[list[int]], vocabulary: int) -> None:
        self.vocabulary = vocabulary
        triples: Counter[tuple[int, ...]] = Counter()
        for ids in documents:
            padded = [ids[0], *ids]
            triples.update(zip(padded, padded[1:], padded[2:]))
        pairs = Counter(triple[1:] for triple in triples)
        singles = Counter(pair[1:] for pair in pairs)
        self.orders = (singles, pairs, triples)
        self.totals = [self._sums(counts) for counts in self.orders]

    @staticmethod
    def _sums(counts: Counter[tuple[int, ...]]) -> dict[tuple[int, ...], tuple[int, int]]:
        """For each context: the sum of its counts and how many different tokens follow it."""
        sums: defaultdict[tuple[int, ...], list[int]] = defaultdict(lambda: [0, 0])
        for gram, count in counts.items():
            entry = sums[gram[:-1]]
            entry[0] += count
            entry[1] += 1
        return {context: (total, kinds) for context, (total, kinds) in sums.items()}

    def chance(self, before: tuple[int, ...], token: int) -> float:
        result = 1 / self.vocabulary
        for order, (counts, totals) in enumerate(zip(self.orders, self.totals)):
            context = before[len(before) - order:]
            if context not in totals:
                break
            total, kinds = totals[context]
            result = max(counts[(*context, token)] - DISCOUNT, 0) / total + DISCOUNT * kinds / total * result
        return result


def perplexity(model: Unigram | Trigram, documents: list[list[int]]) -> float:
    logs, tokens = 0.0, 0
    for ids in documents:
        padded = [ids[0], *ids]
        for index in range(2, len(padded)):
            logs -= math.log(model.chance((padded[index - 2], padded[index - 1]), padded[index]))
            tokens += 1
    return math.exp(logs / tokens)
