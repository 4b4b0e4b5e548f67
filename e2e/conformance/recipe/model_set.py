"""How a recipe writes a model down: `@model("Family")` over a function that fills a `Graph`. Its docstring says what
the model proves. Weights are drawn from a generator seeded by the model's name, so that one recipe never changes
the bytes of another.
"""
import zlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

F32, F16, F64, BF16 = TensorProto.FLOAT, TensorProto.FLOAT16, TensorProto.DOUBLE, TensorProto.BFLOAT16
I8, U8, I32, I64, BOOL = TensorProto.INT8, TensorProto.UINT8, TensorProto.INT32, TensorProto.INT64, TensorProto.BOOL
INT4, UINT4 = TensorProto.INT4, TensorProto.UINT4
MS = "com.microsoft"

TYPE_NAMES = {F32: "float32", F64: "float64", F16: "float16", U8: "uint8", I8: "int8", I32: "int32", I64: "int64", BOOL: "bool"}

MODELS = []


def model(family, *, name=None, opset=17, ir=10, needs=None, tolerance=None, plain_fails=None, check=True):
    """Registers a model. `needs` is a feature of the adapter; `plain_fails` says why ONNX Runtime Web refuses it."""

    def register(build):
        title = name or build.__name__.replace("_", "-")
        graph = Graph(title)
        build(graph)
        entry = {"name": title, "family": family, "proves": " ".join(build.__doc__.split())}
        if needs is not None:
            entry["needs"] = needs
        if tolerance is not None:
            entry["tolerance"] = tolerance
        if plain_fails is not None:
            entry["plainFails"] = plain_fails
        MODELS.append(Model(entry, graph, opset, ir, check))
        return build

    return register


class Model:
    def __init__(self, entry, graph, opset, ir, check):
        self.entry, self.graph, self.opset, self.ir, self.check = entry, graph, opset, ir, check

    def proto(self):
        g = self.graph
        domains = {"": self.opset, MS: 1} if g.uses_ms else {"": self.opset}
        domains.update({domain: 1 for domain in g.domains})
        opsets = [helper.make_opsetid(domain, version) for domain, version in domains.items()]
        return helper.make_model(g.proto(), opset_imports=opsets, ir_version=self.ir, functions=g.functions,
                                 producer_name="sublet-conformance")


class Graph:
    """A graph, or the body of a node, while it is written."""

    def __init__(self, name, outer=None):
        self.name, self.outer = name, outer
        self.rng = outer.rng if outer else np.random.default_rng(zlib.crc32(name.encode()))
        self.nodes, self.inputs, self.outputs, self.initializers, self.sparse = [], [], [], [], []
        self.fills, self.functions, self.domains, self.uses_ms, self.count = {}, [], [], False, 0

    def proto(self):
        return helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, self.initializers,
                                 sparse_initializer=self.sparse)

    # What goes in and out.

    def input(self, name, shape, kind=F32, low=-1, high=1, values=None, dynamic=None):
        """`dynamic` replaces shape in the file; the test uses `shape`. Whole numbers are drawn from [low, high)."""
        self.inputs.append(helper.make_tensor_value_info(name, kind, shape if dynamic is None else dynamic))
        fill = {"values": values} if values is not None else {"low": low, "high": high}
        self.fills[name] = {"name": name, "type": TYPE_NAMES[kind], "shape": shape, **fill}
        return name

    def state(self, name, kind=F32, shape=None):
        """An input of a body."""
        self.inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def output(self, name, kind=F32, shape=None):
        self.outputs.append(helper.make_tensor_value_info(name, kind, shape))

    # Weights.

    def draw(self, *shape, scale=None):
        fan = shape[0] if len(shape) < 3 else int(np.prod(shape[1:]))
        return (self.rng.standard_normal(shape) * (scale or 1 / np.sqrt(fan))).astype(np.float32)

    def weight(self, name, *shape, scale=None):
        return self.array(name, self.draw(*shape, scale=scale))

    def array(self, name, values, dtype=None):
        self.initializers.append(numpy_helper.from_array(np.asarray(values, dtype), name))
        return name

    def ints(self, name, *values):
        return self.array(name, values, np.int64)

    def integers(self, name, low, high, shape, dtype):
        return self.array(name, self.rng.integers(low, high, shape), dtype)

    def tensor(self, proto):
        self.initializers.append(proto)
        return proto.name

    # Nodes.

    def node(self, op, *inputs, outputs=1, domain="", **attributes):
        """Gives the name of its output, or a list of names where there are several."""
        top = self
        while top.outer:
            top = top.outer
        top.uses_ms = top.uses_ms or domain == MS
        top.count += 1
        names = [f"{op.lower()}_{top.count}" + (f"_{i}" if i else "") for i in range(outputs)]
        self.nodes.append(helper.make_node(op, list(inputs), names, domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def body(self, name):
        return Graph(name, self)
