"""What people type finds what it names, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC  # type: ignore[import-untyped]

from dongbei_cli import resolve
from dongbei_cli.base import open_base
from dongbei_cli.names import pinyin
from dongbei_cli.names.match import Match, Name, completions, match
from dongbei_cli.names.typos import suggestions
from tests.conftest import cells

TRADITIONAL = OpenCC("s2t")
CONNECTION = open_base().connection
NAMES = {sort: resolve.names(CONNECTION, sort) for sort in resolve.TERMS} | {"party": resolve.everyone(CONNECTION)}
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}

FOUND = """
party 中央 中央 zhongyang | party 中共中央 中共中央 CPC_Central_Committee Central_Committee
party 中共中央政治局 政治局 Politburo Political_Bureau zzj
party 中共中央政治局会议 政治局会议 meeting_of_the_Politburo | party 中共中央、国务院 中共中央国务院
party 新时代推动东北全面振兴座谈会 座谈会 | party 中国东北振兴研究院 研究院 the_Institute
party 国家发改委 reform_commission | party 徐林 徐 lin_xu XU,_Lin Ｘｕ_Ｌｉｎ xu2lin2 徐·林 徐•林 徐・林
party 王明远 Ming_Yuan_Wang Wang_Ming—yuan 明远 wangmy | party 李洪彪 lhb | party 迟福林 chifl fu
topic transfers zyzf 轉移支付 转移 支付 fiscaltransfers fiscal–transfers | topic population rkls rénkǒu_liúshī 流失
topic soe-reform state-owned | topic opening-up Korea | topic integration 京津冀 | topic innovation tech
topic meetings Politburo | area soe-reform soe | area opening-up 对外 | region 黑龙江 黑龍江省 hlj Heilong_Jiang
region 吉林 Jilin,_China ＪＩＬＩＮ | region 东北 in_the_Northeast Northeast_of_China north-east 中国东北
region 哈尔滨 Harb 哈爾濱市
"""

SEVERAL = """
party 中共中央政治局会议+新时代推动东北全面振兴座谈会 会议 meeting huiyi
party 中共中央政治局+中共中央政治局会议+中共中央+中共中央、国务院 CPC 中共
party 新时代推动东北全面振兴座谈会+中国东北振兴研究院 东北 | party 中共中央、国务院+国务院 Council
party 徐林+迟福林 林 | topic strategy+opening-up 东北 | area institutions+soe-reform 改革
"""

NOTHING = """
party part 共中 gongzhong 央政 中国 China 北京 Beijing 国家 Communist_Party 第一 委 2 10 of_the
party slip 徐琳 王明元 Politbureau 林徐 xulinn xuli 徐林教授 Mr_Xu_Lin 张三 zz % .* --
topic part 国改 20 人 China South_China North_Korea energy ransfers | region filler China the in 省 province
region elsewhere North North_China South 东 北 吉林市 Jilin_City Harbin_Province 东北三省 Lioaning
"""


def cases(table: str) -> list[tuple[str, str, str]]:
    """Return sort, key and each typed word of the cells of a table; an underscore is a space."""
    rows = map(str.split, cells(table))
    return [(sort, key, word.replace("_", " ")) for sort, key, *typed in rows for word in typed]


def found(sort: str, typed: str) -> list[str]:
    """Return the keys of the names that what was typed finds."""
    return [each.key for each in match(typed, NAMES[sort])]


@pytest.mark.parametrize(("sort", "keys", "typed"), cases(FOUND) + cases(SEVERAL))
def test_all_names_are_found_that_may_be_meant(sort: str, keys: str, typed: str) -> None:
    """A name, a part of it that says what it is, pinyin, initials and English find one thing, or all that they fit."""
    assert found(sort, typed) == keys.split("+")


@pytest.mark.parametrize(("sort", "reason", "typed"), cases(NOTHING))
def test_nothing_is_meant(sort: str, reason: str, typed: str) -> None:
    """Fillers, parts of words, the owner or place in a longer name, another place and slips find nothing."""
    assert found(sort, typed) == [], reason


@pytest.mark.parametrize(
    "typed", ["", " ", "\u3000", "\u200b", "\ud800", "徐林" * 60000, "a" * 120000, "\u0315\u0300" * 60000]
)
def test_odd_queries_find_nothing(typed: str) -> None:
    """Blank and overlong queries are answered at once, by every function."""
    assert match(typed, NAMES["party"]) == suggestions(typed, NAMES["party"]) == []
    assert completions(typed, NAMES["party"]) == [] or not typed.strip()


@pytest.mark.parametrize("sort", NAMES)
def test_every_form_of_a_name_finds_it_alone(sort: str) -> None:
    """Each name, alias and reading, also in other case, width and script and run together; its beginnings offer it."""
    for name in NAMES[sort]:
        for form in (*name.forms, *name.english):
            for size in range(1, len(form)):
                assert name.key in [each.key for each in completions(form[:size], NAMES[sort])]
        for form in (name.key, *name.forms, *name.english, *name.pinyin):
            together = form.replace(" ", "").replace("-", "")
            others = (form.upper(), TRADITIONAL.convert(form), form.translate(WIDE), together, pinyin.usual(form))
            for typed in (form, *others):
                assert found(sort, typed) == [name.key], typed


FEW = {
    "whole": [Name("东北亚"), Name("东北"), Name("东北三省一区", ("三省一区",))],
    "words": [Name("a", (), ("new energies",)), Name("b", (), ("green energy",)), Name("c", (), ("energy-saving",))],
    "places": [Name(key, (), (), (), ("地区", "region")) for key in ("山东半岛", "浙江", "长江三角洲")],
    "rare": [Name("覃建国", (), (), ("Qín Jiànguó",)), Name("覃建军")],
    "ids": [Name("jilin-2003-2022"), Name("liaoning-2003-2022")],
}
MEANT = """
whole 东北 东北 東北 dongbei db | whole 东北三省一区 三省一区 | words b+c energy | words a+b+c energ
places 浙江 浙江省 | places 长江三角洲 三角洲 | places - 山东 长江 江苏省 | rare 覃建军 qinjianjun jianjun
rare 覃建国 qin | ids jilin-2003-2022 jilin_2003 | ids jilin-2003-2022+liaoning-2003-2022 2003–2022
"""


@pytest.mark.parametrize(("few", "keys", "typed"), cases(MEANT))
def test_the_surest_of_a_few_is_meant(few: str, keys: str, typed: str) -> None:
    """A whole name wins over parts, whole words over beginnings; a place is no other that holds its name.

    Rare readings are for whole names; numbers are words of an id.
    """
    assert "+".join(each.key for each in match(typed, FEW[few])) == keys.strip("-")


def test_curated_pinyin_overrules_the_table() -> None:
    """A name is read as its curator reads it and in no other way; aliases are read by the table."""
    names = [Name("单乐行", ("乐行",), (), ("Shàn Lèxíng",))]
    assert match("shan le xing", names) == [Match("单乐行", "spelled", "单乐行")]
    assert match("dan yue hang", names) == []
    assert match("yuehang", names) == [Match("单乐行", "spelled", "乐行")]
    assert match("xu lin", [Name("expert-1", (), (), ("Xú Lín",))])[0].key == "expert-1"


OFFERED = """
party 徐林 徐 xl | party 王明远 wangm mingy | region 东北 東 | region 黑龙江 hlj heil | topic transfers 财政 fis zyz
topic transfers zhuany | topic opening-up south_k | topic population renk
"""


@pytest.mark.parametrize(("sort", "key", "typed"), cases(OFFERED))
def test_what_is_typed_so_far_can_be_completed(sort: str, key: str, typed: str) -> None:
    """A name is offered from the beginning of a form, of an English word, of its pinyin or of its initials."""
    assert key in [each.key for each in completions(typed, NAMES[sort])]


def test_completions_are_in_order_and_only_beginnings() -> None:
    """Beginnings of a form come first and initials last; the middle of a name is no beginning; a blank is anything."""
    names = [Name("兴林"), Name("x", (), ("New Xlo",)), Name("xl-1")]
    assert [each.key for each in completions("xl", names)] == ["xl-1", "x", "兴林"]
    assert [each.key for each in completions("", names)] == ["兴林", "x", "xl-1"]
    assert [completions(typed, names) for typed in ("林", "u lin", "\0")] == [[], [], []]


TEXT = st.text(st.characters() | st.sampled_from("徐林东东北 -'xulin吉2"), max_size=12)
KEYS = st.lists(TEXT.filter(str.strip), min_size=1, max_size=6, unique=True)


@given(KEYS, st.data())
def test_an_exact_name_means_itself(keys: list[str], data: st.DataObject) -> None:
    """Whatever the names are, one typed as it is written finds itself alone."""
    key = data.draw(st.sampled_from(keys))
    assert match(key, [Name(key) for key in keys]) == [Match(key, "exact", key)]


@given(TEXT, KEYS)
def test_no_query_breaks_anything(query: str, keys: list[str]) -> None:
    """Any query against any names gives names of the base, each once."""
    names = [Name(key, (key[::-1],), (key,), (key,), ("会议",)[: len(key) % 2]) for key in keys]
    for results in (match(query, names), suggestions(query, names), completions(query, names)):
        answered = [each.key for each in results]
        assert len(set(answered)) == len(answered)
        assert set(answered) <= set(keys)
