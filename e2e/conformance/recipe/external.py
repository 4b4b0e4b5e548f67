"""Weights in files of their own."""
from pathlib import Path

from model_set import BOOL, model
from onnx import TensorProto

#: What becomes of the tensors of these models: by tensor (or "*"), the file and the alignment.
LAYOUTS = {}


def external(layout, **options):
    """`layout` maps tensors to (file, alignment in bytes)."""

    def register(build):
        LAYOUTS[build.__name__.replace("_", "-")] = layout
        return model("External data", **options)(build)

    return register


def two_layers(g):
    h = g.node("MatMul", g.input("x", [3, 32]), g.weight("w1", 32, 32))
    g.output(g.node("Add", g.node("MatMul", h, g.weight("w2", 32, 48)), g.weight("b", 48)))


@external({"*": ("external-one.onnx_data", 1)})
def external_one(g):
    """All in one file, the small bias as well."""
    two_layers(g)


@external({"w1": ("external-several.onnx_data", 1), "w2": ("external-several.onnx_data_1", 1)})
def external_several(g):
    """Two files, as the exporter of large models writes them."""
    two_layers(g)


@external({"*": ("external-offset.bin", 4096)})
def external_offset(g):
    """Tensors at page borders, with gaps between them."""
    two_layers(g)


@external({"w1": ("external-mixed.data", 1)})
def external_mixed(g):
    """One weight outside, one inside of the file."""
    two_layers(g)


@external({"*": ("external-body.data", 1)})
def external_body(g):
    """Weights of a branch are outside too, which ONNX Runtime Web itself cannot load."""
    body = g.body("yes")
    x = g.node("MatMul", g.input("x", [2, 32]), g.weight("w", 32, 32))
    body.output(body.node("MatMul", x, body.weight("inner", 32, 32)))
    other = g.body("no")
    other.output(other.node("Identity", x))
    g.output(g.node("If", g.input("pick", [], BOOL, values=[1]), then_branch=body.proto(), else_branch=other.proto()))


def tensors_of(graph):
    yield from graph.initializer
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("g"):
                yield from tensors_of(attribute.g)


def move_out(proto, layout, folder: Path):
    """Takes the data out of the model, as the layout says. Gives the names of the files."""
    files = {}
    for tensor in tensors_of(proto.graph):
        location, alignment = layout.get(tensor.name) or layout.get("*") or (None, 1)
        if location is None:
            continue
        data = files.setdefault(location, bytearray())
        data.extend(b"\0" * (-len(data) % alignment))
        del tensor.external_data[:]
        for key, value in (("location", location), ("offset", len(data)), ("length", len(tensor.raw_data))):
            tensor.external_data.add(key=key, value=str(value))
        data.extend(tensor.raw_data)
        tensor.data_location = TensorProto.EXTERNAL
        tensor.ClearField("raw_data")
    for location, data in files.items():
        (folder / location).write_bytes(data)
    return list(files)
