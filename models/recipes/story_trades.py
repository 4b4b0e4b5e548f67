"""Plots in which a thing changes hands: lost and found, gift, swap, loan, quarrel, errand."""

from story_scene import Scene, sentence
from story_words import DULL_FINDS


def lost(s: Scene) -> None:
    h, f, t = s.hero, s.friend, s.thing
    near, last, found = s.places(3)
    s.open()
    s.give(t, h)
    s.say(f"{h} had {t.a}, and {h.he} took it everywhere.", f"The thing {h} loved most was {t.a}.",
          f"{h.His} grandmother had once given {h.him} {t.a}.", f"{h} owned only one treasure, {t.a}.")
    s.say(f"One day the {t} was gone.", f"But when {h.he} looked into {h.his} bag, {t.the} was not there.",
          f"On the way home {h.he} noticed that {t.the} was missing.",
          f"But one morning {h.he} could not find {t.the}.")
    dull = s.dice.pick(DULL_FINDS)
    s.say(f"{h} looked {near.at}, but {h.he} found only {dull}.",
          f"{h.He} searched {near.at} and found nothing but {dull}.", f"{h} looked {near.at}. There was only {dull}.")
    s.maybe(0.5, f"{h} sat down and sighed.", f"{h.He} felt like crying.", f"{h} did not know what to do.")
    s.say(f'{f.a} named {f} came by and asked, "What is wrong?"',
          f'"Why are you so sad?" asked {f}, {f.a} who lived nearby.',
          f'Then {h} met {f.a} named {f}. "What are you looking for?" asked {f}.')
    s.meet()
    s.say(f'"I have lost my {t}," said {h}.', f'"My {t} is gone," said {h}.', f'{h} said, "I cannot find my {t}."')
    s.say(f'"Where did you see it last?" asked {f}. "{sentence(last.at)}," said {h}.',
          f'"Do not worry," said {f}. "We will look together."', f'"Four eyes see more than two," said {f}.')
    s.drop(t, found)
    finder = s.dice.pick([h, f])
    s.say(f"They went on looking {found.at}, and there {finder} found {t.the}.",
          f"They looked everywhere. In the end {finder} found {t.the} {found.at}.",
          f'At last {finder} called, "Here it is!" The {t} lay {found.at}.',
          f"{finder} looked {found.at}, and there was {t.the}.")
    s.maybe(0.5, "A crow had dropped it there.", "The wind had carried it there.", "It had been there all the time.",
            "It had fallen out of the bag.")
    s.give(t, h)
    s.say(f'"Thank you," said {h}, and {h.he} held {t.the} tight.', f"{h} laughed and thanked {f}.",
          f'"Without you I would have given up," said {h} to {f}.', f"{h} was so happy that {h.he} hugged {f}.")
    s.maybe(0.6, f"From that day on, {h} tied {t.the} to a string.", f"From then on {h} and {f} were friends.",
            f"Since then {h} looks after {t.the} with great care.",
            "That evening they sat together and told stories.")
    s.close()
    s.fact([f"What did {h} lose?"], [f"{h} lost {t.a}.", f"{h.He} lost {t.a}."])
    s.fact([f"Who found the {t}?"], [f"{finder} found the {t}.", f"{finder} found it."])
    s.fact([f"Where was the {t}?", f"Where did they find the {t}?"],
           [f"It was {found.at}.", f"The {t} was {found.at}."])
    s.fact([f"Who helped {h}?"], [f"{f} helped {h.him}.", f"{f} the {f.kind} helped {h}."])
    s.fact([f"What did {h} find {near.at}?"], [f"{h.He} found only {dull}."])


