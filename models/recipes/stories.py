"""Train, export and verify `models/stories`, a small Llama that tells stories about small worlds.

    python models/recipes/stories.py                    train and write models/stories/
    python models/recipes/stories.py --work FOLDER      keep checkpoints in FOLDER and go on from what is there
    python models/recipes/stories.py --show 5           print five stories and conversations; write nothing

The text is made here, by the grammar in `story_*.py`. The held-out part comes from other seeds and is never trained
on; some of it was looked at while the training was being set up.
"""

import argparse
import collections
import json
import math
import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from string import Template

import onnx
import torch
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

import stories_measure as measure
import stories_verify as verify
from stories_baselines import Trigram, Unigram, perplexity as counted_perplexity
from stories_files import write_config, write_tokenizer
from stories_graph import write as write_graph
from stories_play import TEMPERATURE, TOP, Player, perplexity
from stories_text import VOCABULARY, Document, encode, learn_tokenizer, story, talk
from stories_train import DRILL_CHUNKS, DRILLS, SEED, STEPS, TOKENS, chunk, pairs, train

RECIPES = Path(__file__).resolve().parent
OUTPUT = RECIPES.parent / "stories"
HELD_OUT = 64
TOKENIZER_CHUNKS = 5  # of the training part, to learn the tokenizer from
BLOCK = 32  # weights that share a scale in the 4-bit file
SAMPLED = 100


@dataclass(frozen=True)
class Seen:
    """The documents of the training part, as text and as tokens."""

    documents: list[Document]
    ids: list[list[int]]


def seen_in_training(tokenizer: Tokenizer) -> Seen:
    """Whole chunks, up to the one in which training ends."""
    steps, number = 0, 0
    seen = Seen([], [])
    while steps < STEPS:
        documents = chunk(number)
        seen.documents.extend(documents)
        seen.ids.extend(encode(tokenizer, documents))
        steps += len(pairs(tokenizer, number))
        number += 1
    return seen


def tokenizer_of_training() -> Tokenizer:
    texts = [text for number in range(DRILL_CHUNKS, DRILL_CHUNKS + TOKENIZER_CHUNKS)
             for document in chunk(number)
             for text in ([content for _, content in document.talk] or [document.text])]
    return learn_tokenizer(texts)


def quantize(source: Path, target: Path) -> None:
    """Every matrix product to 4 bits; the embedding table, which is only looked up, stays float32."""
    quantizer = MatMulNBitsQuantizer(onnx.load(str(source)), block_size=BLOCK, is_symmetric=True)
    quantizer.process()
    onnx.save(quantizer.model.model, str(target))


def operators(path: Path) -> collections.Counter[str]:
    return collections.Counter(node.op_type for node in onnx.load(str(path)).graph.node)


def write_held_out(documents: list[Document], figures: dict[str, float]) -> None:
    """The held-out stories and what was measured on them, so that anyone can measure again."""
    lines = ",\n".join(json.dumps(document.text, ensure_ascii=False) for document in documents)
    numbers = ",\n".join(f'"{name}":{value}' for name, value in figures.items())
    (OUTPUT / "held-out.json").write_text(f'{{{numbers},\n"texts":[\n{lines}\n]}}\n')


def distinct_words(documents: list[Document]) -> set[str]:
    return {word.lower() for document in documents for word in re.findall(r"[A-Za-z]+", document.words)}


def quoted(text: str) -> str:
    return f"> {text}"


def show(count: int) -> None:
    for index in range(count):
        print(story("show", index).text, "\n")
        for role, content in talk("show", index).talk:
            print(f"{role:>9}: {content}")
        print()


