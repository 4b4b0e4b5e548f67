"""The text of `stories`: which documents are for training and which are held out, and the tokenizer.

Every document is made from its own seed (`"train 17"`, `"held out 3"`), so the two parts share no dice.
"""

from dataclasses import dataclass

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

from story_drill import drill
from story_plots import tell
from story_scene import Dice, Wish
from story_talk import Turn, conversation

VOCABULARY = 2048
PAD, BOS, EOS, USER, ASSISTANT, END = SPECIAL = ("<pad>", "<s>", "</s>", "<|user|>", "<|assistant|>", "<|end|>")
CONTEXT = 512

# Never asked for together in training: the card measures whether such a wish is still understood.
BARRED = frozenset({
    ("fox", "lantern"), ("otter", "key"), ("bear", "umbrella"), ("mouse", "telescope"), ("owl", "drum"),
    ("cat", "compass"), ("rabbit", "kite"), ("dragon", "teapot"), ("robot", "shell"), ("girl", "bell"),
    ("boy", "mirror"), ("knight", "spoon"), ("wolf", "music box"), ("duck", "crown"), ("hedgehog", "flute"),
    ("painter", "rope"), ("frog", "candle"), ("pony", "book"), ("giant", "button"), ("gnome", "camera"),
    ("badger", "marble"), ("deer", "scarf"), ("mole", "ladder"), ("crow", "ring"), ("goose", "letter"),
    ("turtle", "whistle"), ("dog", "blanket"), ("pirate", "puppet"), ("unicorn", "lamp"), ("beaver", "basket")})


@dataclass(frozen=True)
class Document:
    """A story (`text` alone) or a conversation (`talk`)."""

    text: str
    talk: tuple[Turn, ...] = ()

    @property
    def words(self) -> str:
        return " ".join([self.text, *(content for _, content in self.talk)])

    @property
    def marked(self) -> str:
        """As the model sees it, special tokens included."""
        return chat_text(self.talk) if self.talk else f"{BOS}{self.text}{EOS}"


def chat_text(talk: tuple[Turn, ...]) -> str:
    """The same as the chat template in tokenizer_config.json."""
    return BOS + "".join(f"{USER if role == 'user' else ASSISTANT}{content}{END}" for role, content in talk)


def story(part: str, index: int) -> Document:
    scene, _ = tell(Dice(f"{part} {index}"), Wish())
    return Document(scene.text)


def talk(part: str, index: int) -> Document:
    turns = tuple(conversation(Dice(f"{part} talk {index}"), BARRED))
    return Document("", turns)


def drilled(part: str, index: int) -> Document:
    return Document(drill(Dice(f"{part} drill {index}")))


def learn_tokenizer(texts: list[str]) -> Tokenizer:
    """Byte-level byte-pair encoding: any text can be written, and decoding gives it back exactly."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=VOCABULARY, special_tokens=list(SPECIAL), initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False))
    bos = tokenizer.token_to_id(BOS)
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{BOS} $A", pair=f"{BOS} $A {BOS} $B", special_tokens=[(BOS, bos)])
    return tokenizer


def encode(tokenizer: Tokenizer, documents: list[Document]) -> list[list[int]]:
    """Token ids of each document, from its `<s>` to its last token."""
    encodings = tokenizer.encode_batch([document.marked for document in documents], add_special_tokens=False)
    assert all(len(encoding.ids) <= CONTEXT for encoding in encodings)
    return [encoding.ids for encoding in encodings]
