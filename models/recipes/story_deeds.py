"""Plots in which something is done: rescue, mystery, repair, fear, a lost young animal, contest, treasure."""

from story_scene import Scene, sentence

TOOL_WORK = {
    "rope": ("threw one end of the rope to {f} and pulled", "tied the rope to a post, and {f} climbed along it"),
    "ladder": ("set up the ladder, and {f} climbed down", "held the ladder while {f} climbed step by step"),
    "plank": ("pushed the plank over, and {f} walked across it", "laid down the plank like a bridge"),
    "pole": ("held out the pole, and {f} took hold of it", "reached over with the pole and pulled {f} out"),
    "net": ("threw the net, and {f} held on to it", "stretched out the net, and {f} jumped into it"),
}
STRANGE = (("a strange tapping", "a loose shutter that knocked against the wall"),
           ("a soft humming", "a bee hive behind a board"), ("a blue glow", "a jar full of glow worms"),
           ("a long howl", "the wind in an empty bottle"),
           ("a scratching sound", "a hedgehog that was looking for a warm bed"),
           ("a sad song", "an old radio that nobody had turned off"),
           ("two shining eyes", "a lost cat with a white collar"), ("a big shadow", "a coat on a nail"),
           ("a rattling noise", "a mouse inside a tin can"), ("a deep snore", "a tired bear under a heap of sacks"))
FEARS = (("the dark", "it was so dark that one could not see a thing"),
         ("thunder", "the thunder rolled like barrels"), ("shadows", "long shadows moved on the wall"),
         ("ghosts", "something white moved in a corner"), ("being alone", "there was nobody far and wide"),
         ("spiders", "a big spider hung from the roof"), ("loud noises", "something banged again and again"))
CONTESTS = (("the singing contest", "practised one song"), ("the cake contest", "tried one recipe"),
            ("the running race", "ran up and down"), ("the story contest", "told stories to the wall"),
            ("the dancing contest", "danced in front of a mirror"), ("the boat race", "rowed in circles"),
            ("the kite contest", "watched the wind"))


def rescue(s: Scene) -> None:
    h, f, t = s.hero, s.friend, s.thing
    start, = s.places(1)
    trap = s.dice.pick(s.world.stuck)
    s.open()
    s.give(t, h)
    s.say(f"One day {h.he} was walking with {t.a} when {h.he} heard a cry.",
          f"{h} was just putting away {t.a} {start.at} when somebody shouted.",
          f'{h} was carrying {t.a}. Suddenly {h.he} heard a voice. "Help!"')
    s.say(f"It was {f}, {f.a}, who was stuck {trap}.", f"{f.a} named {f} was stuck {trap}.")
    s.meet()
    s.say(f'"I cannot get out," called {f}.', f'"Please hurry," called {f}.', f"{f} was cold and frightened.")
    s.say(f'"Stay calm," said {h}. "I have {t.an}."', f'"Do not move," called {h}, "I am coming."',
          f"{h} looked at {t.the} and had an idea.")
    if s.dice.chance(0.4):
        s.say(f"The first try went wrong. {h} took a deep breath and tried again.",
              f"At first {t.the} was too short. {h} went closer.")
    work = s.dice.pick(TOOL_WORK[t.name]).format(f=f)
    s.say(f"Then {h} {work}.", f"With all {h.his} strength, {h} {work}.", f"Carefully, {h} {work}.")
    s.say(f"A moment later {f} was free.", f"At last {f} stood on firm ground.", f"Soon {f} was safe.")
    s.say(f'"You saved me," said {f}.', f'"How can I thank you?" asked {f}.', f"{f} hugged {h} for a long time.")
    s.maybe(0.6, f"They went home and shared {s.dice.pick(s.world.foods)}.",
            f"Since that day {h} never goes out without {t.an}.", f"Everybody heard of it, and {h} blushed.",
            f"And {f} promised to be more careful.")
    s.close()
    s.fact(["Who was stuck?", "Who needed help?"], [f"{f} was stuck {trap}.", f"{f} the {f.kind} was stuck."])
    s.fact([f"Who saved {f}?", f"Who helped {f}?"], [f"{h} saved {f.him}.", f"{h} did."])
    s.fact([f"What did {h} use?", f"How did {h} help {f}?"], [f"{h} used {t.a}.", f"{h.He} used {t.a}."])
    s.fact([f"Where was {f} stuck?"], [f"{f} was stuck {trap}."])


