"""All plots, and the telling of a whole story: `tell(seed)` is one story, `Scene.text` its words."""

from dataclasses import dataclass
from typing import Callable

import story_deeds as deeds
import story_trades as trades
from story_scene import Dice, Scene, Wish, set_scene


@dataclass(frozen=True)
class Plot:
    play: Callable[[Scene], None]
    use: str  # what its thing must be good for
    topics: tuple[str, ...]  # how one asks for it: "a story {topic}"; $thing is the thing with its article


PLOTS = {
    "lost": Plot(trades.lost, "any", ("in which $thing gets lost", "about a lost $bare",
                                      "about something that is lost and found")),
    "gift": Plot(trades.gift, "any", ("about a birthday", "about a present",
                                      "in which somebody gets $thing as a present")),
    "swap": Plot(trades.swap, "keepsake", ("about a swap", "in which two friends swap their things")),
    "loan": Plot(trades.loan, "fragile", ("in which something breaks", "about a broken $bare",
                                          "about telling the truth")),
    "quarrel": Plot(trades.quarrel, "keepsake", ("about a quarrel", "about two friends who quarrel",
                                                 "about sharing")),
    "errand": Plot(trades.errand, "any", ("about a long way", "in which somebody brings $thing to a friend",
                                          "about a journey")),
    "rescue": Plot(deeds.rescue, "tool", ("about a rescue", "in which somebody is saved",
                                          "with $thing and a rescue")),
    "mystery": Plot(deeds.mystery, "light", ("about a strange night", "with a mystery", "about a ghost")),
    "repair": Plot(deeds.repair, "part", ("in which something is repaired", "about a broken machine",
                                          "about somebody who repairs things")),
    "fear": Plot(deeds.fear, "any", ("about courage", "about somebody who is afraid", "about being brave")),
    "young": Plot(deeds.young, "container", ("about a lost young animal", "about a little animal and its mother")),
    "contest": Plot(deeds.contest, "keepsake", ("about a contest", "in which somebody wants to win",
                                                "about winning and losing")),
    "treasure": Plot(deeds.treasure, "any", ("about a treasure", "with a map", "about a treasure map")),
}


def plots_for(wish: Wish, thing_use: str | None) -> list[str]:
    """The plots that the wished thing can play in; most take any thing one can carry."""
    if wish.plot:
        return [wish.plot]
    if thing_use is None:
        return list(PLOTS)
    uses = {thing_use}
    if thing_use == "fragile":
        uses.add("keepsake")
    if thing_use not in ("tool", "part"):
        uses.add("any")
    return [name for name, plot in PLOTS.items() if plot.use in uses]


def tell(dice: Dice, wish: Wish, thing_use: str | None = None) -> tuple[Scene, str]:
    """Play one plot as wished; returns the finished scene and the plot's name."""
    name = dice.pick(plots_for(wish, thing_use))
    plot = PLOTS[name]
    scene = set_scene(dice, wish, plot.use)
    plot.play(scene)
    return scene, name


def epilogue(s: Scene) -> str:
    """What happened next: two or three sentences that agree with how the story left its things."""
    h, f, dice = s.hero, s.friend, s.dice
    place, = s.places(1)
    food = dice.pick(s.world.foods)
    lines = [dice.pick((f"The next day {h} met {f} {place.at}.", f"A week later {f} came to see {h}.",
                        f"The next morning {h} went to {f}.", f"Some days later {h} and {f} met again {place.at}."))]
    held = [(thing, holder) for thing, holder in s.holder.items() if holder in (h, f)]
    if held and dice.chance(0.6):
        thing, holder = dice.pick(held)
        lines.append(dice.pick((f"{holder} still had {thing.the}.", f"{holder} had brought {thing.the}.",
                                f"{holder} showed {thing.the} to everyone.")))
    lines.append(dice.pick((f"They ate {food} and talked about what had happened.",
                            f'"What shall we do today?" asked {f}.',
                            f'"Do you remember?" asked {h}, and both of them laughed.',
                            f"They stayed {place.at} until it was dark.",
                            f"{h} had a new plan, and {f} wanted to hear it.",
                            "They planted a small tree so as not to forget that day.")))
    if dice.chance(0.4):
        lines.append(dice.pick(("And that is another story.", f"{h} had never been so happy.",
                                "They were friends for a long, long time.",
                                "Then it was time to go home.")))
    return " ".join(lines)
