"""Attention, as one operator and written out."""
import numpy as np
from model_set import I32, I64, MS, model


def rotary_tables(g, rows=64, half=16):
    angles = np.outer(np.arange(rows), 10000.0 ** (-np.arange(half) / half))
    return g.array("cos", np.cos(angles), np.float32), g.array("sin", np.sin(angles), np.float32)


@model("Attention")
def attention_ms(g):
    """Projection and attention in one."""
    g.output(g.node("Attention", g.input("x", [1, 6, 32]), g.weight("w", 32, 96), g.weight("b", 96), domain=MS, num_heads=4))


@model("MultiHeadAttention")
def multi_head_attention(g):
    """Three projections, then the operator with its bias."""
    x = g.input("x", [1, 6, 32])
    q, k, v = (g.node("MatMul", x, g.weight(name, 32, 32)) for name in ("wq", "wk", "wv"))
    g.output(g.node("MultiHeadAttention", q, k, v, g.weight("b", 96), domain=MS, num_heads=4))


@model("MultiHeadAttention")
def multi_head_attention_packed(g):
    """A large bias of its own."""
    x = [g.input(name, [1, 3, 512]) for name in ("q", "k", "v")]
    g.output(g.node("MultiHeadAttention", *x, g.weight("b", 1536), domain=MS, num_heads=8))


@model("GroupQueryAttention")
def group_query_attention(g):
    """Rotary embedding inside, an empty cache: the prompt of a language model."""
    x = g.input("x", [1, 4, 64])
    q = g.node("MatMul", x, g.weight("wq", 64, 128))
    k, v = (g.node("MatMul", x, g.weight(name, 64, 64)) for name in ("wk", "wv"))
    past = [g.input(name, [1, 2, 0, 32]) for name in ("past_k", "past_v")]
    y = g.node("GroupQueryAttention", q, k, v, *past, g.input("last", [1], I32, values=[3]),
               g.input("total", [], I32, values=[4]), *rotary_tables(g), domain=MS, outputs=3, num_heads=4,
               kv_num_heads=2, do_rotary=1)
    for name in y:
        g.output(name)


@model("GroupQueryAttention")
def group_query_attention_step(g):
    """One token after eight in the cache."""
    x = g.input("x", [1, 1, 64])
    q = g.node("MatMul", x, g.weight("wq", 64, 128))
    k, v = (g.node("MatMul", x, g.weight(name, 64, 64)) for name in ("wk", "wv"))
    past = [g.input(name, [1, 2, 8, 32]) for name in ("past_k", "past_v")]
    y = g.node("GroupQueryAttention", q, k, v, *past, g.input("last", [1], I32, values=[8]),
               g.input("total", [], I32, values=[9]), *rotary_tables(g), domain=MS, outputs=3, num_heads=4,
               kv_num_heads=2, do_rotary=1)
    for name in y:
        g.output(name)


@model("RotaryEmbedding")
def rotary_embedding(g):
    """Large tables of cosines and sines."""
    x, ids = g.input("x", [1, 4, 5, 32]), g.input("ids", [1, 5], I64, values=[3, 4, 5, 6, 7])
    g.output(g.node("RotaryEmbedding", x, ids, *rotary_tables(g, 96), domain=MS))


@model("Attention block")
def attention_block(g):
    """Written out with layer norm, heads by Reshape and Transpose, softmax, residual: what exporters give."""
    x = g.input("x", [1, 6, 32])
    h = g.node("LayerNormalization", x, g.array("scale", np.ones(32, np.float32)), g.weight("shift", 32))
    heads = []
    for name in ("wq", "wk", "wv"):
        part = g.node("Add", g.node("MatMul", h, g.weight(name, 32, 32)), g.weight(f"{name}_b", 32))
        part = g.node("Reshape", part, g.ints(f"{name}_heads", 0, 0, 4, 8))
        heads.append(g.node("Transpose", part, perm=[0, 2, 3, 1] if name == "wk" else [0, 2, 1, 3]))
    scores = g.node("Div", g.node("MatMul", heads[0], heads[1]), g.array("root", np.sqrt(8), np.float32))
    mixed = g.node("MatMul", g.node("Softmax", scores, axis=-1), heads[2])
    flat = g.node("Reshape", g.node("Transpose", mixed, perm=[0, 2, 1, 3]), g.ints("flat", 0, 0, 32))
    g.output(g.node("Add", x, g.node("MatMul", flat, g.weight("wo", 32, 32))))


@model("Attention block")
def gated_mlp(g):
    """RMS norm written out, SiLU, gate and projection of a Llama block, weights as Transpose(weight)."""
    x = g.input("x", [1, 3, 32])
    square = g.node("ReduceMean", g.node("Mul", x, x), axes=[-1])
    root = g.node("Sqrt", g.node("Add", square, g.array("epsilon", 1e-6, np.float32)))
    h = g.node("Mul", g.node("Div", x, root), g.array("scale", np.ones(32, np.float32)))
    gate, up = (g.node("MatMul", h, g.node("Transpose", g.weight(name, 64, 32), perm=[1, 0])) for name in ("gate", "up"))
    mixed = g.node("Mul", g.node("Mul", gate, g.node("Sigmoid", gate)), up)
    g.output(g.node("MatMul", mixed, g.node("Transpose", g.weight("down", 32, 64), perm=[1, 0])))
