"""Very short stories, one or two sentences, and conversations about them.

They are asked for as such ("a very short story about ..."). For their length they hold many more wishes and questions than
long stories do, and that is where a model learns that a story has what the wish names.
"""

from story_scene import BY_USE, Dice, Scene, Wish, sentence, set_scene
from story_talk import Turn, casual, wish_of

ASK = ("Tell me a very short story {}.", "A very short story {}, please.", "Write one sentence {}.",
       "Tell me one sentence {}.", "Can you tell me a very short story {}?", "Very short, please: a story {}.")


def mini(dice: Dice, wish: Wish) -> Scene:
    s = set_scene(dice, wish, dice.pick(list(BY_USE)))
    h, f, t = s.hero, s.friend, s.thing
    place, = s.places(1)
    who = h.a_trait if wish.trait else h.a
    plot = dice.pick(("give", "lose", "want") if wish.friend_kind else ("find", "give", "lose", "want"))
    s.give(t, h)
    if plot == "find":
        s.say(f"{who} named {h} found {t.a} {place.at}.", f"Once {who} named {h} found {t.a} {place.at}.",
              f"{place.At}, {who} named {h} found {t.a}.", f"There was once {who} named {h} who found {t.a} {place.at}.")
        s.fact([f"Who found the {t}?"], [f"{h} found the {t}.", f"{h} found it."])
        s.fact([f"What did {h} find?"], [f"{h} found {t.a}.", f"{h.He} found {t.a}."])
        s.fact([f"Where was the {t}?"], [f"It was {place.at}.", f"The {t} was {place.at}."])
    elif plot == "give":
        s.give(t, f)
        s.say(f"{who} named {h} gave {t.a} to {f}, {f.a}.", f"Once {who} named {h} gave {t.a} to {f.full}.",
              f"{place.At}, {who} named {h} gave {f.full} {t.a}.")
        s.fact([f"What did {h} give to {f}?"], [f"{h} gave {f} {t.a}.", f"It was {t.a}."])
        s.fact([f"Who is {f}?"], [f"{f} is {f.a}."])
    elif plot == "lose":
        s.say(f"{who} named {h} lost {t.a} {place.at}, and {f.full} found it.",
              f"Once {who} named {h} lost {t.a}. {f.full} found it {place.at}.")
        s.fact([f"What did {h} lose?"], [f"{h} lost {t.a}.", f"{h.He} lost {t.a}."])
        s.fact([f"Who found the {t}?"], [f"{f} found the {t}.", f"{f} found it."])
        s.fact([f"Where was the {t}?"], [f"It was {place.at}.", f"The {t} was {place.at}."])
    else:
        s.say(f"{who} named {h} had {t.a}, and {f.full} wanted to have it, so they shared it.",
              f"There was once {who} named {h} who had {t.a}. {f.full} liked it, too.")
        s.fact([f"What did {h} have?"], [f"{h} had {t.a}.", f"{h.He} had {t.a}."])
        s.fact([f"Who is {f}?"], [f"{f} is {f.a}."])
    s.lines[:] = [". ".join(sentence(part) for part in line.split(". ")) for line in s.lines]
    s.fact([f"Who has the {t} now?", f"Who has the {t}?"], [f"{s.holder[t]} has it.", f"{s.holder[t]} has the {t}."])
    s.fact(["Who is the story about?", "Who is it about?"],
           [f"It is about {h}, {h.a}.", f"The story is about {h.a} named {h}."])
    s.fact([f"Who is {h}?"], [f"{h} is {h.a}."])
    return s


def mini_conversation(dice: Dice, barred: frozenset[tuple[str, str]], stories: int = 3) -> list[Turn]:
    talk: list[Turn] = []
    for _ in range(stories):
        wish, _, words = wish_of(dice, barred)
        if wish.plot or wish.weather:
            continue  # too much for a sentence
        scene = mini(dice, wish)
        talk += [("user", casual(dice, dice.pick(ASK).format(words))), ("assistant", scene.text)]
        for questions, answers in dice.some(scene.facts, dice.pick((1, 2, 3))):
            talk += [("user", casual(dice, dice.pick(questions))), ("assistant", dice.pick(answers))]
    return talk
