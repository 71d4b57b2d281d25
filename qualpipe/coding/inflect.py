"""English inflections: the forms in which a keyword of the codebook turns up in speech.

Forms are made, not taken apart: `visit` gives visits, visited and visiting when the codebook is
read, so that nothing need be guessed about the words of the interviews. A form that nobody says
costs nothing; one that is another word would mislead, so `plan` gives planned and not planed.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

# Base form, past, participle (like the past if not given); / between forms that are both in use.
_IRREGULAR = """
arise arose arisen; awake awoke awoken; bear bore borne; beat beat beaten; become became become;
begin began begun; bend bent; bet bet; bind bound; bite bit bitten; bleed bled; blow blew blown;
break broke broken; breed bred; bring brought; broadcast broadcast; build built; burn burnt/burned;
burst burst; buy bought; cast cast; catch caught; choose chose chosen; cling clung; come came come;
cost cost; creep crept; cut cut; deal dealt; dig dug; do did done; draw drew drawn;
dream dreamt/dreamed; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen;
feed fed; feel felt; fight fought; find found; flee fled; fling flung; fly flew flown;
forbid forbade forbidden; foresee foresaw foreseen; forget forgot forgotten;
forgive forgave forgiven; freeze froze frozen; get got gotten/got; give gave given; go went gone;
grind ground; grow grew grown; hang hung/hanged; have had; hear heard; hide hid hidden; hit hit;
hold held; hurt hurt; keep kept; kneel knelt; know knew known; lay laid; lead led;
lean leant/leaned; leap leapt/leaped; learn learnt/learned; leave left; lend lent; let let;
lie lay/lied lain; light lit/lighted; lose lost; make made; mean meant; meet met; mislead misled;
mistake mistook mistaken; misunderstand misunderstood; outgrow outgrew outgrown;
overcome overcame overcome; overhear overheard; oversleep overslept; overthink overthought;
pay paid; prove proved proven/proved; put put; quit quit; read read; rebuild rebuilt;
redo redid redone; repay repaid; rethink rethought; retell retold; rewrite rewrote rewritten;
ride rode ridden; ring rang rung; rise rose risen; run ran run; say said; see saw seen;
seek sought; sell sold; send sent; set set; sew sewed sewn; shake shook shaken; shed shed;
shine shone; shoot shot; show showed shown; shrink shrank shrunk; shut shut; sing sang sung;
sink sank sunk; sit sat; sleep slept; slide slid; smell smelt/smelled; speak spoke spoken;
speed sped; spell spelt/spelled; spend spent; spill spilt/spilled; spin spun; spit spat;
split split; spoil spoilt/spoiled; spread spread; spring sprang sprung; stand stood;
steal stole stolen; stick stuck; sting stung; stink stank stunk; strike struck;
strive strove striven; swear swore sworn; sweep swept; swell swelled swollen; swim swam swum;
swing swung; take took taken; teach taught; tear tore torn; tell told; think thought;
throw threw thrown; thrust thrust; undergo underwent undergone; understand understood;
undertake undertook undertaken; undo undid undone; uphold upheld; upset upset; wake woke woken;
wear wore worn; weave wove woven; weep wept; win won; wind wound; withdraw withdrew withdrawn;
withhold withheld; withstand withstood; wring wrung; write wrote written
"""
_PLURALS = """
have has; man men; woman women; child children; person people; foot feet; tooth teeth; mouse mice;
goose geese; wife wives; housewife housewives; life lives; knife knives; half halves; self selves;
shelf shelves; leaf leaves; thief thieves; wolf wolves; loaf loaves; calf calves; crisis crises;
analysis analyses; diagnosis diagnoses; grandchild grandchildren; stepchild stepchildren
"""
# Words that never take an ending, so that it is the next one that does.
_NEVER = """
a an the and or but if of in on at to for from with without by as into onto about after before
between through over under up down out off away back not no never ever just only too very more most
less least much many few all any some each every both either neither nor than then there here i you
he she it we they me him her us them my your his its our their mine yours ours theirs myself
yourself himself herself itself ourselves themselves this that these those who whom whose what
which when where why how someone somebody something anyone anybody anything everyone everybody
everything nobody nothing none one other others like so such same own again always often still even
already yet soon now today really can could will would shall should may might must
"""
# Words whose plural is another word: belongings are things, goods are wares.
_NO_PLURAL = frozenset({"belonging", "content", "good", "mean", "new", "saving"})
_BE = ("be", "am", "is", "are", "was", "were", "been", "being")
_TENSES: Mapping[str, tuple[str, ...]] = {
    "am": ("am", "was"),
    "is": ("is", "was"),
    "are": ("are", "were"),
    "don't": ("don't", "doesn't", "didn't"),
    "isn't": ("isn't", "wasn't"),
    "can't": ("can't", "couldn't"),
    "won't": ("won't", "wouldn't"),
}
# Words that are said as one with what stands before or behind them, and the other way about.
_TOGETHER = tuple(
    (re.compile(pattern), together)
    for pattern, together in (
        (r"\bi am\b", "i'm"),
        (r"\b(it|he|she|that|what|who|there|here) is\b", r"\1's"),
        (r"\b(you|we|they) are\b", r"\1're"),
        (r"\b(i|you|we|they) have\b", r"\1've"),
        (r"\b(i|you|he|she|it|we|they) will\b", r"\1'll"),
        (r"\b(do|does|did|is|are|was|were|could|would|have|has|had) not\b", r"\1n't"),
        (r"\bwill not\b", "won't"),
        (r"\bcan ?not\b", "can't"),
        (r"\b(do|does|did|is|are|was|were|could|would|have|has|had)n't\b", r"\1 not"),
    )
)
_PLAIN = re.compile("[a-z\u00df-\u024f]+")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_SHORT_END = re.compile(r"(?:^|[^aeiou])(?:qu)?[aeiouy][bdfgklmnprtvz]$")
_ONE_SYLLABLE = re.compile(r"[^aeiouy]*(?:qu)?[aeiouy]+[^aeiouy]*")
_SHORT = 2
"""Words of so few letters take no verb's endings: `ex` is no verb."""