def mystery(s: Scene) -> None:
    h, f, t = s.hero, s.friend, s.thing
    place, home = s.places(2)
    sign, cause = s.dice.pick(STRANGE)
    s.open()
    seen = "saw" if sign.split()[-1] in ("glow", "eyes", "shadow") else "heard"
    s.say(f"One night {h} {seen} {sign} {place.at}.", f"It was late when {h} {seen} {sign} {place.at}.",
          f"In the middle of the night {h.he} {seen} {sign} {place.at}.")
    s.say(f'"Is it a ghost?" {h.he} whispered.', f"{h.His} heart beat fast.",
          f"{h} pulled the blanket over {h.his} head.", f'"Who is there?" called {h}. Nobody answered.')
    s.say(f"{h} woke up {f}, {f.a} who slept next door.", f"{h} ran to {f}, {f.the}.",
          f"Luckily {h.his} friend {f}, {f.a}, was still awake.")
    s.meet()
    s.give(t, f)
    s.say(f'"Let us go and see," said {f}, and took {t.a}.', f'"I have {t.a}," said {f}. "Come on."',
          f"{f} lit {t.a}.")
    s.say(f"Step by step they went on, {f} in front and {h} behind.", "On tiptoe they crept along the wall.",
          f"{t.The} threw long shadows.", "They held hands and walked slowly.")
    s.say(f"{place.At}, {f} held up {t.the}.", f"Then the light of {t.the} fell on the spot.",
          f"{f} lifted {t.the} as high as {f.he} could.")
    s.say(f"It was only {cause}.", f"There was no ghost at all, only {cause}.", f"And what was it? It was {cause}.")
    s.say("They laughed until their bellies hurt.", f'"And I was so scared," said {h}.',
          f'{f} giggled. "What a ghost," {f.he} said.', f"{h} was glad and a little ashamed.")
    s.maybe(0.5, "Then they went back and slept until noon.",
            f"After that night {h} was not afraid of noises any more.", f"They sat {home.at} and watched the stars.")
    s.close()
    s.fact([f"What did {h} {'see' if seen == 'saw' else 'hear'}?"], [f"{h} {seen} {sign}.", f"{h.He} {seen} {sign}."])
    s.fact(["What was it really?", "What was it?", "Was it a ghost?"], [f"It was only {cause}."])
    s.fact([f"Who went with {h}?", f"Who helped {h}?"], [f"{f} went with {h.him}.", f"{f} did."])
    s.fact([f"What did {f} take?"], [f"{f} took {t.a}."])


