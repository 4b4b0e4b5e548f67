"""Depth as Depth Anything (a DINOv2 backbone) and segmentation as SegFormer."""
import builtins

import torch
from optimum.exporters.onnx.model_configs import DptOnnxConfig
from transformers import (
    DepthAnythingConfig, DepthAnythingForDepthEstimation, Dinov2Config, DPTImageProcessor, SegformerConfig,
    SegformerForSemanticSegmentation, SegformerImageProcessor,
)
from transformers.models.depth_anything import modeling_depth_anything

import proof
from layout import export
from weights import spread

LABELS = ["wall", "sky", "tree", "road", "person"]
FILES = {"fp32": ["model.onnx"]}
# What the tests draw: pixel (x, y) is [255 x / width, 255 y / height, 127 + 127 sin((x + y) / 7)], fractions cut off.
PICTURE = {"picture": "gradient-and-waves", "width": 96, "height": 80}


def traced_int(value):
    """torch traces a size as a tensor; int() would freeze it, and the graph would take one size of picture only."""
    return value if isinstance(value, torch.Tensor) else builtins.int(value)


def depth(seed):
    backbone = Dinov2Config(
        hidden_size=32, num_hidden_layers=4, num_attention_heads=2, mlp_ratio=2, image_size=70, patch_size=14,
        out_indices=[1, 2, 3, 4], apply_layernorm=True, reshape_hidden_states=False)
    config = DepthAnythingConfig(
        backbone_config=backbone, patch_size=14, reassemble_hidden_size=32, neck_hidden_sizes=[12, 16, 24, 32],
        fusion_hidden_size=16, head_hidden_size=8)
    model = spread(DepthAnythingForDepthEstimation(config), seed, {"query": 2.0, "key": 2.0})
    processor = DPTImageProcessor(
        size={"height": 70, "width": 70}, keep_aspect_ratio=True, ensure_multiple_of=14, resample=3,
        image_mean=[0.485, 0.456, 0.406], image_std=[0.229, 0.224, 0.225])
    # optimum has no entry for depth_anything; its entry for DPT has the same input and output.
    modeling_depth_anything.int = traced_int
    try:
        folder = export("tiny/depth", model, "depth-estimation", [processor],
                        custom_onnx_configs={"model": DptOnnxConfig(config, task="depth-estimation")})
    finally:
        del modeling_depth_anything.int
    for sides in ((70, 70), (70, 84)):
        agree_on_noise(folder, model, sides)
    return {
        "id": "tiny/depth", "task": "depth-estimation", "files": FILES, "input": PICTURE, "expected": {},
        "note": "DepthAnythingForDepthEstimation on a DINOv2 of 4 layers; pictures are scaled to multiples of 14 near 70.",
    }


def segformer(seed):
    model = spread(SegformerForSemanticSegmentation(SegformerConfig(
        depths=[1, 1, 1, 1], hidden_sizes=[16, 24, 32, 48], num_attention_heads=[1, 2, 2, 4], mlp_ratios=[2, 2, 2, 2],
        sr_ratios=[4, 2, 1, 1], decoder_hidden_size=32,
        id2label=dict(enumerate(LABELS)), label2id={name: at for at, name in enumerate(LABELS)},
    )), seed, {"classifier": 3.0, "query": 2.0, "key": 2.0})
    processor = SegformerImageProcessor(size={"height": 64, "width": 64}, do_reduce_labels=False)
    folder = export("tiny/segformer", model, "semantic-segmentation", [processor])
    logits = agree_on_noise(folder, model, (64, 64))
    shares = torch.bincount(logits.argmax(1).flatten(), minlength=len(LABELS)) / logits[:, 0].numel()
    print(f"  segformer: share of each label on noise {[round(float(share), 2) for share in shares]}")
    return {
        "id": "tiny/segformer", "task": "image-segmentation", "files": FILES, "input": PICTURE,
        "expected": {"labels": LABELS},
        "note": "SegformerForSemanticSegmentation: depthwise and strided convolutions, attention over reduced sequences. "
                "The answer has those of the labels that won a pixel.",
    }


def agree_on_noise(folder, model, sides, name="pixel_values"):
    pixels = torch.randn(1, 3, *sides, generator=torch.Generator().manual_seed(3))
    with torch.no_grad():
        wanted = model(pixels)[0]
    [seen] = proof.session(folder).run(None, {name: pixels.numpy()})
    proof.agree(seen, wanted, f"{folder.name} at {sides}")
    return wanted
