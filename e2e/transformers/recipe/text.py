"""Two encoders: sentence embeddings as all-MiniLM, and sentiment as the distilbert that sentiment-analysis defaults to."""
import numpy as np
import torch
from transformers import BertConfig, BertModel, DistilBertConfig, DistilBertForSequenceClassification

import proof
from layout import export
from quantize import q8
from tokenizers_of import word_piece
from weights import spread

FILES = {"fp32": ["model.onnx"], "q8": ["model_quantized.onnx"]}
SENTENCES = ["The engineer repairs the old machine near the river.", "The painter describes the quiet garden at night."]
REVIEWS = ["A student enjoys the wonderful story.", "The captain dislikes the terrible engine!"]


def run_both(folder, tokenizer, model, texts):
    """The first output of model.onnx, once equal to torch's, and of model_quantized.onnx."""
    batch = dict(tokenizer(texts, padding=True, return_tensors="pt"))
    feeds = {key: value.numpy() for key, value in batch.items()}
    with torch.no_grad():
        wanted = model(**batch)[0]
    full, small = (proof.session(folder, graph).run(None, feeds)[0] for [graph] in FILES.values())
    proof.agree(full, wanted, folder.name)
    return full, small, feeds["attention_mask"]


def minilm(seed):
    tokenizer = word_piece(400)
    model = spread(BertModel(BertConfig(
        vocab_size=400, hidden_size=64, num_hidden_layers=2, num_attention_heads=4, intermediate_size=128,
        max_position_embeddings=64, pad_token_id=0,
    )), seed, {"query": 2.0, "key": 2.0})
    folder = export("tiny/minilm", model, "feature-extraction", [tokenizer], library_name="transformers")
    q8(folder)
    full, small, mask = run_both(folder, tokenizer, model, SENTENCES)
    cosines = [cosine(*pooled(states, mask)) for states in (full, small)]
    print(f"  minilm: cosine of the two sentences {cosines[0]:.4f}, q8 {cosines[1]:.4f}")
    assert all(abs(value) < 0.95 for value in cosines), "the sentences are not told apart"
    return {
        "id": "tiny/minilm", "task": "feature-extraction", "files": FILES,
        "input": {"texts": SENTENCES, "pooling": "mean", "normalize": True},
        "expected": {"dimensions": 64, "cosine": {"fp32": round(cosines[0], 4), "q8": round(cosines[1], 4)}},
        "note": "BertModel as all-MiniLM. q8 is dynamic and unsigned: what a pipeline without a device loads.",
    }


def sst2(seed):
    tokenizer = word_piece(400, distil=True)
    model = spread(DistilBertForSequenceClassification(DistilBertConfig(
        vocab_size=400, dim=64, n_layers=2, n_heads=4, hidden_dim=128, max_position_embeddings=64, pad_token_id=0,
        id2label={0: "NEGATIVE", 1: "POSITIVE"}, label2id={"NEGATIVE": 0, "POSITIVE": 1},
    )), seed, {"q_lin": 2.0, "k_lin": 2.0, "classifier": 2.0})
    folder = export("tiny/sst2", model, "text-classification", [tokenizer])
    q8(folder)
    logits = dict(zip(FILES, run_both(folder, tokenizer, model, REVIEWS)))
    labels = {dtype: [model.config.id2label[int(row.argmax())] for row in rows] for dtype, rows in logits.items()}
    print(f"  sst2: {labels}, logits {np.round(logits['fp32'], 2).tolist()}")
    assert all(names == ["POSITIVE", "NEGATIVE"] for names in labels.values()), "another seed is needed"
    assert all(np.abs(rows[:, 0] - rows[:, 1]).min() > proof.LEAST_MARGIN for rows in logits.values()), "near a tie"
    return {
        "id": "tiny/sst2", "task": "text-classification", "files": FILES, "input": {"texts": REVIEWS},
        "expected": {"labels": labels["fp32"]},
        "note": "DistilBertForSequenceClassification, the architecture that sentiment-analysis defaults to.",
    }


def pooled(states, mask):
    return (states * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]


def cosine(a, b):
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))
