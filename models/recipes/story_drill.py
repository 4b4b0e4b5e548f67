"""Drills: a few characters, things and places over and over, in short sentences that tell nothing.

In a story a name says little about what comes next, so a model that starts with stories learns to look away from
names, kinds and colours, and takes thousands of steps more to learn that the next one is one it has read. In a drill
there is nothing else to learn.
"""

from story_scene import Character, Dice, Scene, Wish, set_scene

LINES = 16


def drill(dice: Dice) -> str:
    scene = set_scene(dice, Wish(), "any")
    lines = [line(dice, scene, *dice.some((scene.hero, scene.friend, scene.elder), 2)) for _ in range(LINES)]
    return " ".join(text[0].upper() + text[1:] for text in lines)


def line(dice: Dice, scene: Scene, one: Character, two: Character) -> str:
    a, b = (dice.pick((who.name, who.the, who.the, who.full)) for who in (one, two))
    thing = dice.pick((scene.thing, scene.other))
    t = dice.pick((thing.the, thing.the_look, thing.the_look))
    place = dice.pick(scene.world.places[:3])
    return dice.pick((
        f"{a} laughed.", f"{a} looked at {b}.", f"{a} thanked {b}.", f'"Yes," said {a}.', f'"Where is {b}?" asked {a}.',
        f"{one} is {one.a}.", f"{one} is {one.a_trait}.", f"{a} is {one.trait}.", f"{one.a_trait} named {one} met {b}.",
        f"{a} had {thing.a}.", f"{a} gave {b} {t}.", f"{a} found {t} {place.at}.", f"{t} was {place.at}.",
        f"{a} waited {place.at}.", f"{place.at}, {a} met {b}."))
