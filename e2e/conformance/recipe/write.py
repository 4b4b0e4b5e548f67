"""Writes ../models/*.onnx and ../models.json. Run with: python write.py [--check]

With --check every model is also run on the CPU by the onnxruntime package, where that is installed.
"""
import json
import sys
import zlib
from pathlib import Path

import onnx

import attention, control_flow, convolution, external, indexing, initializers, matrix, normalization  # noqa: E401, F401
import quantization, recurrence, shaping  # noqa: E401, F401
from exported import EXPORTED
from model_set import MODELS

ROOT = Path(__file__).parent.parent
OUT = ROOT / "models"


def with_shapes(proto):
    """The checker wants a shape of every output. The models give none; ONNX Runtime does not need it."""
    copy = onnx.ModelProto()
    copy.CopyFrom(proto)
    for output in copy.graph.output:
        output.type.tensor_type.shape.SetInParent()
    return copy


def write():
    manifest = []
    for model in MODELS:
        name = model.entry["name"]
        proto = model.proto()
        if model.check:
            onnx.checker.check_model(with_shapes(proto))
        inputs = list(model.graph.fills.values())
        entry = {**model.entry, "seed": zlib.crc32(name.encode()) % 1000, "inputs": inputs}
        if name in external.LAYOUTS:
            if name == "external-body":
                onnx.save(proto, OUT / "external-body-inside.onnx")
                entry["plain"] = "external-body-inside.onnx"
            entry["data"] = external.move_out(proto, external.LAYOUTS[name], OUT)
        onnx.save(proto, OUT / f"{name}.onnx")
        manifest.append(entry)
    for entry in EXPORTED:
        if not (OUT / f"{entry['name']}.onnx").exists():
            sys.exit(f"{entry['name']}.onnx is missing: run exported.py first")
        manifest.append({**entry, "seed": zlib.crc32(entry["name"].encode()) % 1000})
    lines = [json.dumps(entry, ensure_ascii=False) for entry in manifest]
    (ROOT / "models.json").write_text("[\n  " + ",\n  ".join(lines) + "\n]\n")
    names = [entry["name"] for entry in manifest]
    assert len(set(names)) == len(names), "a name is there twice"
    total = sum(file.stat().st_size for file in OUT.iterdir())
    print(f"{len(manifest)} models, {total / 1e6:.2f} MB")
    return manifest


def check(manifest):
    import numpy as np
    import onnxruntime

    rng = np.random.default_rng(0)
    for entry in manifest:
        feeds = {}
        for given in entry["inputs"]:
            dtype = np.dtype(given["type"])
            if "values" in given:
                values = np.array(given["values"])
            elif given["type"].startswith("float"):
                values = rng.uniform(given["low"], given["high"], given["shape"])
            else:
                values = rng.integers(given["low"], given["high"], given["shape"])
            feeds[given["name"]] = values.reshape(given["shape"]).astype(dtype)
        try:
            session = onnxruntime.InferenceSession(OUT / f"{entry['name']}.onnx", providers=["CPUExecutionProvider"])
            outputs = session.run(None, feeds)
        except Exception as error:  # noqa: BLE001
            print(f"{entry['name']}: {str(error)[:300]}")
            continue
        for output in outputs:
            if output.dtype.kind == "f" and not np.isfinite(output).all():
                print(f"{entry['name']}: not finite")


if __name__ == "__main__":
    written = write()
    if "--check" in sys.argv:
        check(written)
