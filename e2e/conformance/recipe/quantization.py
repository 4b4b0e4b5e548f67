"""Quantised weights."""
import numpy as np
from model_set import F32, I32, I64, INT4, MS, U8, UINT4, model
from onnx import helper


def packed(values):
    """Two to a byte, the first in the low half."""
    flat = values.astype(np.uint8).ravel() & 15
    return (flat[0::2] | flat[1::2] << 4).astype(np.uint8).tobytes()


def scalar(g, name, value, dtype=np.float32):
    return g.array(name, value, dtype)


@model("DequantizeLinear")
def dequantize_uint8(g):
    """uint8 with a zero point."""
    w = g.node("DequantizeLinear", g.integers("w", 0, 256, (96, 48), np.uint8), scalar(g, "scale", 0.01),
               scalar(g, "zero", 128, np.uint8))
    g.output(g.node("MatMul", g.input("x", [3, 96]), w))


@model("DequantizeLinear")
def dequantize_int8(g):
    """int8, which has no GPU tensor in ONNX Runtime Web."""
    w = g.node("DequantizeLinear", g.integers("w", -128, 128, (96, 48), np.int8), scalar(g, "scale", 0.01))
    g.output(g.node("MatMul", g.input("x", [3, 96]), w))


@model("DequantizeLinear")
def dequantize_per_channel(g):
    """uint8, a scale and a zero point for each column."""
    scale = g.array("scale", np.abs(g.draw(48)) + 0.01)
    zero = g.integers("zero", 120, 136, 48, np.uint8)
    w = g.node("DequantizeLinear", g.integers("w", 0, 256, (96, 48), np.uint8), scale, zero, axis=1)
    g.output(g.node("MatMul", g.input("x", [3, 96]), w))


@model("DequantizeLinear")
def dequantize_embedding(g):
    """Gather from a uint8 table, dequantised after it."""
    rows = g.node("Gather", g.integers("table", 0, 256, (96, 48), np.uint8), g.input("ids", [5], I64, 0, 96))
    g.output(g.node("DequantizeLinear", rows, scalar(g, "scale", 0.02), scalar(g, "zero", 127, np.uint8)))


@model("DequantizeLinear", opset=21)
def dequantize_int4_blocks(g):
    """int4, a scale for each block of 32."""
    values = g.rng.integers(-8, 8, (128, 80))
    w = g.tensor(helper.make_tensor("w", INT4, values.shape, packed(values), raw=True))
    w = g.node("DequantizeLinear", w, g.array("scale", np.abs(g.draw(4, 80)) + 0.01), axis=0, block_size=32)
    g.output(g.node("MatMul", g.input("x", [3, 128]), w))


@model("DequantizeLinear", opset=21)
def dequantize_uint4(g):
    """uint4, one scale, an odd zero point."""
    values = g.rng.integers(0, 16, (128, 80))
    w = g.tensor(helper.make_tensor("w", UINT4, values.shape, packed(values), raw=True))
    zero = g.tensor(helper.make_tensor("zero", UINT4, [], [7]))
    w = g.node("DequantizeLinear", w, scalar(g, "scale", 0.05), zero)
    g.output(g.node("MatMul", g.input("x", [3, 128]), w))


@model("QuantizeLinear")
def quantize_weight(g):
    """A float weight quantised at run time, and back."""
    scale, zero = scalar(g, "scale", 0.01), scalar(g, "zero", 128, np.uint8)
    w = g.node("DequantizeLinear", g.node("QuantizeLinear", g.weight("w", 32, 48), scale, zero), scale, zero)
    g.output(g.node("MatMul", g.input("x", [3, 32]), w))


@model("QuantizeLinear")
def quantize_activations(g):
    """Activations and weights between QuantizeLinear and DequantizeLinear, as after static quantisation."""
    scale, zero = scalar(g, "scale", 0.02), scalar(g, "zero", 128, np.uint8)
    x = g.node("DequantizeLinear", g.node("QuantizeLinear", g.input("x", [3, 96]), scale, zero), scale, zero)
    w = g.node("DequantizeLinear", g.integers("w", 0, 256, (96, 48), np.uint8), scale, zero)
    y = g.node("MatMul", x, w)
    g.output(g.node("DequantizeLinear", g.node("QuantizeLinear", y, scale, zero), scale, zero))


