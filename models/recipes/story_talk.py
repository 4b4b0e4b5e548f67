"""Short conversations with the storyteller: wishes and stories, questions about them, small talk."""

from string import Template

from story_plots import PLOTS, epilogue, tell
from story_scene import BY_USE, Dice, Wish, with_article
from story_words import ANIMALS, BOYS, GIRLS, ONLY_BOYS, ONLY_GIRLS, TALE_FOLK, THINGS, TRAITS
from story_worlds import WORLDS

Turn = tuple[str, str]  # role, content

GREETINGS = ("Hello!", "Hi.", "Hello.", "Hi there!", "Good morning!", "Hey!", "Good evening.", "Hello, who are you?",
             "Who are you?")
WELCOMES = ("Hello! I tell small stories. Whom shall it be about?", "Hello! Would you like a story?",
            "Hello! I am a small storyteller. Name somebody and a thing, and I will tell you a story.",
            "Hello! I know stories about the harbour, the farm, the castle and other places.")
ABILITIES = ("What can you do?", "What do you know?", "Can you help me?", "What are you good at?", "How do you work?",
             "Help.")
ABILITY = (
    "I tell short stories and answer simple questions about them. Try: Tell me a story about a fox and a lantern.",
    "I can tell a story about somebody, something or some place, and you can ask me about it afterwards.",
    "I am a very small model. I tell short stories about small worlds, and that is all I can do.")
STRANGE = ("What is the capital of France?", "How much is two and two?", "Write some code for me.",
           "What is the weather today?", "Who is the president?", "Translate this into German.", "What time is it?",
           "How old are you?", "Can you do my homework?", "What is the meaning of life?", "Solve this equation.",
           "Tell me the news.", "How do I cook rice?", "Book a flight for me.", "Where is the station?",
           "What is the best phone?", "Who won the match yesterday?", "Explain gravity to me.")
SORRY = ("I do not know that. I only tell small stories. Shall I tell you one?",
         "That is too hard for me. I only know stories.", "I cannot help with that, but I can tell you a story.")
THANKS = ("Thank you!", "Thanks.", "That was nice.", "What a nice story!", "I liked it.", "Great, thank you.")
PLEASURE = ("You are welcome!", "I am glad that you liked it.", "You are welcome! Would you like another one?")
GOODBYES = ("Goodbye!", "Bye.", "Good night.", "See you!")
FAREWELL = ("Goodbye! Come back for another story.", "Goodbye!", "Good night, and sweet dreams!")
AGAIN = ("Another one, please.", "Tell me another one.", "One more!", "Again, please.", "Another story.")
NEXT = ("What happened next?", "And then?", "What happened after that?", "Go on.", "How does it go on?", "Continue.",
        "Tell me more.")
ASK = ("Tell me a story {}.", "Write a story {}.", "Please tell me a story {}.", "Can you tell me a story {}?",
       "A story {}, please.", "I would like a story {}.", "Write a short story {}.", "Do you know a story {}?",
       "Make up a story {}.", "Write {}.", "Tell me {}.")
PLAIN = ("Tell me a story.", "A story, please.", "Please tell me a story.", "Write a story.", "Can you tell a story?",
         "I want a story.", "Surprise me.", "Yes, please.", "Tell me something.")