def repair(s: Scene) -> None:
    h, f, t = s.hero, s.friend, s.thing
    place, = s.places(1)
    machine, need = s.dice.pick(s.world.machines)
    s.open()
    s.say(f"One day {machine} stopped.", f"One morning {machine} made a loud noise and stopped.",
          f"Then {machine} broke.")
    s.say(f"Without it nobody could {need}.", f"Everybody was worried, for without it they could not {need}.")
    s.say(f"{h} opened it and looked inside. {sentence(t.an)} was missing.",
          f'"{sentence(t.an)} is missing," said {h}, after a long look.',
          f"{h} took it apart and saw that the {t} was gone.")
    s.say(f"{h} looked for a new one {place.at}, but in vain.", f"{h.He} asked everyone, but nobody had {t.an}.",
          f"{h} searched {place.at} and did not find a single {t}.")
    s.give(t, f)
    s.say(f"Then {h.he} thought of {f}, {f.a} who threw nothing away.",
          f"Then {f}, {f.a}, came and asked what the matter was.", f"In the end {h} went to {f.full}.")
    s.meet()
    s.say(f'"{sentence(t.a)}?" said {f}. "I have one in my drawer."',
          f'"I kept {t.a} for years," said {f}. "Now I know why."',
          f'{f} reached into {f.his} bag and took out {t.a}.')
    s.give(t, h)
    s.say(f"{h} put {t.the} in its place and turned the handle.", f"{h} cleaned {t.the}, oiled it and put it in.",
          f"Together they put {t.the} where it belonged.")
    s.say(f"{sentence(machine)} coughed, shook and began to work.",
          f"It clicked, it hummed, and {machine} was running again.", f"With a loud bang, {machine} started again.")
    s.say("Everybody cheered.", f'"Hurray for {h} and {f}!" they all shouted.', f"Now they could {need} again.",
          f'"We are a good team," said {f}.')
    s.close()
    s.holder.clear()
    s.fact(["What broke?", "What stopped?", "What was broken?"],
           [f"{sentence(machine)} broke.", f"It was {machine}."])
    s.fact(["What was missing?"], [f"{sentence(t.an)} was missing."])
    s.fact([f"Who had the {t}?", f"Who gave {h} the {t}?"], [f"{f} had it.", f"{f} the {f.kind} had one."])
    s.fact([f"Who repaired {machine}?"], [f"{h} repaired it.", f"{h} and {f} repaired it."])


def fear(s: Scene) -> None:
    h, f, t = s.hero, s.friend, s.thing
    place, home = s.places(2)
    what, scene = s.dice.pick(FEARS)
    s.open()
    s.say(f"{h} was afraid of {what}, but {h.he} told nobody.",
          f"There was one thing that {h} feared, and that was {what}.",
          f"Everyone knew that {h} was afraid of {what}.")
    s.give(t, f)
    s.say(f"One day {h.his} friend {f}, {f.a}, lost {t.a} {place.at}.",
          f"One day {f}, {f.a}, had left {t.a} {place.at}.")
    s.drop(t, place)
    s.meet()
    s.say(f'"Can you get it for me?" asked {f}. "I have hurt my foot."',
          f'"I need my {t}," said {f}, "but I am ill."', f"{f} could not walk, and somebody had to fetch {t.the}.")
    s.say(f"{h} swallowed and went.", f"{h.His} knees shook, but {h} went.",
          f'"I will try," said {h} in a small voice.')
    s.say(f"{place.At}, {scene}.", f"It was even worse than {h.he} had thought, for {scene}.")
    trick = s.dice.pick(("sang a song", "counted to ten", "thought of summer", "whistled loudly",
                         "took three deep breaths", "talked to the moon"))
    s.say(f"So {h} {trick}, and took one step after the other.", f"{h} {trick}. It helped.",
          f"{h} stopped, {trick} and went on.")
    s.give(t, h)
    s.say(f"There was {t.the}! {h} grabbed it and ran back.",
          f"Then {h.he} saw {t.the_look}. {h} picked it up and laughed.",
          f"At last {h} held {t.the} in {h.his} arms.")
    s.give(t, f)
    s.say(f'"You are the bravest of all," said {f}, and took {t.the}.',
          f'{f} got {t.the} back. "You did it," {f.he} said.',
          f"{h} gave {t.the} to {f}, and {f} was very proud of {h.him}.")
    s.say(f"{h} was still a little afraid of {what}, but only a little.",
          f"Since then {h} is no longer afraid of {what}.",
          f'"Being brave," said {h}, "is being afraid and going on."')
    s.close()
    s.fact([f"What was {h} afraid of?"], [f"{h} was afraid of {what}.", f"{h.He} was afraid of {what}."])
    s.fact([f"How did {h} calm down?", f"What did {h} do to be brave?"], [f"{h.He} {trick}.", f"{h} {trick}."])
    s.fact([f"Where was the {t}?"], [f"It was {place.at}.", f"The {t} was {place.at}."])
    s.fact([f"What did {h} fetch?"], [f"{h} fetched {t.a}."])


