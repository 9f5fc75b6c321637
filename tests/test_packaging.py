"""What is shipped: archives that hold the base, an installed `dongbei` that answers from anywhere, an editable one."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from dongbei_cli import __version__
from tests.conftest import ROOT

LEFT_OUT = (".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", ".coverage*", "*.db", "dist", "build")
SEED = "seeds/000_7d13b396ffd7970f.txt"
SHIPPED = "from dongbei_cli import base; print(base.shipped('facts.db', 'facts.yaml'))"
PIP = ("-m", "pip", "-q")
ALONE = ("--no-build-isolation", "--no-deps", "--no-index")


def run(*command: str | Path, cwd: Path | None = None, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a command that must succeed, in English and away from the checkout."""
    inherited = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR") if key in os.environ}
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=inherited | {"LANG": "en_GB.UTF-8", "PYTHONUTF8": "1"} | environment,
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree as a clone would have it."""
    target = tmp_path_factory.mktemp("checkout") / "dongbei"
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*LEFT_OUT))
    return target


@pytest.fixture(scope="module")
def sdist(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive."""
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=checkout)
    (path,) = folder.iterdir()
    return path


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from the source archive as an installer would make it."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, *PIP, "wheel", *ALONE, "-w", folder, sdist)
    (path,) = folder.iterdir()
    return path


def environment(folder: Path) -> Path:
    """A virtual environment that has the libraries of this one, but not its dongbei; gives its Python."""
    venv.create(folder, with_pip=False)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    libraries = folder / "lib" / version / "site-packages" / "a-libraries.pth"
    libraries.write_text(sysconfig.get_paths()["purelib"])  # what a .pth names has its own .pth files left unread
    return folder / "bin" / "python"


def install(python: Path, *what: str | Path) -> None:
    """Install without the network."""
    run(sys.executable, *PIP, "--python", python, "install", *ALONE, *what)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `dongbei` of an environment in which the wheel is installed."""
    python = environment(tmp_path_factory.mktemp("installed"))
    install(python, wheel)
    return python.with_name("dongbei")


def test_the_source_archive_holds_what_it_is_built_and_tested_from(sdist: Path) -> None:
    """The base, the article, the hook, the tests and the licence; no cache and no compiled base."""
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    wanted = {"facts.yaml", SEED, "hatch_build.py", "pyproject.toml", "LICENSE", "README.md", "CHANGELOG.md"}
    assert wanted | {"tests/conftest.py"} <= names
    assert [name for name in names if name.endswith((".db", ".pyc", ".part")) or "_cache" in name] == []


def test_the_wheel_holds_the_base_in_both_forms(wheel: Path) -> None:
    """Beside the code: facts.yaml, the article byte for byte, the compiled base, the tables and the schemas."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert archive.read(f"dongbei_cli/{SEED}") == (ROOT / SEED).read_bytes()
        metadata = archive.read(f"dongbei_cli-{__version__}.dist-info/METADATA").decode()
    code = {"curate/yaml.py", "curate/facts.schema.json", "names/data/pinyin.txt", "py.typed"}
    wanted = {"facts.yaml", "facts.db", SEED, *code}
    assert {f"dongbei_cli/{name}" for name in wanted} <= names
    assert [name for name in names if not name.startswith(("dongbei_cli/", "dongbei_cli-"))] == []
    assert f"Version: {__version__}\n" in metadata


def test_an_installed_dongbei_answers_from_any_folder(installed: Path, tmp_path: Path) -> None:
    """From the compiled base inside the package, as the checkout answers; `build` needs no checkout either."""
    answer = run(installed, "timeline", cwd=tmp_path, COLUMNS="80")
    assert answer.stdout == run(sys.executable, "-m", "dongbei_cli", "timeline", cwd=tmp_path, COLUMNS="80").stdout
    assert "2003-10" in answer.stdout
    where = run(installed.with_name("python"), "-c", SHIPPED, cwd=tmp_path)
    assert Path(where.stdout.strip()).name == "facts.db"
    assert installed.parent.parent in Path(where.stdout.strip()).parents
    run(installed, "build", "-o", "mine.db", cwd=tmp_path)
    rows = json.loads(run(installed, "list", "--json", "--facts", "mine.db", cwd=tmp_path).stdout)
    assert len(rows) >= 140


def test_an_editable_install_sees_an_edit_at_once(checkout: Path, tmp_path: Path) -> None:
    """facts.yaml of the checkout is read on each run."""
    copy = shutil.copytree(checkout, tmp_path / "copy")
    python = environment(tmp_path / "venv")
    install(python, "-e", copy)
    facts = copy / "facts.yaml"
    facts.write_text(facts.read_text().replace("title: 中央对吉林的转移支付总额", "title: 改过的题目"))
    answer = run(python.with_name("dongbei"), "stats", "transfers", "--lang", "zh", cwd=tmp_path)
    assert "改过的题目" in answer.stdout
    assert not (copy / "dongbei_cli" / "facts.db").exists()


def test_a_base_that_cannot_be_used_stops_the_build(checkout: Path, tmp_path: Path) -> None:
    """A wheel with a broken base is never made."""
    copy = shutil.copytree(checkout, tmp_path / "copy")
    facts = copy / "facts.yaml"
    facts.write_text(facts.read_text().replace("speaker: 徐林", "speaker: 徐琳", 1))
    with pytest.raises(subprocess.CalledProcessError):
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "dist", cwd=copy)
    assert not list((tmp_path / "dist").glob("*.whl"))
