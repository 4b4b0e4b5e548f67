"""The ways in which a file holds its weights."""
import numpy as np
from model_set import BF16, BOOL, F16, F32, F64, I64, U8, model
from onnx import TensorProto, helper, numpy_helper


def linear(g, weight, width=32):
    g.output(g.node("MatMul", g.input("x", [3, width]), weight))


def bfloat16(g):
    values = (g.draw(64, 48).view(np.uint32) >> 16).astype(np.uint16)
    return g.tensor(helper.make_tensor("w", BF16, [64, 48], values.tobytes(), raw=True))


@model("Initializer")
def raw_data(g):
    """raw_data, the usual case."""
    linear(g, g.weight("w", 32, 48))


@model("Initializer")
def float_data(g):
    """float_data, packed."""
    linear(g, g.tensor(helper.make_tensor("w", F32, [32, 48], g.draw(32, 48).ravel().tolist())))


@model("Initializer")
def float16_cast(g):
    """float16 in raw_data, read by Cast: plain ONNX Runtime folds the Cast."""
    linear(g, g.node("Cast", g.array("w", g.draw(64, 48), np.float16), to=F32), 64)


@model("Initializer")
def float16_int32_data(g):
    """float16 in int32_data, two bytes of four used."""
    values = g.draw(64, 48).astype(np.float16)
    w = TensorProto(name="w", data_type=F16, dims=[64, 48], int32_data=values.view(np.uint16).ravel().tolist())
    linear(g, g.node("Cast", g.tensor(w), to=F32), 64)


@model("Initializer", needs="shader-f16")
def float16_matmul(g):
    """float16 all the way, between two Casts."""
    h = g.node("MatMul", g.node("Cast", g.input("x", [3, 64]), to=F16), g.array("w", g.draw(64, 48), np.float16))
    g.output(g.node("Cast", h, to=F32))


@model("Initializer", needs="shader-f16")
def float16_conv(g):
    """A float16 convolution with bias."""
    x = g.node("Cast", g.input("x", [1, 8, 12, 12]), to=F16)
    h = g.node("Conv", x, g.array("w", g.draw(32, 8, 3, 3), np.float16), g.array("b", g.draw(32), np.float16))
    g.output(g.node("Cast", h, to=F32))


@model("Initializer", needs="shader-f16")
def float16_layer_norm(g):
    """A float16 layer norm."""
    x = g.node("Cast", g.input("x", [2, 2048]), to=F16)
    h = g.node("LayerNormalization", x, g.array("w", 1 + g.draw(2048), np.float16), g.array("b", g.draw(2048), np.float16))
    g.output(g.node("Cast", h, to=F32))


@model("Initializer")
def bfloat16_gather(g):
    """A bfloat16 table is packed and loaded; of what is read only the shape can come back."""
    rows = g.node("Gather", bfloat16(g), g.input("ids", [5], I64, 0, 64))
    g.output(g.node("Shape", rows), I64)


@model("Initializer", plain_fails="it has no kernel for Cast from bfloat16")
def bfloat16_cast(g):
    """bfloat16, which has no GPU tensor in ONNX Runtime Web."""
    linear(g, g.node("Cast", bfloat16(g), to=F32), 64)


@model("Initializer")
def double_gather(g):
    """A table of doubles, read on the CPU: WebGPU does not have them."""
    g.output(g.node("Gather", g.array("w", g.draw(32, 48), np.float64), g.input("ids", [5], I64, 0, 32)), F64)


@model("Initializer")
def double_data(g):
    """double_data, its typed field."""
    w = g.tensor(helper.make_tensor("w", F64, [32, 48], g.draw(32, 48).astype(np.float64).ravel().tolist()))
    g.output(g.node("Gather", w, g.input("ids", [5], I64, 0, 32)), F64)


@model("Initializer", plain_fails="it has no kernel for Cast from double")
def double_cast(g):
    """double, which WebGPU does not have."""
    linear(g, g.node("Cast", g.array("w", g.draw(32, 48), np.float64), to=F32))


@model("Initializer")
def int64_data(g):
    """int64_data of variable length, read by Gather."""
    ids = g.tensor(helper.make_tensor("ids", I64, [600], g.rng.integers(0, 32, 600).tolist()))
    g.output(g.node("Gather", g.node("MatMul", g.input("x", [3, 32]), g.weight("w", 32, 32)), ids, axis=1))


@model("Initializer")
def int32_weight(g):
    """An int32 table: a type of its own."""
    rows = g.node("Gather", g.integers("table", -1000, 1000, (64, 32), np.int32), g.input("ids", [5], I64, 0, 64))
    g.output(g.node("Mul", g.node("Cast", rows, to=F32), g.array("scale", 0.01, np.float32)))


