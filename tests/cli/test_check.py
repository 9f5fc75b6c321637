"""`dongbei check` as a process: exit codes, formats, drafts from files."""

import json
from pathlib import Path

import pytest

from tests.conftest import Runner

TRUE, FALSE = "2003~2022年，中央给吉林的转移支付为28628亿元", "座谈会在长春召开"
KEYS = ["verdict", "claim", "facts", "slot", "claimed", "stated", "excerpt", "paragraph", "start", "end", "link"]


@pytest.mark.parametrize(
    ("call", "code", "said"),
    [
        ([TRUE], 0, ""),
        ([TRUE, FALSE], 1, "1 of 2 claims are supported"),
        (["The", "symposium", "was", "held", "in", "Harbin"], 0, ""),
        (["我认为这很好。"], 1, "passed over: 1"),
    ],
)
def test_the_exit_code_says_whether_all_is_supported(call: list[str], code: int, said: str, dongbei: Runner) -> None:
    """0 for nothing but support."""
    done = dongbei("check", *call)
    assert (done.returncode, said in done.stderr) == (code, True)


def test_rows_have_what_decides_and_its_place(tmp_path: Path, dongbei: Runner) -> None:
    """The same for a file in JSON and in CSV, and with a citation of the fact."""
    draft = tmp_path / "draft.md"
    draft.write_text(f"{TRUE}。{FALSE}。李洪彪毕业于北京大学。\n", encoding="utf-8")
    call = ("check", "--file", str(draft))
    found = json.loads(dongbei(*call, "--json").stdout)
    assert [list(row) for row in found] == [KEYS] * 3
    place = {"start": len(TRUE) + 1, "end": len(TRUE) + 10, "facts": ["symposium-2023-09"]}
    assert found[1].items() >= {"slot": "place", "claimed": "长春", "stated": "哈尔滨", **place}.items()
    assert found[2].items() >= {"verdict": "unmentioned", "excerpt": None}.items()
    assert set(dongbei(*call, "-f", "csv").stdout.splitlines()[0].split(",")) == {*KEYS}
    cited = json.loads(dongbei(*call, "--json", "--cite").stdout)
    assert [bool(row["citation"]) for row in cited] == [True, True, False]


def test_tables_name_the_slot_and_both_values(dongbei: Runner) -> None:
    """In both languages; a claim near a total that the article contradicts shows the contradiction."""
    table = dongbei("check", FALSE, "累计转移支付规模近11万亿元", "--lang", "zh").stdout
    for words in ("不符", "地点不同：此说 长春，原文 哈尔滨", "原文自相矛盾", "12.0028万亿元"):
        assert words in table
    assert "Place differs: claimed 长春, the article 哈尔滨" in dongbei("check", FALSE, "--lang", "en").stdout
