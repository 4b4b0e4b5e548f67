"""`onnx/model.onnx` of `stories`: the decoder written node by node from the trained weights.

Inputs, outputs and files are named as optimum names them for a decoder with a cache; the operators are the
fused ones of ONNX Runtime that the models made for Transformers.js use. One `GroupQueryAttention` turns
positions, appends to the cache and attends; a graph as PyTorch exports it does the same in dozens of nodes.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from transformers import LlamaForCausalLM

OPSET, CONTRIB_VERSION, IR_VERSION = 21, 1, 10
CONTRIB = "com.microsoft"


class Graph:
    """Nodes and weights in the order in which they are added; every node's output has the node's name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, operator: str, name: str, inputs: list[str], outputs: list[str] | None = None, domain: str = "",
             **attributes: object) -> str:
        self.nodes.append(helper.make_node(operator, inputs, outputs or [name], name, domain=domain, **attributes))
        return name


def rotations(model: LlamaForCausalLM) -> tuple[np.ndarray, np.ndarray]:
    """cos and sin [positions, head size / 2], from the model's own rotary module."""
    positions = torch.arange(model.config.max_position_embeddings)[None]
    cos, sin = model.model.rotary_emb(torch.zeros(1), positions)
    half = cos.shape[-1] // 2
    return cos[0, :, :half].numpy(), sin[0, :, :half].numpy()


def build(model: LlamaForCausalLM) -> onnx.ModelProto:
    config, weights = model.config, {name: value.numpy() for name, value in model.state_dict().items()}
    graph = Graph()

    def linear(name: str, inputs: str, *parts: str) -> str:
        """A product with one or several of PyTorch's [out, in] matrices side by side."""
        matrix = np.concatenate([weights[f"{part}.weight"] for part in parts]).T
        return graph.node("MatMul", f"/{name}/MatMul", [inputs, graph.weight(f"{name}.weight", matrix)])

    def norm(name: str, inputs: str, residual: str | None) -> tuple[str, str]:
        """Root-mean-square norm of inputs + residual, and that sum."""
        scale = graph.weight(f"{name}.weight", weights[f"{name}.weight"])
        if residual is None:
            return graph.node("SimplifiedLayerNormalization", f"/{name}", [inputs, scale], axis=-1,
                              epsilon=config.rms_norm_eps, stash_type=1), inputs
        total = f"/{name}/sum"
        return graph.node("SkipSimplifiedLayerNormalization", f"/{name}", [inputs, residual, scale],
                          [f"/{name}", "", "", total], CONTRIB, epsilon=config.rms_norm_eps), total

    # How many tokens there are, for each text (minus one, as the operator wants it) and in all: on the CPU.
    one = graph.weight("one", np.array([1], np.int64))
    ones = graph.node("ReduceSum", "/mask/sum", ["attention_mask", one], keepdims=0)
    last = graph.node("Sub", "/mask/last", [ones, one])
    lengths = graph.node("Cast", "/mask/lengths", [last], to=TensorProto.INT32)
    shape = graph.node("Shape", "/mask/shape", ["attention_mask"])
    width = graph.node("Gather", "/mask/width", [shape, graph.weight("axis", np.array(1, np.int64))], axis=0)
    total = graph.node("Cast", "/mask/total", [width], to=TensorProto.INT32)

    cos, sin = (graph.weight(name, values) for name, values in zip(("cos_cache", "sin_cache"), rotations(model)))
    embedding = graph.weight("model.embed_tokens.weight", weights["model.embed_tokens.weight"])
    hidden, residual = graph.node("Gather", "/model/embed_tokens", [embedding, "input_ids"]), None
    for index in range(config.num_hidden_layers):
        layer = f"model.layers.{index}"
        normed, residual = norm(f"{layer}.input_layernorm", hidden, residual)
        packed = linear(f"{layer}.self_attn.qkv_proj", normed, *(f"{layer}.self_attn.{part}_proj" for part in "qkv"))
        attended = graph.node(
            "GroupQueryAttention", f"/{layer}.self_attn",
            [packed, "", "", f"past_key_values.{index}.key", f"past_key_values.{index}.value",
             lengths, total, cos, sin],
            [f"/{layer}.self_attn", f"present.{index}.key", f"present.{index}.value"], CONTRIB,
            num_heads=config.num_attention_heads, kv_num_heads=config.num_key_value_heads,
            scale=config.head_dim ** -0.5, do_rotary=1, rotary_interleaved=0)
        mixed = linear(f"{layer}.self_attn.o_proj", attended, f"{layer}.self_attn.o_proj")
        normed, residual = norm(f"{layer}.post_attention_layernorm", mixed, residual)
        gate = linear(f"{layer}.mlp.gate_proj", normed, f"{layer}.mlp.gate_proj")
        up = linear(f"{layer}.mlp.up_proj", normed, f"{layer}.mlp.up_proj")
        # x * sigmoid(1 * x): with alpha 1 this is the SiLU of a Llama.
        active = graph.node("QuickGelu", f"/{layer}.mlp.act", [gate], domain=CONTRIB, alpha=1.0)
        gated = graph.node("Mul", f"/{layer}.mlp.gated", [active, up])
        hidden = linear(f"{layer}.mlp.down_proj", gated, f"{layer}.mlp.down_proj")
    normed, _ = norm("model.norm", hidden, residual)
    del graph.nodes[-1].output[1:]  # nobody needs the last sum
    # The transposed copy of the embedding costs a megabyte; turning it round in the graph would cost a pass over
    # it per token.
    head = graph.weight("lm_head.weight", weights["model.embed_tokens.weight"].T)
    graph.node("MatMul", "/lm_head/MatMul", [normed, head], ["logits"])
    return assemble(graph, config)


def assemble(graph: Graph, config: object) -> onnx.ModelProto:
    def cache(name: str, length: str) -> list[onnx.ValueInfoProto]:
        return [helper.make_tensor_value_info(
                    f"{name}.{index}.{part}", TensorProto.FLOAT,
                    ["batch_size", config.num_key_value_heads, length, config.head_dim])
                for index in range(config.num_hidden_layers) for part in ("key", "value")]

    value = helper.make_tensor_value_info
    inputs = [value("input_ids", TensorProto.INT64, ["batch_size", "sequence_length"]),
              value("attention_mask", TensorProto.INT64, ["batch_size", "total_sequence_length"]),
              *cache("past_key_values", "past_sequence_length")]
    outputs = [value("logits", TensorProto.FLOAT, ["batch_size", "sequence_length", config.vocab_size]),
               *cache("present", "total_sequence_length")]
    made = helper.make_graph(graph.nodes, "main_graph", inputs, outputs, graph.weights)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, CONTRIB_VERSION)]
    return helper.make_model(made, opset_imports=opsets, ir_version=IR_VERSION, producer_name="stories.py")


def write(model: LlamaForCausalLM, path: Path) -> onnx.ModelProto:
    path.parent.mkdir(parents=True, exist_ok=True)
    proto = build(model)
    onnx.save(proto, str(path))
    return proto
