"""What every export must pass: the same numbers as torch, and clear decisions."""
import numpy as np
import onnxruntime

# A graphics card rounds otherwise than the CPU. With the best token this far ahead, every adapter picks the same one.
LEAST_MARGIN = 0.05


def session(folder, graph="model.onnx"):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(folder / "onnx" / graph, options, providers=["CPUExecutionProvider"])


def agree(seen, wanted, what, atol=1e-4):
    wanted = wanted.detach().numpy()
    apart = float(np.abs(seen - wanted).max())
    print(f"  {what}: {apart:.1e} from torch, spread {wanted.std():.2f}")
    assert seen.shape == wanted.shape and apart <= atol, f"{what}: {apart} from torch"
    assert wanted.std() > 0.05, f"{what}: the outputs are not spread"


def chosen(logits, banned=()):
    """The greedy choice and how far it is ahead."""
    logits = logits.astype(np.float32).copy()
    logits[list(banned)] = -np.inf
    second, first = np.argsort(logits)[-2:]
    return int(first), float(logits[first] - logits[second])


def empty_cache(run):
    """An empty key-value cache for each input of that name."""
    kinds = {"tensor(float)": np.float32, "tensor(float16)": np.float16}
    caches = [given for given in run.get_inputs() if given.name.startswith("past_key_values")]
    return {given.name: np.zeros([{"batch_size": 1}.get(size, 0) if isinstance(size, str) else size
                                  for size in given.shape], kinds[given.type]) for given in caches}


def next_cache(run, outputs, cache):
    """The caches that came out, under the names by which they go in again. An empty one keeps what was there."""
    named = dict(zip((value.name for value in run.get_outputs()), outputs))
    renewed = {name: named[name.replace("past_key_values", "present")] for name in cache}
    return {name: value if value.size else cache[name] for name, value in renewed.items()}


def greedy(run, prompt, steps):
    """Greedy continuation by a decoder with caches: tokens and least margin."""
    cache, tokens, given, margins = empty_cache(run), [], list(prompt), []
    wants = {value.name for value in run.get_inputs()}
    for _ in range(steps):
        total = len(prompt) + len(tokens)
        feeds = {"input_ids": np.array([given], np.int64), "attention_mask": np.ones((1, total), np.int64),
                 "position_ids": np.arange(total - len(given), total, dtype=np.int64)[None]}
        outputs = run.run(None, {**{key: value for key, value in feeds.items() if key in wants}, **cache})
        token, margin = chosen(outputs[0][0, -1])
        cache = next_cache(run, outputs, cache)
        tokens, given, margins = [*tokens, token], [token], [*margins, margin]
    return tokens, min(margins)


def clear(tokens, margin, what, kinds):
    print(f"  {what}: least margin {margin:.3f}, {len(set(tokens))} different tokens of {len(tokens)}")
    assert margin >= LEAST_MARGIN, f"{what}: near a tie"
    assert len(set(tokens)) >= kinds, f"{what}: it repeats itself"
