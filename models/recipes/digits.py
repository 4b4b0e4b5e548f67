"""Train, export and verify `models/digits`, a convolutional network that reads 8x8 digits.

    python models/recipes/digits.py               train on the training part, write models/digits/
    python models/recipes/digits.py --validate    train on 4/5 of it, score on the rest, write nothing

Every choice (widths, augmentation, schedule) was made with --validate; the held-out part is read once
at the end, for the model card. Same versions, same machine type: same file, byte for byte.
"""

import argparse
import copy
import json
from dataclasses import dataclass
from pathlib import Path
from string import Template

import numpy as np
import onnx
import onnxruntime
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.fusion import fuse_conv_bn_eval

from augment import augment

RECIPES = Path(__file__).resolve().parent
OUTPUT = RECIPES.parent / "digits"
SEED = 7
HELD_OUT = 450  # a quarter of the 1797 images
SCALE = 16  # pixels are counts 0..16
EPOCHS = 150
BATCH = 64
PEAK_RATE = 4e-3
AVERAGE_DECAY = 0.998
OPSET, IR_VERSION = 17, 8


@dataclass(frozen=True)
class Part:
    """Some images of the data set: pixels [n,1,8,8] in 0..1, labels [n], their places in it [n]."""

    pixels: Tensor
    labels: Tensor
    indices: np.ndarray

    def __len__(self) -> int:
        return len(self.indices)


class Digits(nn.Module):
    """pixels [n,1,8,8] -> logits [n,10]. Batch normalisation is folded away before export."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(1, 16, 3, padding=1), nn.BatchNorm2d(16)
        self.conv2, self.norm2 = nn.Conv2d(16, 32, 3, padding=1), nn.BatchNorm2d(32)
        self.conv3, self.norm3 = nn.Conv2d(32, 64, 3, padding=1), nn.BatchNorm2d(64)
        self.dropout = nn.Dropout(0.2)
        self.hidden = nn.Linear(64 * 2 * 2, 64)
        self.head = nn.Linear(64, 10)

    def forward(self, pixels: Tensor) -> Tensor:
        x = F.relu(self.norm1(self.conv1(pixels)))  # [n,16,8,8]
        x = F.max_pool2d(F.relu(self.norm2(self.conv2(x))), 2)  # [n,32,4,4]
        x = F.max_pool2d(F.relu(self.norm3(self.conv3(x))), 2)  # [n,64,2,2]
        x = F.relu(self.hidden(self.dropout(torch.flatten(x, 1))))
        return self.head(x)


def load_part(indices: np.ndarray) -> Part:
    digits = load_digits()
    pixels = torch.tensor(digits.images[indices], dtype=torch.float32).unsqueeze(1) / SCALE
    return Part(pixels, torch.tensor(digits.target[indices]), indices)


def split(indices: np.ndarray, second: int) -> tuple[Part, Part]:
    """Two stratified parts of the images at `indices`, the second of `second` images."""
    labels = load_digits().target[indices]
    parts = train_test_split(indices, test_size=second, stratify=labels, random_state=SEED)
    return load_part(np.sort(parts[0])), load_part(np.sort(parts[1]))


def train(part: Part) -> Digits:
    """Fit a network to `part`; returns the running average of its weights over the last steps."""
    torch.manual_seed(SEED)
    generator = torch.Generator().manual_seed(SEED)
    model = Digits()
    average = copy.deepcopy(model).eval()
    steps_per_epoch = len(part) // BATCH
    optimizer = torch.optim.AdamW(model.parameters(), lr=PEAK_RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=PEAK_RATE, total_steps=EPOCHS * steps_per_epoch, pct_start=0.15)

    for epoch in range(EPOCHS):
        model.train()
        order = torch.randperm(len(part), generator=generator)
        pixels = augment(part.pixels, part.labels, generator)
        total = 0.0
        for step in range(steps_per_epoch):
            chosen = order[step * BATCH:(step + 1) * BATCH]
            loss = F.cross_entropy(model(pixels[chosen]), part.labels[chosen], label_smoothing=0.02)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            follow(average, model)
            total += loss.item()
        if (epoch + 1) % 10 == 0:
            print(f"epoch {epoch + 1:3d}  loss {total / steps_per_epoch:.4f}", flush=True)
    return average


@torch.no_grad()
def follow(average: nn.Module, model: nn.Module) -> None:
    """Move `average` a step towards `model`, normalisation statistics included."""
    for slow, fast in zip(average.state_dict().values(), model.state_dict().values()):
        if slow.is_floating_point():
            slow.lerp_(fast, 1 - AVERAGE_DECAY)
        else:
            slow.copy_(fast)


def fold(model: Digits) -> Digits:
    """The same function in evaluation mode, with each normalisation folded into its convolution."""
    folded = copy.deepcopy(model).eval()
    for layer in ("1", "2", "3"):
        convolution = fuse_conv_bn_eval(getattr(folded, "conv" + layer), getattr(folded, "norm" + layer))
        setattr(folded, "conv" + layer, convolution)
        setattr(folded, "norm" + layer, nn.Identity())
    return folded


@torch.no_grad()
def logits_of(model: nn.Module, pixels: Tensor) -> np.ndarray:
    return model.eval()(pixels).numpy()


def export(model: Digits, path: Path) -> None:
    """Write one ONNX file: weights embedded, batch dynamic.

    `dynamo=False` is PyTorch's TorchScript exporter: it writes opset 17 as it is, keeps the names of
    the parameters and needs no further package; the newer one writes opset 18 and converts it down.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        model, (torch.zeros(1, 1, 8, 8),), str(path), dynamo=False, opset_version=OPSET,
        input_names=["pixels"], output_names=["logits"],
        dynamic_axes={"pixels": {0: "batch"}, "logits": {0: "batch"}})


