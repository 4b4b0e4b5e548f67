"""The network of `stories`: a small Llama."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import AttentionInterface, LlamaConfig, LlamaForCausalLM

from stories_text import BOS, CONTEXT, EOS, PAD, SPECIAL, VOCABULARY


def causal_attention(module: nn.Module, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None,
                     **_: object) -> tuple[Tensor, None]:
    """Attention for training: on a CPU, PyTorch is fast without a mask and with as many key as query heads."""
    groups = module.num_key_value_groups
    mixed = F.scaled_dot_product_attention(
        query, key.repeat_interleave(groups, 1), value.repeat_interleave(groups, 1), is_causal=True)
    return mixed.transpose(1, 2), None


AttentionInterface.register("causal", causal_attention)


def configuration() -> LlamaConfig:
    return LlamaConfig(
        vocab_size=VOCABULARY, hidden_size=128, intermediate_size=448, num_hidden_layers=4, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=CONTEXT, rope_theta=10000.0, rms_norm_eps=1e-5,
        # The usual 0.02 is for widths of thousands: here it keeps the model from learning to copy a name for very long.
        initializer_range=0.08,
        tie_word_embeddings=True, attention_bias=False, mlp_bias=False, torch_dtype=torch.float32,
        pad_token_id=SPECIAL.index(PAD), bos_token_id=SPECIAL.index(BOS), eos_token_id=SPECIAL.index(EOS),
        attn_implementation="causal")


COPY_SCALE = 2.0


def start_as_copies(model: LlamaForCausalLM) -> LlamaForCausalLM:
    """Lets every head hand on what it looks at: its output matrix starts as the transpose of its value matrix.

    With matrices that have nothing to do with one another, looking at a name is of no use before copying works, and
    copying is of no use before the head looks at names (after Trockman and Kolter, "Mimetic Initialization of
    Self-Attention Layers", 2023).
    """
    size, groups = model.config.head_dim, model.config.num_attention_heads // model.config.num_key_value_heads
    with torch.no_grad():
        for layer in model.model.layers:
            attention = layer.self_attn
            nn.init.orthogonal_(attention.v_proj.weight)
            values = attention.v_proj.weight.view(-1, size, model.config.hidden_size)
            attention.o_proj.weight.copy_(COPY_SCALE * values.repeat_interleave(groups, 0).flatten(0, 1).T)
    return model
