"""Running an exported file of `stories`: one step with its cache, a whole text, sampling."""

from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from stories_text import CONTEXT, END, EOS, SPECIAL

STOPS = (SPECIAL.index(EOS), SPECIAL.index(END))
TEMPERATURE, TOP = 0.8, 20  # as in generation_config.json


class Player:
    """One session on one text at a time."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self.shapes = {i.name: i.shape for i in self.session.get_inputs() if i.name.startswith("past_key_values.")}
        self.outputs = [o.name for o in self.session.get_outputs()]
        self.start()

    def start(self) -> None:
        self.length = 0
        self.cache = {name: np.zeros((1, heads, 0, size), np.float32)
                      for name, (_, heads, _, size) in self.shapes.items()}

    def step(self, ids: list[int]) -> np.ndarray:
        """Logits [len(ids), vocabulary] of the next tokens of the text so far."""
        self.length += len(ids)
        feeds = {"input_ids": np.array([ids], np.int64), "attention_mask": np.ones((1, self.length), np.int64),
                 **self.cache}
        logits, *presents = self.session.run(self.outputs, feeds)
        self.cache = {name.replace("present", "past_key_values"): value
                      for name, value in zip(self.outputs[1:], presents)}
        return logits[0]

    def whole(self, ids: list[int]) -> np.ndarray:
        self.start()
        return self.step(ids)

    def go_on(self, ids: list[int], dice: np.random.Generator | None = None, most: int = 300) -> list[int]:
        """What follows `ids`, without the token that ends it: greedy, or sampled where there are dice."""
        logits, made = self.whole(ids)[-1], []
        while len(made) < most and self.length < CONTEXT:
            token = int(logits.argmax()) if dice is None else sample(logits, dice)
            if token in STOPS:
                break
            made.append(token)
            logits = self.step([token])[-1]
        return made


def sample(logits: np.ndarray, dice: np.random.Generator) -> int:
    best = np.argsort(logits, kind="stable")[-TOP:]
    scores = logits[best].astype(np.float64) / TEMPERATURE
    chances = np.exp(scores - scores.max())
    return int(dice.choice(best, p=chances / chances.sum()))


def negative_log_likelihood(logits: np.ndarray, ids: list[int]) -> float:
    """Of every token after the first, in nats."""
    scores = logits[:-1].astype(np.float64)
    scores -= scores.max(1, keepdims=True)
    logs = scores - np.log(np.exp(scores).sum(1, keepdims=True))
    return -float(logs[np.arange(len(ids) - 1), ids[1:]].sum())


def perplexity(player: Player, documents: list[list[int]]) -> float:
    total = sum(negative_log_likelihood(player.whole(ids), ids) for ids in documents)
    return float(np.exp(total / sum(len(ids) - 1 for ids in documents)))


def continuation(player: Player, tokenizer: Tokenizer, marked: str, dice: np.random.Generator | None = None) -> str:
    """The text that follows `marked`, which carries its special tokens itself."""
    return tokenizer.decode(player.go_on(tokenizer.encode(marked, add_special_tokens=False).ids, dice))
