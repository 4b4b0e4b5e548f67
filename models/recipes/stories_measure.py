"""What is measured of an exported file of `stories` for its card: perplexity, wishes, questions, samples."""

from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from story_plots import tell
from story_scene import Dice, Wish, with_article
from stories_play import Player, continuation
from stories_text import ASSISTANT, BARRED, BOS, Document, chat_text

QUESTIONS = 100
FIRST = "Once"  # without a word to start with, the model may begin with a wish instead of a story
OPENINGS = (FIRST, "Once a fox named Pip", "In the tower", "This is the story of")
ASKED = ("Tell me a story about an otter and a key.", "Who has the key now?", "What happened next?")


@dataclass(frozen=True)
class Share:
    right: int
    of: int

    def __str__(self) -> str:
        return f"{self.right} of {self.of}"


def reply(player: Player, tokenizer: Tokenizer, talk: list[tuple[str, str]],
          dice: np.random.Generator | None = None) -> str:
    return continuation(player, tokenizer, chat_text(tuple(talk)) + ASSISTANT, dice)


def wishes_kept(player: Player, tokenizer: Tokenizer) -> Share:
    """Pairs of somebody and a thing that training never asked for together: does the story have both?"""
    kept = 0
    for kind, thing in sorted(BARRED):
        wish = f"Tell me a story about {with_article(kind)} and {with_article(thing)}."
        told = reply(player, tokenizer, [("user", wish)])
        kept += f" {kind} " in told.replace(",", " ").replace(".", " ") and thing in told
    return Share(kept, len(BARRED))


def questions_answered(player: Player, tokenizer: Tokenizer) -> Share:
    """One question about each of QUESTIONS stories that are not the model's own; any of the right answers counts."""
    right = 0
    for index in range(QUESTIONS):
        dice = Dice(f"question {index}")
        scene, _ = tell(dice, Wish())
        questions, answers = dice.pick(scene.facts)
        talk = [("user", "Tell me a story."), ("assistant", scene.text), ("user", dice.pick(questions))]
        right += reply(player, tokenizer, talk) in answers
    return Share(right, QUESTIONS)


def samples(player: Player, tokenizer: Tokenizer, seed: int) -> list[str]:
    """Stories, sampled; what was given is set in bold."""
    dice = np.random.default_rng(seed)
    told = []
    for opening in OPENINGS:
        rest = continuation(player, tokenizer, BOS + opening, dice)
        told.append(f"**{opening}**{rest}")
    return told


def sampled_talk(player: Player, tokenizer: Tokenizer, seed: int) -> list[tuple[str, str]]:
    dice = np.random.default_rng(seed)
    talk: list[tuple[str, str]] = []
    for question in ASKED:
        talk.append(("user", question))
        talk.append(("assistant", reply(player, tokenizer, talk, dice)))
    return talk


def repeated(player: Player, tokenizer: Tokenizer, known: list[Document], count: int, seed: int) -> Share:
    """How many of `count` sampled stories are word for word stories of the training part."""
    dice = np.random.default_rng(seed)
    texts = {document.text for document in known}
    told = (FIRST + continuation(player, tokenizer, BOS + FIRST, dice) for _ in range(count))
    return Share(sum(text in texts for text in told), count)