def wish_of(dice: Dice, barred: frozenset[tuple[str, str]]) -> tuple[Wish, str | None, str]:
    """A wish, what its thing is good for, and the words that ask for it."""
    kinds = ["girl", "boy"] + ANIMALS + TALE_FOLK
    shape = dice.pick(("kind", "kind and thing", "kind and thing", "kind and thing", "name", "name and world",
                       "name and kind", "world", "kind and world", "trait", "trait and thing", "topic", "topic",
                       "two kinds", "name and thing", "thing", "weather"))
    wish, use, words = Wish(), None, ""
    world = dice.pick(list(WORLDS))
    if "kind" in shape or "trait" in shape:
        local = list(WORLDS[world].folk)
        wish.kind = dice.pick(local if "world" in shape else kinds + local)
    if "trait" in shape:
        wish.trait = dice.pick(list(TRAITS))
        words = f"about {with_article(f'{wish.trait} {wish.kind}')}"
    elif "name" in shape:
        names = GIRLS if wish.kind in ONLY_GIRLS else BOYS if wish.kind in ONLY_BOYS else GIRLS + BOYS
        wish.name = dice.pick(names)
        words = f"about {wish.name}"
        if wish.kind:
            words = dice.pick((f"about {wish.name} the {wish.kind}",
                               f"about {with_article(wish.kind)} named {wish.name}"))
    elif wish.kind:
        words = f"about {with_article(wish.kind)}"
    if "two kinds" in shape:
        wish.kind, wish.friend_kind = dice.some(kinds, 2)
        words = f"about {with_article(wish.kind)} and {with_article(wish.friend_kind)}"
    if "thing" in shape:
        kind = dice.pick([t for t in THINGS if (wish.kind, t.name) not in barred])
        wish.thing, use = kind.name, kind.use
        joint = dice.pick(("and", "with"))
        if not words:
            joint = dice.pick(("about", "with"))
        words = f"{words} {joint} {with_article(kind.name)}".strip()
    if "world" in shape:
        wish.world = world
        words = f"{words} {WORLDS[world].short}".strip()
    if "weather" in shape:
        wish.world = dice.pick([w for w in WORLDS if w != "station"])
        wish.weather = dice.pick(WORLDS[wish.world].weather)
        words = f"about the {wish.weather}"
    if shape == "topic":
        wish.plot = dice.pick(list(PLOTS))
        topic = dice.pick(PLOTS[wish.plot].topics)
        thing = dice.pick(BY_USE[PLOTS[wish.plot].use])
        if "$" in topic:
            wish.thing, use = thing.name, thing.use
        words = Template(topic).substitute(thing=with_article(thing.name), bare=thing.name)
    return wish, use, words


def casual(dice: Dice, text: str) -> str:
    """People do not always write capitals and full stops."""
    if dice.chance(0.15):
        text = text[0].lower() + text[1:]
    if dice.chance(0.15) and text[-1] in ".!?":
        text = text[:-1]
    return text


def ask_for(dice: Dice, words: str) -> str:
    asks = [a for a in ASK if words.startswith("about") or "story" in a]
    return casual(dice, dice.pick(asks).format(words))


def conversation(dice: Dice, barred: frozenset[tuple[str, str]], turns: int = 4) -> list[Turn]:
    """A conversation of at most `turns` exchanges; wishes in `barred` (kind, thing) never come up in it."""
    talk: list[Turn] = []
    scene = None
    while len(talk) < 2 * turns:
        if scene is None:
            move = dice.pick(("hello", "ability", "strange", "wish", "wish", "wish", "wish", "wish", "wish", "plain"))
        else:
            move = dice.pick(("question", "question", "question", "question", "next", "thanks", "bye", "again",
                              "strange", "stop"))
        if move == "stop":
            break
        if move in ("wish", "plain", "again"):
            if scene is not None and sum(len(content) for _, content in talk) > 700:
                break  # two stories would not fit the context
            wish, use, words = wish_of(dice, barred) if move == "wish" else (Wish(), None, "")
            scene, _ = tell(dice, wish, use)
            asked = ask_for(dice, words) if words else casual(dice, dice.pick(AGAIN if move == "again" else PLAIN))
            talk += [("user", asked), ("assistant", scene.text)]
            facts = list(scene.facts)
        elif move == "question" and facts:
            questions, answers = facts.pop(dice.random.randrange(len(facts)))
            talk += [("user", casual(dice, dice.pick(questions))), ("assistant", dice.pick(answers))]
        elif move == "next":
            talk += [("user", casual(dice, dice.pick(NEXT))), ("assistant", epilogue(scene))]
        elif move != "question":
            said, answers = {"hello": (GREETINGS, WELCOMES), "ability": (ABILITIES, ABILITY),
                             "strange": (STRANGE, SORRY),
                             "thanks": (THANKS, PLEASURE), "bye": (GOODBYES, FAREWELL)}[move]
            talk += [("user", casual(dice, dice.pick(said))), ("assistant", dice.pick(answers))]
            if move == "bye":
                break
    return talk
