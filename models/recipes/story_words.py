"""The words that stories are made of: names, kinds of character, traits, things and weather."""

from dataclasses import dataclass

GIRLS = """Mira Ada Lina Nora Ella Rosa Tilda Ivy Hana Greta Juno Wilma Suri Maya Olga Freya Zara Birdie Petra
Lotte Nell Amina Clara Dora Edda Fern Gilda Hazel Ines Jara Kaya Luna Mabel Noor Opal Pia Runa Sadie Thea Una
Vera Willa Yara Zoe Anna Lucy Emma Sara Lily Ruby Poppy Daisy Molly Tess""".split()
BOYS = """Pip Tomas Bruno Finn Otto Emil Bo Rafi Jonas Kofi Milo Anton Hugo Leo Ben Oskar Sami Theo Ravi Nils
Arlo Basil Casper Dario Elias Felix Gus Henrik Ivo Jasper Kit Lars Mats Noel Orin Pavel Quentin Rolf Silas Tariq
Ugo Victor Wendel Yusuf Zeno Max Sam Tom Jack Peter Oliver Toby Moss Alfie""".split()

ANIMALS = """fox otter bear mouse rabbit owl hedgehog badger cat dog duck frog goat squirrel crow mole wolf deer
beaver turtle pony goose hare raccoon""".split()
TALE_FOLK = "knight pirate giant dragon unicorn inventor painter musician robot gnome".split()
ONLY_GIRLS = ("girl", "witch", "princess", "queen", "mermaid", "milkmaid")
ONLY_BOYS = ("boy", "wizard", "prince", "king", "postman")

# Each trait with sentences that show it; $name, $he, $his and $him are filled in.
TRAITS = {
    "curious": ["$name asked questions about everything.", "Nothing was too small for $name to look at twice."],
    "shy": ["$name did not talk much, but $he listened well.", "New faces made $name look at $his feet."],
    "brave": ["$name was not easily frightened.", "When others turned back, $name went on."],
    "patient": ["$name could wait for hours without a word.", "$name never hurried."],
    "clever": ["$name liked to solve riddles.", "$name always had an idea."],
    "cheerful": ["$name sang all day long.", "$name had a smile for everyone."],
    "careful": ["$name always looked twice before $he moved.", "$name put every thing back in its place."],
    "stubborn": ["When $name wanted something, $he did not give up.", "$name hardly ever changed $his mind."],
    "gentle": ["$name spoke softly, even to beetles.", "Small animals were never afraid of $name."],
    "proud": ["$name liked to be the best at everything.", "$name did not like to ask for help."],
    "quiet": ["$name liked calm places best.", "One could hardly hear $name come in."],
    "busy": ["$name always had something to do.", "$name got up before the sun."],
    "kind": ["$name helped anyone who asked.", "$name shared whatever $he had."],
    "sleepy": ["$name could fall asleep anywhere.", "$name was often the last to get up."],
    "forgetful": ["$name often forgot what $he was looking for.",
                  "$name tied knots in $his scarf to remember things."],
    "merry": ["$name laughed at the smallest joke.", "$name danced wherever $he went."],
}


@dataclass(frozen=True)
class ThingKind:
    name: str
    looks: tuple[str, ...]
    use: str = "keepsake"


def _kinds(use: str, lines: str) -> list[ThingKind]:
    kinds = []
    for line in lines.strip().splitlines():
        name, looks = line.split(":")
        kinds.append(ThingKind(name.strip(), tuple(looks.split()), use))
    return kinds


KEEPSAKES = _kinds("keepsake", """
    key: brass silver rusty tiny
    bell: copper silver small old
    shell: white pink spiral shiny
    book: blue thick old picture
    marble: green glass blue
    coin: gold copper foreign old
    scarf: woollen red striped long
    hat: straw green pointed felt
    feather: grey golden long
    ball: red rubber leather
    spoon: wooden silver long
    button: pearl golden wooden
    paintbrush: fine thick soft
    stone: smooth striped round
    letter: folded sealed yellow
    ribbon: silk red green
    ring: golden silver plain
    crown: paper golden small
    pencil: red short blue
    sword: wooden silver short
    wand: willow glass crooked
    necklace: pearl amber shell
""")
FRAGILE = _kinds("fragile", """
    kite: red yellow striped paper
    drum: tin wooden little loud
    flute: wooden bamboo silver
    toy boat: wooden painted blue
    mirror: round hand silver
    clock: pocket brass ticking old
    teapot: blue round chipped
    cup: white painted blue
    compass: brass old tiny
    telescope: brass long folding
    umbrella: black yellow spotted
    music box: tiny painted old
    whistle: tin wooden silver
    doll: china wooden little
    puppet: wooden painted funny
    fiddle: old brown little
    spyglass: brass small
    camera: old small black
    vase: blue tall glass
    sled: wooden fast red
""")
LIGHTS = _kinds("light", """
    lantern: brass small red old
    lamp: blue little oil
    candle: white thick beeswax
    torch: bright small yellow
""")
TOOLS = _kinds("tool", """
    rope: long strong thick
    ladder: wooden tall light
    plank: long wide oak
    pole: long bamboo straight
    net: fishing strong green
""")
CONTAINERS = _kinds("container", """
    basket: willow round small
    blanket: woollen soft blue
    box: wooden little paper
    bag: leather big green
""")
PARTS = _kinds("part", """
    gear: brass small toothed
    spring: steel strong tight
    screw: long silver thick
    wheel: small wooden iron
    bolt: iron heavy short
""")
THINGS = KEEPSAKES + FRAGILE + LIGHTS + TOOLS + CONTAINERS + PARTS

# Lines for the beginning and for the end of a day, so that a story's weather stays one weather.
WEATHER = {
    "rain": (["Rain was falling on the roofs.", "It had been raining since dawn.", "Rain ran down every window."],
             ["By then the rain had stopped.", "Outside, the rain was still falling, but nobody minded."]),
    "fog": (["A thick fog hid everything.", "The fog was as white as milk.", "Fog lay over the ground."],
            ["At last the fog lifted.", "Slowly the fog went away, and the stars came out."]),
    "wind": (["A strong wind was blowing.", "The wind pulled at every door.", "The wind sang in the trees."],
             ["In the evening the wind grew calm.", "The wind had gone to sleep."]),
    "snow": (["Snow covered the ground.", "The first snow had fallen in the night.",
              "Big flakes of snow were falling."],
             ["Outside, the snow glowed in the moonlight.", "It went on snowing, soft and slow."]),
    "sun": (["The sun was shining.", "It was a warm and sunny day.", "There was not a cloud in the sky."],
            ["The sun went down, round and red.", "The evening was warm and golden."]),
    "storm": (["A storm was coming.", "Dark clouds hung low in the sky.", "Thunder rolled far away."],
              ["The storm passed, and the air smelled fresh.", "After the storm there was a rainbow."]),
    "frost": (["It was a cold and clear day.", "Frost glittered on every twig.", "The puddles were frozen."],
              ["The night was cold, but inside it was warm.", "The stars were bright in the cold sky."]),
    "engines": (["The engines hummed softly.", "All the lights were dim.", "The stars drifted past the windows."],
                ["Outside the window the stars went by.", "The engines hummed like a song."]),
}
DULL_FINDS = ("dust", "an old boot", "a wet leaf", "two pebbles", "a piece of string", "a broken cup", "a snail",
              "a lost glove", "some crumbs", "a rusty nail")
