"""A chat model as SmolLM2, and the same architecture at 400 MB without its weights."""
import onnx
import torch
from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM

import proof
from layout import amend, export, write_json
from quantize import fp16, q4
from tokenizers_of import chat, padded
from weights import spread

MESSAGES = [{"role": "user", "content": "Please tell me a story."}]
STEPS = 24
FILES = {"fp32": "model.onnx", "q4": "model_q4.onnx", "fp16": "model_fp16.onnx"}


def llama(tokenizer, **sizes):
    config = LlamaConfig(
        bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id,
        rope_theta=100000.0, rms_norm_eps=1e-5, tie_word_embeddings=True, **sizes)
    model = LlamaForCausalLM(config)
    model.generation_config = GenerationConfig.from_model_config(config)
    return model


def smollm2(seed):
    tokenizer = chat(384)
    model = spread(llama(
        tokenizer, vocab_size=384, hidden_size=64, intermediate_size=160, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=256,
    ), seed, {"q_proj": 1.5, "k_proj": 1.5, "o_proj": 2.0, "down_proj": 3.0}, embedding=0.5)
    folder = export("tiny/smollm2", model, "text-generation-with-past", [tokenizer])
    q4(folder)
    fp16(folder, ["logits"])
    amend(folder, "config.json", **{"transformers.js_config": {"kv_cache_dtype": {"fp16": "float16"}}})

    prompt = tokenizer.apply_chat_template(MESSAGES, add_generation_prompt=True)
    ids = torch.tensor([prompt])
    with torch.no_grad():
        wanted = model.generate(ids, attention_mask=torch.ones_like(ids), max_new_tokens=STEPS, do_sample=False,
                                eos_token_id=None)[0, len(prompt):].tolist()
    expected = {}
    for dtype, graph in FILES.items():
        tokens, margin = proof.greedy(proof.session(folder, graph), prompt, STEPS)
        proof.clear(tokens, margin, f"smollm2 {dtype}", 10)
        assert dtype != "fp32" or tokens == wanted, "other tokens than torch"
        assert tokenizer.eos_token_id not in tokens, "it ends too early"
        expected[dtype] = tokenizer.decode(tokens, skip_special_tokens=True)
    return {
        "id": "tiny/smollm2", "task": "text-generation", "files": {key: [value] for key, value in FILES.items()},
        "input": {"messages": MESSAGES, "max_new_tokens": STEPS, "do_sample": False},
        "expected": {"generated": expected},
        "note": "LlamaForCausalLM as SmolLM2: grouped queries, tied embeddings, ChatML. fp16 needs shader-f16 and has a "
                "float16 cache.",
    }


def large(seed):
    """The weights are external and not written: the graph says where each belongs, a JSON how long the file is."""
    tokenizer = padded(chat(384), 4096)
    torch.manual_seed(seed)
    model = llama(
        tokenizer, vocab_size=4096, hidden_size=768, intermediate_size=2048, num_hidden_layers=15,
        num_attention_heads=12, num_key_value_heads=4, max_position_embeddings=2048).eval()
    folder = export("large/llama-400m", model, "text-generation-with-past", [tokenizer])
    amend(folder, "config.json", **{"transformers.js_config": {"use_external_data_format": {"model.onnx": 1}}})
    path = folder / "onnx" / "model.onnx"
    data = folder / "onnx" / "model.onnx_data"
    # From 4 KiB on: the norms (3 KiB each) keep their ones in the graph, so that any data gives finite numbers.
    onnx.save(onnx.load(path), path, save_as_external_data=True, location=data.name, size_threshold=4096)
    tensors = [tensor for tensor in onnx.load(path, load_external_data=False).graph.initializer if tensor.external_data]
    bytes_ = data.stat().st_size
    data.unlink()
    assert path.stat().st_size < 1_500_000 and all(tensor.data_type == onnx.TensorProto.FLOAT for tensor in tensors)
    write_json(folder / "onnx" / "model.onnx_data.json", {
        "bytes": bytes_, "type": "float32", "tensors": len(tensors), "parameters": bytes_ // 4,
        "values": "normal, mean 0, standard deviation 0.02"})
    print(f"  llama-400m: {bytes_ / 1e6:.0f} MB in {len(tensors)} tensors, graph {path.stat().st_size / 1e6:.2f} MB")
    return {
        "id": "large/llama-400m", "task": "text-generation", "files": {"fp32": ["model.onnx", "model.onnx_data"]},
        "input": {"text": "The teacher", "max_new_tokens": 4, "do_sample": False}, "expected": {},
        "note": "Graph, config and tokenizer of a Llama of 400 MB; model.onnx_data is made where it is needed, of the "
                "length in model.onnx_data.json.",
    }