def gift(s: Scene) -> None:
    h, f, e, t = s.hero, s.friend, s.elder, s.thing
    shop, party = s.places(2)
    s.open()
    s.say(f"Tomorrow was the birthday of {f.full}.", f"{h.His} best friend was {f}, {f.a}, and {f} had a birthday.",
          f"{h} wanted to give a present to {f}, {f.a} who had been ill.")
    s.meet()
    s.say(f'"What would make {f} happy?" {h} asked {e}, {e.the}.', f'{h} asked {e.full}, "What can I give to {f}?"')
    s.give(t, e)
    s.say(f'"I have {t.a}," said {e}. "But first you must help me."',
          f'{e} showed {h.him} {t.a}. "You can have it for a little work," {e.he} said.')
    work = s.dice.pick(("swept the floor", "carried the water", "washed the windows", "stacked the wood",
                        "painted the fence", "sorted the nails", "mended a sack"))
    s.say(f"So {h} {work} {shop.at} until evening.", f"{h} {work} {shop.at} and did not stop to rest.",
          f"All day long {h} {work} {shop.at}.")
    s.give(t, h)
    s.say(f"Then {e} gave {h.him} {t.the}.", f'"Well done," said {e}, and gave {t.the} to {h}.',
          f"{e} nodded and put {t.the} into a little bag for {h.him}.")
    blocked, way = s.dice.pick(s.world.obstacles)
    hard = s.dice.chance(0.5)
    if hard:
        s.say(f"On the way to {f} there was trouble. {blocked} {h} {way}.", f"{blocked} But {h} {way}.")
    s.give(t, f)
    s.say(f"{f} waited {party.at}, and {h} held out {t.the}.", f"{h} found {f} {party.at} and gave {f.him} {t.the}.",
          f'"This is for you," said {h}, when {h.he} met {f} {party.at}.')
    s.say(f'"It is just what I wanted," said {f}.', f'{f} looked at {t.the_look} and could hardly speak.',
          f'"Nobody ever gave me {t.an} before," said {f}.', f"{f} jumped for joy.")
    s.maybe(0.6, f"{h} was tired, but very happy.", f"They ate {s.dice.pick(s.world.foods)} together.",
            "It was the best birthday of all.", f"And {h} learned that giving is as good as getting.")
    s.close()
    s.fact([f"What did {h} give to {f}?", "What was the present?"], [f"{h} gave {f} {t.a}.", f"It was {t.a}."])
    s.fact([f"Who had the {t} first?"], [f"{e} had it first."])
    s.fact([f"What did {h} do to get the {t}?", f"What work did {h} do?"], [f"{h.He} {work}.", f"{h} {work}."])
    s.fact([f"Why did {h} want a present?", "Who was the present for?"],
           [f"It was for {f}.", f"{h} wanted to give it to {f}."])


def swap(s: Scene) -> None:
    h, f, t, o = s.hero, s.friend, s.thing, s.other
    meeting, home = s.places(2)
    s.open()
    s.give(t, h)
    s.give(o, f)
    s.say(f"{h} had {t.a}, but {h.he} dreamed of {o.an}.", f"{h} owned {t.a}. What {h.he} really wanted was {o.an}.",
          f"In {h.his} bag {h} carried {t.a}, but {h.he} wished for {o.an}.")
    s.say(f"One day {h.he} met {f.a} named {f} {meeting.at}. {f} had {o.a}.",
          f"{meeting.At} sat {f.a} named {f}, who had {o.a}.", f"Then {f.a} named {f} came along with {o.a}.")
    s.meet()
    s.say(f'"What a fine {o}," said {h}.', f'"Oh, how I would like {o.an} like that," said {h}.',
          f"{h} could not stop looking at {o.the}.")
    s.say(f'"And I would love to have your {t}," said {f}.', f'"I have no use for it," said {f}. "I need {t.an}."',
          f'{f} pointed at {t.the}. "Shall we swap?"')
    unsure = s.dice.chance(0.5)
    if unsure:
        s.say(f"{h} thought for a long time. Then {h.he} nodded.",
              f"At first {h} did not want to. But then {h.he} agreed.")
    s.give(t, f)
    s.give(o, h)
    s.say(f"So they swapped. {h} got {o.the}, and {f} got {t.the}.", f"{h} gave {t.the} to {f} and took {o.the}.",
          f"They shook hands. Now {f} had {t.the}, and {h} had {o.the}.")
    s.say(f"{h} took {o.the} and hid it {home.at}.", f"{h} sat {home.at} all evening with {o.the}.",
          f"{f} went home with {t.the} and sang.")
    s.maybe(0.6, "Both of them thought that they had the better part.", "Each of them felt rich.",
            "The next day they met again and became friends.", f'"That was a good swap," said {h}.')
    s.close()
    s.fact([f"What did {h} have at first?"], [f"At first {h} had {t.a}.", f"{h.He} had {t.a}."])
    s.fact([f"What did {h} want?"], [f"{h} wanted {o.an}.", f"{h.He} wanted {o.an}."])
    s.fact([f"What did {h} get from {f}?"], [f"{h} got {o.a}.", f"{h.He} got {o.a}."])


