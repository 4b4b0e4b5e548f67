"""Training of `stories`: one pass over documents that are made as it goes, on two threads.

The order of the documents does not depend on the number of steps, and the rate stays constant until the
last part, so a run can be stopped, resumed from its checkpoint and made longer without starting again.
"""

import itertools
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F
from transformers import LlamaForCausalLM

from stories_model import configuration, start_as_copies
from stories_text import Document, drilled, encode, story, talk

SEED = 7
STEPS = 16_000
DRILL_CHUNKS, DRILLS = 5, 2000  # the first chunks are drills, so many each
STORIES, TALKS = 900, 1100  # in each of the other chunks; a chunk is shuffled as a whole
TOKENS = 768  # of one thread in one step, padding included
PEAK_RATE = 2e-3
WARM_UP, COOL_DOWN = 100, 0.3  # steps; last part of all steps
CHECKPOINT_EVERY = 200
IGNORED = -100

Batch = list[list[int]]


def chunk(number: int) -> list[Document]:
    """The documents of one chunk: drills at first, then stories and conversations."""

    def made(maker: Callable[[str, int], Document], count: int) -> list[Document]:
        documents = (maker("train", index) for index in range(number * count, (number + 1) * count))
        return [document for document in documents if document.text or document.talk]

    if number < DRILL_CHUNKS:
        return made(drilled, DRILLS)
    return made(story, STORIES) + made(talk, TALKS)


def pairs(tokenizer: Tokenizer, number: int) -> list[tuple[Batch, Batch]]:
    """A chunk as pairs of batches, one for each thread; documents of like length together to pad little."""
    shuffle = random.Random(f"{SEED} {number}")
    order = sorted(encode(tokenizer, chunk(number)), key=lambda ids: (len(ids), shuffle.random()))
    made: list[Batch] = [[]]
    for ids in order:
        if (len(made[-1]) + 1) * len(ids) > TOKENS:
            made.append([])
        made[-1].append(ids)
    paired = list(zip(made[::2], made[1::2]))
    shuffle.shuffle(paired)
    return paired


def batches(tokenizer: Tokenizer) -> Iterator[tuple[Batch, Batch]]:
    """What training sees, without an end."""
    for number in itertools.count():
        yield from pairs(tokenizer, number)


def padded(batch: Batch, fill: int) -> Tensor:
    width = max(map(len, batch))
    return torch.tensor([ids + [fill] * (width - len(ids)) for ids in batch])


def loss_of(model: LlamaForCausalLM, batch: Batch, reduction: str = "mean") -> Tensor:
    """Cross entropy of every token after the first. Padding is on the right, where causal attention never looks."""
    logits = model(input_ids=padded(batch, 0), use_cache=False).logits[:, :-1]
    targets = padded(batch, IGNORED)[:, 1:]
    return F.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=IGNORED, reduction=reduction)


def rate_at(step: int, steps: int) -> float:
    """Warm-up, a constant part, and a last part down to zero."""
    return PEAK_RATE * min((step + 1) / WARM_UP, 1.0, (steps - step) / (COOL_DOWN * steps))


def train(tokenizer: Tokenizer, work: Path, steps: int = STEPS) -> LlamaForCausalLM:
    """Train for `steps` steps; goes on from the checkpoint in `work` if there is one."""
    torch.manual_seed(SEED)
    model = start_as_copies(LlamaForCausalLM(configuration())).train()
    parameters = list(model.parameters())
    optimizer = torch.optim.AdamW([
        {"params": [p for p in parameters if p.dim() > 1], "weight_decay": 0.05},
        {"params": [p for p in parameters if p.dim() == 1], "weight_decay": 0.0}], lr=PEAK_RATE, betas=(0.9, 0.98))
    saved, first = work / "checkpoint.pt", 0
    if saved.exists():
        state = torch.load(saved)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        first = state["step"]

    def gradients(batch: Batch) -> tuple[float, tuple[Tensor, ...]]:
        loss = loss_of(model, batch)
        return loss.item(), torch.autograd.grad(loss, parameters)

    total, began = 0.0, time.monotonic()
    # Two threads with a batch each wait for one another once a step; two threads inside every operation wait all
    # the time, which is several times slower wherever the machine has other work.
    with ThreadPoolExecutor(2, initializer=torch.set_num_threads, initargs=(1,)) as pool:
        for step, pair in zip(range(steps), batches(tokenizer)):
            if step < first:
                continue
            (loss, grads), (other_loss, other_grads) = pool.map(gradients, pair)
            for parameter, one, other in zip(parameters, grads, other_grads):
                parameter.grad = (one + other) / 2
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            for group in optimizer.param_groups:
                group["lr"] = rate_at(step, steps)
            optimizer.step()
            total += (loss + other_loss) / 2
            done = step + 1
            if done % CHECKPOINT_EVERY == 0 or done == steps:
                seconds = time.monotonic() - began
                print(f"step {done}/{steps}  loss {total / CHECKPOINT_EVERY:.4f}  {seconds:.0f} s", flush=True)
                total = 0.0
                torch.save({"step": done, "model": model.state_dict(), "optimizer": optimizer.state_dict()}, saved)
    return model.eval()
