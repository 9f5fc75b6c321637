"""facts.yaml as records: values as written, all faults at once, and the article's bytes behind them."""

import pytest

from dongbei_cli.base import sound_file
from dongbei_cli.curate import load
from dongbei_cli.errors import Place
from tests.conftest import ARTICLE, FACTS, Writer


def test_values_stay_as_they_were_written(write_base: Writer) -> None:
    """A number, a date and a word that YAML would turn into something else keep their digits and letters."""
    facts = FACTS.replace("title_en: Transfers to Jilin", "title_en: no").replace("value: 28628", "value: 8.50")
    file = sound_file(write_base(facts))
    (figure,) = file.base.figures
    assert (str(figure.value), figure.title_en, figure.period) == ("8.50", "no", "2003/2022")


def test_every_entry_knows_its_line(write_base: Writer) -> None:
    """The place of a field is where an editor must go to mend it."""
    file = sound_file(path := write_base())
    lines = path.read_text().split("\n")
    assert len([*file.base.facts()]) == 3
    for fact in file.base.facts():
        place = file.place(fact, "id")
        assert place.file == str(path)
        assert lines[place.line - 1][place.column - 1 :] == fact.id


def test_the_article_is_read_byte_for_byte(write_base: Writer) -> None:
    """Its text is not trimmed or normalised, and its SHA-256 is that of the file."""
    article = ARTICLE.replace("\n", "\r\n") + "e\u0301  \n"
    file, _ = load.load(write_base(article=article))
    assert file
    assert file.articles["paper"].text == article
    assert file.pins["paper"] == file.base.sources[0].sha256


@pytest.mark.parametrize("data", [b"\xff\xfe", b"\xe4\xb8"])
def test_an_article_that_is_not_utf_8_is_a_problem_of_its_source(write_base: Writer, data: bytes) -> None:
    """The line of facts.yaml that names the file is the place."""
    path = write_base()
    (path.parent / "article.txt").write_bytes(data)
    file, problems = load.load(path)
    assert file is None
    assert problems[0].place == Place(str(path), 3, 11)
    assert "is not UTF-8" in problems[0].message


def test_an_article_behind_a_link_out_of_the_folder_is_refused(
    write_base: Writer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A fact base that someone sends cannot read other files of the machine."""
    path = write_base()
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("secret")
    (path.parent / "article.txt").unlink()
    (path.parent / "article.txt").symlink_to(outside)
    file, problems = load.load(path)
    assert file is None
    assert "outside the folder" in problems[0].message


def test_an_article_below_the_folder_is_read(write_base: Writer) -> None:
    """The folder of the base may have folders of its own."""
    path = write_base(FACTS.replace("article.txt", "seeds/article.txt"))
    (path.parent / "seeds").mkdir()
    (path.parent / "article.txt").rename(path.parent / "seeds" / "article.txt")
    assert load.load(path)[1] == []


def test_a_topic_in_words_is_told_its_slug(write_base: Writer) -> None:
    """Who writes the name of a term where its slug belongs reads the slug."""
    _, problems = load.load(write_base(FACTS.replace("topics: [transfers]", "topics: [转移支付]", 1)))
    assert problems[0].hint == "write the slug, transfers"
