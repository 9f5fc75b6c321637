"""Figures: values as written, bars to scale, totals stated and computed, contradictions, and each passage once."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from rich.text import Text

from dongbei_cli.views import Look
from dongbei_cli.views.figures import COMPUTED, Bar, bar, ranges
from tests.views.screens import BASE, screen

ZH = Look("zh", 80, narrowed=True)


def cells(drawn: str) -> int:
    """The length of a bar in eighths of a cell."""
    return sum("▏▎▍▌▋▊▉█".index(character) + 1 for character in drawn)


def lengths(text: str) -> list[int]:
    """The lengths of the bars of a screen, from above."""
    return [cells(found) for found in re.findall(r"[█▏▎▍▌▋▊▉]+", text)]


def test_the_transfers_show_sum_shares_and_the_contradiction() -> None:
    """The three provinces, their bars and shares; the stated total, without; the computed one; the words."""
    text = screen("stats", BASE.figures("transfers"), ZH)
    rows = re.findall(r"(?m)^([1-4])  (\S+) +(\S+?)(?:  (\S+) +(\S+%))?$", text)
    assert [(number, amount, share) for number, _, amount, _, share in rows] == [
        ("1", "32553亿元", "27.1%"),
        ("2", "28628亿元", "23.9%"),
        ("3", "58847亿元", "49.0%"),
        ("4", "近11万亿元", ""),
    ]
    assert [cells(each[3]) for each in rows] == [35, 31, 64, 0]
    assert re.search(r"实际相加 +12\.0028万亿元 +100%", text)
    assert text.count("原文矛盾：") == 1
    assert text.count("转移支付总额分别达") == 1
    assert "1–4 ¶7 2003~2022年之间" in text
    assert "transfers-total-2003-2022" in text


@pytest.mark.parametrize(("unit", "sum_of_all"), [("亿元", "120,028亿元"), ("元", "12,002,800,000,000元"),
                                                  ("千亿元", "120.028千亿元")])  # fmt: skip
@pytest.mark.parametrize("view", ["stats", "pictures"])
def test_a_computed_sum_is_in_the_unit_of_its_column(view: str, unit: str, sum_of_all: str) -> None:
    """Whatever the reader wants the figures in."""
    text = screen(view, BASE.figures("transfers", unit=unit), ZH)
    assert re.search(rf"实际相加 +{sum_of_all}", text)


def test_a_sum_of_which_parts_are_missing_is_said_to_be_missing() -> None:
    """Two rows of four have no total, and the page tells why."""
    two = screen("stats", BASE.figures("transfers")[:2], ZH)
    assert "未列合计：和由3项相加，只显示其中2项" in two
    assert "实际相加" not in two


def test_mere_counts_are_left_out_unless_asked_for() -> None:
    """三大 and 第七次 with `--all` only, or where nothing else is; how many are left out is said."""
    look = Look("zh", 80)
    text = screen("stats", BASE.figures(), look)
    assert not re.search("三大区域|第七次人口|第四极|一两个", text)
    assert "另有10个" in text
    assert re.search(r"(?m)^2  优惠支持政策的种数 +上百种$", text)
    everything = screen("stats", BASE.figures(), look._replace(everything=True))
    assert all(word in everything for word in ("三大", "第七次", "第四极", "一两个"))
    assert "另有" not in everything
    assert "三省" in screen("stats", BASE.figures("integration"), ZH)


def test_as_written_and_in_english() -> None:
    """上百种 is 100 or more kinds, never over 100; the gloss is over the Chinese."""
    text = screen("stats", BASE.figures(), Look("en", 80))
    assert re.search(r"100 or more kinds\n.* 上百种\n", text)
    assert not re.search("over 100|超100", text)


def test_what_is_measured_comes_first() -> None:
    """Money, shares and people open the page."""
    text = screen("stats", BASE.figures(), Look("zh", 80))
    assert re.findall(r"(?m)^\S+  ([a-z]+)", text)[:3] == ["transfers", "economy", "population"]


def test_each_passage_is_printed_once() -> None:
    """A passage that another holds, or that only a comma parts from it, is part of it."""
    economy = screen("stats", BASE.figures("economy"), ZH._replace(width=120))
    assert "1, 2 ¶10 东北地区经济总量占全国经济总量的比重也从2003年的8.5%下降到2021年底的4.9%" in economy
    assert "计算所得变化" in economy
    assert "−3.6个百分点" in economy
    population = screen("stats", BASE.figures("population"), ZH._replace(width=120))
    assert "1–3 ¶10 在2010~2020年这十年间，东北地区人口流失达到821万，平衡流入人口后净流出354万" in population
    assert "2 注：原文未明说354万涵盖哪些地方。" in population


@pytest.mark.parametrize(
    ("numbers", "shown"), [((1,), "1"), ((1, 2), "1, 2"), ((1, 2, 3), "1–3"), ((1, 3, 4, 5, 9), "1, 3–5, 9")]
)
def test_numbers_of_rows(numbers: tuple[int, ...], shown: str) -> None:
    """Three and more in a row with a dash."""
    assert ranges(numbers) == shown


def test_bars_grow_with_their_amounts() -> None:
    """A greater one never has a shorter bar, the greatest fills its room, and the smallest is visible."""
    amounts = [Decimal(n) for n in (1, 2, 500, 28628, 32553, 58847)]
    found = [cells(bar(amount / amounts[-1] * 10)) for amount in amounts]
    assert all(one <= two for one, two in pairwise(found))
    assert (found[0], found[-1]) == (1, 80)


@pytest.mark.parametrize(
    ("full", "end", "drawn"), [(2, 2, "█{8}$"), (2, None, "█{7}▸$"), (1, 2, "█{4}░{4}$"), (0, 2, "^▏░{7}$")]
)
def test_a_bar_shows_what_the_words_leave_open(full: int, end: int | None, drawn: str) -> None:
    """近2 may be little more than 1; 不超过2 may be next to nothing; 超2 has no end."""
    one = Bar(Text(), Text(), Decimal(full), None if end is None else Decimal(end))
    assert re.search(drawn, one.on_scale(Decimal(2), 8).plain)


def test_a_picture_has_one_scale() -> None:
    """The computed total is the longest, the stated one as long as its words allow; each topic has its own subject."""
    text = screen("pictures", BASE.figures("transfers"), Look("zh", 100))
    longest = text.count(COMPUTED) * 8
    values = [32553, 28628, 58847, 100000]  # 近11万亿 may be little more than 10
    assert all(abs(one - longest * value / 120028) < 8 for one, value in zip(lengths(text), values, strict=True))
    assert re.search(r"累计转移支付规模 +近11万亿元 +█+[▏▎▍▌▋▊▉]?░+\n原文所说的合计", text)
    economy = screen("pictures", BASE.figures("economy"), Look("en", 80))
    assert "share of national economic output · Northeast China" in economy
    assert re.search(r"2003 +8\.5% +█+\n2021 +4\.9% +█+", economy)
    assert "computed change −3.6 percentage points" in economy
    loss, outflow = lengths(screen("pictures", BASE.figures("population"), Look("zh", 80)))
    assert abs(outflow / loss - 354 / 821) < 0.02
