"""Random weights whose outputs are spread: with a library's own small start values the answers of a tiny model would
lie too close together to tell a wrong kernel from rounding."""
import zlib

import torch


def spread(model, seed, gains=None, embedding=0.3):
    """Fills `model` in place. Each parameter is drawn from a generator seeded by its name, so that a change in one
    leaves the others' values. `gains` maps a part of a name to a factor over 1 / sqrt(fan in)."""
    gains = gains or {}
    embeddings = {id(part.weight) for part in model.modules() if isinstance(part, torch.nn.Embedding)}
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            draw = torch.Generator().manual_seed(seed * 1_000_003 + zlib.crc32(name.encode()))
            noise = torch.randn(parameter.shape, generator=draw)
            gain = next((factor for part, factor in gains.items() if part in name), 1.0)
            if id(parameter) in embeddings or "embeddings" in name and parameter.dim() == 3:
                parameter.copy_(noise * embedding * gain)
            elif parameter.dim() > 1:
                parameter.copy_(noise * gain / parameter[0].numel() ** 0.5)
            elif name.endswith("weight") or "lambda" in name:
                parameter.copy_(1 + 0.1 * noise)
            else:
                parameter.copy_(0.1 * noise)
    return model.eval()
