"""The small worlds in which stories happen: places, people, weather, machines, food and ways that are blocked."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """`at` is the preposition: at="under", the="the pier"."""

    prep: str
    the: str

    @property
    def at(self) -> str:
        return f"{self.prep} {self.the}"

    @property
    def At(self) -> str:
        return f"{self.prep.capitalize()} {self.the}"


@dataclass(frozen=True)
class World:
    where: str  # in an introduction: "in a small harbour town"
    short: str  # after "a story": "in the harbour"
    places: tuple[Place, ...]
    folk: tuple[str, ...]
    weather: tuple[str, ...]
    machines: tuple[tuple[str, str], ...]  # what breaks, what everybody needs it for
    foods: tuple[str, ...]
    stuck: tuple[str, ...]  # "... was stuck {}"
    obstacles: tuple[tuple[str, str], ...]  # what is in the way, what the hero does (begins with a verb)
    young: tuple[tuple[str, str], ...]  # a lost young animal, its parent


def _places(text: str) -> tuple[Place, ...]:
    return tuple(Place(*entry.strip().split(" ", 1)) for entry in text.split(","))


WORLDS = {
    "harbour": World(
        "in a small harbour town", "in the harbour",
        _places("under the pier, in the net loft, on the quay, behind the fish market, beside the old crane, "
                "on the ferry, in the boat shed, at the harbour wall"),
        ("sailor", "fisher", "ferry captain", "net mender", "seagull", "pirate", "mermaid"),
        ("rain", "fog", "wind", "sun", "storm"),
        (("the old crane", "lift the heavy boxes"), ("the ferry", "cross the bay"),
         ("the fog horn", "warn the boats")),
        ("a fish pie", "a bowl of soup", "a bag of plums", "a warm roll"),
        ("in the deep mud", "on a rock in the water", "on the roof of the boat shed"),
        (("The tide had covered the path.", "waited on a barrel until the water went down"),
         ("A row of crates blocked the quay.", "climbed over the crates one by one"),
         ("The bridge over the dock was up.", "asked the ferry captain for a ride")),
        (("a young seal", "mother"), ("a duckling", "mother"), ("a kitten", "mother"))),
    "farm": World(
        "on a farm in the hills", "on the farm",
        _places("behind the barn, in the hay loft, under the apple tree, at the pond, in the stable, "
                "beside the well, on the hill, in the vegetable garden"),
        ("farmer", "shepherd", "milkmaid", "donkey", "hen", "miller"),
        ("rain", "wind", "sun", "snow", "storm", "frost"),
        (("the water pump", "fill the buckets"), ("the tractor", "plough the field"),
         ("the windmill", "grind the corn")),
        ("an apple cake", "a jug of milk", "a piece of cheese", "a jar of honey"),
        ("in the old well", "in the bog below the hill", "on the roof of the barn"),
        (("The gate was locked.", "crawled through a gap in the hedge"),
         ("A flock of sheep filled the road.", "whistled until the sheep moved aside"),
         ("The stream had washed the bridge away.", "jumped from stone to stone")),
        (("a lamb", "mother"), ("a chick", "mother"), ("a foal", "mother"))),
    "school": World(
        "near a school in the forest", "at the forest school",
        _places("in the classroom, under the big oak, behind the bookshelf, at the brook, in the tree house, "
                "on the climbing tree, beside the mossy stones, in the school kitchen"),
        ("teacher", "pupil", "forest ranger", "gardener", "cook", "woodpecker"),
        ("rain", "fog", "wind", "sun", "snow"),
        (("the school bell", "know when lessons began"), ("the old stove", "keep the classroom warm"),
         ("the swing", "play in the break")),
        ("a nut cake", "a berry tart", "a bag of chestnuts", "a cheese roll"),
        ("in a hollow tree", "at the top of the tall pine", "in a thorny bush"),
        (("A fallen tree lay across the path.", "crept under the trunk"),
         ("The brook was too wide to jump.", "laid a branch over the water"),
         ("The path split in two.", "followed the marks on the trees")),
        (("a young squirrel", "mother"), ("a fawn", "mother"), ("a little owl", "father"))),
    "station": World(
        "on a small space station", "on the space station",
        _places("in the engine room, at the big window, in the green house, under the control desk, in the air lock, "
                "behind the water tanks, in the store room, on the upper deck"),
        ("pilot", "engineer", "robot", "astronaut", "gardener", "captain"),
        ("engines",),
        (("the air fan", "breathe fresh air"), ("the radio", "talk to the Earth"),
         ("the star lamp", "grow the plants")),
        ("a tomato sandwich", "a bowl of noodles", "a moon cake", "a cup of cocoa"),
        ("in the air lock", "behind the heavy hatch", "in the narrow pipe"),
        (("The lift was out of order.", "floated up the long shaft"),
         ("The hatch would not open.", "turned the big handle three times"),
         ("The lights in the corridor were out.", "followed the glowing line on the floor")),
        (("a tiny robot", "maker"), ("a kitten", "mother"), ("a space mouse", "mother"))),
    "bakery": World(
        "in a street full of bakeries", "in the bakery street",
        _places("in the bakery, behind the flour sacks, on the market square, at the corner shop, in the courtyard, "
                "under the stairs, beside the fountain, in the warm kitchen"),
        ("baker", "grocer", "postman", "sparrow", "chimney sweep", "tailor"),
        ("rain", "sun", "snow", "frost", "fog"),
        (("the big oven", "bake the bread"), ("the street clock", "be on time"),
         ("the flour mill", "make the dough")),
        ("a cherry cake", "a loaf of bread", "a ginger biscuit", "a sweet bun"),
        ("behind the flour sacks", "on the balcony", "in the empty barrel"),
        (("A cart with barrels had tipped over.", "helped to pick the barrels up"),
         ("The street was full of people.", "slipped through the little yards"),
         ("The steps were covered with ice.", "scattered ash on the steps")),
        (("a puppy", "mother"), ("a young sparrow", "mother"), ("a kitten", "mother"))),
    "island": World(
        "on an island with a lighthouse", "on the lighthouse island",
        _places("in the lighthouse, on the stony beach, at the top of the stairs, in the cave, behind the dunes, "
                "beside the rock pool, in the rowing boat, under the palm"),
        ("lamp keeper", "fisher", "puffin", "seal", "sailor", "mermaid", "lighthouse keeper"),
        ("fog", "wind", "sun", "storm", "rain"),
        (("the great lamp", "guide the ships"), ("the boat engine", "reach the shore"),
         ("the rain barrel", "have water to drink")),
        ("a crab soup", "a coconut", "a seaweed pancake", "a jar of jam"),
        ("on a cliff", "between two rocks", "on a sand bank in the sea"),
        (("The waves came over the path.", "ran between two waves"),
         ("The stairs were dark and steep.", "counted every step aloud"),
         ("Sand had covered the way.", "dug with a flat stone until the path was free")),
        (("a young puffin", "father"), ("a baby turtle", "mother"), ("a young seal", "mother"))),
    "mountain": World(
        "in a village high in the mountains", "in the mountain village",
        _places("in the wooden hut, on the snowy slope, at the frozen lake, under the cable car, in the sheep pen, "
                "beside the fire, on the narrow bridge, behind the chapel"),
        ("mountain guide", "wood cutter", "goat", "doctor", "weaver", "giant"),
        ("snow", "wind", "frost", "sun", "storm"),
        (("the cable car", "reach the valley"), ("the snow plough", "clear the road"),
         ("the loom", "weave warm coats")),
        ("a pot of stew", "a plum dumpling", "a cheese pie", "a cup of hot milk"),
        ("in the deep snow", "on a rocky ledge", "under the snowy branches"),
        (("Snow had buried the road.", "put on wide snow shoes"),
         ("The narrow bridge swung in the wind.", "held the rail and walked slowly"),
         ("Stones had rolled onto the path.", "went around by the old goat track")),
        (("a young goat", "mother"), ("a young marmot", "father"), ("a lamb", "mother"))),
    "castle": World(
        "beside an old castle", "at the old castle",
        _places("in the tower, in the great hall, under the drawbridge, in the rose garden, behind the throne, "
                "in the kitchen, on the castle wall, at the stable gate"),
        ("knight", "queen", "king", "wizard", "witch", "princess", "prince", "dragon", "jester"),
        ("rain", "fog", "sun", "wind", "snow"),
        (("the drawbridge", "come and go"), ("the tower clock", "know the hour"), ("the winch", "draw the water")),
        ("a honey cake", "a roast apple", "a pear tart", "a bowl of porridge"),
        ("in the highest tower", "in the dry moat", "under a fallen beam"),
        (("The drawbridge was up.", "rowed across the moat in a tub"),
         ("A guard stood before the door.", "told the guard a riddle, and he laughed and stepped aside"),
         ("The hall was as dark as night.", "felt along the wall from stone to stone")),
        (("a baby dragon", "mother"), ("a cygnet", "mother"), ("a puppy", "mother"))),
}
