"""Speech recognition as Whisper, with a window of 2 s instead of 30."""
import numpy as np
import torch
from transformers import GenerationConfig, WhisperConfig, WhisperFeatureExtractor, WhisperForConditionalGeneration

import proof
from layout import amend, export
from tokenizers_of import LANGUAGES, whisper
from weights import spread

SECONDS, WORDS, STEPS = 2, 320, 16
GRAPHS = ("encoder_model.onnx", "decoder_model_merged.onnx")
# What the tests play: sample n of the sweep is sin(2π (200 t + 450 t²)) / 2 with t = n / 16000.
SWEEP = {"sound": "sweep", "seconds": 1.5, "samplingRate": 16000}


def sweep():
    t = np.arange(int(SWEEP["seconds"] * SWEEP["samplingRate"])) / SWEEP["samplingRate"]
    return (np.sin(2 * np.pi * (200 * t + 450 * t * t)) / 2).astype(np.float32)


def build(tokenizer, seed):
    token = tokenizer.convert_tokens_to_ids
    end = token("<|endoftext|>")
    config = WhisperConfig(
        vocab_size=len(tokenizer), num_mel_bins=80, d_model=64, encoder_layers=2, decoder_layers=2,
        encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=128, decoder_ffn_dim=128,
        max_source_positions=50 * SECONDS, max_target_positions=64, decoder_start_token_id=token("<|startoftranscript|>"),
        bos_token_id=end, eos_token_id=end, pad_token_id=end)
    model = spread(WhisperForConditionalGeneration(config), seed,
                   {"q_proj": 3.0, "k_proj": 3.0, "out_proj": 5.0, "fc2": 6.0}, embedding=0.5)
    model.generation_config = GenerationConfig(
        bos_token_id=end, eos_token_id=end, pad_token_id=end, decoder_start_token_id=config.decoder_start_token_id,
        max_length=32, is_multilingual=True, no_timestamps_token_id=token("<|notimestamps|>"),
        lang_to_id={f"<|{code}|>": token(f"<|{code}|>") for code in LANGUAGES},
        task_to_id={name: token(f"<|{name}|>") for name in ("transcribe", "translate")},
        begin_suppress_tokens=[token("Ġ"), end],
        suppress_tokens=list(range(WORDS, token("<|notimestamps|>") + 1)),
        return_timestamps=False, max_initial_timestamp_index=50)
    return model


def whisper_like(seed):
    tokenizer = whisper(WORDS, SECONDS)
    token = tokenizer.convert_tokens_to_ids
    model = build(tokenizer, seed)
    extractor = WhisperFeatureExtractor(feature_size=80, chunk_length=SECONDS)
    folder = export("tiny/whisper", model, "automatic-speech-recognition-with-past", [tokenizer, extractor],
                    GRAPHS, nb_max_frames=100 * SECONDS)
    amend(folder, "preprocessor_config.json", processor_class="WhisperProcessor", nb_max_frames=100 * SECONDS)

    prompt = [token(f"<|{name}|>") for name in ("startoftranscript", "en", "transcribe", "notimestamps")]
    features = extractor(sweep(), sampling_rate=SWEEP["samplingRate"], return_tensors="pt").input_features
    with torch.no_grad():
        states = model.model.encoder(features)[0]
        first = model(input_features=features, decoder_input_ids=torch.tensor([prompt])).logits
    banned = [*model.generation_config.suppress_tokens, tokenizer.eos_token_id]
    encoder, decoder = (proof.session(folder, graph) for graph in GRAPHS)
    [seen] = encoder.run(None, {"input_features": features.numpy()})
    proof.agree(seen, states, "whisper encoder")
    tokens, margin, logits = transcribe(decoder, seen, prompt, banned)
    proof.agree(logits, first, "whisper decoder")
    proof.clear(tokens, margin, "whisper", 8)
    return {
        "id": "tiny/whisper", "task": "automatic-speech-recognition", "files": {"fp32": list(GRAPHS)},
        "input": {**SWEEP, "language": "en", "task": "transcribe", "max_new_tokens": STEPS},
        "expected": {"text": tokenizer.decode(tokens)},
        "note": "WhisperForConditionalGeneration with a window of 2 s: an encoder, and a decoder whose two branches (with and "
                "without cache) are the bodies of an If. Its sound has no words; the text is what random weights make of it.",
    }


def transcribe(decoder, states, prompt, banned):
    """Greedy, as Transformers.js calls the merged decoder."""
    cache, tokens, given, margins, first = proof.empty_cache(decoder), [], prompt, [], None
    for step in range(STEPS):
        outputs = decoder.run(None, {"input_ids": np.array([given], np.int64), "encoder_hidden_states": states,
                                     "use_cache_branch": np.array([step > 0]), **cache})
        first = outputs[0] if first is None else first
        token, margin = proof.chosen(outputs[0][0, -1], banned)
        cache = proof.next_cache(decoder, outputs, cache)
        tokens, given, margins = [*tokens, token], [token], [*margins, margin]
    return tokens, min(margins), first
