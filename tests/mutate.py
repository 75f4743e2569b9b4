"""Makes wrong quotes out of true ones, class by class.  No test by itself:
tests/mutations.py runs veille over what this makes.  Everything follows from
a fixed seed, so that each run makes the same quotes."""
import re

# What a change of each class may rightly be called.
NAMES = {
    "digit": {"number"},
    "swapped numbers": {"number"},
    "sign": {"sign"},
    "comparator": {"comparator"},
    "unit": {"unit"},
    "negation": {"negation"},
    "direction": {"direction"},
    "drug": {"entity"},
    "arm": {"entity"},
    "subgroup": {"entity"},
    "dropped word": {"word"},
    "spliced sentences": None,  # altered, whatever the change, or absent
}

DRUGS = """fictamab placebol inexistacillin dreamstatin mirabilium hypotensor
nonexistamine""".split()
OTHER_DRUGS = DRUGS + """zeralast metformin aspirin dapagliflozin warfarin
rivaroxaban ibuprofen lithium digoxin levothyroxine amoxicillin morphine
semaglutide""".split()

ARMS = [("fictamab", "placebo"), ("placebol", "placebo"),
        ("placebo", "control"), ("placebo", "fictamab"),
        ("placebo", "intervention"), ("dreamstatin", "vehicle"),
        ("vehicle", "dreamstatin"), ("mirabilium", "placebo"),
        ("téléfiction", "témoin"), ("témoin", "téléfiction"),
        ("placebo", "mirabilium"), ("placebo", "standard care"),
        ("inexistacillin", "placebo")]

SUBGROUPS = [("women", "men"), ("women", "smokers"), ("adults", "children"),
             ("adults", "infants"), ("mice", "rats"), ("male", "female"),
             ("patients", "volunteers"), ("patients", "children"),
             ("patients", "women"), ("participants", "nurses"),
             ("humans", "mice"), ("femmes", "hommes"),
             ("adultes", "enfants"), ("patients", "diabetics"),
             ("patients", "outpatients"), ("animals", "humans"),
             ("participants", "enfants"), ("Adults", "Adolescents")]

DIRECTIONS = [
    ("higher", "lower"), ("lower", "higher"), ("more", "fewer"),
    ("more", "less"), ("less", "more"), ("increase", "decrease"),
    ("reduction", "increase"), ("above", "below"), ("below", "above"),
    ("reduces", "increases"), ("reduced", "increased"),
    ("reduce", "increase"), ("fell", "rose"), ("rose", "fell"),
    ("fall", "rise"), ("larger", "smaller"), ("smaller", "larger"),
    ("shorter", "longer"), ("longer", "shorter"), ("better", "worse"),
    ("superior", "inferior"), ("lowers", "raises"), ("after", "before"),
    ("before", "after"), ("raised", "lowered"), ("upper", "lower"),
    ("improvement", "deterioration"), ("improved", "worsened"),
    ("older", "younger"), ("severe", "mild"), ("benefit", "harm"),
    ("loss", "gain"), ("rise", "fall"), ("frequent", "rare"),
    ("élevé", "faible"), ("élevée", "faible"), ("plus", "moins"),
    ("diminué", "augmenté"), ("accru", "réduit"),
    ("inférieure", "supérieure"), ("moins", "plus"),
    ("amélioré", "aggravé"), ("faible", "forte"), ("baisse", "hausse"),
]

NEGATIONS = [
    (r"\b(was|were|is|are|had|has|did|does|could|can|may|should) (?!not\b)",
     r"\1 not "),
    (r" not\b", ""), (r"\bNo (\w)", r"The \1"), (r"\bno (\w)", r"a \1"),
    (r"\bwithout\b", "with"), (r"\bcannot\b", "can"),
    (r"\bunaware\b", "aware"), (r"\bunrelated\b", "related"),
    (r"\bnone\b", "all"), (r"\bnon-inferior\b", "inferior"),
    (r"\bn'(a|ont|était|étaient|en) ", r"\1 "), (r" pas\b", ""),
    (r"\b(a|ont|était|étaient|est) (?!pas)", r"n'\1 pas "),
    (r"\bAucune?\b", "Une"), (r"\bsans\b", "avec"),
    (r"\bunlikely\b", "likely"), (r"\bnever\b", "often"),
    (r"\binvented\b", "not invented"), (r"\bwith\b", "without"),
]

