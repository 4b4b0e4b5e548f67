"""The tokenizers: trained here, saved by the classes that the models on the hub use."""
import json
import string

from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import BertTokenizerFast, DistilBertTokenizerFast, GPT2TokenizerFast, WhisperTokenizerFast

from sentences import sentences

# Printable ASCII, space and line feed as the byte-level form writes them. The other bytes are left out, so that whatever
# a model with random weights picks is text.
ASCII = [chr(code) for code in range(33, 127)] + ["Ġ", "Ċ"]

CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{% if loop.first and message['role'] != 'system' %}"
    "{{ '<|im_start|>system\\nYou are helpful.<|im_end|>\\n' }}"
    "{% endif %}"
    "{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
LANGUAGES = ["en", "de", "fr", "es"]


def byte_level(vocab, specials, before=()):
    tokenizer = Tokenizer(models.BPE(unk_token="<|endoftext|>"))
    split = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([*before, split]) if before else split
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=vocab, initial_alphabet=ASCII, special_tokens=specials, show_progress=False)
    tokenizer.train_from_iterator(sentences(), trainer)
    assert tokenizer.get_vocab_size() == vocab
    return tokenizer


def chat(vocab):
    """As SmolLM2: byte-level BPE, digits one by one, ChatML."""
    specials = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    core = byte_level(vocab, specials, [pre_tokenizers.Digits(individual_digits=True)])
    return GPT2TokenizerFast(
        tokenizer_object=core, unk_token="<|endoftext|>", bos_token="<|im_start|>", eos_token="<|im_end|>",
        pad_token="<|im_end|>", chat_template=CHAT_TEMPLATE, model_max_length=256, clean_up_tokenization_spaces=False,
    )


def padded(tokenizer, vocab):
    """The same tokenizer with names for the ids up to `vocab`, so that whatever a model picks can be decoded."""
    form = json.loads(tokenizer.backend_tokenizer.to_str())
    words = form["model"]["vocab"]
    words.update({f"<{at}>": at for at in range(len(words), vocab)})
    tokenizer._tokenizer = Tokenizer.from_str(json.dumps(form))
    return tokenizer


def whisper(words, seconds):
    """As multilingual Whisper: the special tokens follow the words, the time stamps (one each 20 ms) come last."""
    core = byte_level(words, ["<|endoftext|>"])
    specials = ["<|startoftranscript|>", *(f"<|{code}|>" for code in LANGUAGES), "<|translate|>", "<|transcribe|>",
                "<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>"]
    times = [f"<|{step * 0.02:.2f}|>" for step in range(int(seconds / 0.02) + 1)]
    core.add_special_tokens([AddedToken(name, special=True) for name in specials])
    core.add_tokens([AddedToken(name, special=False) for name in times])
    return WhisperTokenizerFast(
        tokenizer_object=core, unk_token="<|endoftext|>", bos_token="<|endoftext|>", eos_token="<|endoftext|>",
        pad_token="<|endoftext|>", additional_special_tokens=specials, model_max_length=64,
        clean_up_tokenization_spaces=False,
    )


def word_piece(vocab, distil=False):
    """As bert-base-uncased."""
    specials = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    words = learnt_words(vocab, specials)
    core = Tokenizer(models.WordPiece(words, unk_token="[UNK]"))
    core.add_special_tokens(specials)
    core.normalizer, core.pre_tokenizer = normalizers.BertNormalizer(lowercase=True), pre_tokenizers.BertPreTokenizer()
    core.decoder = decoders.WordPiece()
    ends = [(name, core.token_to_id(name)) for name in ("[CLS]", "[SEP]")]
    core.post_processor = processors.TemplateProcessing(
        single="[CLS]:0 $A:0 [SEP]:0", pair="[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1", special_tokens=ends)
    kind = DistilBertTokenizerFast if distil else BertTokenizerFast
    return kind(tokenizer_object=core, do_lower_case=True, model_max_length=64)


def learnt_words(vocab, specials):
    """The trainer numbers letters inside words in no fixed order, unless they are there before it starts."""
    letters = list(string.ascii_lowercase + string.digits)
    learner = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    learner.normalizer, learner.pre_tokenizer = normalizers.BertNormalizer(lowercase=True), pre_tokenizers.BertPreTokenizer()
    known = [*specials, *(f"##{letter}" for letter in letters)]
    learner.train_from_iterator(sentences(), trainers.WordPieceTrainer(
        vocab_size=vocab, initial_alphabet=letters, special_tokens=known, show_progress=False))
    words = learner.get_vocab()
    assert len(words) == vocab
    return dict(sorted(words.items(), key=lambda item: item[1]))
