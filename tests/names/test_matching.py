"""What users type finds what they mean, says how, and finds nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli.names.matching import Match, Name, completions, match, suggestions

NAMES = (
    Name("徐林", ("徐林",), ("Xu Lin",), ("Xú Lín",)),
    Name("王明远", (), ("Wang Mingyuan",), ("Wáng Míngyuǎn",)),
    Name("迟福林", (), ("Chi Fulin",), ("Chí Fúlín",)),
    Name("李洪彪", (), ("Li Hongbiao",), ("Lǐ Hóngbiāo",)),
    Name("transfers", ("转移支付", "财政转移支付"), ("fiscal transfers",)),
    Name("population", ("人口", "人口流失"), ("population",)),
    Name("soe-reform", ("国企改革", "国资国企"), ("reform of state-owned enterprises", "SOE reform")),
    Name("new-energy", ("新能源",), ("new energy",)),
    Name("growth", ("GDP增速", "经济增长"), ("economic growth",)),
    Name("吉林", ("吉林", "吉林省", "jilin"), ("Jilin",)),
    Name("黑龙江", ("黑龙江", "黑龙江省", "heilongjiang"), ("Heilongjiang",)),
    Name("辽宁", ("辽宁", "辽宁省", "liaoning"), ("Liaoning",)),
    Name("东北", ("东北", "northeast"), ("Northeast China",)),
    Name("日韩", ("日韩",), ("Japan and South Korea",)),
    Name("哈尔滨", (), ("Harbin",), ("Hā'ěrbīn",)),
    Name("重庆"),
    Name("长春"),
    Name("银行"),
    Name("吕梁"),
    Name("西安", (), (), ("Xī'ān",)),
    Name("transfers-jilin-2003-2022"),
    Name("transfers-liaoning-2003-2022"),
    Name("net-outflow-2020"),
    Name("中国东北振兴研究院", ("研究院",), ("China Institute for Northeast Revitalisation",)),
)

MEANT = """
    徐林                         exact      徐林
    transfers                    exact      transfers
    jilin                        exact      吉林
    国资国企                     exact      soe-reform
    net-outflow-2020             exact      net-outflow-2020
    東北                         folded     东北
    黑龍江                       folded     黑龙江
    黑龍江省                     folded     黑龙江
    轉移支付                     folded     transfers
    遼寧                         folded     辽宁
    日韓                         folded     日韩
    中國東北振興研究院           folded     中国东北振兴研究院
    徐_林                        folded     徐林
    ＪＩＬＩＮ                   folded     吉林
    ｔｒａｎｓｆｅｒｓ           folded     transfers
    Heilongjiang                 folded     黑龙江
    ｇｄｐ增速                   folded     growth
    gdp增速                      folded     growth
    Net-Outflow-2020             folded     net-outflow-2020
    Xu_Lin                       english    徐林
    xu_lin                       english    徐林
    Lin_Xu                       english    徐林
    lin_xu                       english    徐林
    Xu,_Lin                      english    徐林
    XU_Lin                       english    徐林
    Ｘｕ_Ｌｉｎ                  english    徐林
    Mingyuan_Wang                english    王明远
    Ming_Yuan_Wang               english    王明远
    Wang_Ming-yuan               english    王明远
    chi_fu_lin                   english    迟福林
    Fiscal_Transfers             english    transfers
    new_energy                   english    new-energy
    soe_reform                   english    soe-reform
    Japan_and_South_Korea        english    日韩
    liao_ning                    english    辽宁
    harbin                       english    哈尔滨
    xulin                        pinyin     徐林
    XULIN                        pinyin     徐林
    Xú_Lín                       pinyin     徐林
    xúlín                        pinyin     徐林
    xu2lin2                      pinyin     徐林
    ｘｕｌｉｎ                   pinyin     徐林
    chifulin                     pinyin     迟福林
    Chí_Fúlín                    pinyin     迟福林
    wangmingyuan                 pinyin     王明远
    lihongbiao                   pinyin     李洪彪
    renkou                       pinyin     population
    ren_kou                      pinyin     population
    rénkǒu_liúshī                pinyin     population
    zhuanyizhifu                 pinyin     transfers
    zhuan_yi_zhi_fu              pinyin     transfers
    caizhengzhuanyizhifu         pinyin     transfers
    guoqigaige                   pinyin     soe-reform
    gdpzengsu                    pinyin     growth
    dongbei                      pinyin     东北
    jilinsheng                   pinyin     吉林
    rihan                        pinyin     日韩
    haerbin                      pinyin     哈尔滨
    ha'erbin                     pinyin     哈尔滨
    chongqing                    pinyin     重庆
    zhongqing                    pinyin     重庆
    changchun                    pinyin     长春
    zhangchun                    pinyin     长春
    yinhang                      pinyin     银行
    yinxing                      pinyin     银行
    lüliang                      pinyin     吕梁
    lvliang                      pinyin     吕梁
    lyuliang                     pinyin     吕梁
    lu:liang                     pinyin     吕梁
    luliang                      pinyin     吕梁
    xian                         pinyin     西安
    xi'an                        pinyin     西安
    xi’an                        pinyin     西安
    xl                           initials   徐林
    XL                           initials   徐林
    wmy                          initials   王明远
    cfl                          initials   迟福林
    chfl                         initials   迟福林
    zyzf                         initials   transfers
    czzyzf                       initials   transfers
    gqgg                         initials   soe-reform
    hlj                          initials   黑龙江
    db                           initials   东北
    zgdbzxyjy                    initials   中国东北振兴研究院
    wangmy                       initials   王明远
    chiflin                      initials   迟福林
    徐                           substring  徐林
    明远                         substring  王明远
    支付                         substring  transfers
    流失                         substring  population
    東北振興                     substring  中国东北振兴研究院
    能源                         substring  new-energy
    fiscal                       substring  transfers
    Wang                         substring  王明远
    energy                       substring  new-energy
    state-owned                  substring  soe-reform
    enterprises_state            substring  soe-reform
    south_korea                  substring  日韩
    gdp                          substring  growth
    net-outflow                  substring  net-outflow-2020
    jilin-2003                   substring  transfers-jilin-2003-2022
    zhifu                        substring  transfers
    liushi                       substring  population
    nengyuan                     substring  new-energy
    zhenxing                     substring  中国东北振兴研究院
