"""From a model in memory to a repository as the hub has it: config and tokenizer at the top, graphs in onnx/."""
import json
import shutil
import tempfile
from pathlib import Path

from optimum.exporters.onnx import main_export

ROOT = Path(__file__).parent.parent
MODELS = ROOT / "models"


def fresh(repository):
    folder = MODELS / repository
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "onnx").mkdir(parents=True)
    return folder


def export(repository, model, task, saved=(), graphs=("model.onnx",), **options):
    """Writes `model` by optimum's exporter, and what is in `saved` (tokenizer, processors) by its own save_pretrained."""
    folder = fresh(repository)
    with tempfile.TemporaryDirectory() as at:
        source, target = Path(at, "source"), Path(at, "target")
        model.save_pretrained(source)
        for part in saved:
            part.save_pretrained(source)
        main_export(str(source), output=str(target), task=task, do_validation=False, **options)
        for graph in graphs:
            shutil.copy(target / graph, folder / "onnx" / graph)
        for name in ("config.json", "generation_config.json"):
            if (target / name).exists():
                shutil.copy(target / name, folder / name)
    for part in saved:
        save(part, folder)
    return folder


def save(part, folder):
    # The chat template belongs into tokenizer_config.json: Transformers.js reads no .jinja file.
    options = {"legacy_format": False, "save_jinja_files": False} if hasattr(part, "vocab_size") else {}
    part.save_pretrained(folder, **options)


def amend(folder, name, **fields):
    path = folder / name
    write_json(path, {**(json.loads(path.read_text()) if path.exists() else {}), **fields})


def write_json(path, value):
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n")