def young(s: Scene) -> None:
    h, f, t = s.hero, s.friend, s.thing
    place, home = s.places(2)
    baby, parent = s.dice.pick(s.world.young)
    the_baby = "the " + baby.split(" ", 1)[1]
    s.open()
    s.say(f"One day {h.he} found {baby} {place.at}.", f"{place.At}, {h} heard a thin voice. It was {baby}.",
          f"There was a little noise {place.at}. {h} looked and saw {baby}.")
    s.say("It was all alone and shivered.", "It was lost and hungry.", f'"Are you lost?" {h.he} asked softly.')
    s.give(t, h)
    if t.name == "blanket":
        s.say(f"{h} wrapped it in {t.a} and carried it along.", f"{h} fetched {t.a} to keep it warm.")
    else:
        s.say(f"{h} laid it in {t.a} and carried it along.", f"{h} put some hay into {t.a}, so that it lay softly.")
    s.say(f"{h.He} asked {f}, {f.a}, for advice.", f"On the way {h.he} met {f.full}.",
          f"{f}, {f.a}, came along to help.")
    s.meet()
    s.say(f'"I saw its {parent} {home.at}," said {f}.', f'"Its {parent} must be {home.at}," said {f}.',
          f'{f} said, "Somebody is calling {home.at}. It may be its {parent}."')
    s.say(f"They went there, and {the_baby} began to call.", f"So they hurried on, and {the_baby} lifted its head.")
    s.say(f"{home.At} the {parent} was waiting, full of worry.", f"And really, there was its {parent}.")
    s.say("How happy they were to have each other again!",
          f"{sentence(the_baby)} ran to its {parent} as fast as it could.",
          f"The {parent} looked at {h} as if to say thank you.")
    s.maybe(0.6, f"{h} waved for a long time.", f"{h} and {f} walked home without a word, but they smiled.",
            "The next spring they all met again.", f"{t.The} was empty now, but {h.his} heart was full.")
    s.close()
    s.fact([f"What did {h} find?"], [f"{h} found {baby}.", f"{h.He} found {baby}."])
    s.fact([f"Where did {h} find {the_baby}?"], [f"{h} found it {place.at}.", f"It was {place.at}."])
    s.fact(["Who was lost?"], [f"{sentence(baby)} was lost."])
    s.fact([f"Where was the {parent}?"], [f"The {parent} was {home.at}."])
    s.fact([f"Who helped {h}?"], [f"{f} helped {h.him}.", f"{f} did."])


def contest(s: Scene) -> None:
    h, f, t = s.hero, s.friend, s.thing
    place, arena = s.places(2)
    event, practice = s.dice.pick(CONTESTS)
    s.open()
    s.say(f"Every year there was {event}, and the prize was {t.a}.",
          f"{h} wanted to win {event}. The prize was {t.a}.",
          f"Soon {event} would begin, and the winner would get {t.a}.")
    s.say(f"For a whole week {h} {practice} {place.at}.", f"Day after day {h} {practice} {place.at}.")
    s.say(f"{f}, {f.a}, wanted to win, too.", f"But there was also {f}, {f.a}, who was very good.")
    s.meet()
    s.say(f"On the great day everybody came and stood {arena.at}.",
          f"Then the day came, and all the neighbours met {arena.at}.")
    how = s.dice.pick(("win", "lose", "share"))
    if how == "win":
        s.give(t, h)
        s.say(f"{h} was nervous, but {h.he} did {h.his} best. And {h.he} won!", f"{f} was good, but {h} was better.",
              f"{h} closed {h.his} eyes and began. It was the best of all.")
        s.say(f"{h.He} got {t.the_look} and held it up.", f"Proudly {h} carried {t.the} home.")
        s.say(f'"Well done," said {f}, and meant it.',
              f"{f} was sad. So {h} said, \"Come and play with it whenever you like.\"")
    elif how == "lose":
        s.give(t, f)
        s.say(f"{h} was so nervous that nothing went right, and {f} won.", f"{h} did well, but {f} did better.")
        s.say(f"So {f} got {t.the_look}.", f"{f} was handed {t.the}, and everyone clapped.")
        s.say(f'{h} swallowed hard. Then {h.he} said, "You were great."', f'"Next year I will try again," said {h}.',
              f"{f} said, \"Shall we practise together?\" And {h} nodded.")
    else:
        s.give(t, f)
        s.say(f"In the middle of it {f} began to cry. {h} stopped and helped {f.him}.",
              f"{f} lost courage, and so {h} took {f.him} by the hand.")
        s.say("They reached the end together.", "So nobody was first, and nobody was last.")
        s.say(f"{t.The} was for both, and {f} kept it for the first week.",
              f"They got the prize together. {f} took {t.the} home first.")
    s.maybe(0.5, f"Afterwards there was {s.dice.pick(s.world.foods)} for everyone.",
            "They talked about it for a long time.")
    s.close()
    s.fact(["What was the prize?"], [f"The prize was {t.a}.", f"It was {t.a}."])
    s.fact(["Who won?", f"Who won {event}?"],
           [{"win": f"{h} won.", "lose": f"{f} won.", "share": f"{h} and {f} won together."}[how]])
    s.fact([f"How did {h} practise?"], [f"{h.He} {practice} {place.at}."])
    s.fact(["What contest was it?"], [f"It was {event}."])