def verify(path: Path, model: Digits, part: Part) -> dict:
    """Check the exported file against the network it came from; returns the figures for the card."""
    proto = onnx.load(str(path))
    onnx.checker.check_model(proto, full_check=True)
    assert proto.ir_version == IR_VERSION, proto.ir_version
    assert [(o.domain, o.version) for o in proto.opset_import] == [("", OPSET)], proto.opset_import
    assert [i.name for i in proto.graph.input] == ["pixels"]
    assert [o.name for o in proto.graph.output] == ["logits"]
    assert all(t.HasField("raw_data") and not t.external_data for t in proto.graph.initializer)

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    exported = session.run(["logits"], {"pixels": part.pixels.numpy()})[0]
    single = session.run(["logits"], {"pixels": part.pixels[:1].numpy()})[0]
    expected = logits_of(model, part.pixels)
    difference = float(max(np.abs(exported - expected).max(), np.abs(single - exported[:1]).max()))
    assert difference < 1e-5, difference
    assert (exported.argmax(1) == expected.argmax(1)).all()

    read = exported.argmax(1)
    labels = part.labels.numpy()
    return {
        "bytes": path.stat().st_size,
        "parameters": sum(p.numel() for p in model.parameters()),
        "difference": difference,
        "count": len(part),
        "correct": int((read == labels).sum()),
        "errors": [(int(part.indices[i]), int(labels[i]), int(read[i])) for i in np.flatnonzero(read != labels)],
        "initializers": [(t.name, list(t.dims), len(t.raw_data)) for t in proto.graph.initializer],
    }


def count_flops(model: Digits) -> int:
    """Multiplications and additions for one image; activations, biases and pooling left out."""
    total = 0

    def add(layer: nn.Module, _: tuple, out: Tensor) -> None:
        nonlocal total
        per_output = layer.weight.numel() // layer.weight.shape[0]
        total += 2 * per_output * out.numel()

    layers = [m for m in model.modules() if isinstance(m, (nn.Conv2d, nn.Linear))]
    hooks = [layer.register_forward_hook(add) for layer in layers]
    logits_of(model, torch.zeros(1, 1, 8, 8))
    for hook in hooks:
        hook.remove()
    return total


def write_config(figures: dict) -> None:
    config = {
        "model_type": "digits-cnn",
        "image_size": 8,
        "num_channels": 1,
        "pixel_scale": SCALE,
        "pixel_range": [0, 1],
        "input_name": "pixels",
        "output_name": "logits",
        "opset": OPSET,
        "id2label": {str(i): str(i) for i in range(10)},
        "label2id": {str(i): i for i in range(10)},
        "held_out": {"count": figures["count"], "correct": figures["correct"]},
    }
    (OUTPUT / "config.json").write_text(json.dumps(config, indent=2) + "\n")


def write_held_out(part: Part) -> None:
    """The held-out images as the data set has them, 64 counts 0..16 each, one image per line."""
    images = (part.pixels * SCALE).round().int().reshape(-1, 64).tolist()
    lines = ",\n".join(json.dumps(image, separators=(",", ":")) for image in images)
    labels = json.dumps(part.labels.tolist(), separators=(",", ":"))
    indices = json.dumps(part.indices.tolist(), separators=(",", ":"))
    (OUTPUT / "held-out.json").write_text(
        f'{{"scale":{SCALE},\n"images":[\n{lines}\n],\n"labels":{labels},\n"indices":{indices}}}\n')


def write_card(figures: dict, flops: int, trained_on: int) -> None:
    """Fill `digits-card.md`; `$names` there are the keys below."""
    errors = [f"| {index} | {label} | {read} |" for index, label, read in figures["errors"]]
    weights = [f"| `{name}` | {' × '.join(map(str, dims))} | {size:,} |" for name, dims, size in figures["initializers"]]
    template = Template((RECIPES / "digits-card.md").read_text())
    card = template.substitute(
        parameters=f"{figures['parameters']:,}",
        bytes=f"{figures['bytes']:,}",
        flops=f"{flops:,}",
        mflops=f"{flops / 1e6:.2f}",
        opset=OPSET,
        ir_version=IR_VERSION,
        trained_on=f"{trained_on:,}",
        epochs=EPOCHS,
        count=figures["count"],
        correct=figures["correct"],
        wrong=figures["count"] - figures["correct"],
        accuracy=f"{figures['correct'] / figures['count']:.2%}".replace("%", " %"),
        accuracy_number=f"{figures['correct'] / figures['count']:.4f}",
        errors="\n".join(errors) or "| none | | |",
        weights="\n".join(weights),
    )
    (OUTPUT / "README.md").write_text(card)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--validate", action="store_true", help="score on a part of the training images; write nothing")
    validate = parser.parse_args().validate
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)

    training, held_out = split(np.arange(len(load_digits().target)), HELD_OUT)
    if validate:
        fitting, validation = split(training.indices, len(training) // 5)
        read = logits_of(fold(train(fitting)), validation.pixels).argmax(1)
        print(f"validation: {(read == validation.labels.numpy()).sum()} of {len(validation)} read right")
        return

    model = fold(train(training))
    path = OUTPUT / "onnx" / "model.onnx"
    export(model, path)
    figures = verify(path, model, held_out)
    write_config(figures)
    write_held_out(held_out)
    write_card(figures, count_flops(model), len(training))
    print(f"held out: {figures['correct']} of {figures['count']} read right; "
          f"{figures['parameters']:,} parameters, {figures['bytes']:,} bytes; "
          f"ONNX Runtime within {figures['difference']:.1e} of PyTorch")
    for index, label, read in figures["errors"]:
        print(f"  image {index}: a {label} read as {read}")


if __name__ == "__main__":
    main()
