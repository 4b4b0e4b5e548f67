"""Matrix products."""
import numpy as np
from model_set import MS, model


@model("Gemm")
def gemm(g):
    """Plain, with bias."""
    g.output(g.node("Gemm", g.input("x", [3, 32]), g.weight("w", 32, 48), g.weight("b", 48)))


@model("Gemm")
def gemm_trans_b(g):
    """The form of a linear layer of PyTorch."""
    g.output(g.node("Gemm", g.input("x", [3, 32]), g.weight("w", 48, 32), g.weight("b", 48), transB=1))


@model("Gemm")
def gemm_trans_a(g):
    """Both transposed, scaled, no bias."""
    g.output(g.node("Gemm", g.input("x", [32, 3]), g.weight("w", 48, 32), transA=1, transB=1, alpha=0.5))


@model("MatMul")
def matmul_2d(g):
    """Two dimensions."""
    g.output(g.node("MatMul", g.input("x", [3, 32]), g.weight("w", 32, 48)))


@model("MatMul")
def matmul_3d(g):
    """A batch on both sides."""
    g.output(g.node("MatMul", g.input("x", [4, 3, 32]), g.weight("w", 4, 32, 24)))


@model("MatMul")
def matmul_broadcast(g):
    """A matrix for every batch, and a symbolic batch size."""
    x = g.input("x", [2, 3, 5, 32], dynamic=["batch", 3, "sequence", 32])
    g.output(g.node("MatMul", x, g.weight("w", 32, 48)))


@model("MatMul")
def matmul_weight_first(g):
    """The weight on the left."""
    g.output(g.node("MatMul", g.weight("w", 48, 32), g.input("x", [32, 5])))


@model("MatMul")
def matmul_add(g):
    """MatMul and bias, which ONNX Runtime may fuse into Gemm."""
    h = g.node("MatMul", g.input("x", [3, 32]), g.weight("w", 32, 48))
    g.output(g.node("Add", h, g.weight("b", 48)))


@model("FusedMatMul")
def fused_matmul(g):
    """transB and alpha."""
    x = g.input("x", [2, 3, 32])
    g.output(g.node("FusedMatMul", x, g.weight("w", 48, 32), domain=MS, transB=1, alpha=0.25))


@model("Transpose")
def transpose_matmul(g):
    """Transpose(weight) before MatMul, as PyTorch's exporter writes a linear layer of a 3-D input."""
    turned = g.node("Transpose", g.weight("w", 48, 32), perm=[1, 0])
    g.output(g.node("MatMul", g.input("x", [2, 3, 32]), turned))


@model("Transpose")
def transpose_twice_read(g):
    """A transposed weight with two readers, one of them no MatMul."""
    turned = g.node("Transpose", g.weight("w", 32, 48, scale=0.2), perm=[1, 0])
    x = g.input("x", [3, 48])
    g.output(g.node("MatMul", x, turned))
    g.output(g.node("Softmax", turned, axis=-1))


@model("Transpose")
def transpose_3d(g):
    """Another permutation than that of the last two axes."""
    turned = g.node("Transpose", g.weight("w", 4, 24, 16), perm=[1, 2, 0])
    g.output(g.node("Mul", g.input("x", [24, 16, 4]), turned))


@model("Einsum")
def einsum_heads(g):
    """A projection to heads."""
    x = g.input("x", [2, 3, 32])
    g.output(g.node("Einsum", x, g.weight("w", 32, 4, 12), equation="bsd,dhe->bhse"))


@model("Einsum")
def einsum_three(g):
    """Three operands, two of them weights."""
    x = g.input("x", [3, 32])
    g.output(g.node("Einsum", x, g.weight("v", 32, 40), g.weight("w", 40, 32), equation="ab,bc,cd->ad"))


@model("MatMul")
def matmul_chain(g):
    """Forty layers: many inputs at once."""
    h = g.input("x", [2, 32])
    for layer in range(40):
        h = g.node("Tanh", g.node("MatMul", h, g.array(f"w{layer}", g.draw(32, 32))))
    g.output(h)