"""


def rows(table: str) -> list[list[str]]:
    """The lines of a table, cut into cells; an underscore stands for a space."""
    return [[cell.replace("_", " ") for cell in line.split()] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("query", "how", "key"), rows(MEANT))
def test_one_name_is_meant(query: str, how: str, key: str) -> None:
    """Each way of typing finds the one name, and says by which way of comparing."""
    assert [(found.how, found.key) for found in match(query, NAMES)] == [(how, key)]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("林", ["徐林", "迟福林", "吉林"]),
        ("北", ["东北", "中国东北振兴研究院"]),
        ("transfers 2003", ["transfers-jilin-2003-2022", "transfers-liaoning-2003-2022"]),
        ("2003-2022", ["transfers-jilin-2003-2022", "transfers-liaoning-2003-2022"]),
        ("north", ["东北", "中国东北振兴研究院"]),
        ("fu", ["迟福林", "transfers"]),
    ],
)
def test_all_names_that_are_meant_equally(query: str, keys: list[str]) -> None:
    """An ambiguous query finds all its names, in their own order, for the caller to list."""
    assert [found.key for found in match(query, NAMES)] == keys


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "\t\n",
        "\u3000",
        "\u200b",
        "林徐",
        "徐琳",
        "王明元",
        "xulinn",
        "xuli",
        "zhuanyizh",
        "x",
        "l",
        "ransfers",
        "ilin",
        "nglin",
        "徐林教授",
        "tongqingg",
        "上海",
        "shanghai",
        "zz",
        "%",
        "*",
        ".*",
        "'",
        "--",
        "2",
        "\0",
        "徐\0林",
        "\x1b[31m",
        "\ud800",
        "徐林" * 60000,
        "a" * 120000,
        "\u0315\u0300" * 60000,
        "'" * 120000,
    ],
)
def test_nothing_is_meant(query: str) -> None:
    """Blank, odd and overlong queries, and typos, find nothing at all."""
    assert match(query, NAMES) == []


def test_the_form_that_fits_is_told() -> None:
    """A caller can say what was found: the alias, the English name or the characters that were read."""
    assert match("caizheng zhuanyi zhifu", NAMES) == [Match("transfers", "pinyin", "财政转移支付")]
    assert match("soe reform", NAMES) == [Match("soe-reform", "english", "SOE reform")]
    assert match("liushi", NAMES) == [Match("population", "substring", "人口流失")]
    assert match("ha er bin", NAMES) == [Match("哈尔滨", "pinyin", "哈尔滨")]


def test_a_surer_way_hides_the_others() -> None:
    """A name typed in full is not ambiguous with the longer names that contain it."""
    names = [Name("东北亚"), Name("东北"), Name("东北三省一区")]
    assert match("东北", names) == [Match("东北", "exact", "东北")]
    assert match("東北", names) == [Match("东北", "folded", "东北")]
    assert match("dongbei", names) == [Match("东北", "pinyin", "东北")]
    assert match("db", names) == [Match("东北", "initials", "东北")]
    assert len(match("dong", names)) == 3


def test_curated_pinyin_overrules_the_table() -> None:
    """A polyphone whose reading is curated is read no other way, while aliases are still read by the table."""
    names = [Name("单乐行", ("乐行",), (), ("Shàn Lèxíng",))]
    assert match("shan le xing", names) == [Match("单乐行", "pinyin", "单乐行")]
    assert match("dan yue hang", names) == []
    assert match("yuehang", names) == [Match("单乐行", "pinyin", "乐行")]


def test_curated_pinyin_reads_what_has_no_characters() -> None:
    """A name whose only form is a slug can be typed as it is said."""
    assert match("xu lin", [Name("expert-1", (), (), ("Xú Lín",))]) == [Match("expert-1", "pinyin", "expert-1")]


def test_rare_readings_are_for_whole_names() -> None:
    """覃 is Qin as a family name, but tan when only part of a name is typed."""
    names = [Name("覃建国")]
    assert [found.how for found in match("qinjianguo", names)] == ["pinyin"]
    assert [found.how for found in match("tan", names)] == ["substring"]
    assert match("qin", names) == []


TYPOS = """
    徐琳                   sound      徐林
    徐玲                   sound      徐林
    王明元                 sound      王明远
    王名远                 sound      王明远
    王明媛                 sound      王明远
    池福林                 sound      迟福林
    遲福琳                 sound      迟福林
    李红标                 sound      李洪彪
    转移只付               sound      transfers
    只付                   sound      transfers
    任口                   sound      population
    集林                   sound      吉林
    徐林教授               substring  徐林
    吉林市                 substring  吉林
    Mr_Xu_Lin              substring  徐林
    黑龙江一共拿了多少钱？ substring  黑龙江
    林徐                   spelling   徐林
    王明达                 spelling   王明远
    xuling                 spelling   徐林
    xulni                  spelling   徐林
    xulinn                 spelling   徐林
    cifulin                spelling   迟福林
    wangminyuan            spelling   王明远
    lihonbiao              spelling   李洪彪
    heilongjang            spelling   黑龙江
    tranfers               spelling   transfers
    transferz              spelling   transfers
    fiscal_tansfer         spelling   transfers
    popluation             spelling   population
    new_enrgy              spelling   new-energy
    Harbing                spelling   哈尔滨
    gpd增速                spelling   growth
    zhuanyizifu            spelling   transfers
    net-outflow-2002       spelling   net-outflow-2020
    transfers-jiling-2003-2022 spelling transfers-jilin-2003-2022
