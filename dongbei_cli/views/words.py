"""The words of tables beside those of the model, and values and dates as a person reads them.

Nothing from a base is markup.
"""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from rich.text import Text

from dongbei_cli import model
from dongbei_cli.readings import edtf

PLAIN_DATE = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?(T.*)?")

LABELS: dict[str, tuple[str, str]] = {
    "head": ("题", "head"), "note": ("注：", "Note: "),
    "contradiction": ("原文矛盾：", "The article contradicts itself: "), "includes": ("包括：", "Includes: "),
    "share": ("占比", "Share"), "bar": ("图", "Bar"), "computed": ("实际相加", "computed sum"),
    "gives": ("计算所得", "computed"), "change": ("计算所得变化", "computed change"),
    "stated": ("原文所说的合计", "stated total"),
    "open": ("░ 措辞留有的余地", "░ what the words leave open"),
    "incomplete": ("未列合计：和由{parts}项相加，只显示其中{shown}项", "No total: parts shown: {shown} of {parts}"),
    "mere counts": ("另有{count}个只是句中的计数（如三大、第七次），未列：--all",
        "Left out, mere counts of their sentence (三大, 第七次): {count} · --all"),
    "periods": ("时期", "Periods"),
    "expected": ("近期与展望", "Recent, without a date, and expected"),
    "partly": ("只部分落在所问时段内", "Only partly within the dates asked for"),
    "inferred": ("* 推算所得，原文未写明", "* counted, not written in the article"),
    "official": ("● 会议提出", "● put forward by a meeting"),
    "statements": ("另有{count}条言论：dongbei quote -e {name}", "{count} statements beside: dongbei quote -e {name}"),
    "other words": ("别名：-l", "other words for each: -l"),
    "hints": ("词句与注：-l · 单条：dongbei show ID", "words and notes: -l · one fact: dongbei show ID"),
    "article": ("⌜ ⌟ 已收录的文字 · 清单与编号：--index", "⌜ ⌟ words that facts claim · numbered list: --index"),
    "index": (
        "⌜ 一条事实由此起 · ¹ 至此止，编号见下：dongbei show 1",
        "⌜ a fact begins · ¹ it ends, by its number below: dongbei show 1",
    ),
    "picture": ("图", "picture"), "citations": ("引文著录", "Citations"), "fact base": ("数据库", "Fact base"),
    "to cite": ("引用", "To cite"), "in the article": ("文中", "In the article"), "claimed": ("已收录", "Claimed"),
    "unclaimed": ("未收录", "Unclaimed"),
    "waived": ("免收录：{count}（{reasons}）", "Waived: {count} ({reasons})"), "heading": ("标题", "heading"),
    "nothing to prove": ("无可查之处而通过：{rules}", "Passed with nothing of their kind to look at: {rules}"),
    "rule": ("规则", "Rule"), "holds": ("成立", "Proved"), "fails": ("不成立", "Failed"),
    "sentence: no record claims these words": (
        "句子：没有一条记录引用这些字词", "sentence: no record claims these words",
    ),
    "quantity: no figure anchored here has it as written": (
        "数量：锚在此处的数据，written 都不是它", "quantity: no figure anchored here has it as written",
    ),
    "quotation: no direct or written quote claims it": (
        "引语：没有一条直接引语或书面言论引用它", "quotation: no direct or written quote claims it",
    ),
    "sentence": ("句子", "sentences"), "digits": ("数字", "digit runs"), "quantity": ("数量", "quantities"),
    "date": ("日期", "dates"), "quotation": ("引号内文字", "quotations"), "title": ("书名号内文字", "titles"),
    "differs": ("{slot}不同：此说 {claimed}，原文 {stated}", "{slot} differs: claimed {claimed}, the article {stated}"),
    "nothing": ("（无）", "(nothing)"), "negation": ("否定", "Negation"), "direction": ("方向", "Direction"),
    "value": ("数值", "Value"), "name": ("人名与机构名", "names"), "image": ("图片", "image"),
    "metadata": ("文头", "head of the article"),
}  # fmt: skip
"""What tables say that is no field of a record and no word of a vocabulary."""


def label(key: str, lang: str) -> str:
    """Return words of LABELS in `lang`; a key that has none comes back as it is."""
    chinese, english = LABELS.get(key, (key, key))
    return chinese if lang == "zh" else english


def word(key: str, lang: str) -> str:
    """Return a word of a vocabulary in `lang`."""
    return clean(model.word(key, lang))


def clean(text: str) -> str:
    """Return the text with all that cannot be seen shown as its picture or its code, so that it does nothing."""
    return text if text.isprintable() else "".join(map(picture, text))


def picture(character: str) -> str:
    """Return what is shown of one character."""
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    return chr(0x2400 + ord(character)) if character < " " else f"<U+{ord(character):04X}>"


def cell(value: Any) -> str:
    """Return a value as a person reads it."""
    if isinstance(value, dict):
        return "; ".join(f"{clean(str(key))}: {cell(each)}" for key, each in value.items())
    if isinstance(value, tuple | list):
        members = [cell(each) for each in value]
        return ("、" if re.search("[一-鿿]", "".join(members)) else ", ").join(members)
    return "" if value is None else clean(f"{value:f}" if isinstance(value, Decimal) else str(value))


def text_of(entry: model.Entry, key: str, lang: str) -> str:
    """Return a field in `lang`, in Chinese where it has no English; empty where it is null or there is none."""
    values = entry.__dict__
    return cell((lang == "en" and values.get(f"{key}_en")) or values.get(key))


def date_of(record: model.Record) -> str:
    """Return the date or period of a record in EDTF; empty where it has none."""
    return record.__dict__.get("date") or record.__dict__.get("period") or ""


def place(body_paragraph: int | None, lang: str, mark: str = "") -> Text:
    """Return the paragraph that a reader counts, behind the mark of its article; 题 or head for what is above them."""
    return Text(mark + (f"¶{body_paragraph}" if body_paragraph else label("head", lang)), "dim")


def capital(text: str) -> str:
    """Return the text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def when(record: model.Record, lang: str) -> str:
    """Return the date of a record, marked * where its words leave out the year; in Chinese an open one as written."""
    date, own = date_of(record), text_of(record, "date_text", lang)
    if own and lang == "zh" and is_open(record):
        return own
    words = own or " ".join(anchor.exact for anchor in record.anchors)
    by_curator = not {"date", "period"}.isdisjoint(record.curated or ()) or is_open(record)
    counted = by_curator and any(year not in words for year in re.findall("[0-9]{4}", date))
    return compact(date, lang) + "*" * counted


def is_open(record: model.Record) -> bool:
    """Whether a date has no beginning or no end."""
    return not (record.__dict__.get("start_date") and record.__dict__.get("end_date"))


def compact(date: str, lang: str) -> str:
    """Return a date in digits, 2003–2022 or 2023-11-01; in words what digits cannot say; nothing for none."""
    parts = re.split("/|(?<=[0-9])[.]{2}|[.]{2}(?=[0-9])", date.strip("[]"))
    first, *last = ["" if part == ".." else part for part in parts]
    if len(last) > 1 or not all(not part or PLAIN_DATE.fullmatch(part) for part in (first, *last)):
        return edtf.worded(date, lang)
    if lang == "en" and last and not (first and last[0]):
        return f"from {first[:10]}" if first else f"by {last[0][:10]}"
    return "–".join(part[:10] for part in (first, *last))
