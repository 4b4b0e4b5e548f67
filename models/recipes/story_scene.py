"""One story in the making: its cast, who holds what and where, and the sentences so far.

Plots speak through a `Scene`. Whatever is asked about a story afterwards is answered from the scene's
state, never from the text.
"""

import random
from dataclasses import dataclass, field
from string import Template

from story_words import (ANIMALS, BOYS, CONTAINERS, GIRLS, FRAGILE, KEEPSAKES, LIGHTS, ONLY_BOYS, ONLY_GIRLS, PARTS,
                         TALE_FOLK,
                         THINGS, TOOLS, TRAITS, WEATHER, ThingKind)
from story_worlds import WORLDS, Place, World

BY_USE = {"keepsake": KEEPSAKES + FRAGILE, "fragile": FRAGILE, "light": LIGHTS, "tool": TOOLS,
          "container": CONTAINERS, "part": PARTS,
          "any": KEEPSAKES + FRAGILE + LIGHTS + CONTAINERS}


def with_article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' and words[:3] != 'uni' else 'a'} {words}"


def sentence(text: str) -> str:
    return text[0].upper() + text[1:]


class Dice:
    """Random choices that depend on the seed alone."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)

    def pick(self, options):
        return self.random.choice(options)

    def some(self, options, count: int) -> list:
        return self.random.sample(options, count)

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability


@dataclass(frozen=True)
class Character:
    name: str
    kind: str
    trait: str
    female: bool

    def __str__(self) -> str:
        return self.name

    he = property(lambda self: "she" if self.female else "he")
    him = property(lambda self: "her" if self.female else "him")
    his = property(lambda self: "her" if self.female else "his")
    He = property(lambda self: sentence(self.he))
    His = property(lambda self: sentence(self.his))
    a = property(lambda self: with_article(self.kind))
    a_trait = property(lambda self: with_article(f"{self.trait} {self.kind}"))
    the = property(lambda self: f"the {self.kind}")
    The = property(lambda self: f"The {self.kind}")

    @property
    def full(self) -> str:
        """Name and kind; nobody says "Tilda the girl"."""
        return f"{self.a} named {self.name}" if self.kind in ("girl", "boy") else f"{self.name} the {self.kind}"


@dataclass(frozen=True)
class Thing:
    name: str
    look: str
    use: str

    def __str__(self) -> str:
        return self.name

    a = property(lambda self: with_article(f"{self.look} {self.name}"))
    an = property(lambda self: with_article(self.name))
    the = property(lambda self: f"the {self.name}")
    The = property(lambda self: f"The {self.name}")
    the_look = property(lambda self: f"the {self.look} {self.name}")


@dataclass
class Wish:
    """What a story must have; the rest is left to chance."""

    world: str | None = None
    kind: str | None = None
    name: str | None = None
    trait: str | None = None
    thing: str | None = None
    weather: str | None = None
    friend_kind: str | None = None
    plot: str | None = None


@dataclass
class Scene:
    dice: Dice
    world: World
    weather: str
    hero: Character
    friend: Character
    elder: Character
    thing: Thing
    other: Thing
    lines: list[str] = field(default_factory=list)
    facts: list[tuple[list[str], list[str]]] = field(default_factory=list)
    holder: dict[Thing, Character] = field(default_factory=dict)
    lies: dict[Thing, Place] = field(default_factory=dict)

    def say(self, *variants: str) -> None:
        self.lines.append(sentence(self.dice.pick(variants)))

    def maybe(self, probability: float, *variants: str) -> None:
        if self.dice.chance(probability):
            self.say(*variants)

    def places(self, count: int) -> list[Place]:
        return self.dice.some(self.world.places, count)

    def give(self, thing: Thing, to: Character) -> None:
        self.lies.pop(thing, None)
        self.holder[thing] = to

    def drop(self, thing: Thing, place: Place) -> None:
        self.holder.pop(thing, None)
        self.lies[thing] = place

    def fact(self, questions: list[str], answers: list[str]) -> None:
        self.facts.append((questions, answers))

    def open(self) -> None:
        """Introduce the hero, the world and its weather, in one of several orders."""
        hero, world = self.hero, self.world
        place = self.dice.pick(world.places)
        weather = self.dice.pick(WEATHER[self.weather][0])
        doing = self.dice.pick(("drinking tea", "sweeping the floor", "humming a song", "looking around",
                                "mending a sock", "having breakfast"))
        self.say(
            f"Once {hero.a} named {hero} lived {world.where}.",
            f"Once upon a time there was {hero.a_trait} named {hero}. {hero.He} lived {world.where}.",
            f"{world.where}, there lived {hero.a_trait} named {hero}.",
            f"{hero} was {hero.a_trait} who lived {world.where}.",
            f"There was once {hero.a_trait} called {hero} who lived {world.where}.",
            f"{hero.full} lived {world.where}.",
            f"{weather} {hero}, {hero.a_trait}, stood {place.at}.",
            f"{place.At} sat {hero.a_trait} named {hero}. {weather}",
            f"{weather} {place.At}, {hero.a} named {hero} was {doing}.",
            f"This is the story of {hero}, {hero.a_trait} who lived {world.where}.")
        if weather not in self.lines[0]:
            self.maybe(0.35, weather)
        if self.dice.chance(0.45):
            shown = self.dice.pick(TRAITS[hero.trait])
            called = hero.He if shown.startswith("$name") and self.dice.chance(0.6) else hero.name
            self.lines.append(Template(shown).substitute(name=called, he=hero.he, his=hero.his, him=hero.him))
        self.fact(["Who is the story about?", "Who is it about?"],
                  [f"It is about {hero}, {hero.a}.", f"The story is about {hero.a} named {hero}."])
        self.fact([f"Where does {hero} live?", f"Where did {hero} live?"], [f"{hero} lived {world.where}."])
        self.fact([f"Who is {hero}?"], [f"{hero} is {hero.a}.", f"{hero} is {hero.a_trait}."])
        self.fact([f"What was {hero} like?"], [f"{hero} was {hero.trait}."])

    def close(self) -> None:
        self.maybe(0.4, *WEATHER[self.weather][1])
        for thing, holder in self.holder.items():
            self.fact([f"Who has the {thing} now?", f"Who has the {thing}?"],
                      [f"{holder} has it.", f"{holder} has the {thing}."])

    def meet(self) -> None:
        friend = self.friend
        self.fact([f"Who is {friend}?"], [f"{friend} is {friend.a}."])

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def cast(dice: Dice, kind: str | None, name: str | None, trait: str | None, folk: list[str],
         taken: list[Character]) -> Character:
    """A character that shares neither name, initial nor kind with those already `taken`."""
    kinds = [k for k in folk if all(k != other.kind for other in taken)]
    if kind is None and name is not None:
        kinds = [k for k in kinds if k not in (ONLY_BOYS if name in GIRLS else ONLY_GIRLS)]
    kind = kind or dice.pick(kinds)
    names = GIRLS if kind in ONLY_GIRLS else BOYS if kind in ONLY_BOYS else GIRLS + BOYS
    initials = {other.name[0] for other in taken}
    name = name or dice.pick([n for n in names if n[0] not in initials])
    return Character(name, kind, trait or dice.pick(list(TRAITS)), name in GIRLS)


def thing_of(dice: Dice, kind: ThingKind) -> Thing:
    return Thing(kind.name, dice.pick(kind.looks), kind.use)


def set_scene(dice: Dice, wish: Wish, use: str) -> Scene:
    """Cast a story as wished; `use` is what its thing must be good for."""
    world = WORLDS[wish.world or dice.pick(list(WORLDS))]
    folk = list(world.folk) + ["girl", "boy"] * 2 + ANIMALS + TALE_FOLK
    hero = cast(dice, wish.kind, wish.name, wish.trait, folk, [])
    friend = cast(dice, wish.friend_kind, None, None, folk, [hero])
    elder = cast(dice, None, None, None, list(world.folk), [hero, friend])
    wished = [kind for kind in THINGS if kind.name == wish.thing]
    kind = wished[0] if wished else dice.pick(BY_USE[use])
    thing = thing_of(dice, kind)
    other = thing_of(dice, dice.pick([k for k in KEEPSAKES + FRAGILE if k.name != kind.name]))
    weather = wish.weather if wish.weather in world.weather else dice.pick(world.weather)
    return Scene(dice, world, weather, hero, friend, elder, thing, other)