UNITS = [
    (r"(?<=\d )mg\b", ["g", "µg", "ml", "mmol"]),
    (r"(?<=\d )weeks\b", ["days", "months", "years"]),
    (r"(?<=\d )months\b", ["weeks", "years", "days"]),
    (r"(?<=\d )years\b", ["months", "weeks"]),
    (r"(?<=\d )days\b", ["weeks", "hours", "months"]),
    (r"(?<=\d )hours\b", ["minutes", "days"]), (r"(?<=\d )h\b", ["min", "d"]),
    (r"(?<=\d)%", ["", "‰", " mg"]), (r"(?<=\d) %", ["", " ‰"]),
    (r"(?<=\d )mmHg\b", ["kPa", "cmH2O"]), (r"µg/g\b", ["mg/g", "ng/g", "µg"]),
    (r"mm²", ["cm²", "µm²"]), (r"(?<=\d )mM\b", ["µM", "nM"]),
    (r"(?<=\d )µM\b", ["mM", "nM"]), (r"°C", ["°F", "K"]),
    (r"mg/kg/day\b", ["mg/kg", "g/kg/day", "mg/day", "mg/kg/week"]),
    (r"mg/kg\b", ["mg", "µg/kg", "mg/m²"]), (r"(?<=10⁹)/L\b", ["/mL", ""]),
    (r"(?<=per )minute\b", ["hour"]), (r"percentage points", ["per cent"]),
    (r"(?<=\d )mois\b", ["semaines", "ans"]), (r"(?<=\d )ans\b", ["mois"]),
    (r"(?<=\d )heures\b", ["minutes", "jours"]),
    (r"(?<=\d )semaines\b", ["mois", "jours"]),
]

COMPARATORS = [(r"<", [">", "=", "≤", ""]), (r"≤", ["≥", "<"]),
               (r"≥", ["≤", "<", ">"]),
               (r"(?<=[Pp]) ?= ?", ["<", ">", " ≤ ", " ", " ≥ "])]

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’][A-Za-zÀ-ÿ]+)*")


