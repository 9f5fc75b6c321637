"""Words apart from any base: text -> lexemes, numbers and dates as people type them, and what common words are.

A lexeme is what the full-text index compares: a Chinese character, a number or the stem of a word; punctuation is one
too, so that no phrase is found across it. Lexemes hold only ASCII letters, digits, common Chinese characters and
private-use marks: SQLite's tokenizer, whose tables are of Unicode 6.1, takes each of them as it is.

Lists are read from `words.txt`, whose sections say what they hold. Light words are those that a reporter on any beat
would use (到底, even): they are looked for and not missed. Particles are never looked for.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from dongbei_cli.names import fold, pinyin
from dongbei_cli.readings import units

Phrase = tuple[str, ...]

BREAK, PERCENT, RANGE, SPOKEN, AMOUNT = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
"""Punctuation, which also parts the members of a list; %; the dash of 3~5; what begins a syllable, and an amount."""
IDEOGRAPHS = "〇㐀-鿿豈-龎\U00020000-\U0003ffff"
LAST_COMMON = "\u9fcc"
"""The last character that the tokenizer knows for a letter."""

INFLECTIONS = (("sses", "ss"), ("ies", "y"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", ""))
SUFFIXES = (
    "ization", "isation", "izing", "ising", "ized", "ised", "ize", "ise", "ating", "ated", "ation", "ative", "ate",
    "ional", "ness", "ment", "ical", "ing", "ial", "ion", "ive", "ed", "al", "ic", "ly", "e", "y",
)  # fmt: skip
"""Longer ones before those that end them."""
SHORTEST_STEM = 4
WHOLE = frozenset(("founded", "founding", "united", "nation", "nations", "party", "parties", "station", "stations"))
"""Words that are no forms of what their stem would be: found, unit, nat, part, stat."""


@cache
def pieces() -> re.Pattern[str]:
    """Match a number, a Chinese character, a word, a percent sign, a dash between digits, or punctuation."""
    number = r"\d+(?:[,，]\d{3}(?!\d))+(?:[.\uff0e]\d+)?|\d+(?:[.\uff0e]\d+)?"
    word = rf"[^\W\d_{IDEOGRAPHS}]+(?:['’]s\b)?"
    return re.compile(rf"{word}|[{IDEOGRAPHS}]|{number}|[%％]|(?<=\d)[~～–—-](?=\d)|(?:[^\w\s%％'’·-]|_)+")


def lexemes(text: str) -> list[str]:
    """Return the lexemes of a text, in order; without 的, so that 人才振兴 finds 人才的振兴."""
    return [lexeme(piece) for piece in pieces().findall(text) if piece != "的"]


def phrase(text: str) -> Phrase:
    """Return the lexemes of a text as a phrase."""
    return tuple(lexemes(text))


@lru_cache(maxsize=16384)
def lexeme(piece: str) -> str:
    """Return what one piece is compared by."""
    if piece[0] in "%％":
        return PERCENT
    if piece[0] in "~～–—-" and len(piece) == 1:
        return RANGE
    if piece[0].isdecimal():
        return numeral(piece)
    return stem(bare(piece)) if piece[0].isalpha() or piece[0] == "\u3007" else BREAK


def numeral(digits: str) -> str:
    """Return one form for one number: 08.50 and 8.5 are 8d5, since SQLite would part it at the point."""
    whole, _, decimals = unicodedata.normalize("NFKC", digits).replace(",", "").partition(".")
    decimals = decimals.rstrip("0")
    return encoded((whole.lstrip("0") or "0") + (f"d{decimals}" if decimals else ""))


def bare(word: str) -> str:
    """Return a word or character folded, without accents and without the English genitive."""
    folded = fold(word).removesuffix("'s")
    if not folded.isascii():
        marks = unicodedata.normalize("NFD", folded)
        folded = unicodedata.normalize("NFC", "".join(mark for mark in marks if not unicodedata.combining(mark)))
    return folded


def stem(word: str) -> str:
    """Return an English word without its ending, in its American spelling; anything else as the index can hold it."""
    if not word.isascii() or len(word) < SHORTEST_STEM or word in WHOLE:
        return encoded(word)
    word = american(singular(word))
    for _ in range(2):
        cut = next((suffix for suffix in SUFFIXES if word.endswith(suffix) and leaves_a_stem(word, suffix)), "")
        word = word.removesuffix(cut)
        if cut in ("ed", "ing") and word[-1:] == word[-2:-1] and word[-1:] not in "sl":
            word = word[:-1]  # transferr, from transferred
    return encoded(word)


def leaves_a_stem(word: str, suffix: str) -> bool:
    """Tell whether enough is left of a word without its suffix: owned is own, speed is no spe."""
    short = suffix in ("ed", "ing") and word[-len(suffix) - 1] != "e"
    return len(word) - len(suffix) >= (3 if short else SHORTEST_STEM)


def singular(word: str) -> str:
    """Return a word without the s of a plural or a verb."""
    if word.endswith(("ss", "us", "is")):
        return word
    ending, instead = next((pair for pair in INFLECTIONS if word.endswith(pair[0])), ("", ""))
    return word.removesuffix(ending) + instead if len(word) - len(ending) >= 2 else word


def american(word: str) -> str:
    """Return the American spelling of a British word: center, program, labor."""
    if word.endswith("tre"):
        return word[:-2] + "er"
    return word[:-2] if word.endswith("mme") else word.replace("our", "or") if len(word) > 5 else word


def encoded(text: str) -> str:
    """Return text that the tokenizer leaves whole: what is neither ASCII nor a common character becomes its number."""
    if (text.isascii() and text.isalnum()) or (len(text) == 1 and ("一" <= text <= LAST_COMMON or text == "\u3007")):
        return text
    return "x" + "x".join(f"{ord(character):x}" for character in text)


def spoken(text: str) -> list[str]:
    """Return the syllables of a Chinese text by the usual reading of each character; a BREAK for what has none."""
    return [syllables(piece)[0] if syllables(piece) else BREAK for piece in pieces().findall(text)]


@lru_cache(maxsize=16384)
def syllables(character: str) -> Phrase:
    """Return how a Chinese character may be said, the usual way first."""
    readings = pinyin.readings(bare(character)).common if len(character) == 1 else ()
    return tuple(map(syllable, readings))


def syllable(letters: str) -> str:
    """Return a syllable of pinyin as a lexeme; ü is u, since people type both."""
    return SPOKEN + letters.replace("v", "u")


def amount(value: Decimal, unit: str = "") -> str:
    """Return an amount as a lexeme, with the base unit where it matters."""
    return AMOUNT + numeral(f"{value:f}") + encoded(unit) * bool(unit)


def amounts(value: Decimal, unit: str, digits: Iterable[int] = ()) -> list[str]:
    """Return the lexemes of an amount: its digits as written, its value in the base unit, and that rounded to `digits`.

    So 354万人 is found by 354, 354万, 3.54 million and 3540000 people, and 58847亿 by 5.88万亿.
    """
    whole, base = units.in_si(value, unit)
    rounded = (Decimal(f"{whole:.{digit - 1}e}") for digit in digits)
    values = dict.fromkeys((whole, *rounded))
    measured = [amount(each, measure(base)) for each in values] if measure(base) else []
    return [*dict.fromkeys((amount(value), *map(amount, values))), *measured]


def digits(value: Decimal, unit: str) -> str:
    """Return the lexeme of the digits of an amount that count, as people type those of a computed total: 120028."""
    whole, _ = units.in_si(value, unit)
    return amount(Decimal("".join(map(str, whole.normalize().as_tuple().digits))))


def measure(unit: str) -> str:
    """Return a base unit; nothing for a classifier, as 种."""
    known = units.measures().get(unit)
    return "" if known is not None and known.counted else unit


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEAR = r"(?:1[89]|2[01])\d\d"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
ALONE = "january|february|april|june|july|august|september|october|november|december"
"""Months that are no other word."""
ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred"]
COUNTS = {**{word: at for at, word in enumerate(ONES, 1)}, **{word: 10 * at for at, word in enumerate(TENS, 2)}}
SCALES = {"k": (1, "千"), "m": (100, "万"), "b": (10, "亿"), "t": (1, "万亿")}
"""By the first letter of a scale in English: how many of which Chinese scale it is."""


@cache
def rewritings() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]:
    """Return what to replace in turn, and with what."""
    day, number = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?", r"(?P<n>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    scale = r"(?P<s>k|thousand|m|mn|millions?|bn|billions?|tn|trillions?)"
    edge = r"(?!\d|[.,]\d|\s*[%万亿千百]|\s?(?:thousand|million|billion|trillion|percent|per cent|[mbt]n?\b))"
    rules: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
        (r"(?<=\d)\s+(?=[年月日号万亿千百元人个%])|(?<=[年月日号至到和])\s+(?=\d)", lambda _: ""),
        (rf"\b{word_count()}(?=\s(?:thousand|million|billion|trillion)\b)", spelled_out),
        (r"(?:cny|rmb|¥|￥)\s?(?=\d)(?P<rest>[\d.,]+\s?(?:[a-z]+\b|[万亿]+)?)", lambda each: f"{each['rest']} yuan"),
        (rf"(?<![\w.]){number}\s?{scale}\b", scaled),
        (r"(?<=[\d万亿千百])\s?(?:rmb|cny|yuan|renminbi)\b", lambda _: "元"),
        (r"(?<=[万亿千百])\s?(?:people|persons|residents|inhabitants)\b", lambda _: "人"),
        (r"(?<=\d)\s?(?:percent|per\s?cent|pct)\b", lambda _: "%"),
        (r"(?<=[\d%])\s?percentage points?\b", lambda _: "个百分点"),
        (rf"\b(?P<y>{YEAR})[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)", dated),
        (rf"\b(?P<d>3[01]|[12]\d|0?[1-9])[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<y>{YEAR})\b", dated),
        (rf"\b(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])/(?P<y>{YEAR})\b", dated),
        (rf"\b(?P<y>{YEAR})[-/.](?P<m>1[0-2]|0?[1-9])(?![-/.\d]){edge}", dated),
        (rf"(?:\bfrom |\bbetween )?(?P<a>(?<![\d.]){YEAR})年?\s*(?:[-–—~/至到]|to|and|until|through)\s*(?P<b>{YEAR})年?(?!\d)",  # noqa: E501
         lambda each: f"{each['a']}~{each['b']}年"),
        (rf"\b(?:q(?P<q>[1-4])\s?(?P<y>{YEAR})|(?P<y2>{YEAR})年?\s?q(?P<q2>[1-4]))\b",
         lambda each: f"{each['y'] or each['y2']}年第{'一二三四'[int(each['q'] or each['q2']) - 1]}季度"),
        (rf"\b(?P<h>first|second) half of (?P<y>{YEAR})\b",
         lambda each: f"{each['y']}年{'上' if each['h'] == 'first' else '下'}半年"),
        (r"\b(?:the )?(?P<c>1[89]\d|2[01]\d)0s\b", lambda each: f"{each['c']}0年代"),
        (rf"\b(?:{day}\s+(?:of\s+)?(?P<m>{MONTH})|(?P<m2>{MONTH})\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)),?\s*(?P<y>{YEAR})?",
         named_day),
        (rf"\b(?P<m>{MONTH}),?\s*(?P<y>{YEAR})\b", named_day),
        (rf"\b(?:last|this|in)\s+(?P<m>{MONTH.replace('|may', '')})|\b(?P<m2>{ALONE})\b", named_day),
        (r"\blast year\b", lambda _: "去年"),
        (r"\bthis year\b", lambda _: "今年"),
        (rf"\b(?:since|after) (?P<y>{YEAR})\b", lambda each: f"{each['y']}年以来"),
        (rf"(?<![\d.,~]){YEAR}(?!年|[-~/.]\d){edge}", lambda each: f"{each[0]}年"),
        (r"(?<=\d)[ -]years?\b", lambda _: "年"),
        (r"(?<=[一二三四])季(?!度)", lambda _: "季度"),
        (r"上头(?=.{1,2}月)", lambda _: "上面"),
    )  # fmt: skip
    return tuple((re.compile(pattern), replace) for pattern, replace in rules)


def word_count() -> str:
    """Return the pattern of a number in English words, as twenty-one."""
    return rf"(?P<w>(?:(?:{'|'.join(TENS)})[- ])?(?:{'|'.join(COUNTS)}))"


def spelled_out(match: re.Match[str]) -> str:
    """Return a number in English words in digits."""
    return str(sum(COUNTS[word] for word in re.split("[- ]", match["w"])))


def scaled(match: re.Match[str]) -> str:
    """Return a number with its scale in Chinese: 8.21 million is 821万."""
    factor, scale = SCALES["k" if match["s"] == "thousand" else match["s"][0]]
    value = Decimal(match["n"].replace(",", "")) * factor
    return f"{value.normalize():f}{scale}"


def dated(match: re.Match[str]) -> str:
    """Return a date in digits in Chinese."""
    part = match.groupdict()
    return f"{part['y']}年{int(part['m'])}月" + (f"{int(part['d'])}日" if part.get("d") else "")


def named_day(match: re.Match[str]) -> str:
    """Return a date with the name of its month in Chinese."""
    part = match.groupdict()
    month = MONTHS.index((part["m"] or part["m2"])[:3]) + 1
    day, year = part.get("d") or part.get("d2"), part.get("y")
    return (f"{year}年" if year else "") + f"{month}月" + (f"{int(day)}日" if day else "") + " "


def numbers_in_chinese(text: str) -> str:
    """Return a folded text with its numbers and dates as Chinese writes them."""
    if re.search("[0-9月季]|" + "|".join((*MONTHS, "year", "hundred", "illion", "thousand")), text):
        for pattern, replace in rewritings():
            text = pattern.sub(replace, text)
    return text


COURTESIES = ("先生", "女士", "老师", "教授", "专家", "研究员", "博士")
COURTESIES_EN = (
    *("Mr", "Ms", "Mrs", "Dr", "Prof", "Professor", "Director", "President", "Dean"),
    *("researcher", "expert", "reporter"),
)
"""What people call somebody beside the family name."""
EXTREMES = (
    r"(?P<most>最[多大高长快]|\b(?:most|largest|biggest|highest|greatest|longest)\b)"
    r"|最[少小低短慢]|\b(?:least|smallest|lowest|fewest|shortest)\b"
)
"""What asks for the first or the last of several figures."""
PRESENT_POST = (
    r"(?:现在|目前|如今|眼下).*(?:任职|职务|职位|单位|供职|就职|高就|上班|当什么)|现任"
    r"|\b(?:now|current|currently|present)\b.*\b(?:position|post|job|title|employer|work|works)\b"
)
"""What asks for the post that somebody holds today."""
LISTING = (
    r"分别(?:是|为|叫|有)|[两二三四五六七八九十].{0,6}(?:名称|名字)|哪[两二三四五六七八九十][个种类大项]|包[括含]哪|都有哪"
    rf"|\b(?:which|name the|what are the) (?:{'|'.join(ONES[1:])})\b"
)
"""What asks for the names of several, which a record may list as its components."""
OPINION_OF_MANY = (
    r"(?P<many>老百姓|百姓|群众|民众|居民|市民|网友|网民|当地人|农民|工人|年轻人|学生|企业家|老板们?|外国人|老外)"
    r"(?=.*(?:怎么看|咋看|怎么想|咋想|怎么说|咋说|看法|意见|评价|态度|满意))"
    r"|\b(?P<people>public|residents|netizens|locals|citizens|ordinary people|local people)\b"
    r"(?=.*\b(?:think|feel|say|opinion|opinions|view|views)\b)|\bpublic (?P<opinion>opinion)\b"
)
"""What asks for what many people think, who must be the speaker then."""
SORTS = {
    "subjects": ("subject", 0.9, 0.9),
    "places": ("place", 0.5, 0.5),
    "light": ("soft", 0.9, 0.6),
    "particles": ("stopped", 0.9, 0.9),
    "bare": ("bare", 1.0, 1.0),
}
"""By the list of Chinese words: their sort, and what it costs to read one character so, or several."""


@cache
def sections() -> dict[str, list[str]]:
    """Return the lines of each section that are no comments, indented ones joined to the line before."""
    text = Path(__file__).with_name("words.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in text.replace("\n    ", " ").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = listed = []
        elif line and not line.startswith("#"):
            listed.append(line)
    return found


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(word.replace("_", " ") for line in sections()[name] for word in line.split())


@cache
def asking() -> dict[str, tuple[str, ...]]:
    """Return every asking word, Chinese or English, with the kinds of fact that answer it."""
    found: dict[str, tuple[str, ...]] = {}
    for line in sections()["asking"]:
        head, _, listed = line.partition(": ")
        chinese, english = halves(listed)
        if head == "counted":
            counts = map("".join, product(("多少", "几", "多少个"), ("", *chinese)))
            found |= dict.fromkeys((*counts, *english), ("figure", "count"))
        elif head == "chosen":
            which = map("".join, product(("哪", "哪几", "哪两", "哪三", "什么", "哪几个", "哪两个"), ("", *chinese)))
            found |= dict.fromkeys(which, ())
        else:
            kinds = tuple(head.split())
            found |= {word: (*kinds, "count") if "多少" in word else kinds for word in (*chinese, *english)}
    return found


@cache
def counted() -> frozenset[str]:
    """Return what may be counted: the measure words."""
    lines = [line for line in sections()["asking"] if line.startswith("counted")]
    return frozenset(word for line in lines for word in halves(line)[0][1:])


def halves(listed: str) -> tuple[list[str], list[str]]:
    """Return the Chinese words before the | of a line, and the English phrases after it."""
    chinese, _, english = listed.partition("|")
    return chinese.split(), [phrase.strip() for phrase in english.split(",") if phrase.strip()]


def synonyms() -> Iterator[tuple[list[str], list[str]]]:
    """Yield the words of facts and what people type for them, line by line."""
    for line in (*sections()["synonyms"], *sections()["synonyms-article"]):
        said, _, typed = line.partition(" = ")
        chinese, english = halves(typed)
        yield said.split(), [*(word for word in said.split() if len(word) > 1), *chinese, *english]


@cache
def characters() -> frozenset[str]:
    """Return the single Chinese characters that say little."""
    return words("particles-zh") | words("bare-zh")


@cache
def light_stems() -> frozenset[str]:
    """Return the light English words as the index would have them."""
    return frozenset(map(lexeme, words("light-en")))


def in_chinese(typed: str) -> tuple[str, float] | None:
    """Return what a Chinese word of the language at large is and what it costs to read it so; None for any other word.

    asking, subject, place, soft for a light word, stopped for a particle, bare for a single character.
    """
    if typed in asking():
        return "asking", 0.4
    for name, (sort, single, longer) in SORTS.items():
        if typed in words(f"{name}-zh"):
            return sort, longer if len(typed) > 1 else single
    return None


@cache
def by_sound() -> dict[Phrase, str]:
    """Return the Chinese words of the language at large by the syllables in which they are usually said."""
    longer = (word for name in ("light", "places", "subjects") for word in sorted(words(f"{name}-zh")) if len(word) > 1)
    found: dict[Phrase, str] = {}
    for word in (*longer, *sorted(words("particles-pinyin")), *asking()):
        said = [syllables(character)[:1] for character in word]
        if all(said) and not word.isascii():
            found[tuple(sound for (sound,) in said)] = word
    return found


def in_english(typed: str) -> str | None:
    """Return what an English word or phrase of the language at large is: place, stopped or soft; None for another."""
    if not words("places-en").isdisjoint(typed.split()):
        return "place"
    if typed in words("subjects-en"):
        return "subject"
    if typed in words("stopped-en"):
        return "stopped"
    return "soft" if lexeme(typed) in light_stems() else None
