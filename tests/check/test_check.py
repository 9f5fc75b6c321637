"""Claims against the shipped base and an invented one: the verdict, and the slot that differs."""

from functools import cache
from pathlib import Path
from random import Random

import pytest

from dongbei_cli.base import Base, open_base
from dongbei_cli.check import ORDER, Checker, claims, drafts
from dongbei_cli.check.compare import Result
from dongbei_cli.views import show
from tests.conftest import ROOT

HERE = Path(__file__).parent
INVENTED = {name: ROOT / "tests" / "data" / name / "facts.yaml" for name in ("lanjiang", "qingyuan")}
BASES = {"claims": ROOT / "facts.yaml", **INVENTED}


@cache
def opened(name: str) -> tuple[Base, Checker]:
    """The base of a table of claims, and what checks them; both are used by many tests."""
    base = open_base(BASES[name])
    base.index()
    return base, Checker(base.connection)


def judged(name: str, text: str) -> Result:
    """The verdict on one sentence."""
    checker = opened(name)[1]
    (sentence,) = drafts.sentences(text)
    return checker.judge(claims.read(sentence.text, checker.names, checker.published))


def table(name: str) -> list[list[str]]:
    """The lines of a table, cut at tabs."""
    lines = (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("base", "verdict", "slot", "claim"), [(name, *row) for name in BASES for row in table(name)])
def test_a_claim_gets_its_verdict(base: str, verdict: str, slot: str, claim: str) -> None:
    """Each slip of each sort is seen, and nothing is supported that the article does not say."""
    result = judged(base, claim)
    assert result.verdict == verdict
    assert slot in ("-", result.difference.slot if result.difference else "")


@pytest.mark.parametrize("claim", [claim for (claim,) in table("false")])
def test_the_words_of_the_article_in_another_relation_are_not_supported(claim: str) -> None:
    """Nor is what they want or fear, told as done."""
    assert judged("claims", claim).verdict != "supported"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_slot_has_a_label(lang: str) -> None:
    """A document and an occasion are called so, in the language of the reader."""
    claimed = opened("claims")[0].check("徐林提出实行第二波国企国资改革。")[0]
    texts = [show.difference(claimed.replace(slot=slot), {}, lang) for slot in ORDER]
    assert not [slot for slot, text in zip(ORDER, texts, strict=True) if text.startswith(slot)]
    names = {"zh": ("名称", "场合"), "en": ("Name", "Occasion")}[lang]
    assert tuple(texts[ORDER.index(slot)].split("不同")[0].split(" ")[0] for slot in ("name", "occasion")) == names


def test_every_statement_is_supported_by_its_own_words_and_never_by_those_of_another() -> None:
    """With its speaker; with any other it is not."""
    base, checker = opened("claims")
    speakers = sorted(checker.names.people)
    for quote in base.quotes(speech="reported"):
        if quote.speaker in checker.names.people:
            assert judged("claims", f"{quote.speaker}认为，{quote.text}").verdict == "supported", quote.id
            other = speakers[(speakers.index(quote.speaker) + 1) % len(speakers)]
            assert judged("claims", f"{other}认为，{quote.text}").verdict != "supported", quote.id


def test_no_other_number_is_supported() -> None:
    """Every measured figure with another value, unit or year."""
    base, random = opened("claims")[0], Random(7)
    for figure in base.figures(["transfers", "population", "economy"]):
        if figure.qualifier != "exact" or figure.unit == "年":
            continue
        period = figure.period or ""
        claim = f"{period.replace('/', '~')}年{figure.region}{figure.indicator}为{{}}{figure.unit}"
        assert judged("claims", claim.format(figure.value)).verdict == "supported", claim
        for factor in (random.randint(2, 9), 10, 100):
            assert judged("claims", claim.format(figure.value * factor)).verdict != "supported", claim
        later = claim.replace(period[:4], "1999").format(figure.value)
        assert judged("claims", later).verdict == "refuted", later


