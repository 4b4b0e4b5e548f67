"""Every file of `models/upscale`: the model, its card with all figures, and the crops that the tests measure again."""

import json
from pathlib import Path
from string import Template

from PIL import Image

from upscale_export import IR_VERSION, OPSET, export, in_runtime, verify
from upscale_images import DRAWINGS, HELD_OUT, SIZES, TRAINING, halve
from upscale_measure import Score, mean, measure, psnr, upscale
from upscale_network import DEPTH, LUMA, RADIUS, SCALE, SLOPE, WIDTH, Upscale

CARD = Path(__file__).resolve().parent / "upscale-card.md"
# [left, top] in the halved image of a crop of CROP x CROP, where there is something to see.
CROPS = {"coffee": (86, 66), "chelsea": (46, 26)}
CROP = 72
TILE = 64


def write_folder(folder: Path, network: Upscale, pictures: dict[str, Image.Image], steps: int) -> list[Score]:
    path = folder / "onnx" / "model.onnx"
    export(network, path)
    figures = verify(path, network, [halve(picture, "bicubic") for picture in pictures.values()])
    scores = measure(pictures, in_runtime(path))
    write_config(folder, scores)
    write_held_out(folder, path, pictures)
    (folder / "README.md").write_text(card(figures, scores, steps))
    print(f"{figures['learned']:,} learned parameters, {figures['bytes']:,} bytes; "
          f"ONNX Runtime within {figures['difference']:.1e} of PyTorch")
    return scores


def write_config(folder: Path, scores: list[Score]) -> None:
    average = mean(scores, "bicubic")
    config = {
        "model_type": "upscale-espcn",
        "scale": SCALE,
        "num_channels": 3,
        "pixel_range": [0, 1],
        "luma": LUMA,
        "receptive_radius": RADIUS,
        "input_name": "pixels",
        "output_name": "upscaled",
        "opset": OPSET,
        "held_out": {
            "images": list(HELD_OUT),
            "bicubic_psnr": round(average.bicubic_psnr, 2),
            "psnr": round(average.psnr, 2),
            "bicubic_ssim": round(average.bicubic_ssim, 4),
            "ssim": round(average.ssim, 4),
        },
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")


def write_held_out(folder: Path, path: Path, pictures: dict[str, Image.Image]) -> None:
    """Pairs of PNG files, and in `held-out.json` what each is and scores."""
    (folder / "held-out").mkdir(exist_ok=True)
    entries = []
    for name, (left, top) in CROPS.items():
        small = halve(pictures[name], "bicubic").crop((left, top, left + CROP, top + CROP))
        large = pictures[name].crop(tuple(SCALE * side for side in (left, top, left + CROP, top + CROP)))
        files = {"small": f"held-out/{name}-small.png", "large": f"held-out/{name}-large.png"}
        for key, picture in (("small", small), ("large", large)):
            picture.save(folder / files[key], optimize=True)
        entries.append({
            "image": name,
            "license": HELD_OUT[name][1],
            **files,
            "crop": {"left": SCALE * left, "top": SCALE * top, "width": SCALE * CROP, "height": SCALE * CROP},
            "bicubic_psnr": round(psnr(small.resize(large.size, Image.Resampling.BICUBIC), large), 2),
            "psnr": round(psnr(upscale(small, in_runtime(path)), large), 2),
        })
    (folder / "held-out.json").write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n")


def card(figures: dict, scores: list[Score], steps: int) -> str:
    """`upscale-card.md`, filled; `$names` there are the keys below."""
    halved, averaged = mean(scores, "bicubic"), mean(scores, "area")
    weights = [f"| `{name}` | {' × '.join(map(str, dims)) or '1'} | {size:,} |"
               for name, dims, size in figures["initializers"]]
    return Template(CARD.read_text()).substitute(
        bytes=f"{figures['bytes']:,}",
        opset=OPSET,
        ir_version=IR_VERSION,
        learned=f"{figures['learned']:,}",
        fixed=f"{figures['fixed']:,}",
        per_pixel=f"{figures['per_pixel']:,}",
        tile=TILE,
        core=TILE - 2 * RADIUS,
        tile_mflops=f"{figures['per_pixel'] * TILE**2 / 1e6:.0f}",
        width=WIDTH,
        depth=DEPTH,
        slope=SLOPE,
        radius=RADIUS,
        rim=SCALE * RADIUS,
        weights="\n".join(weights),
        operators=", ".join(sorted(set(figures["operators"]))),
        psnr=f"{halved.psnr:.2f}",
        ssim=f"{halved.ssim:.4f}",
        bicubic_psnr=f"{halved.bicubic_psnr:.2f}",
        gain=f"{halved.gain:.2f}",
        area_gain=f"{averaged.gain:.2f}",
        scores="\n".join(rows([s for s in scores if s.method == "bicubic"] + [halved])),
        area_scores="\n".join(rows([s for s in scores if s.method == "area"] + [averaged])),
        held_out="\n".join(f"| {name} | {licence} |" for name, (_, licence) in HELD_OUT.items()),
        training="\n".join(f"| {name} | {licence} |" for name, (_, licence) in TRAINING.items()),
        sizes=", ".join(f"{size:g}" for size in SIZES),
        drawings=DRAWINGS,
        steps=f"{steps:,}",
    )


def rows(scores: list[Score]) -> list[str]:
    return [f"| {s.image} | {s.bicubic_psnr:.2f} | **{s.psnr:.2f}** | {s.gain:+.2f} | {s.bicubic_ssim:.4f} | "
            f"{s.ssim:.4f} |" for s in scores]
