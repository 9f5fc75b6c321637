"""Texts that a program might take for more than text, and a base that holds one of them in every text field."""

from pathlib import Path

from dongbei_cli import database

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


def write_hostile_base(path: Path, payload: str) -> None:
    """The hostile base as a file with the seal that is on all that dongbei builds."""
    path.write_bytes(database.image(hostile_base(payload)))


def hostile_base(payload: str) -> database.Connection:
    """A compiled base with one record a kind, the payload in every field whose words are free.

    YAML may hold few of these; a database may hold anything. Lists cannot hold a line feed.
    """
    connection = database.create()
    member = payload.replace("\n", " ")
    person, body, region = f"{payload}甲", f"{payload}会", f"{payload}省"

    def add(table: str, *values: object) -> None:
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)

    add("base", payload)
    text = f"{payload}\n\n{payload}\n"
    names = (payload, payload, payload, payload, payload, payload)
    add("sources", "paper", payload, "0" * 64, *names, "2023-11-01", f"https://example.org/{payload}", text)
    for sort, zh in (("topic", payload), ("area", payload), ("region", region)):
        add("terms", sort, f"{member}{sort}", zh, payload, member)
    kinds = (
        "event",
        "figure",
        "figure",
        "quote",
        "quote",
        "measure",
        "measure",
        "claim",
        "person",
        "organization",
        "document",
    )
    for number, kind in enumerate(kinds, 1):
        date = "2003/2022" if kind in ("event", "figure", "measure") else None
        place = (payload, 1, 0, len(payload), f"https://example.org/#:~:text={number}", number)
        when = (date, "2003-01-01", "2022-12-31", f"2003-01-01 {number}") if date else (None, None, None, None)
        said = (payload, payload, payload, payload)
        add("facts", number, f"{member}-{number}", kind, *said, "paper", *place, *when)
        add("anchors", number, 0, payload, payload, payload, 1, 0, len(payload))
        add("fact_topics", number, 0, f"{member}topic")
    add("events", 1, payload, "meeting", f"{member}\n{member}2", region)
    add("figures", 2, payload, payload, region, 3, None, "3", None, "亿元", "nearly", payload, "300000000", "元")
    add("figures", 3, payload, payload, None, 4, 5, "4", "5", "亿元", "range", payload, "400000000", "元")
    add("quotes", 4, person, "direct", payload, payload, payload)
    add("quotes", 5, body, "reported", payload, payload, payload)
    add("measures", 6, f"{member}area", "official", body, member)
    add("measures", 7, f"{member}area", "proposed", person, None)
    add("claims", 8, "reporter")
    add("people", 9, person, payload, payload, payload, payload, payload, payload, member)
    add("organizations", 10, body, payload, payload, "research", member)
    add("documents", 11, payload, payload, body, member)
    add("relations", "sum", "sum", 3, "7", "亿元", payload, payload)
    add("relation_parts", "sum", 0, 2)
    add("relation_parts", "sum", 1, 3)
    connection.commit()
    return connection
