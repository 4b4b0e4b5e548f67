"""The text from which every tokenizer learns its vocabulary. Made from word lists, so that no corpus is needed."""
import itertools
import random

WHO = "the teacher,a student,my neighbour,the captain,our doctor,an engineer,the painter,a friend,every child,nobody".split(",")
DOES = "writes,reads,finds,shares,repairs,remembers,carries,describes,enjoys,dislikes,measures,believes,explains,forgets".split(",")
HOW = "small,bright,old,quiet,wonderful,terrible,simple,heavy,broken,new,careful,distant,famous,hungry,strange,perfect".split(",")
WHAT = "letter,model,engine,picture,garden,story,machine,window,answer,song,bridge,kitchen,mountain,question,weather,station,computer,language".split(",")
WHERE = "in the browser,on the table,near the river,at night,for the children,without a server,before breakfast,under the moon,through the forest".split(",")
ASKS = "what is the answer?,please tell me a story.,how does the machine work?,you are helpful.,hello world!".split(",")


def sentences(count=3000, seed=7):
    drawn = random.Random(seed)
    lines = list(ASKS) + [" ".join(pair) for pair in itertools.product(HOW, WHAT)]
    while len(lines) < count:
        words = [drawn.choice(part) for part in (WHO, DOES)] + ["the"] + [drawn.choice(part) for part in (HOW, WHAT, WHERE)]
        line = " ".join(words)
        lines.append(line[0].upper() + line[1:] + drawn.choice([".", "!", "?", f", {drawn.randrange(100)} times."]))
    return lines
