"""Who and what an article names, before any base knows it: persons with their titles, bodies, places, and titled texts.

Without a base there is no list of names: a person is known by a surname beside a title, a body by how its name ends and
where the name can begin. What may begin in two places is left out.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.readings.dates import DateReading
from dongbei_cli.rules.text import MARKS, Text, rows

POSTS = (
    "总书记|副书记|书记|秘书长|主任|主席|委员长|省长|市长|州长|县长|区长|镇长|村长|部长|厅长|局长|司长|处长|科长|所长|院长|校长|会长|"
    "理事长|董事长|董事|行长|馆长|站长|厂长|场长|总经理|经理|总裁|总监|总理|总统|研究员|教授|讲师|专家|学者|院士|博士|委员|代表|顾问|"
    "分析师|[首席]席?[技执财行][术行务政]官|经济学家|经济师|工程师|负责人|发言人|创始人|特派员|合伙人|助理|记者"
)
BEHIND = (
    "总书记|书记|秘书长|副主任|主任|副主席|主席|副省长|省长|副市长|市长|部长|厅长|局长|司长|院长|校长|会长|董事长|总经理|总裁|"
    "教授|研究员"
)
FOLLOWS = (
    "$|[，。：；、（）“\n*]|[0-9]|去年|今年|昨|近日|日前|当[日天]|接受|介绍|主持|率|带队|告诉|撰文|出席|参加|来到|赴|强调|指出|表示|"
    "认为|预计|建议|透露|坦言|直言|宣布|分析|补充|解释|总结|提醒|回应|在|对|向|就|也|还|则|都|又|说|称|等|从|将|已|曾|与|和|同|看来"
)
"""What comes behind the name of a person that is whole."""
STOPS = (
    "的|了|在|(?<!自)由|从|(?<![数证])据|对|向|到|(?<![作成])为|被|将|把|是|于|给|让|说|(?<!名)称|召开|举行|举办|主持|参加|出席|接受|"
    "来自|根据|按照|记者|印发|刊载|其中|同时|此外|目前|日前|近日|先后|正式|以及|(?<![责主])任|(?<=[部委局厅会院府])原|也|还|赴"
)
"""Words behind which the name of a body may begin."""
OPENINGS = "国家|中国|中共|中央|国务院|全国|联合国|世界"
"""Words that begin the name of a body, beside the names of places."""
GENERIC = (
    "这|该|上述|有关|相关|各|两|一|多|其|本|某|此|不少|许多|部分|所有|几|每|任何|整个|大型|小型|民营|国有|地方|当地|重点|另|系列|首场|"
    "专题|外|内|他|我|你|们|党的|近期|多次|高层"
)
"""How a body that has no name of its own begins."""
PLAIN = 3
"""Characters that the name of a body has at least."""
COUNTED = "[一二三四五六七八九十两几][省市区县家个]"
"""What makes a name one of several bodies (四省区发展改革委)."""
GOES_ON = "委员会|[A-Za-z]|[员长署面势限]|部?[门分]|分析"
"""What makes a longer word of the ending of a name (部署, 局面)."""
CLASSES = (
    "座谈会",
    "新闻发布会",
    "发布会",
    "委员会",
    "领导小组",
    "研究院",
    "研究所",
    "研究会",
    "基金会",
    "检察院",
    "办公室",
    "电视台",
    "通讯社",
)
"""Endings that are no names."""
BACK = "(?:上述|该|此次|本次|这次|[0-9]{1,2}月份?的)"
"""Words by which an article comes back to a body without its name (上述座谈会)."""
NO_BODY = {"部": "内外总全干大东西南北中局细顶底各下", "局": "布格结大全时政开终", "司": "公上", "署": "部签"}
"""Characters before a short ending that make another word of it (布局, 内部)."""


NO_NAMES = (
    "马上|方面|方案|金融|安全|安排|高度|高级|高校|任何|任命|石油|林业|路上|周边|周围|周年|何以|万元|章程|关于|关键|温度|曾经|严格|游客|成功|"
    "程度|谷物|牛羊|车辆|房屋|向来|雷同|毛利|白天|黄金|江河|景区|单位|单独|左右|夏季|曲线|武器|钱款|汤水|文化|龙头"
)
"""Common words that begin with a surname."""
NO_LAST = "省市县区州盟部局厅院会委级任首司所业们"
"""Characters that end no given name but that of a place, a body or a trade."""


class Named(NamedTuple):
    """A name at [start, end) of the article; `sort` is person, body or document, and `what` the title or type."""

    start: int
    end: int
    name: str
    sort: str
    what: str = ""


@cache
def person_patterns() -> tuple[re.Pattern[str], ...]:
    """What finds a title with a name behind it, and a name with a title behind it."""
    surname = f"(?:欧阳|上官|司马|诸葛|[{rows('surnames')[0][0]}])"
    before = rf"(?P<post>{POSTS})(?P<name>{surname}[\u4e00-\u9fff]{{1,2}}?)(?={FOLLOWS})"
    behind = rf"(?P<name>{surname}[\u4e00-\u9fff]{{1,2}}?)(?P<post>{BEHIND})(?=[\u4e00-\u9fff，。])"
    return re.compile(before, re.MULTILINE), re.compile(f"(?:^|[{MARKS}、]|[委部局府院会]){behind}", re.MULTILINE)


def persons(text: str) -> Iterator[Named]:
    """Return every person with a title, where the name first has it; `what` is the title.

    A name in front of its title must be a name elsewhere too, since 林业局长 is none.
    """
    places, seen = {place for place, _ in rows("places")}, set[str]()
    for at, pattern in enumerate(person_patterns()):
        for match in pattern.finditer(text):
            name = match["name"]
            common = re.match(NO_NAMES, name) or name in places or name[-1] in NO_LAST
            alone = len(name) > 2 and re.search(f"{name}(?={FOLLOWS})", text)
            sure = not at or match["post"] == "总书记" or alone
            if name not in seen and sure and not common and not re.match(f"(?:{POSTS})", name[1:]):
                seen.add(name)
                yield Named(*match.span("name"), name, "person", match["post"])


def bodies(text: str, dates: Sequence[DateReading], people: Sequence[Named]) -> list[Named]:
    """Return every place of a body whose name begins and ends for certain; none lies in another but a meeting."""
    sorts = {row[0]: row[1] for row in rows("bodies")}
    listed = sorted(sorts, key=len, reverse=True)
    ends = re.compile("|".join(f"(?<![{NO_BODY[end]}]){end}" if end in NO_BODY else end for end in listed))
    apart = {date.end for date in dates} | {person.end for person in people}
    found: list[Named] = []
    for match in ends.finditer(text):
        start = beginning(text, match.start(), apart)
        run, sort = text[start : match.end()], sorts[match[0]]
        inner = None if sort == "meeting" else opening().search(run)
        if inner:
            start, run = start + inner.start(), run[inner.start() :]
        joined = re.match(f".*(?:{'|'.join(listed)})[和与及]", run)
        start, run = (start + joined.end(), run[joined.end() :]) if joined else (start, run)
        vague = re.match(GOES_ON, text[match.end() :]) or re.search(COUNTED, run) or run in CLASSES
        generic = re.match(f"(?:{GENERIC})", run) or (sort == "meeting" and text[start - 1] == "”")
        if not vague and len(run) >= PLAIN and (opening().match(run) or not generic):
            found.append(Named(start, match.end(), run, "body", sort))
    held = [each for each in found if any(o.start <= each.start and each.end < o.end for o in found)]
    met = [each for each in held if any(each.start == o.start and o.name == f"{each.name}会议" for o in found)]
    return [each for each in found if each not in held or each in met]


@cache
def opening() -> re.Pattern[str]:
    """What the name of a body begins with that needs nothing before it: a place, or the state."""
    return re.compile(f"{'|'.join(place for place, _ in rows('places'))}|{OPENINGS}")


def beginning(text: str, position: int, apart: set[int]) -> int:
    """Return where the name that goes on at a position begins: behind a mark, a date, a person, or a stop."""
    start = position
    while start and text[start - 1] not in f"{MARKS}、 （）【】" and start not in apart:
        if re.search(f"(?:{STOPS})$", text[max(0, start - 3) : start]) and not re.match("外", text[start]):
            break
        start -= 1
    return start


def folded(name: str) -> str:
    """Return the name of a body without what its short forms leave out."""
    return re.sub("和|与", "", name).replace("委员会", "委").replace("发展改革委", "发改委")


def organizations(text: str, found: Sequence[Named]) -> list[tuple[Named, list[str]]]:
    """Return each body once, by its longest name, with its other forms; a form of two bodies is a body itself."""
    first = {each.name: each for each in reversed(found)}
    names = sorted(first, key=lambda name: (-len(name), first[name].start))
    whole: dict[str, list[str]] = {}
    for name in names:
        longer = [n for n in whole if folded(n).endswith(folded(name)) and first[n].what == first[name].what]
        if len(longer) == 1:
            whole[longer[0]].append(name)
        else:
            whole[name] = []
    for match in re.finditer(f"{BACK}(?P<sort>{'|'.join(CLASSES)})", text):
        meant = [name for name in whole if name.endswith(match["sort"])]
        if len(meant) == 1 and match[0] not in whole[meant[0]]:
            whole[meant[0]].append(match[0])
    return sorted(((first[name], forms) for name, forms in whole.items()), key=lambda each: each[0].start)


def regions(text: str) -> Iterator[model.Term]:
    """Return the places of the table that an article names, each with its English."""
    for place, english in rows("places"):
        if place in text:
            slug = re.sub("[^a-z]+", "-", english.lower()).strip("-")
            yield model.Term(slug=slug, zh=place, en=english, aliases=())


def role_place(text: Text, person: Named) -> tuple[int, int]:
    """Return where a person stands with the title, in front of the name or behind it."""
    behind = re.match(BEHIND, text.text[person.end :])
    start = text.clause(person).start
    stops = re.finditer(f"的|了|采访|邀请|介绍|{STOPS}", text.text[start : person.start])
    begin = max((start + each.end() for each in stops if each[0] != "原"), default=start)
    dates = [date.end for date in text.dates if begin < date.end <= person.start]
    begin = max([begin, *dates, text.text.rfind("）", start, person.start) + 1])
    while begin < person.start and not text.text[begin].isalnum():
        begin += 1
    return begin, person.end + (behind.end() if behind else 0)
