"""Texts that a program might take for more than text, and a base that holds one of them in every text field."""

from collections.abc import Iterator
from decimal import Decimal

from dongbei_cli import model, store
from dongbei_cli.base import Base

PAYLOADS = {
    "rich markup": "[red]要改革[/red] [link=file:///etc/passwd]x[/link]",
    "rich markup unclosed": "[/] [bold",
    "emoji code": ":warning: :skull:",
    "script": "<script>alert(1)</script>",
    "end of script": "</script><script>alert(1)</script>",
    "end of style": "</style><style>*{display:none}</style>",
    "event handler": '" onmouseover="alert(1)" x="',
    "image": "<img src=x onerror=alert(1)>",
    "svg": "<svg/onload=alert(1)>",
    "comment": "<!-- --> --!> <![CDATA[ ]]>",
    "entity": "&lt;b&gt; &amp;amp; &#60; &#x3c;",
    "javascript link": "javascript:alert(1)",
    "data link": "data:text/html;base64,PHNjcmlwdD4=",
    "template": "{{ 7*7 }} {% raw %} ${7*7} #{7*7}",
    "formula =": "=HYPERLINK(\"http://evil.example\",\"x\")",
    "formula +": "+1+cmd|' /C calc'!A0",
    "formula -": "-2+3+cmd|' /C calc'!A0",
    "formula @": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula after tab": "\t=1+1",
    "colour": "\x1b[31mred\x1b[0m",
    "title of the window": "\x1b]0;owned\x07",
    "clipboard": "\x1b]52;c;ZWNobw==\x07",
    "hyperlink": "\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\",
    "one byte escape": "\x9b31mred\x9d0;owned\x9c",
    "carriage return": "safe\rowned",
    "backspace": "safe\x08\x08\x08\x08owned",
    "delete": "a\x7fb",
    "bidi override": "abc\u202edcba\u202c",
    "bidi isolate": "\u2066abc\u2069\u200f",
    "zero width": "a\u200bb\u2060c\ufeffd\u00ad",
    "pipe": "a | b || c",
    "backtick": "`a` ```b``` ``",
    "markdown": "# *a* **b** _c_ ~~d~~ [x](http://evil.example) ![y](z) > 1. - + \\",
    "line feed": "one\ntwo\n\nfour",
    "both line ends": "one\r\n\"two\",three;four\tfive",
    "line separators": "a\u2028b\u2029c\x85d\x0bd\x0ce",
    "quotes": "'\"“”‘’«»\\\"\\'",
    "sql": "'; DROP TABLE facts; -- \" OR 1=1 /*",
    "full-text": 'NEAR("a" b) OR c* AND NOT {d}: ^e',
    "latex": r"\input{/etc/passwd} $x^2$ 50% #1 _a_ {b} ~ & \end{document} @online{x,}",
    "null": "a\x00b",
    "yaml": "- a: b # c\n? !!python/object:os.system {x: [y",
    "json": '{"a": [1, null]} \\u0041 \\"',
    "percent": "%s %d %(x)s %00 {0} {x!r}",
    "path": "../../../../etc/passwd",
    "very long": "长" * 10_000,
    "very long word": "a" * 10_000,
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
    "empty looking": "\u3164\u2800\u00a0",
    "beyond the first plane": "𠮷野家 👩‍👩‍👧‍👦 \U0010ffff",
}  # fmt: skip


def hostile_base(payload: str) -> Base:
    """A compiled base with a record of each kind, the payload in every field whose words are free.

    YAML may hold few of these; a database may hold anything.
    """
    connection = store.create()
    store.fill(connection, {"base": [(payload, 0)]})
    names = {name: payload for name, field in model.Source.FIELDS.items() if field.form == "text"}
    source = model.Source(
        **{**names, "id": "paper", "sha256": "0" * 64, "published": "2023-11-01", "url": "https://example.org/a"}
    )
    text = f"{payload}\n\n{payload}\n"
    store.fill(connection, {"sources": [("paper", source.published, store.as_json(source), text)]})
    for sort in ("topic", "area", "region"):
        store.fill(
            connection, {"terms": [(sort, sort, payload, payload, None, payload.replace("\n", " "), None, 1, None)]}
        )
    for number, record in enumerate(hostile_records(payload), 1):
        place = (record.source, record.start, record.end, number)
        dated = "start_date" in record.FIELDS
        date = ("2003/2022", "2003-01-01", "2022-12-31", f"2003-01-01 {number}") if dated else (None,) * 4
        store.fill(connection, {"facts": [(number, record.id, record.kind, *place, *date, store.as_json(record))]})
        store.fill(connection, {"tags": [("topic", "topic", number)]})
    relation = model.Relation(
        id="sum", kind="sum", whole="figure-2", parts=("figure-1",), computed=Decimal(7), unit="亿元",
        discrepancy=payload, discrepancy_en=payload,
    )  # fmt: skip
    store.fill(connection, {"relations": [("sum", store.as_json(relation))]})
    return Base(connection, [])


def hostile_records(payload: str) -> Iterator[model.Record]:
    """Two records of each kind."""
    anchor = model.Anchor(exact=payload, prefix=payload, suffix=payload).replace(paragraph=1, start=0, end=len(payload))
    fixed = {
        "topics": ("topic",), "source": "paper", "paragraph": 1, "body_paragraph": 1, "start": 0, "end": len(payload),
        "anchors": (anchor,), "link": "https://example.org/#:~:text=x", "date": "2003/2022", "period": "2003/2022",
        "start_date": "2003-01-01", "end_date": "2022-12-31", "value": Decimal(3), "upper": None, "unit": "亿元",
        "value_si": Decimal(300000000), "unit_si": "元", "quotes": 1, "measures": 1,
        "curated": {"date": payload}, "proof": None,
    }  # fmt: skip
    for kind, cls in model.KINDS.items():
        for number in (1, 2):
            values: dict[str, object] = {}
            for name, field in cls.FIELDS.items():
                free = (payload,) if field.several else payload
                values[name] = fixed.get(name, field.choices[number - 1] if field.choices else free)
            yield cls(**{**values, "id": f"{kind}-{number}"})