def forms(term: str) -> tuple[str, ...]:
    """Return the forms of an English word or phrase in small letters, itself first.

    In a phrase the first word that may be a verb takes all endings, the last one the plural, and
    `is` may be `was` or 's. An abbreviation in capitals takes the plural alone.

    >>> forms("visit")
    ('visit', 'visits', 'visited', 'visitted', 'visiting', 'visitting')
    >>> "felt at home" in forms("feel at home"), "support groups" in forms("support group")
    (True, True)
    >>> forms("PTSD"), "what i'm good at" in forms("what I am good at")
    (('ptsd', 'ptsds'), True)
    """
    words = term.lower().split()
    ways = [_TENSES.get(word, (word,)) for word in words]
    endings = [
        at for at, word in enumerate(words) if _PLAIN.fullmatch(word) and word not in _never()
    ]
    if endings and not term.isupper():
        for at in _verbs(words, endings):
            ways[at] = word_forms(words[at])
    if endings and endings[-1] == len(words) - 1 and len(ways[-1]) == 1:
        ways[-1] = (words[-1], *_plurals(words[-1]))
    made = [" ".join(way) for way in product(*ways)]
    made += [
        shape.sub(other, one) for one in made for shape, other in _TOGETHER if shape.search(one)
    ]
    return tuple(dict.fromkeys(made))


def _verbs(words: list[str], endings: list[int]) -> Iterator[int]:
    """Yield where the verb may be: not an adverb, and both of `come and go`."""
    first = next((at for at in endings if not words[at].endswith("ly")), endings[0])
    yield first
    if words[first + 1 : first + 2] == ["and"] and first + 2 in endings:
        yield first + 2


@cache
def word_forms(word: str) -> tuple[str, ...]:
    """Return the forms that a word has as a noun and as a verb, itself first.

    >>> word_forms("wife")[:2], word_forms("lie"), word_forms("felt")
    (('wife', 'wives'), ('lie', 'lies', 'lay', 'lied', 'lain', 'lying'), ('felt', 'felts'))
    """
    if word in _BE:
        return tuple(dict.fromkeys((word, *_BE))) if word == "be" else _TENSES.get(word, (word,))
    found = [word, *_plurals(word)]
    if len(word) > _SHORT or word in _irregular():
        found += _pasts(word)
        found += _ings(word)
    return tuple(dict.fromkeys(found))


def _plurals(word: str) -> tuple[str, ...]:
    """Return the plurals of a noun, which are those of a verb's third person too."""
    if word in _plural_table():
        return (*_plural_table()[word], f"{word}s")
    if word in _NO_PLURAL or (
        word.endswith(("s", "ed")) and not word.endswith(("ss", "us", "eed"))
    ):
        return ()
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return (f"{word[:-1]}ies",)
    if _SIBILANT.search(word):
        return (f"{word}es",)
    return (f"{word}s", f"{word}es") if word.endswith("o") else (f"{word}s",)


def _pasts(word: str) -> tuple[str, ...]:
    if word in _irregular():
        return _irregular()[word]
    if not _takes_endings(word):
        return ()
    if word.endswith("e"):
        return (f"{word}d",)
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return (f"{word[:-1]}ied",)
    return tuple(f"{stem}ed" for stem in _stems(word))


def _ings(word: str) -> tuple[str, ...]:
    if not _takes_endings(word):
        return ()
    if word.endswith("ie"):
        return (f"{word[:-2]}ying",)
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return (f"{word[:-1]}ing",)
    return tuple(f"{stem}ing" for stem in _stems(word))


def _stems(word: str) -> tuple[str, ...]:
    """Double the last letter of short words always (plan), of longer ones perhaps (travel)."""
    if not _SHORT_END.search(word):
        return (word,)
    doubled = word + word[-1]
    return (doubled,) if _ONE_SYLLABLE.fullmatch(word) else (word, doubled)


def _takes_endings(word: str) -> bool:
    """Say whether a word can be the base of a verb; forms, plurals and participles cannot."""
    if word in _irregular():
        return True
    participle = len(word) > len("bring") and word.endswith("ing")
    past = len(word) > len("shed") and word.endswith("ed") and not word.endswith("eed")
    plural = word.endswith("s") and not word.endswith(("ss", "us"))
    return not (participle or past or plural or word in _past_forms())


@cache
def _irregular() -> Mapping[str, tuple[str, ...]]:
    rows = (row.replace("/", " ").split() for row in _IRREGULAR.split(";"))
    return {base: tuple(others) for base, *others in rows}


@cache
def _past_forms() -> frozenset[str]:
    return frozenset(form for others in _irregular().values() for form in others)


@cache
def _plural_table() -> Mapping[str, tuple[str, ...]]:
    rows = (row.split() for row in _PLURALS.split(";"))
    return {one: (many,) for one, many in rows}


@cache
def _never() -> frozenset[str]:
    return frozenset(_NEVER.split())