"""


@pytest.mark.parametrize(("query", "how", "key"), rows(TYPOS))
def test_the_first_suggestion_is_what_was_meant(query: str, how: str, key: str) -> None:
    """A slip of the ear, of the keyboard or of the eye means nothing by itself but suggests the name."""
    assert match(query, NAMES) == []
    assert [(found.how, found.key) for found in suggestions(query, NAMES)][:1] == [(how, key)]


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "徐明",
        "张三",
        "上海",
        "东",
        "zzz",
        "cat",
        "qwertyuiop",
        "unemployment",
        "\0",
        "\ud800",
        "徐林" * 60000,
        "a" * 120000,
        "2023",
    ],
)
def test_nothing_far_fetched_is_suggested(query: str) -> None:
    """Another word is no typo."""
    assert suggestions(query, NAMES) == []


def test_suggestions_are_few_and_the_nearest_first() -> None:
    """At most as many as asked for, none much farther off than the first."""
    names = [Name(slug) for slug in ("transfers-total", "transfer-total", "transfers-totals-x", "transfers", "total")]
    assert [found.key for found in suggestions("transfers-totl", names)] == ["transfers-total", "transfer-total"]
    assert [found.key for found in suggestions("transfers-totl", names, 1)] == ["transfers-total"]


PREFIXES = """
    徐            prefix    徐林
    東            prefix    东北
    转移          prefix    transfers
    财政          prefix    transfers
    soe           prefix    soe-reform
    transfers-j   prefix    transfers-jilin-2003-2022
    fis           english   transfers
    mingy         english   王明远
    south_k       english   日韩
    xul           pinyin    徐林
    xulin         pinyin    徐林
    xu_l          english   徐林
    wangm         pinyin    王明远
    renk          pinyin    population
    zhuanyizh     pinyin    transfers
    zhuany        pinyin    transfers
    lvl           pinyin    吕梁
    chongq        pinyin    重庆
    xl            initials  徐林
    zyz           initials  transfers
    wangmy        initials  王明远
    hlj           initials  黑龙江