DRAFT = """\
# 东北振兴：钱去哪儿了

我认为，东北的问题由来已久。东北经济到底怎么了？

徐林认为，很多城市繁荣度下降、吸引力下降，
人口外流[1]。他还认为，人才的振兴是东北振兴的关键。

“东北迎来了一轮前所未有的新机遇。”李洪彪说。他建议尽快提高本地产业的配套率（第一财经，https://example.org/a）。

今年9月，座谈会在哈尔滨召开。会议提出继续深化国有企业改革。10月27日，中共中央政治局召开会议。会议还提出加快推进农业农村现代化。
"""


def test_a_draft_is_checked_sentence_by_sentence() -> None:
    """Pronouns mean who was named last; headings, opinions and questions are counted; places are those of the draft."""
    found = opened("claims")[0].check(DRAFT)
    verdicts = ["supported", "refuted", "supported", "supported", "supported", "supported", "supported", "refuted"]
    assert [each.verdict for each in found] == verdicts
    assert found.passed == 3
    assert [each.slot for each in found if each.slot] == ["speaker", "speaker"]
    assert DRAFT[found[1].start : found[1].end] == found[1].claim == "他还认为，人才的振兴是东北振兴的关键。"
    assert found[0].claim.endswith("人口外流。")
    assert found[2].excerpt == "东北迎来了一轮前所未有的新机遇。"


MARKDOWN = """\
Setext
======

**一、投入**

> 徐林认为，*很多城市*繁荣度下降、
> 吸引力下降[^1]。

| 省份 | 2003~2022年转移支付总额（亿元） |
|---|--:|
| 吉林 | **28628** |
| 辽宁 | 28628 |

1. 王明远是[北京改革与发展研究会](https://example.org/a_(b))研究员。
2️⃣ **少数重点国企经营水平有明显提高。**嘉宾：迟福林是院长。

```
辽宁获得转移支付28628亿元。
```

[^1]: 第一财经，2023年。
"""


def test_a_draft_in_markdown_is_read_as_its_readers_see_it() -> None:
    """Marks, links, notes and code claim nothing; a row of a table is a sentence; places are those of the draft."""
    found = opened("claims")[0].check(MARKDOWN)
    assert [(each.verdict, MARKDOWN[each.start : each.end]) for each in found] == [
        ("supported", "徐林认为，*很多城市*繁荣度下降、\n> 吸引力下降[^1]。"),
        ("supported", "吉林 | **28628"),
        ("refuted", "辽宁 | 28628"),
        ("supported", "王明远是[北京改革与发展研究会](https://example.org/a_(b))研究员。"),
        ("supported", "少数重点国企经营水平有明显提高。"),
        ("supported", "迟福林是院长。"),
    ]
    assert found[1].claim == "吉林，2003~2022年转移支付总额28628亿元。"
    assert found.passed == 3


@pytest.mark.parametrize(("verdicts", "passed", "draft"), table("drafts"))
def test_what_of_a_draft_is_checked(verdicts: str, passed: str, draft: str) -> None:
    """Whatever has a verb or a figure is a claim, what is no prose is none, and what points back must fit."""
    found = opened("claims")[0].check(draft.replace("\\n", "\n"))
    assert ([each.verdict for each in found], found.passed) == (verdicts.split(), int(passed))


@pytest.mark.parametrize(("first", "right", "wrong"), table("pointers"))
def test_what_a_sentence_points_back_to_must_fit(first: str, right: str, wrong: str) -> None:
    """A pronoun, the latter and the same year are what the sentence before names; else nothing is supported."""
    base = opened("claims")[0]
    assert [base.check(f"{first} {second}")[-1].verdict == "supported" for second in (right, wrong)] == [True, False]


@pytest.mark.parametrize("text", ["", "\n \n", "。。！", "a", "\x00", "|||", "“”", "《》", "9" * 400, "的" * 3000])
def test_what_claims_nothing_is_supported_by_nothing(text: str) -> None:
    """Odd input ends in no verdict or in unmentioned."""
    assert {each.verdict for each in opened("claims")[0].check(text)} <= {"unmentioned"}


def test_what_is_too_long_to_compare_is_unmentioned() -> None:
    """However much it says that the article says too: what is said once is supported."""
    said = "2003~2022年中央给吉林的转移支付总额为28628亿元，"
    verdicts = [opened("claims")[0].check(said * times)[0].verdict for times in (2, 40)]
    assert verdicts == ["supported", "unmentioned"]
