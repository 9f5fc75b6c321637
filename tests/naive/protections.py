"""What a tool that is trusted must withstand, each as a question that can be put to any tool with the same commands."""

import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.bad_bases import shapes, whole
from tests.cli.test_streams import shell
from tests.faults import Disk, Writing
from tests.warm import Done, Warm, uncautioned


class System(NamedTuple):
    """A tool: its processes forked from a warm one that has the shim of `faults`, and the module to run it cold."""

    warm: Warm
    module: str

    def ask(self, path: str, *arguments: str, **environment: str) -> Done:
        """Put a question to a base."""
        return self.warm.run(*(arguments or ("stats", "--json")), "--facts", path, **environment)

    def piped(self, path: str, ending: str, **environment: str) -> tuple[int, bytes]:
        """The exit code of a shell's pipeline, and what it says on stderr."""
        command = f"'{sys.executable}' -m {self.module} stats --json --facts '{path}' {ending}"
        done = shell(command, **environment)
        return done.returncode, uncautioned(done.stderr.decode()).encode()


Protection = Callable[[System, Path], bool]


def refused(done: Done) -> bool:
    """Whether there is a clean refusal: no answer, no trace, the exit code of a bad base."""
    return done.code == 3 and not done.out and "Traceback" not in done.err


def of_text(old: str, new: str) -> Protection:
    """The sound base with one replacement is refused."""

    def holds(system: System, folder: Path) -> bool:
        assert old in whole.text()
        return refused(system.ask(whole.write(folder, whole.text().replace(old, new, 1))))

    return holds


def of_file(facts: str | bytes) -> Protection:
    """A whole file is refused."""
    return lambda system, folder: refused(system.ask(whole.write(folder, facts)))


def of_shape(section: str, **changes: object) -> Protection:
    """The sound base with a changed entry is refused."""
    return lambda system, folder: refused(system.ask(shapes.changed(folder, section, changes)))


def as_written(value: str) -> Protection:
    """A value that YAML would turn into something else comes out as it was written, or is refused."""

    def holds(system: System, folder: Path) -> bool:
        text = whole.text().replace('unit: "亿元"', f"unit: {value}", 1)
        done = system.ask(whole.write(folder, text))
        return refused(done) or (done.code == 0 and json.loads(done.out)[0]["unit"] == value)

    return holds


def head(system: System, folder: Path) -> bool:
    """A reader that stops early: 141 and silence."""
    base = whole.base()
    base["figures"] = [base["figures"][1] | {"id": f"f-{number}"} for number in range(400)] + base["figures"][:1]
    base["relations"] = []
    path = whole.write(folder, whole.text(base).replace("relations:\n", ""))
    return system.piped(path, "| head -c 9") == (141, b"")


def full_disk(system: System, folder: Path) -> bool:
    """A full disk: exit 4 and one line."""
    code, said = system.piped(whole.write(folder), ">/dev/full")
    return code == 4 and said.count(b"\n") == 1


def closed_stdout(system: System, folder: Path) -> bool:
    """No stdout: exit 4 and one line."""
    code, said = system.piped(whole.write(folder), ">&-")
    return code == 4 and said.count(b"\n") == 1


def console(system: System, folder: Path) -> bool:
    """JSON to a console that has no Chinese: UTF-8."""
    return system.piped(whole.write(folder), ">/dev/null", PYTHONIOENCODING="latin-1", PYTHONUTF8="0") == (0, b"")


def escape(system: System, folder: Path) -> bool:
    """An escape of a terminal, written as an escape of YAML, does not come out as one."""
    path = whole.write(folder, whole.text().replace('"题目"', '"\\e[31m题目"'))
    return b"\x1b" not in system.ask(path, "stats").out


def markup(system: System, folder: Path) -> bool:
    """Square brackets are text."""
    path = whole.write(folder, whole.text().replace('unit: "亿元"', 'unit: "[b]亿元"', 1))
    return b"[b]" in system.ask(path, "stats").out


def narrow(system: System, folder: Path) -> bool:
    """A table in 20 columns loses nothing."""
    out = system.ask(whole.write(folder), "stats", COLUMNS="20", LANG="zh_CN.UTF-8").out.decode()
    return "28628" in out and "亿元" in out and "…" not in out


def limit(system: System, folder: Path) -> bool:
    """A number in full-width digits is not taken for one."""
    return system.ask(whole.write(folder), "stats", "--json", "--limit", "１").code == 2


def negative(system: System, folder: Path) -> bool:
    """A negative limit does not cut from the end."""
    return system.ask(whole.write(folder), "stats", "--json", "--limit", "-1").code == 2


def memory(system: System, folder: Path) -> bool:
    """A hundred thousand brackets end neither in a crash nor in a trace."""
    return refused(system.ask(whole.write(folder, "sources: " + "[" * 100_000)))


def bomb(system: System, folder: Path) -> bool:
    """A billion laughs do not fill the memory."""
    levels = "".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]\n" for n in range(1, 9))
    text = "k0: &k0 [x, x, x, x, x, x, x, x, x]\n" + levels + "figures: *k8\n"
    return refused(system.ask(whole.write(folder, text)))