"""


@pytest.mark.parametrize(("prefix", "how", "key"), rows(PREFIXES))
def test_what_is_typed_so_far_can_be_completed(prefix: str, how: str, key: str) -> None:
    """The name is offered from the beginning of its form, of an English word, of its pinyin or of its initials."""
    assert (key, how) in [(found.key, found.how) for found in completions(prefix, NAMES)]


def test_a_blank_can_become_anything() -> None:
    """Tab on nothing offers every name, once."""
    assert [found.key for found in completions("", NAMES)] == [name.key for name in NAMES]


@pytest.mark.parametrize("prefix", ["徐林x", "林", "qq", "口", "u lin", "\0", "\ud800", "x" * 120000, "支付"])
def test_what_begins_no_name_is_not_completed(prefix: str) -> None:
    """The middle of a name is not its beginning, and odd input is harmless."""
    assert completions(prefix, NAMES) == []


def test_surer_completions_come_first() -> None:
    """A slug before English words, these before pinyin, this before initials."""
    names = [Name("徐林"), Name("兴林"), Name("x", (), ("Xlo",)), Name("xl-1")]
    assert [found.how for found in completions("xl", names)] == ["prefix", "english", "initials", "initials"]


TEXT = st.text(st.characters() | st.sampled_from("徐林东東北 -'xulin吉2"), max_size=12)
BASES = st.lists(TEXT.filter(str.strip), min_size=1, max_size=6, unique=True)


@given(BASES, st.data())
def test_an_exact_name_means_itself(keys: list[str], data: st.DataObject) -> None:
    """Whatever the names are, one typed as it stands finds itself alone, and can be completed."""
    key = data.draw(st.sampled_from(keys))
    names = [Name(key) for key in keys]
    assert match(key, names) == [Match(key, "exact", key)]
    assert key not in [found.key for found in suggestions(key, names)]


@given(TEXT, BASES)
def test_no_query_breaks_anything(query: str, keys: list[str]) -> None:
    """Any query against any names gives names of the base, each once."""
    names = [Name(key, (key[::-1],), (key,), (key,)) for key in keys]
    for found in (match(query, names), suggestions(query, names), completions(query, names)):
        answered = [one.key for one in found]
        assert len(set(answered)) == len(answered)
        assert set(answered) <= set(keys)


@given(st.sampled_from(NAMES), st.integers(1, 12))
def test_every_beginning_of_a_name_completes_to_it(name: Name, size: int) -> None:
    """Typing a form or an English name letter by letter always offers the name."""
    for form in (*name.forms, *name.english, name.key):
        assert name.key in [found.key for found in completions(form[:size], NAMES)]