def publish(model: LlamaForCausalLM, tokenizer: Tokenizer) -> None:
    """Write, verify and measure everything but the training."""
    path, path_q4 = OUTPUT / "onnx" / "model.onnx", OUTPUT / "onnx" / "model_q4.onnx"
    write_graph(model, path)
    quantize(path, path_q4)
    write_tokenizer(tokenizer, OUTPUT)
    write_config(model, OUTPUT)

    held_out = [story("held out", index) for index in range(HELD_OUT)]
    ids = encode(tokenizer, held_out)
    seen = seen_in_training(tokenizer)
    assert not {d.text for d in held_out} & {d.text for d in seen.documents}

    player, player_q4 = Player(path), Player(path_q4)
    for file in (path, path_q4):
        verify.check_signature(file, model.config.num_hidden_layers)
    difference = verify.check_logits(player, model, ids)
    verify.check_greedy(player, model, [text[:12] for text in ids[:10]])

    targets = sum(len(text) - 1 for text in ids)
    reached, reached_q4 = perplexity(player, ids), perplexity(player_q4, ids)
    write_held_out(held_out, {
        "tokens": targets, "perplexity": round(reached, 4), "perplexity_q4": round(reached_q4, 4)})
    conversation = measure.sampled_talk(player, tokenizer, SEED)
    card = Template((RECIPES / "stories-card.md").read_text()).substitute(
        parameters=f"{sum(p.numel() for p in model.parameters()):,}",
        bytes=f"{path.stat().st_size:,}", bytes_q4=f"{path_q4.stat().st_size:,}",
        nodes=operators(path).total(), nodes_q4=operators(path_q4).total(),
        operators=", ".join(f"{count} `{name}`" for name, count in operators(path).most_common()),
        products=operators(path_q4)["MatMulNBits"], difference=f"{difference:.0e}",
        vocabulary=f"{VOCABULARY:,}", steps=f"{STEPS:,}", step_tokens=f"{2 * TOKENS:,}",
        drills=f"{DRILL_CHUNKS * DRILLS:,}", documents=f"{len(seen.documents):,}",
        tokens=f"{sum(map(len, seen.ids)) / 1e6:.1f}",
        held_out=HELD_OUT, held_out_tokens=f"{targets:,}",
        perplexity=f"{reached:.3f}", perplexity_q4=f"{reached_q4:.3f}",
        unigram=f"{counted_perplexity(Unigram(seen.ids, VOCABULARY), ids):.1f}",
        trigram=f"{counted_perplexity(Trigram(seen.ids, VOCABULARY), ids):.3f}",
        bits=f"{math.log2(reached) * targets / HELD_OUT:.0f}",
        wishes=measure.wishes_kept(player, tokenizer), wishes_q4=measure.wishes_kept(player_q4, tokenizer),
        answers=measure.questions_answered(player, tokenizer),
        answers_q4=measure.questions_answered(player_q4, tokenizer),
        repeated=measure.repeated(player, tokenizer, seen.documents, SAMPLED, SEED),
        words=f"{len(distinct_words(seen.documents)):,}", temperature=TEMPERATURE, top=TOP, seed=SEED,
        samples="\n\n".join(map(quoted, measure.samples(player, tokenizer, SEED))),
        talk="\n>\n".join(f"> **{role}**: {content}" for role, content in conversation))
    (OUTPUT / "README.md").write_text(card)
    print(f"held out: perplexity {reached:.3f}, in 4 bits {reached_q4:.3f}; "
          f"ONNX Runtime within {difference:.1e} of PyTorch")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, help="folder for checkpoints; a temporary one if not given")
    parser.add_argument("--show", type=int, metavar="N", help="print N documents of each sort and stop")
    options = parser.parse_args()
    if options.show:
        show(options.show)
        return
    # One thread inside each operation, here as in the threads of the training: more of them wait for one another.
    torch.set_num_threads(1)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        tokenizer = tokenizer_of_training()
        model = train(tokenizer, work)
        print(f"trained in {time.monotonic() - began:.0f} s", flush=True)
        model.set_attn_implementation("eager")
        publish(model, tokenizer)


if __name__ == "__main__":
    main()
