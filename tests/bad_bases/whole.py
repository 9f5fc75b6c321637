"""A sound base that has every section and every key, as data to be broken, and as the text of a facts.yaml."""

import copy
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ARTICLE = (
    "# 题目\n\n2003~2022年之间，中央给吉林的转移支付达28628亿元，给辽宁的达32553亿元。\n\n"
    "去年12月，发改委司长徐林在会上认为，“要改革。”《规划》由发改委印发。\n"
)
SHA256 = hashlib.sha256(ARTICLE.encode()).hexdigest()
COMMON = {"source": "paper", "note": "注", "note_en": "A note"}


def fact(fact_id: str, exact: str, **own: Any) -> dict[str, Any]:
    """A record with the keys of every fact around its own."""
    before = {"id": fact_id, "title": "题目", "title_en": "A title", "topics": ["transfers"]}
    return {**before, **own, **COMMON, "anchors": [{"exact": exact}]}


BASE: dict[str, list[dict[str, Any]]] = {
    "sources": [
        {
            "id": "paper", "file": "article.txt", "sha256": SHA256, "title": "题目", "title_en": "A title",
            "author": "甲", "author_en": "Jia", "publisher": "某报", "publisher_en": "A paper",
            "published": "2023-11-01", "url": "https://example.org/a",
        }
    ],
    "topics": [{"slug": "transfers", "zh": "转移支付", "en": "fiscal transfers", "aliases": ["钱"]}],
    "areas": [{"slug": "reform", "zh": "改革", "en": "reform", "aliases": ["革新"]}],
    "regions": [
        {"slug": "jilin", "zh": "吉林", "en": "Jilin", "aliases": ["吉"]},
        {"slug": "liaoning", "zh": "辽宁", "en": "Liaoning", "aliases": ["辽"]},
    ],
    "aliases": [{"term": "转移支付", "aliases": ["拨款"]}],
    "events": [
        fact(
            "speech", "去年12月", date="2022-12", date_text="去年12月", category="meeting", actors=["徐林"],
            place="吉林",
        )
    ],
    "figures": [
        fact(
            "jilin", "28628亿元", indicator="转移支付", indicator_en="transfers", region="吉林", period="2003/2022",
            value="28628", upper="28629", unit="亿元", qualifier="range", written="28628亿元",
        ),
        fact(
            "liaoning", "32553亿元", indicator="转移支付", indicator_en="transfers", region="辽宁", period="2003/2022",
            value="32553", upper="32554", unit="亿元", qualifier="range", written="32553亿元",
        ),
    ],
    "quotes": [
        fact(
            "quote", "要改革。", text_en="There must be reform.", speaker="徐林", speech="direct", verb="认为",
            occasion="会", date="2022-12",
        )
    ],
    "measures": [
        fact(
            "measure", "要改革", area="reform", status="proposed", proposer="徐林", date="2022-12", components=["改革"]
        )
    ],
    "claims": [fact("claim", "在会上", attribution="reporter")],
    "people": [
        fact(
            "xu-lin", "徐林", name="徐林", name_en="Xu Lin", pinyin="Xú Lín", role="司长", role_en="director",
            affiliation="发改委", affiliation_en="NDRC", aliases=["老徐"],
        )
    ],
    "organizations": [
        fact(
            "ndrc", "发改委司长", name="发改委", name_en="NDRC", pinyin="Fāgǎiwěi", type="government", aliases=["委"]
        )
    ],
    "documents": [
        fact("plan", "《规划》", name="规划", name_en="The plan", issuer="发改委", date="2022-12", aliases=["计划"])
    ],
    "relations": [
        {
            "id": "both", "kind": "difference", "whole": "jilin", "parts": ["liaoning", "jilin"],
            "discrepancy": "不符", "discrepancy_en": "they do not agree",
        }
    ],
    "waivers": [{"exact": "题目", "prefix": "# ", "suffix": "\n", "reason": "heading"}],
}  # fmt: skip
BASE["waivers"][0].pop("suffix")  # a value is one line
SECTIONS_OF_FACTS = ("events", "figures", "quotes", "measures", "claims", "people", "organizations", "documents")


def base() -> dict[str, list[dict[str, Any]]]:
    """A copy to break."""
    return copy.deepcopy(BASE)


def text(sections: Any = None) -> str:
    """The base as a facts.yaml, in the layout that people write."""
    return "\n".join(lines(BASE if sections is None else sections)) + "\n"


def lines(sections: Any) -> Iterator[str]:
    """One key a line, lists in brackets, anchors on lines of their own."""
    for section, entries in sections.items():
        if not isinstance(entries, list):
            yield f"{section}: {flow(entries)}"
            continue
        yield f"{section}:"
        for entry in entries:
            if not isinstance(entry, dict):
                yield f"  - {flow(entry)}"
                continue
            for number, (key, value) in enumerate(entry.items()):
                yield f"  {'- ' if not number else '  '}{key}: {flow(value)}".rstrip()


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {flow(each)}' for key, each in value.items())}}}"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def write(folder: Path, facts: str | bytes | None = None, article: str = ARTICLE) -> str:
    """Write facts.yaml, the sound one if no other, and its article; gives its path."""
    (folder / "article.txt").write_bytes(article.encode())
    path = folder / "facts.yaml"
    facts = text() if facts is None else facts
    path.write_bytes(facts if isinstance(facts, bytes) else facts.encode("utf-8", "surrogatepass"))
    return str(path)
