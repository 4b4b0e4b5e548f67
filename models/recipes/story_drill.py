"""Drills: a few names over and over in short sentences that tell nothing.

In a story a name says little about what comes next, so a model that starts with stories learns to look away from
names, and takes thousands of steps more to learn that the next name is one of those it has read. In a drill there
is nothing else to learn.
"""

from story_scene import Dice
from story_words import BOYS, GIRLS, THINGS

SENTENCES = ("{a} laughed.", "{a} nodded.", "{a} went on.", "{a} looked at {b}.", "{a} thanked {b}.",
             "{a} hugged {b}.", '"Yes," said {a}.', '"Come on," said {a} to {b}.', "{a} waited for {b}.",
             "Then {a} met {b}.", "{a} had the {t}.", "{a} gave {b} the {t}.", "{a} took the {t}.",
             '"Where is {b}?" asked {a}.', "At last {a} found the {t}.")


def drill(dice: Dice) -> str:
    names = dice.some(GIRLS + BOYS, dice.pick((2, 3, 3)))
    things = [thing.name for thing in dice.some(THINGS, 2)]
    lines = []
    for _ in range(20):
        a, b = dice.some(names, 2)
        lines.append(dice.pick(SENTENCES).format(a=a, b=b, t=dice.pick(things)))
    return " ".join(lines)
