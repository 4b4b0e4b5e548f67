"""Recurrent layers: they run on the CPU in ONNX Runtime Web."""
from model_set import model


def layer(g, op, gates, hidden=16, width=16, directions=1, **attributes):
    x = g.input("x", [5, 1, width])
    w = g.weight("w", directions, gates * hidden, width, scale=0.2)
    r = g.weight("r", directions, gates * hidden, hidden, scale=0.2)
    b = g.weight("b", directions, 2 * gates * hidden, scale=0.2)
    outputs = g.node(op, x, w, r, b, hidden_size=hidden, outputs=3 if op == "LSTM" else 2, **attributes)
    for name in outputs:
        g.output(name)


@model("LSTM")
def lstm(g):
    """Forward, all three outputs."""
    layer(g, "LSTM", 4)


@model("LSTM")
def lstm_bidirectional(g):
    """Both directions."""
    layer(g, "LSTM", 4, directions=2, direction="bidirectional")


@model("GRU")
def gru(g):
    """As PyTorch has it: linear before reset."""
    layer(g, "GRU", 3, hidden=20, width=20, linear_before_reset=1)


@model("RNN")
def rnn(g):
    """Tanh."""
    layer(g, "RNN", 1, hidden=32, width=32)


@model("LSTM")
def lstm_then_matmul(g):
    """A layer on the CPU between two on the GPU."""
    h = g.node("MatMul", g.input("x", [5, 1, 32]), g.weight("before", 32, 32))
    y = g.node("LSTM", h, g.weight("w", 1, 64, 32, scale=0.2), g.weight("r", 1, 64, 16, scale=0.2), hidden_size=16)
    g.output(g.node("MatMul", g.node("Squeeze", y, g.ints("axes", 1)), g.weight("after", 16, 80)))
