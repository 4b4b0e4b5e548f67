"""Checks of `stories` before anything is said about it: each raises where the exported files are not the network."""

from pathlib import Path

import numpy as np
import onnx
import torch
from transformers import LlamaForCausalLM

from stories_play import STOPS, Player

PROMPT = 20  # tokens before the steps of one token begin
TOLERANCE = 1e-4


@torch.no_grad()
def reference(model: LlamaForCausalLM, ids: list[int]) -> np.ndarray:
    return model(input_ids=torch.tensor([ids]), use_cache=False).logits[0].numpy()


def check_signature(path: Path, layers: int) -> None:
    proto = onnx.load(str(path))
    names = [f"{index}.{part}" for index in range(layers) for part in ("key", "value")]
    pasts = [f"past_key_values.{name}" for name in names]
    assert [i.name for i in proto.graph.input] == ["input_ids", "attention_mask", *pasts]
    assert [o.name for o in proto.graph.output] == ["logits", *(f"present.{name}" for name in names)]
    assert all(t.HasField("raw_data") and not t.external_data for t in proto.graph.initializer)


def check_logits(player: Player, model: LlamaForCausalLM, documents: list[list[int]]) -> float:
    """The greatest difference from PyTorch: of whole texts, and of a prompt and then single steps with the cache."""
    worst = 0.0
    for ids in documents:
        expected = reference(model, ids)
        whole = player.whole(ids)
        player.start()
        stepped = np.concatenate([player.step(ids[:PROMPT]), *(player.step([token]) for token in ids[PROMPT:])])
        worst = max(worst, float(np.abs(whole - expected).max()), float(np.abs(stepped - expected).max()))
    assert worst < TOLERANCE, worst
    return worst


def check_greedy(player: Player, model: LlamaForCausalLM, prompts: list[list[int]]) -> None:
    """Greedy continuations are those of transformers' own `generate`, token for token."""
    for ids in prompts:
        whole = model.generate(torch.tensor([ids]), attention_mask=torch.ones(1, len(ids)), do_sample=False,
                               max_new_tokens=200, eos_token_id=list(STOPS), pad_token_id=0)
        made = whole[0, len(ids):].tolist()
        expected = made[:-1] if made[-1] in STOPS else made
        assert player.go_on(ids, most=200) == expected, ids
