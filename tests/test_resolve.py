"""What typed words mean: names of every sort, ids, closed vocabularies and dates."""

import pytest

from dongbei_cli import errors, resolve
from dongbei_cli.base import open_base

BASE = open_base()
CONNECTION = BASE.connection


@pytest.mark.parametrize(
    ("sort", "typed", "meant"),
    [
        *(("speaker", typed, "徐林") for typed in ("徐林", "xulin", "Xu Lin", "Xú Lín", "XU LIN", "xl", "Lin Xu")),
        ("topic", "转移支付", "transfers"), ("topic", "money", "transfers"),
        ("topic", "fiscal transfers", "transfers"), ("region", "Jilin", "吉林"), ("region", "吉林省", "吉林"),
        ("area", "国企改革", "soe-reform"), ("proposer", "chifulin", "迟福林"),
    ],
)  # fmt: skip
def test_names_of_every_sort_resolve(sort: str, typed: str, meant: str) -> None:
    """Slug, Chinese, English, pinyin and alias lead to the one thing."""
    assert BASE.name_of(sort, typed) == meant


@pytest.mark.parametrize(
    ("sort", "typed", "meant"),
    [("status", "OFFICIAL", "official"), ("speech", "直接引语", "direct"), ("kind", "数据", "figure")],
)
def test_words_of_a_closed_vocabulary(sort: str, typed: str, meant: str) -> None:
    """In any case, and in Chinese as tables print them."""
    assert resolve.values(CONNECTION, sort, typed) == [meant]


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (None, None, (None, None)),
        ("2003", "2010", ("2003-01-01", "2010-12-31")),
        ("2023年9月", "2023年10月27日", ("2023-09-01", "2023-10-27")),
        ("September 2023", "27 Oct 2023", ("2023-09-01", "2023-10-27")),
        ("2023Q3", "2023-10-08", ("2023-07-01", "2023-10-08")),
        ("2023/9", "2023.10.27", ("2023-09-01", "2023-10-27")),
        ("2023 年 9 月", "2023年9月上旬", ("2023-09-01", "2023-09-10")),
        ("２０２３年９月", "2023年第三季度", ("2023-09-01", "2023-09-30")),
    ],
)
def test_dates_as_people_write_them(since: str | None, until: str | None, days: tuple[str | None, str | None]) -> None:
    """The first day of one and the last day of the other."""
    assert resolve.days(CONNECTION, since, until) == days


@pytest.mark.parametrize("typed", ["2026-07", "2999-01-01", "", "nonsense"])
def test_the_day_of_reading_is_one_day_and_past(typed: str) -> None:
    """Read as other dates are; a month is none, and nobody has read tomorrow."""
    for day in ("2026年7月31日", "2026-07-31", "2026/7/31"):
        assert resolve.day_read(CONNECTION, day) == "2026-07-31"
    with pytest.raises(errors.UsageError):
        resolve.day_read(CONNECTION, typed)