@model("Initializer")
def bool_weight(g):
    """A mask in int32_data, one byte for each."""
    mask = helper.make_tensor("mask", BOOL, [64, 64], np.tril(np.ones((64, 64), bool)).ravel().tolist())
    g.output(g.node("Where", g.tensor(mask), g.input("x", [64, 64]), g.weight("w", 64, 64)))


@model("Initializer")
def uint8_int32_data(g):
    """uint8 in int32_data, dequantised."""
    w = helper.make_tensor("w", U8, [96, 48], g.rng.integers(0, 256, 96 * 48).tolist())
    linear(g, g.node("DequantizeLinear", g.tensor(w), g.array("scale", 0.01, np.float32), g.array("zero", 128, np.uint8)), 96)


@model("Initializer")
def constant_node(g):
    """Weights in Constant nodes, as older exporters of PyTorch wrote them."""
    w = g.node("Constant", value=numpy_helper.from_array(g.draw(32, 48), "value"))
    half = g.node("Constant", value_float=0.5)
    g.output(g.node("Mul", g.node("MatMul", g.input("x", [3, 32]), w), half))


@model("Initializer", plain_fails="its builds are without sparse tensors")
def sparse(g):
    """A sparse initializer beside a dense one."""
    places = np.sort(g.rng.choice(32 * 48, 600, replace=False)).astype(np.int64)
    values = numpy_helper.from_array(g.draw(600, scale=1), "sparse_w")
    g.sparse = [helper.make_sparse_tensor(values, numpy_helper.from_array(places, "places"), [32, 48])]
    h = g.node("MatMul", g.input("x", [3, 32]), g.weight("w", 32, 32))
    g.output(g.node("MatMul", h, "sparse_w"))


@model("Initializer", ir=3, opset=8)
def ir_version_3(g):
    """Before IR version 4 every initializer is a graph input too."""
    from onnx.helper import make_tensor_value_info
    linear(g, g.weight("w", 32, 48))
    g.inputs.append(make_tensor_value_info("w", F32, [32, 48]))


@model("Initializer")
def overridable(g):
    """IR version 10 with an initializer that is a graph input: its default."""
    linear(g, g.weight("w", 32, 48))
    g.inputs.append(helper.make_tensor_value_info("w", F32, [32, 48]))


@model("Initializer")
def dead(g):
    """Initializers that nothing reads, large ones among them."""
    for index in range(4):
        g.weight(f"dead_{index}", 32, 48)
    linear(g, g.weight("w", 32, 48))


@model("Initializer")
def dead_node(g):
    """A weight that only a node without readers reads."""
    g.node("Relu", g.weight("unread", 32, 48))
    linear(g, g.weight("w", 32, 48))


@model("Initializer")
def graph_output(g):
    """An initializer that is an output of the graph as well."""
    w = g.weight("w", 32, 48)
    linear(g, w)
    g.output(w, F32, [32, 48])


@model("Initializer")
def same_bytes(g):
    """Two tensors with the same bytes."""
    values = g.draw(32, 32)
    h = g.node("MatMul", g.input("x", [3, 32]), g.array("w1", values))
    g.output(g.node("MatMul", h, g.array("w2", values)))


@model("Initializer")
def tied_embedding(g):
    """One table for the embedding and, transposed, for the logits."""
    table = g.weight("table", 64, 32, scale=0.3)
    h = g.node("Gather", table, g.input("ids", [2, 3], I64, 0, 64))
    g.output(g.node("MatMul", h, g.node("Transpose", table, perm=[1, 0])))


@model("Initializer")
def tied_gemm(g):
    """One table for the embedding and, by transB, for the logits."""
    table = g.weight("table", 64, 32, scale=0.3)
    h = g.node("Gather", table, g.input("ids", [3], I64, 0, 64))
    g.output(g.node("Gemm", h, table, transB=1))


@model("Initializer")
def scalar_and_empty(g):
    """A scalar, an empty tensor and a large one."""
    joined = g.node("Concat", g.input("x", [3, 32]), g.array("none", np.zeros((0, 32), np.float32)), axis=0)
    g.output(g.node("Mul", g.node("MatMul", joined, g.weight("w", 32, 48)), g.array("scale", 0.5, np.float32)))


@model("Initializer")
def odd_names(g):
    """Names with slashes, dots, colons, spaces and other letters."""
    h = g.node("MatMul", g.input("in put/ä:0", [3, 32]), g.weight("model.layers.0/self attn::w:0", 32, 48))
    g.output(g.node("Add", h, g.weight("偏置", 48)))


@model("Initializer")
def many_small(g):
    """Two hundred tensors that are too small to move, and one that moves."""
    h = g.node("MatMul", g.input("x", [3, 32]), g.weight("w", 32, 32))
    for index in range(200):
        h = g.node("Add", h, g.array(f"b{index}", g.draw(32, scale=0.1)))
    g.output(h)


@model("Initializer")
def weight_direct_output(g):
    """A weight that goes through Identity to an output."""
    linear(g, g.weight("w", 32, 48))
    g.output(g.node("Identity", "w"))
