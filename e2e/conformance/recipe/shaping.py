"""Weights that are cut, joined, padded and broadcast, and elementwise operators."""
import numpy as np
from model_set import F32, I64, MS, model


@model("Concat")
def concat_weight(g):
    """A class token before the sequence."""
    g.output(g.node("Concat", g.weight("w", 1, 32, 32), g.input("x", [1, 5, 32]), axis=1))


@model("Split")
def split_weight(g):
    """Three projections in one weight."""
    q, k, v = g.node("Split", g.weight("w", 32, 96), g.ints("parts", 32, 32, 32), axis=1, outputs=3)
    x = g.input("x", [3, 32])
    g.output(g.node("Add", g.node("MatMul", x, q), g.node("Mul", g.node("MatMul", x, k), g.node("MatMul", x, v))))


@model("Reshape")
def reshape_weight(g):
    """A weight in another shape, by a constant one."""
    g.output(g.node("MatMul", g.input("x", [3, 32]), g.node("Reshape", g.weight("w", 48, 32), g.ints("to", 32, -1))))


@model("Reshape")
def unsqueeze_weight(g):
    """Unsqueeze and Squeeze of weights."""
    wide = g.node("Unsqueeze", g.weight("v", 32, 40), g.ints("axes", 0, 3))
    flat = g.node("Squeeze", g.weight("w", 1, 32, 40, 1), g.ints("ones", 0, 3))
    x = g.input("x", [32, 40])
    g.output(g.node("Add", g.node("Add", x, flat), g.node("Squeeze", wide, g.ints("ones_again", 0, 3))))


@model("Expand")
def expand_weight(g):
    """To a shape that is an input."""
    g.output(g.node("Expand", g.weight("w", 1, 32, 40), g.input("to", [3], I64, values=[3, 32, 40])))


@model("Tile")
def tile_weight(g):
    """Repeated along both axes."""
    g.output(g.node("Tile", g.weight("w", 32, 40), g.input("times", [2], I64, values=[2, 1])))


@model("Pad")
def pad_weight(g):
    """Reflection at the edges."""
    padded = g.node("Pad", g.weight("w", 32, 40), g.ints("by", 1, 2, 1, 2), mode="reflect")
    g.output(g.node("Add", padded, g.input("x", [34, 44])))


@model("Resize")
def resize_weight(g):
    """A positional grid, interpolated."""
    table = g.weight("w", 1, 8, 16, 16)
    grown = g.node("Resize", table, "", g.array("scales", [1, 1, 2, 2], np.float32), mode="linear",
                   coordinate_transformation_mode="half_pixel")
    g.output(g.node("Mul", grown, g.input("x", [1, 8, 32, 32])))


@model("Resize")
def resize_conv(g):
    """Upsampling before a convolution, nearest."""
    grown = g.node("Resize", g.input("x", [1, 8, 6, 6]), "", g.array("scales", [1, 1, 2, 2], np.float32), mode="nearest",
                   coordinate_transformation_mode="asymmetric", nearest_mode="floor")
    g.output(g.node("Conv", grown, g.weight("w", 16, 8, 3, 3), pads=[1] * 4))


@model("Clip")
def clip_weight(g):
    """A weight between two scalars."""
    low, high = g.array("low", -0.1, np.float32), g.array("high", 0.1, np.float32)
    g.output(g.node("Add", g.input("x", [32, 40]), g.node("Clip", g.weight("w", 32, 40, scale=0.2), low, high)))


@model("Range")
def range_positions(g):
    """Positions counted at run time, looked up in a table."""
    stop = g.input("stop", [], I64, values=[9])
    ids = g.node("Range", g.array("zero", 0, np.int64), stop, g.array("one", 1, np.int64))
    g.output(g.node("Gather", g.weight("table", 64, 32), ids))


@model("Add")
def add_broadcast(g):
    """A weight that is smaller than the input, and one that is larger."""
    h = g.node("Add", g.input("x", [2, 1, 32, 40]), g.weight("small", 32, 40))
    g.output(g.node("Mul", h, g.weight("large", 2, 3, 32, 40)))


@model("Add")
def elementwise(g):
    """Sub, Div, Pow, Min, Max and Equal with weights."""
    x = g.input("x", [32, 40], low=0.5, high=1.5)
    h = g.node("Div", g.node("Sub", x, g.weight("a", 32, 40, scale=0.1)), g.array("b", np.abs(g.draw(32, 40)) + 1))
    h = g.node("Pow", g.node("Abs", h), g.array("c", np.abs(g.draw(32, 40)) + 1))
    g.output(g.node("Min", g.node("Max", h, g.weight("d", 32, 40)), g.array("e", np.abs(g.draw(32, 40)) + 0.5)))


@model("PRelu")
def prelu(g):
    """A slope for each place."""
    g.output(g.node("PRelu", g.input("x", [2, 64, 4, 4]), g.weight("slope", 64, 4, 4)))


@model("BiasGelu")
def bias_gelu(g):
    """A large bias."""
    g.output(g.node("BiasGelu", g.input("x", [3, 1024]), g.weight("b", 1024), domain=MS))


@model("FastGelu")
def fast_gelu(g):
    """With its optional bias."""
    g.output(g.node("FastGelu", g.input("x", [3, 1024]), g.weight("b", 1024), domain=MS))


@model("Gelu", opset=20)
def gelu_onnx(g):
    """Opset 20, after a projection."""
    g.output(g.node("Gelu", g.node("MatMul", g.input("x", [3, 32]), g.weight("w", 32, 48)), approximate="tanh"))


@model("Softmax")
def softmax(g):
    """Of a projection."""
    g.output(g.node("Softmax", g.node("MatMul", g.input("x", [3, 32]), g.weight("w", 32, 48)), axis=-1))


@model("Reduce")
def reduce_weight(g):
    """Sum, mean, max and L2 norm of weights; axes as attributes and as an input."""
    w = g.weight("w", 32, 40)
    total = g.node("ReduceSum", w, g.ints("axes", 1), keepdims=0)
    parts = [g.node(op, w, axes=[1], keepdims=0) for op in ("ReduceMean", "ReduceMax", "ReduceL2")]
    h = g.node("Add", g.input("x", [32]), total)
    for part in parts:
        h = g.node("Add", h, part)
    g.output(h)


@model("CumSum")
def cumsum(g):
    """Of a weight plus the input."""
    h = g.node("Add", g.input("x", [32, 40]), g.weight("w", 32, 40))
    g.output(g.node("CumSum", h, g.array("axis", 1, np.int32)))


@model("Shape")
def shape_of_weight(g):
    """Only the shape of a weight is read: it is folded, or costs a copy."""
    table = g.weight("w", 64, 32)
    rows = g.node("Gather", g.node("Shape", table), g.array("first", 0, np.int64))
    h = g.node("Div", g.input("x", [3, 32]), g.node("Cast", rows, to=F32))
    g.output(g.node("MatMul", h, g.node("Transpose", table, perm=[1, 0])))