@model("MatMulInteger")
def matmul_integer(g):
    """Dynamic quantisation, as in the q8 files of Transformers.js."""
    q, scale, zero = g.node("DynamicQuantizeLinear", g.input("x", [3, 96]), outputs=3)
    product = g.node("MatMulInteger", q, g.integers("w", 0, 256, (96, 48), np.uint8), zero,
                     scalar(g, "w_zero", 128, np.uint8))
    g.output(g.node("Mul", g.node("Cast", product, to=F32), g.node("Mul", scale, scalar(g, "w_scale", 0.01))))


@model("MatMulInteger")
def matmul_integer_int8(g):
    """int8 weights; whole numbers out."""
    x = g.input("x", [3, 96], U8, 0, 256)
    g.output(g.node("MatMulInteger", x, g.integers("w", -128, 128, (96, 48), np.int8)), I32)


@model("DynamicQuantizeLinear")
def dynamic_quantize(g):
    """Of a projection: uint8, scale and zero point."""
    h = g.node("MatMul", g.input("x", [3, 32]), g.weight("w", 32, 48))
    q, scale, zero = g.node("DynamicQuantizeLinear", h, outputs=3)
    g.output(q, U8)
    g.output(scale)
    g.output(zero, U8)


@model("QLinearConv")
def qlinear_conv(g):
    """Quantised convolution, a scale for each channel."""
    scales = [scalar(g, "xs", 0.02), scalar(g, "xz", 128, np.uint8)]
    q = g.node("QuantizeLinear", g.input("x", [1, 16, 8, 8]), *scales)
    y = g.node("QLinearConv", q, *scales, g.integers("w", -127, 128, (32, 16, 3, 3), np.int8),
               g.array("ws", np.abs(g.draw(32)) * 0.01 + 0.001), g.array("wz", np.zeros(32, np.int8)),
               scalar(g, "ys", 0.05), scalar(g, "yz", 120, np.uint8), g.integers("b", -500, 500, 32, np.int32))
    g.output(y, U8)


@model("ConvInteger")
def conv_integer(g):
    """Whole numbers out."""
    x = g.input("x", [1, 16, 8, 8], U8, 0, 256)
    g.output(g.node("ConvInteger", x, g.integers("w", 0, 256, (32, 16, 3, 3), np.uint8), scalar(g, "xz", 128, np.uint8)), I32)


def matmul_n_bits(g, bits, zero_points=False, k=128, n=80, block=32, **attributes):
    blocks = k // block
    w = g.integers("w", 0, 256, (n, blocks, block * bits // 8), np.uint8)
    inputs = [g.input("x", [2, 3, k]), w, g.array("scales", np.abs(g.draw(n * blocks, scale=0.02)) + 0.01)]
    if zero_points:
        inputs.append(g.integers("zeros", 0, 256, n * ((blocks * bits + 7) // 8), np.uint8))
    g.output(g.node("MatMulNBits", *inputs, domain=MS, K=k, N=n, bits=bits, block_size=block, **attributes))


@model("MatMulNBits")
def matmul_q4(g):
    """4 bits, no zero points."""
    matmul_n_bits(g, 4)


@model("MatMulNBits")
def matmul_q4_zero_points(g):
    """4 bits with zero points."""
    matmul_n_bits(g, 4, zero_points=True)


@model("MatMulNBits")
def matmul_q4_accuracy(g):
    """accuracy_level 4: activations are quantised to 8 bits too."""
    matmul_n_bits(g, 4, accuracy_level=4)


@model("MatMulNBits")
def matmul_q8(g):
    """8 bits."""
    matmul_n_bits(g, 8, n=48)


@model("GatherBlockQuantized")
def gather_q4(g):
    """An embedding table of 4 bits, looked up without unpacking it."""
    table = g.integers("table", 0, 256, (128, 64), np.uint8)
    ids = g.input("ids", [5], I64, 0, 128)
    scales = g.array("scales", np.abs(g.draw(128, 4, scale=0.02)) + 0.01)
    g.output(g.node("GatherBlockQuantized", table, ids, scales, domain=MS, gather_axis=0, quantize_axis=1, block_size=32,
                    bits=4))
