"""Convolutions in all forms."""
from model_set import model


@model("Conv")
def conv_1d(g):
    """One spatial dimension."""
    g.output(g.node("Conv", g.input("x", [1, 16, 40]), g.weight("w", 24, 16, 5), g.weight("b", 24), pads=[2, 2]))


@model("Conv")
def conv_2d(g):
    """Two spatial dimensions, bias and padding."""
    x = g.input("x", [1, 8, 12, 12])
    g.output(g.node("Conv", x, g.weight("w", 16, 8, 3, 3), g.weight("b", 16), pads=[1, 1, 1, 1]))


@model("Conv")
def conv_2d_pointwise(g):
    """A 1x1 kernel, which ONNX Runtime computes as a matrix product."""
    g.output(g.node("Conv", g.input("x", [1, 32, 6, 6]), g.weight("w", 48, 32, 1, 1)))


@model("Conv")
def conv_3d(g):
    """Three spatial dimensions."""
    g.output(g.node("Conv", g.input("x", [1, 4, 5, 6, 6]), g.weight("w", 12, 4, 3, 3, 3), pads=[1] * 6))


@model("Conv")
def conv_depthwise(g):
    """One group for each channel."""
    x = g.input("x", [1, 128, 8, 8])
    g.output(g.node("Conv", x, g.weight("w", 128, 1, 3, 3), g.weight("b", 128), group=128, pads=[1] * 4))


@model("Conv")
def conv_grouped(g):
    """Four groups."""
    g.output(g.node("Conv", g.input("x", [1, 16, 8, 8]), g.weight("w", 32, 4, 3, 3), group=4))


@model("Conv")
def conv_dilated(g):
    """Dilation 2."""
    g.output(g.node("Conv", g.input("x", [1, 8, 12, 12]), g.weight("w", 16, 8, 3, 3), dilations=[2, 2]))


@model("Conv")
def conv_strided(g):
    """Stride 2 and padding at two sides only."""
    x = g.input("x", [1, 8, 13, 13])
    g.output(g.node("Conv", x, g.weight("w", 16, 8, 3, 3), strides=[2, 2], pads=[0, 0, 1, 1]))


@model("Conv")
def conv_auto_pad(g):
    """SAME_UPPER, as TensorFlow's exporter writes it."""
    x = g.input("x", [1, 8, 11, 11])
    g.output(g.node("Conv", x, g.weight("w", 16, 8, 3, 3), auto_pad="SAME_UPPER", strides=[2, 2]))


@model("Conv")
def conv_relu(g):
    """An activation that is fused into the convolution."""
    x = g.input("x", [1, 8, 10, 10])
    g.output(g.node("Relu", g.node("Conv", x, g.weight("w", 16, 8, 3, 3), g.weight("b", 16))))


@model("ConvTranspose")
def conv_transpose_2d(g):
    """Stride 2, bias and output padding."""
    x = g.input("x", [1, 8, 6, 6])
    g.output(g.node("ConvTranspose", x, g.weight("w", 8, 16, 3, 3), g.weight("b", 16), strides=[2, 2],
                    pads=[1] * 4, output_padding=[1, 1]))


@model("ConvTranspose")
def conv_transpose_1d(g):
    """One spatial dimension, as in vocoders."""
    g.output(g.node("ConvTranspose", g.input("x", [1, 16, 10]), g.weight("w", 16, 16, 8), strides=[4], pads=[2, 2]))
