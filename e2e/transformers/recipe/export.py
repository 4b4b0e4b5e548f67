"""Writes ../models and ../models.json. Run with: python export.py [name ...] (default: every model)"""
import json
import logging
import os
import sys
import warnings

# optimum merges the decoders of Whisper in the order of a set of names: with a fixed hash seed it is always the same.
if os.environ.get("PYTHONHASHSEED") != "0":
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
warnings.filterwarnings("ignore")

import torch  # noqa: E402

torch.set_num_threads(1)

from language import large, smollm2  # noqa: E402
from layout import MODELS, ROOT  # noqa: E402
from matting import rmbg  # noqa: E402
from speech import whisper_like  # noqa: E402
from text import minilm, sst2  # noqa: E402
from vision import depth, segformer  # noqa: E402

logging.disable(logging.INFO)

# A recipe and its seed: one with which nothing the tests look at is near a tie (the recipes check that).
RECIPES = [(smollm2, 32), (minilm, 1), (sst2, 92), (whisper_like, 15), (depth, 1), (segformer, 43), (rmbg, 1), (large, 1)]
MOST_BYTES = 6_000_000


def write(chosen):
    manifest = ROOT / "models.json"
    entries = {entry["id"]: entry for entry in json.loads(manifest.read_text())} if chosen else {}
    for recipe, seed in RECIPES:
        if not chosen or recipe.__name__ in chosen:
            print(recipe.__name__)
            entry = recipe(seed)
            entry["files"] = {dtype: [f"onnx/{file}" for file in files] for dtype, files in entry["files"].items()}
            entries[entry["id"]] = entry
    manifest.write_text(json.dumps(list(entries.values()), indent=2, ensure_ascii=False) + "\n")
    for folder in sorted(MODELS.glob("*/*")):
        print(f"{sum(file.stat().st_size for file in folder.rglob('*') if file.is_file()):>9,} {folder.name}")
    total = sum(file.stat().st_size for file in MODELS.rglob("*") if file.is_file())
    print(f"{total:>9,} in all")
    assert total <= MOST_BYTES, "too large for the repository"


if __name__ == "__main__":
    write(sys.argv[1:])