def treasure(s: Scene) -> None:
    h, f, t = s.hero, s.friend, s.thing
    place, goal = s.places(2)
    s.open()
    hiding = s.dice.pick(("an old book", "a bottle", "a tin box", "a coat pocket", "a cracked jug"))
    s.say(f"One day {h.he} found a map in {hiding}.", f"In {hiding}, {h} discovered a map.",
          f"{place.At} lay {hiding}, and in it {h} found a map.")
    s.say(f"A red cross was drawn {goal.at}.", f"It showed a way, and the way ended {goal.at}.")
    s.say(f"{h} showed it to {f}, {f.a}.", f'"Look at this," {h.he} said to {f}, {f.a}.')
    s.meet()
    s.say(f'"A treasure!" cried {f}.', f"{f} fetched two spades at once.", f'"Let us go right away," said {f}.')
    blocked, way = s.dice.pick(s.world.obstacles)
    if s.dice.chance(0.5):
        s.say(f"{blocked} {h} {way}, and {f} did the same.",
              f"On the way {blocked[0].lower()}{blocked[1:]} {h} {way}, and {f} followed.")
    s.say(f"They dug and looked {goal.at} until they hit something hard.",
          f"{goal.At} they found a chest under a heap of leaves.",
          f"They searched {goal.at}, and {f} found a little chest.")
    finder = s.dice.pick([h, f])
    s.say(f"{finder} opened it. Inside was {t.a}.", f"Inside there was no gold, only {t.a}.",
          f"When the lid sprang open, they saw {t.a}.")
    note = s.dice.pick(("For the one who is not afraid to look", "The best treasure is a friend",
                        "Take good care of me", "Now hide something for the next one", "Well done, you two"))
    s.say(f'With it was a note. "{note}," it said.', f'On a note they read, "{note}."')
    s.give(t, h)
    s.say(f"{h} kept {t.the}, and {f} kept the map.", f'"You found the map, so {t.the} is yours," said {f} to {h}.')
    s.maybe(0.6, "It was not gold, but they were happy all the same.", "That night they made a new map.",
            "They laughed all the way home.", "And they told nobody where they had been.")
    s.close()
    s.fact(["Where was the map?", f"Where did {h} find the map?"],
           [f"The map was in {hiding}.", f"It was in {hiding}."])
    s.fact(["What was in the chest?", "What was the treasure?"],
           [f"It was {t.a}.", f"{sentence(t.a)} was in the chest."])
    s.fact(["What did the note say?"], [f'It said, "{note}."'])
    s.fact(["Who kept the map?"], [f"{f} kept the map.", f"{f} did."])
    s.fact(["Where was the treasure?", "Where was the chest?"], [f"It was {goal.at}.", f"The chest was {goal.at}."])