class Dice:
    """The same throws everywhere (Knuth's MMIX generator)."""

    def __init__(self, seed):
        self.state = seed

    def roll(self, n):
        self.state = (self.state * 6364136223846793005
                      + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % n


def squeeze(text):
    """Form in which a mutant that happens to be true is recognised."""
    text = re.sub(r"\[\d[\d,–-]*\]", "", text.casefold())
    return re.sub(r"[\s\-–—−\u00ad]+", "", text)


def paragraphs(path):
    """The running text of a fixture, a paragraph each."""
    found = []
    for line in open(path, encoding="utf-8"):
        line = line.strip()
        if line and line[0] not in "@#" and len(line) > 60:
            found.append(line)
    return found


def sentences(paragraph):
    return re.split(r"(?<=[.])(?:\[[\d,]+\])? +(?=[A-ZÀ-Þ])", paragraph)


def edits(cls, text):
    """(start, end, replacement) for each way to do cls to text."""
    if cls == "digit":
        for match in re.finditer(r"\d", text):
            for step in (1, 3, 7):
                digit = str((int(match.group()) + step) % 10)
                yield match.start(), match.end(), digit
    elif cls == "sign":
        for match in re.finditer(r"[−±] ?(?=\d)", text):
            yield match.start(), match.end(), ""
            yield match.start(), match.end(), \
                "+" if match.group()[0] == "−" else "−"
        for match in re.finditer(r"(?:(?<=[ (])|(?<=[ (]P<))(?=\d)", text):
            yield match.start(), match.end(), "−"
            yield match.start(), match.end(), "-"
    elif cls == "comparator":
        yield from by_pattern(COMPARATORS, text)
    elif cls == "unit":
        yield from by_pattern(UNITS, text)
    elif cls == "negation":
        for pattern, new in NEGATIONS:
            for match in re.finditer(pattern, text):
                yield match.start(), match.end(), match.expand(new)
    elif cls == "drug":
        for match in re.finditer(r"\b(%s)\b" % "|".join(DRUGS), text, re.I):
            for other in OTHER_DRUGS:
                if other != match.group().lower():
                    if match.group()[0].isupper():
                        other = other.capitalize()
                    yield match.start(), match.end(), other
    elif cls in ("arm", "subgroup", "direction"):
        pairs = {"arm": ARMS, "subgroup": SUBGROUPS,
                 "direction": DIRECTIONS}[cls]
        for old, new in pairs:
            for match in re.finditer(r"\b%s\b" % old, text):
                yield match.start(), match.end(), new
    elif cls == "dropped word":
        yield from droppable(text)


def by_pattern(table, text):
    for pattern, others in table:
        for match in re.finditer(pattern, text):
            for other in others:
                if other != match.group().strip():
                    yield match.start(), match.end(), other


SPECIAL = None


def special():
    """Words whose loss is more than the loss of a word."""
    global SPECIAL
    if SPECIAL is None:
        SPECIAL = set(DRUGS)
        for pairs in (ARMS, SUBGROUPS, DIRECTIONS):
            for old, _ in pairs:
                SPECIAL.add(old.lower())
        SPECIAL |= set("""no not non none neither never without cannot pas ne
            sans aucune aucun un une deux first second third least most fewer
            frequent lower early control treatment intervention active
            comparator plus moins haute grave severe moderate mild serious
            one two three four five six seven eight nine ten eleven twelve
            half once twice thrice fifteen points percentage day days week
            weeks month months year years hour hours minute mg mm ml kg g
            mois ans jour jours semaines heures mmhg h point points increased
            decreased reduces improve superiority major minor up down over
            under high low high longest median grands grand
            superior inferiority children rabbits unaware antérieures
            inférieure supérieure unrelated fréquentes fréquente premier
            première double longer significant placebo-controlled exclues
            exclus excluded quatre trois adult adulte forty
            humans authors people""".split())
    return SPECIAL


def droppable(text):
    words = list(WORD.finditer(text))
    for before, word in zip(words, words[1:-1]):
        plain = word.group().lower()
        around = text[word.start() - 1], text[word.end()]
        if plain in special() or around[0] != " " or \
                around[1] not in " ,.;" or not word.group().islower() or \
                re.search(r"\d[^A-Za-z]*$", text[:word.start()]):
            continue
        yield before.end() if around == (" ", " ") and \
            before.end() == word.start() - 1 else word.start() - 1, \
            word.end(), ""


def swaps(text, dice):
    numbers = [m for m in NUMBER.finditer(text)]
    if len(numbers) < 2:
        return None
    for _ in range(8):
        i, j = dice.roll(len(numbers)), dice.roll(len(numbers))
        one, two = numbers[min(i, j)], numbers[max(i, j)]
        if one.group() != two.group():
            return (text[:one.start()] + two.group()
                    + text[one.end():two.start()] + one.group()
                    + text[two.end():])
    return None


def window(text, start, end, dice):
    """Borders of a quote around [start, end): whole words, a few to many
    on each side."""
    starts = [0] + [m.end()
                    for m in re.finditer(r"(?<![<>=≤≥−]) (?=\S)", text)
                    if m.end() <= start - 1]
    ends = [m.start() for m in re.finditer(r"(?<=\S) (?![%×])", text)
            if m.start() >= end + 1] + [len(text)]
    starts = [s for s in starts if s < start][-24:] or [0]
    ends = [e for e in ends if e > end][:30] or [len(text)]
    return starts[dice.roll(len(starts))], ends[dice.roll(len(ends))]


def spliced(texts, dice):
    """The beginning of a sentence with the end of another."""
    one = texts[dice.roll(len(texts))]
    two = texts[dice.roll(len(texts))]
    a, b = one.split(" "), two.split(" ")
    if one == two or len(a) < 8 or len(b) < 8:
        return None
    return " ".join(a[:len(a) // 2]) + " " + " ".join(b[len(b) // 2:])


def of_class(cls, texts, whole, dice, wanted):
    """About `wanted` mutants of one article: (true, wrong) pairs."""
    made, seen = [], set()
    flat = squeeze(whole)
    if cls == "spliced sentences":
        all_sentences = [s for t in texts for s in sentences(t)]
        sites = None
    elif cls != "swapped numbers":
        sites = [(t, e) for t in texts for e in edits(cls, t)]
        if not sites:
            return made
    for _ in range(wanted * 6):
        if len(made) >= wanted:
            break
        if cls == "spliced sentences":
            true, wrong = None, spliced(all_sentences, dice)
        elif cls == "swapped numbers":
            text = texts[dice.roll(len(texts))]
            middle = dice.roll(len(text))
            start, end = window(text, middle, middle, dice)
            true = text[start:end]
            wrong = swaps(true, dice)
        else:
            text, (at, to, new) = sites[dice.roll(len(sites))]
            start, end = window(text, at, to, dice)
            true = text[start:end]
            wrong = text[start:at] + new + text[to:end]
        if wrong is None or len(wrong) < 30 or wrong in seen:
            continue
        if squeeze(wrong).rstrip(".,;: ") in flat and \
                not signs_differ(wrong, cls, whole):
            continue
        seen.add(wrong)
        made.append((true, wrong))
    return made


def signs_differ(wrong, cls, whole):
    """A sign is squeezed away, so it is looked for on the text as it is."""
    return cls == "sign" and wrong not in whole
