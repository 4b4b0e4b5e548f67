"""Normalisations."""
import numpy as np
from model_set import MS, model


def positive(g, name, *shape):
    return g.array(name, np.abs(g.draw(*shape, scale=0.5)) + 0.5)


@model("BatchNormalization")
def conv_batch_norm(g):
    """Folded into the convolution in plain ONNX Runtime, and not where the weights are inputs."""
    h = g.node("Conv", g.input("x", [1, 8, 10, 10]), g.weight("w", 16, 8, 3, 3))
    g.output(g.node("BatchNormalization", h, positive(g, "scale", 16), g.weight("b", 16), g.weight("mean", 16),
                    positive(g, "var", 16)))


@model("BatchNormalization")
def batch_norm(g):
    """Alone, all four tensors large."""
    x = g.input("x", [1, 1024, 2, 2])
    g.output(g.node("BatchNormalization", x, positive(g, "scale", 1024), g.weight("b", 1024), g.weight("mean", 1024),
                    positive(g, "var", 1024)))


@model("InstanceNormalization")
def instance_norm(g):
    """Scale and bias large."""
    x = g.input("x", [1, 1024, 3, 3])
    g.output(g.node("InstanceNormalization", x, positive(g, "scale", 1024), g.weight("b", 1024)))


@model("LayerNormalization")
def layer_norm(g):
    """Scale and bias large."""
    x = g.input("x", [1, 3, 1024])
    g.output(g.node("LayerNormalization", x, positive(g, "scale", 1024), g.weight("b", 1024)))


@model("LayerNormalization", opset=13)
def layer_norm_decomposed(g):
    """As exporters wrote it before opset 17: ONNX Runtime fuses it when the weights are known."""
    x = g.input("x", [1, 3, 1024])
    centred = g.node("Sub", x, g.node("ReduceMean", x, axes=[-1]))
    variance = g.node("ReduceMean", g.node("Pow", centred, g.array("two", 2, np.float32)), axes=[-1])
    root = g.node("Sqrt", g.node("Add", variance, g.array("epsilon", 1e-5, np.float32)))
    scaled = g.node("Mul", g.node("Div", centred, root), positive(g, "scale", 1024))
    g.output(g.node("Add", scaled, g.weight("b", 1024)))


@model("SkipLayerNormalization")
def skip_layer_norm(g):
    """With gamma, beta and bias."""
    x, skip = g.input("x", [1, 3, 1024]), g.input("skip", [1, 3, 1024])
    g.output(g.node("SkipLayerNormalization", x, skip, positive(g, "gamma", 1024), g.weight("beta", 1024),
                    g.weight("bias", 1024), domain=MS, epsilon=1e-5))


@model("SimplifiedLayerNormalization", check=False)
def rms_norm_simplified(g):
    """RMS norm, as the optimizer of ONNX Runtime writes it, in ONNX's own domain."""
    x = g.input("x", [1, 3, 1024])
    g.output(g.node("SimplifiedLayerNormalization", x, positive(g, "scale", 1024), axis=-1, epsilon=1e-6, stash_type=1))


@model("SimplifiedLayerNormalization")
def rms_norm_skip(g):
    """RMS norm after a residual."""
    x, skip = g.input("x", [1, 3, 1024]), g.input("skip", [1, 3, 1024])
    g.output(g.node("SkipSimplifiedLayerNormalization", x, skip, positive(g, "gamma", 1024), domain=MS, epsilon=1e-6))


@model("RMSNormalization", opset=23)
def rms_norm_onnx(g):
    """RMS norm of opset 23."""
    g.output(g.node("RMSNormalization", g.input("x", [1, 3, 1024]), positive(g, "scale", 1024), epsilon=1e-6))


@model("GroupNormalization", plain_fails="it has no kernel for com.microsoft:GroupNorm")
def group_norm_ms(g):
    """Channels last, with SiLU, as the exporter of diffusion models writes it."""
    x = g.input("x", [1, 2, 2, 1024])
    g.output(g.node("GroupNorm", x, positive(g, "gamma", 1024), g.weight("beta", 1024), domain=MS, groups=32,
                    epsilon=1e-5, activation=1, channels_last=1))


@model("GroupNormalization", opset=21)
def group_norm_onnx(g):
    """Opset 21: a function that ONNX Runtime writes out."""
    x = g.input("x", [1, 1024, 2, 2])
    g.output(g.node("GroupNormalization", x, positive(g, "scale", 1024), g.weight("b", 1024), num_groups=32))


@model("GroupNormalization")
def group_norm_decomposed(g):
    """As PyTorch writes it: reshape, instance norm with constant scale, reshape, scale and shift."""
    x = g.input("x", [1, 1024, 2, 2])
    grouped = g.node("Reshape", x, g.ints("in_groups", 0, 32, -1))
    normal = g.node("InstanceNormalization", grouped, g.array("ones", np.ones(32, np.float32)),
                    g.array("zeros", np.zeros(32, np.float32)))
    back = g.node("Reshape", normal, g.ints("back", 1, 1024, 2, 2))
    g.output(g.node("Add", g.node("Mul", back, g.array("scale", g.draw(1024, 1, 1, scale=1))),
                    g.array("bias", g.draw(1024, 1, 1, scale=1))))
