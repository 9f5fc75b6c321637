"""The article as text: its parts, where passages stand, and addresses that lead a browser to them."""

import re
from itertools import pairwise
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli.readings import Article, text_fragment
from tests.conftest import ROOT

TEXT = "# 题目\n\n甲说：“好。”乙不说！\n  \n《文件》印发，“第四极”与“第五极”。尾"
REAL = Article(next((ROOT / "seeds").glob("*.txt")).read_bytes().decode())
TEXTS = st.text(st.sampled_from("甲乙。！？，“”《》\n 1"), max_size=60)


def test_a_text_is_cut_into_its_parts() -> None:
    """Blank lines are no paragraphs; closing marks end a sentence and belong to it, a line end does too."""
    article = Article(TEXT)
    lines = ["# 题目", "甲说：“好。”乙不说！", "《文件》印发，“第四极”与“第五极”。尾"]
    assert [(p.number, p.text) for p in article.paragraphs] == list(enumerate(lines, 1))
    sentences = ["# 题目", "甲说：“好。”", "乙不说！", "《文件》印发，“第四极”与“第五极”。", "尾"]
    assert [sentence.text for sentence in article.sentences] == sentences
    assert [quotation.text for quotation in article.quotations] == ["“好。”", "“第四极”", "“第五极”"]
    assert [title.text for title in article.titles] == ["《文件》"]


def test_places_of_words() -> None:
    """An anchor that overlaps itself is not unique; prefix and suffix tell passages apart and are no part of them."""
    assert (Article("哈哈哈").occurrences("哈哈"), Article("哈哈哈").occurrences("")) == ([0, 1], [])
    article = Article("甲说好，乙说好。")
    assert [span[1:] for span in article.locate("说好")] == [(1, 3, "说好"), (5, 7, "说好")]
    assert [span[1:] for span in article.locate("说好", prefix="乙")] == [(5, 7, "说好")]
    assert [span[1:] for span in article.locate("说好", suffix="，")] == [(1, 3, "说好")]
    assert article.locate("说好", prefix="丙") == []
    apart = Article("甲。\n\n乙。")
    assert [apart.paragraph(2)[1:], apart.sentence(3).text, apart.paragraph(4).number] == [(2, 2, ""), "", 2]


@given(TEXTS)
def test_sentences_hold_all_that_is_not_white_space(text: str) -> None:
    """No character falls between two sentences, and none lies in two."""
    article = Article(text)
    sentences = article.sentences
    assert re.sub(r"\s", "", "".join(sentence.text for sentence in sentences)) == re.sub(r"\s", "", text)
    assert all(text[span.start : span.end] == span.text for span in sentences)
    assert all(one.end <= two.start for one, two in pairwise(sentences))


def test_every_sentence_of_the_real_article_lies_in_one_paragraph() -> None:
    """Sentences and paragraphs of the shipped article fit each other, and there are as many as a reader counts."""
    assert len(REAL.paragraphs) == len([line for line in REAL.text.split("\n") if line.strip()]) == 25
    for sentence in REAL.sentences:
        assert REAL.paragraph(sentence.start).holds(sentence.start, sentence.end)


def test_a_text_fragment_names_the_words_and_what_stands_beside_them() -> None:
    """What has a meaning in a text directive (dash, comma, ampersand) is encoded inside the words."""
    address = text_fragment("https://a.org/x", "甲-乙,丙&丁", "前", "后")
    directive = address.removeprefix("https://a.org/x#:~:text=")
    before, words, after = directive.split(",")
    assert (unquote(before), unquote(words), unquote(after)) == ("前-", "甲-乙,丙&丁", "-后")
    assert "-" not in words
    assert "&" not in words


def test_a_long_text_fragment_names_whole_clauses() -> None:
    """A browser looks for whole words; a passage without a stop inside is named whole."""
    exact = "2003~2022年之间，中央先后给辽宁、吉林和黑龙江的转移支付总额分别达32553亿、28628亿、58847亿元"
    first, last = map(unquote, text_fragment("u", exact, None, None).partition("text=")[2].split(","))
    assert (first, last) == ("2003~2022年之间", "28628亿、58847亿元")
    assert unquote(text_fragment("u", "改革" * 30, None, None)) == f"u#:~:text={'改革' * 30}"