def loan(s: Scene) -> None:
    h, f, t = s.hero, s.friend, s.thing
    place, mend = s.places(2)
    s.open()
    s.give(t, f)
    s.say(f"{h} had a friend, {f.a} named {f}, and {f} had {t.a}.", f"{f}, {f.a} who lived next door, had {t.a}.")
    s.meet()
    s.say(f'"May I borrow your {t}?" asked {h}.', f'"Please lend me your {t} for one day," said {h}.')
    s.say(f'"Yes, but be careful," said {f}.', f'"Of course," said {f}. "It is very dear to me."',
          f"{f} nodded and gave {h.him} {t.the}.")
    s.say(f"But {place.at}, {h} stumbled, and {t.the} broke.",
          f"{h} played with {t.the} {place.at}. Then {h.he} dropped it, and it broke.",
          f"{place.At}, {t.the} slipped out of the bag and cracked.")
    s.say(f"{h} went pale. {h.He} wanted to hide.", f"{h} was ashamed and did not dare to go home.",
          f"First {h} thought about telling a lie.", f"{h} looked at the pieces and cried.")
    s.say(f'But then {h.he} went to {f} and said, "I broke your {t}. I am sorry."',
          f'In the end {h} told {f} the truth. "I am very sorry," {h.he} said.')
    s.say(f'{f} was silent for a moment. "Thank you for telling me," {f.he} said.',
          f'"I am sad," said {f}, "but I am glad that you told me."',
          f'{f} sighed. "Things can be mended," {f.he} said.')
    glue = s.dice.pick(("glue", "thread and a needle", "a bit of wire", "tape", "wax"))
    s.say(f"Together they mended {t.the} {mend.at} with {glue}.",
          f"They sat down {mend.at} and mended {t.the} with {glue}.")
    s.say(f"It looked a little crooked, but {f} liked it even more.", f"Now {t.the} had a scar, and a story.",
          f"{t.The} was almost as good as new.")
    s.maybe(0.5, f"{h} and {f} stayed friends.", f"{h} never forgot that day.", f"And {f} still lends things to {h}.")
    s.close()
    s.fact([f"Who broke the {t}?"], [f"{h} broke it.", f"{h} broke the {t}."])
    s.fact([f"Whose {t} was it?", f"Who did the {t} belong to?"], [f"It belonged to {f}.", f"It was the {t} of {f}."])
    s.fact([f"What did they mend the {t} with?", "How did they mend it?"],
           [f"They mended it with {glue}.", f"With {glue}."])
    s.fact([f"Where did the {t} break?", f"Where did {h} break the {t}?"], [f"It broke {place.at}."])


