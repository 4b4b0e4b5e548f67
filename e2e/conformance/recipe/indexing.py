"""Reading and writing by index."""
import numpy as np
from model_set import BOOL, I64, model


@model("Gather")
def gather_embedding(g):
    """An embedding table."""
    g.output(g.node("Gather", g.weight("table", 64, 32, scale=1), g.input("ids", [2, 5], I64, 0, 64)))


@model("Gather")
def gather_axis(g):
    """Along the second axis, indices below zero included."""
    g.output(g.node("Gather", g.weight("table", 32, 40), g.input("ids", [6], I64, -40, 40), axis=1))


@model("Gather")
def gather_indices_weight(g):
    """The indices are the large initializer."""
    x = g.input("x", [3, 64])
    g.output(g.node("Gather", x, g.integers("ids", 0, 64, 600, np.int64), axis=1))


@model("GatherElements")
def gather_elements(g):
    """From a weight."""
    g.output(g.node("GatherElements", g.weight("w", 32, 40), g.input("ids", [5, 40], I64, 0, 32), axis=0))


@model("GatherND")
def gather_nd(g):
    """Whole rows of a weight."""
    g.output(g.node("GatherND", g.weight("w", 8, 8, 24), g.input("ids", [5, 2], I64, 0, 8)))


@model("ScatterND")
def scatter_nd(g):
    """Into a weight; the rows are given once each."""
    ids = g.array("ids", [[1], [7], [30]], np.int64)
    g.output(g.node("ScatterND", g.weight("w", 32, 40), ids, g.input("rows", [3, 40])))


@model("ScatterElements")
def scatter_elements(g):
    """Into a weight, along the second axis."""
    ids = g.array("ids", np.tile([3, 11, 39], (32, 1)), np.int64)
    g.output(g.node("ScatterElements", g.weight("w", 32, 40), ids, g.input("rows", [32, 3]), axis=1))


@model("Where")
def where_weight(g):
    """Chooses between a weight and the input."""
    pick = g.input("pick", [32, 40], BOOL, 0, 2)
    g.output(g.node("Where", pick, g.weight("w", 32, 40), g.input("x", [32, 40])))


@model("Where")
def where_mask_weight(g):
    """The condition is the large initializer, as in a causal mask."""
    mask = g.array("mask", np.tril(np.ones((64, 64), bool)))
    g.output(g.node("Where", mask, g.input("x", [64, 64]), g.array("lowest", -1e4, np.float32)))


@model("Slice")
def slice_weight(g):
    """A positional table cut to the sequence."""
    rows = g.node("Slice", g.weight("w", 64, 32), g.ints("start", 0), g.input("end", [1], I64, values=[7]))
    g.output(g.node("Add", g.input("x", [7, 32]), rows))


@model("Slice")
def slice_steps(g):
    """Backwards in steps of two."""
    g.output(g.node("Add", g.input("x", [20, 1]), g.node(
        "Slice", g.weight("w", 40, 32), g.ints("start", -1), g.ints("end", -41), g.ints("axes", 0), g.ints("steps", -2))))


@model("TopK")
def topk(g):
    """Of a projection: values and indices."""
    h = g.node("MatMul", g.input("x", [2, 32]), g.weight("w", 32, 48))
    values, indices = g.node("TopK", h, g.ints("k", 5), outputs=2)
    g.output(values)
    g.output(indices, I64)


@model("ArgMax")
def argmax(g):
    """Of a projection."""
    h = g.node("MatMul", g.input("x", [4, 32]), g.weight("w", 32, 48))
    g.output(g.node("ArgMax", h, axis=-1, keepdims=0), I64)