def whole_or_old(system: System, folder: Path, call_fails: Callable[[Disk, int], Done]) -> bool:
    """Whether `-o` leaves the old file or the new one, whichever of its calls fails."""
    writing = Writing("o", ("stats", "--json", "--facts", "facts.yaml", "-o", "facts.json"), "facts.json")
    disk = Disk(folder / "o", writing, system.warm, database=False)
    for call in range(1, disk.calls + 1):
        call_fails(disk, call)
        if (disk.folder / "facts.json").read_bytes() not in (disk.old["facts.json"], disk.new["facts.json"]):
            return False
    return True


def full_while_writing(system: System, folder: Path) -> bool:
    """The disk fills while a file is replaced."""
    return whole_or_old(system, folder, lambda disk, call: disk.run(call, 28, FAULT_STAYS="1"))


def killed_while_writing(system: System, folder: Path) -> bool:
    """The process is killed while a file is replaced."""
    return whole_or_old(system, folder, lambda disk, call: disk.run(call, -signal.SIGKILL))


def onto_its_input(system: System, folder: Path) -> bool:
    """The base is not replaced by an answer."""
    path = whole.write(folder)
    system.ask(path, "stats", "--json", "-o", path)
    return Path(path).read_text(encoding="utf-8") == whole.text()


def option(system: System, folder: Path) -> bool:
    """An option that there is not."""
    return system.ask(whole.write(folder), "stats", "--jsom").code == 2


def command(system: System, folder: Path) -> bool:
    """A command that there is not."""
    return system.ask(whole.write(folder), "statistics").code == 2


def word(system: System, folder: Path) -> bool:
    """A word for a number."""
    return system.ask(whole.write(folder), "stats", "--limit", "many").code == 2


def sound(system: System, folder: Path) -> bool:
    """A sound base gets its answer."""
    done = system.ask(whole.write(folder))
    return done.code == 0 and [record["id"] for record in json.loads(done.out)] == ["jilin", "liaoning"]


PROTECTIONS: dict[str, Protection] = {
    "duplicate-key": of_text('unit: "亿元"', 'unit: "亿元"\n    unit: "元"'),
    "duplicate-section": of_text("quotes:", "figures:"),
    "anchor-and-alias": of_text('unit: "亿元"', "unit: &a 亿元\n    note: *a"),
    "merge-key": of_text('unit: "亿元"', "<<: {unit: 亿元}"),
    "tag": of_text('value: "28628"', "value: !!float 28628"),
    "billion-laughs": bomb,
    "endless-brackets": memory,
    "word-that-yaml-takes-for-false": as_written("no"),
    "number-that-yaml-takes-for-octal": as_written("010"),
    "time-that-yaml-takes-for-seconds": as_written("12:30"),
    "date-that-yaml-takes-for-a-day": as_written("2023-10-27"),
    "no-break-space": of_text("亿元", "亿\u00a0元"),
    "zero-width-space": of_text("亿元", "亿\u200b元"),
    "right-to-left": of_text("亿元", "亿\u202e元"),
    "folded-chinese": of_text('title: "题目"', "title: 题\n      目"),
    "not-utf-8": of_file(whole.text().encode("gbk", "replace")),
    "not-yaml": of_file("a: [b\n"),
    "empty": of_file(""),
    "a-list": of_file("- a\n"),
    "cut-in-a-value": of_file(whole.text()[:-4].encode()),
    "cut-in-a-section": of_file(whole.text()[: whole.text().index("quotes:")].encode()),
    "missing-key": of_shape("figures", unit=None),
    "unknown-key": of_shape("figures", units="亿元"),
    "value-of-another-type": of_shape("figures", unit=["亿元"]),
    "value-that-is-no-number": of_shape("figures", value="1_000"),
    "date-that-does-not-exist": of_shape("events", date="2022-02-30"),
    "dangling-speaker": of_shape("quotes", speaker="徐琳"),
    "words-that-the-article-does-not-say": of_shape("figures", anchors=[{"exact": "28682亿元"}]),
    "changed-article": of_shape("sources", sha256="0" * 64),
    "missing-base": lambda system, folder: refused(system.ask(str(folder / "nothing.yaml"))),
    "folder-for-a-base": lambda system, folder: refused(system.ask(str(folder))),
    "device-for-a-base": lambda system, _: refused(system.ask("/dev/zero")),
    "head": head,
    "full-disk": full_disk,
    "closed-stdout": closed_stdout,
    "console-without-chinese": console,
    "escape": escape,
    "markup": markup,
    "narrow-terminal": narrow,
    "full-width-number": limit,
    "negative-number": negative,
    "full-while-writing": full_while_writing,
    "killed-while-writing": killed_while_writing,
    "answer-onto-its-input": onto_its_input,
    "sound": sound,
    "unknown-option": option,
    "unknown-command": command,
    "word-for-a-number": word,
}