def quarrel(s: Scene) -> None:
    h, f, e, t = s.hero, s.friend, s.elder, s.thing
    place, = s.places(1)
    s.open()
    s.drop(t, place)
    s.say(f"One day {h} and {h.his} friend {f}, {f.a}, found {t.a} {place.at}.",
          f"{h} was out with {f}, {f.a}. {place.At} they saw {t.a}.")
    s.meet()
    s.say(f'"I saw it first," cried {h}. "No, I did," cried {f}.', f'"It is mine," said {h}. "No, mine," said {f}.')
    s.say(f"They pulled at {t.the} from both sides.", "They shouted until the birds flew away.",
          "Neither of them would let go.")
    s.say(f'{e.full} heard them. "What is all this noise?" {e.he} asked.',
          f'"Stop," said {e}, {e.a} who was passing by.')
    way = s.dice.pick(("take turns", "share it", "use it together", "give it back to its owner"))
    s.say(f'"Why do you not {way}?" asked {e}.', f'"Good friends {way}," said {e}.',
          f'{e} thought and said, "You could {way}."')
    s.say(f"{h} looked at {f}, and {f} looked at {h}. Then they both laughed.",
          f"{h} was ashamed. \"Sorry,\" {h.he} said. \"Me too,\" said {f}.",
          "For a while nobody spoke. Then they shook hands.")
    if way == "give it back to its owner":
        s.give(t, e)
        s.say(f'"But who is the owner?" asked {f}. "I am," said {e}, and smiled.',
              f'It was {e} who had lost {t.the}. "Thank you," {e.he} said.')
        s.maybe(0.6, f"As a reward they got {s.dice.pick(s.world.foods)}.",
                f"{e} let them play with it whenever they wanted.")
    else:
        s.say(f"From then on {t.the} belonged to both of them.", f"{h} had {t.the} on one day and {f} on the next.",
              f"With two, {t.the} was twice the fun.")
    s.close()
    s.fact(["What did they find?", f"What did {h} and {f} find?"], [f"They found {t.a}."])
    s.fact(["Why did they quarrel?", f"Why were {h} and {f} angry?"],
           [f"Both of them wanted the {t}.", f"They both wanted the {t}."])
    s.fact(["Who ended the quarrel?", "Who helped them?"], [f"{e} helped them.", f"{e} the {e.kind} did."])
    s.fact([f"Where was the {t}?", f"Where did they find the {t}?"],
           [f"It was {place.at}.", f"They found it {place.at}."])


def errand(s: Scene) -> None:
    h, f, e, t = s.hero, s.friend, s.elder, s.thing
    goal, = s.places(1)
    s.open()
    s.give(t, e)
    s.say(f'One day {e.full} called {h}. "Please take this {t} to {f}," {e.he} said.',
          f'"Can you bring {t.the_look} to {f}?" asked {e}, {e.the}.')
    s.give(t, h)
    s.say(f"{f} was {f.a} and waited {goal.at}.", f"{f}, {f.a}, was waiting {goal.at}.")
    s.meet()
    s.say(f"{h} put {t.the} into {h.his} bag and set off.", f"{h} took {t.the} and ran.",
          f'"I will be quick," said {h}, and took {t.the}.')
    first, second = s.dice.some(s.world.obstacles, 2)
    s.say(f"Soon there was trouble. {first[0]} {h} {first[1]}.",
          f"{first[0]} {h} thought for a moment and then {first[1]}.",
          f"But {first[0][0].lower()}{first[0][1:]} So {h.he} {first[1]}.")
    if s.dice.chance(0.4):
        s.say(f"Then came the next trouble. {second[0]} This time {h} {second[1]}.",
              f"A little later, {second[0][0].lower()}{second[0][1:]} {h} {second[1]}.")
    s.maybe(0.4, f"{h} was tired, but {h.he} thought of {f} and went on.", f'"I must not give up," said {h}.',
            f"{h} checked the bag. {t.The} was still there.")
    s.give(t, f)
    s.say(f"At last {h} reached {f} and gave {f.him} {t.the}.", f'"There you are," said {f}, and took {t.the}.',
          f"{goal.At}, {f} was already waving. {h} gave {f.him} {t.the}.")
    food = s.dice.pick(s.world.foods)
    s.say(f"To say thank you, {f} gave {h.him} {food}.", f"{f} was so glad that {f.he} shared {food} with {h}.",
          f'"You have earned {food}," said {f}.')
    s.maybe(0.5, f"In the evening {h} told {e} all about it.", f"{h} went home with a warm heart.",
            f'"I can always count on {h}," said {e}.')
    s.close()
    s.fact([f"What did {h} carry?", f"What did {h} bring to {f}?"], [f"{h} brought {t.a}.", f"{h.He} carried {t.a}."])
    s.fact([f"Who sent {h}?"], [f"{e} sent {h.him}.", f"{e} the {e.kind} sent {h}."])
    s.fact([f"Where did {f} wait?", f"Where was {f}?"], [f"{f} waited {goal.at}.", f"{f} was {goal.at}."])
    s.fact([f"What did {h} get?", "What was the reward?"], [f"{h} got {food}.", f"{h.He} got {food}."])
