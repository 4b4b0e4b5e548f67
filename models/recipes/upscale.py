"""Train, export and verify `models/upscale`, a network that doubles the size of an image.

    python models/recipes/upscale.py               train on all training images, write models/upscale/
    python models/recipes/upscale.py --validate    train on fewer, score the rest, write nothing

Every choice (widths, sizes, schedule) was made with --validate; the held-out images are read once at the end, for the
model card. Seeds are fixed.
"""

import argparse
import copy
import math
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from upscale_card import write_folder
from upscale_images import HELD_OUT, TRAINING, VALIDATION, rgb, sample, training_pairs
from upscale_measure import in_torch, measure, report
from upscale_network import Residual, SCALE, Upscale, bicubic_kernels

OUTPUT = Path(__file__).resolve().parent.parent / "upscale"
SEED = 7
STEPS = 5_000
BATCH, PATCH = 16, 32  # patches of the small image
WARM_UP = 500
PEAK_RATE = 2e-3
AVERAGE_DECAY = 0.999


def train(names: list[str], steps: int) -> Residual:
    """Fit a residual to the images; returns the running average of its weights over the last steps."""
    torch.manual_seed(SEED)
    generator = np.random.default_rng(SEED)
    pairs = list(training_pairs(names, generator))
    bicubic = bicubic_kernels(1)
    model = Residual()
    average = copy.deepcopy(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=PEAK_RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step, steps))

    total = 0.0
    for step in range(1, steps + 1):
        small, large = sample(pairs, BATCH, PATCH, generator)
        smooth = F.pixel_shuffle(F.conv2d(small, bicubic, padding=2), SCALE)
        loss = (inner(smooth + model(small)) - inner(large)).abs().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        follow(average, model)
        total += loss.item()
        if step % 1000 == 0:
            print(f"step {step:6d}  loss {total / 1000:.5f}", flush=True)
            total = 0.0
    return average.collapse().eval()


def rate(step: int, steps: int) -> float:
    """Share of the peak rate: a short rise, then half a cosine down to nothing."""
    if step < WARM_UP:
        return (step + 1) / WARM_UP
    return 0.5 + 0.5 * math.cos(math.pi * (step - WARM_UP) / (steps - WARM_UP))


def inner(patches: Tensor) -> Tensor:
    """Without the rim, where the convolutions saw the black beyond the patch."""
    rim = 3 * SCALE
    return patches[:, :, rim:-rim, rim:-rim]


@torch.no_grad()
def follow(average: nn.Module, model: nn.Module) -> None:
    for slow, fast in zip(average.parameters(), model.parameters()):
        slow.lerp_(fast, 1 - AVERAGE_DECAY)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--validate", action="store_true",
                        help="score training images that were left out; write nothing")
    parser.add_argument("--steps", type=int, default=STEPS)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)

    if arguments.validate:
        fitting = [name for name in TRAINING if name not in VALIDATION]
        network = Upscale(train(fitting, arguments.steps))
        pictures = {name: rgb(TRAINING[name][0]()) for name in VALIDATION}
        print(report(measure(pictures, in_torch(network))))
        return

    network = Upscale(train(list(TRAINING), arguments.steps)).eval()
    pictures = {name: rgb(load()) for name, (load, _) in HELD_OUT.items()}
    print(report(write_folder(OUTPUT, network, pictures, arguments.steps)))


if __name__ == "__main__":
    main()
