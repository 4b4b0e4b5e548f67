"""Models as PyTorch's own exporter writes them. Run with a Python that has torch (1.13 was used: Debian's
python3-torch): python3 exported.py. The manifest lists them in EXPORTED.
"""
from pathlib import Path

OUT = Path(__file__).parent.parent / "models"

F32 = {"type": "float32", "low": -1, "high": 1}
EXPORTED = [
    {"name": "torch-convnet", "family": "Exported by PyTorch", "inputs": [{"name": "x", "shape": [2, 3, 16, 16], **F32}],
     "proves": "Conv, BatchNorm, ReLU, pooling and Linear; the exporter folds the BatchNorm."},
    {"name": "torch-convnet-training", "family": "Exported by PyTorch",
     "inputs": [{"name": "x", "shape": [2, 3, 16, 16], **F32}],
     "proves": "The same without folding, and with names of the exporter's own."},
    {"name": "torch-lstm", "family": "Exported by PyTorch", "inputs": [{"name": "x", "shape": [2, 7, 24], **F32}],
     "proves": "A bidirectional LSTM of two layers and a Linear."},
    {"name": "torch-transformer", "family": "Exported by PyTorch",
     "inputs": [{"name": "ids", "type": "int64", "shape": [2, 9], "low": 0, "high": 96}],
     "proves": "Embedding, positions, two encoder layers and logits; batch and sequence are symbolic."},
]


def main():
    import torch
    from torch import nn

    torch.manual_seed(11)

    def save(name, module, example, inputs, **options):
        torch.onnx.export(module.eval(), example, str(OUT / f"{name}.onnx"), input_names=inputs, output_names=["y"],
                          opset_version=options.pop("opset_version", 16), **options)

    class ConvNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.features = nn.Sequential(
                nn.Conv2d(3, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(2),
                nn.Conv2d(16, 32, 3, padding=1, bias=False), nn.BatchNorm2d(32), nn.Hardswish(), nn.AdaptiveAvgPool2d(2))
            self.head = nn.Linear(128, 10)

        def forward(self, x):
            return torch.log_softmax(self.head(self.features(x).flatten(1)), -1)

    net = ConvNet()
    # Statistics as after training: at their initial values a BatchNorm does nothing.
    for _ in range(3):
        net.train()(torch.randn(8, 3, 16, 16))
    x = torch.randn(2, 3, 16, 16)
    batch = {"x": {0: "batch"}, "y": {0: "batch"}}
    save("torch-convnet", net, x, ["x"], dynamic_axes=batch)
    save("torch-convnet-training", net, x, ["x"], training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False)

    class Recurrent(nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm = nn.LSTM(24, 20, num_layers=2, bidirectional=True, batch_first=True)
            self.head = nn.Linear(40, 30)

        def forward(self, x):
            return self.head(self.lstm(x)[0])

    save("torch-lstm", Recurrent(), torch.randn(2, 7, 24), ["x"])

    class Block(nn.Module):
        def __init__(self, width=48, heads=4):
            super().__init__()
            self.heads, self.size = heads, width // heads
            self.before, self.after = nn.LayerNorm(width), nn.LayerNorm(width)
            self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
            self.mlp = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))

        def forward(self, x):
            b, s, width = x.shape
            q, k, v = self.qkv(self.before(x)).view(b, s, 3, self.heads, self.size).permute(2, 0, 3, 1, 4).unbind(0)
            mixed = torch.softmax(q @ k.transpose(-1, -2) / self.size**0.5, -1) @ v
            x = x + self.out(mixed.transpose(1, 2).reshape(b, s, width))
            return x + self.mlp(self.after(x))

    class Transformer(nn.Module):
        def __init__(self, tokens=96, width=48):
            super().__init__()
            self.tokens, self.positions = nn.Embedding(tokens, width), nn.Embedding(64, width)
            self.blocks = nn.ModuleList([Block(), Block()])
            self.norm = nn.LayerNorm(width)
            self.logits = nn.Linear(width, tokens, bias=False)
            self.logits.weight = self.tokens.weight

        def forward(self, ids):
            h = self.tokens(ids) + self.positions(torch.arange(ids.shape[1]))
            for block in self.blocks:
                h = block(h)
            return self.logits(self.norm(h))

    axes = {"ids": {0: "batch", 1: "sequence"}, "y": {0: "batch", 1: "sequence"}}
    save("torch-transformer", Transformer(), torch.randint(0, 96, (2, 9)), ["ids"], dynamic_axes=axes)


if __name__ == "__main__":
    main()
