"""The HTML report in a real browser: Debian's Chromium, driven through selenium.

Skipped, with the reason, where Chromium, its driver, selenium or axe-core cannot be had. AXE_CORE may name an
axe.min.js; otherwise npm fetches the version below.
"""

import base64
import csv
import html
import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dongbei_cli import report
from dongbei_cli.base import open_base
from tests.conftest import ROOT
from tests.payloads import hostile_base

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
Keys = pytest.importorskip("selenium.webdriver.common.keys").Keys
WebDriverWait = pytest.importorskip("selenium.webdriver.support.ui").WebDriverWait
exceptions = pytest.importorskip("selenium.common.exceptions")

AXE = "axe-core@4.14.1"
PATIENCE = 300
"""Seconds that a script of ours may run on a machine under load."""
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
FACT = "transfers-jilin-2003-2022"
BASE = open_base(ROOT / "facts.yaml")
Browser = Any


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium with a new profile, which keeps what the console and the network say."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("Debian's chromium and chromium-driver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    started.set_script_timeout(PATIENCE)
    yield started
    started.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The address of the report on the shipped base, by language."""
    folder = tmp_path_factory.mktemp("report")
    for lang in ("zh", "en"):
        folder.joinpath(f"{lang}.html").write_text(report.render(BASE, lang, "2023-12-01"), encoding="utf-8")
    return {lang: folder.joinpath(f"{lang}.html").as_uri() for lang in ("zh", "en")}


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core."""
    if path := os.environ.get("AXE_CORE"):
        return Path(path).read_text(encoding="utf-8")
    if not shutil.which("npm"):
        pytest.skip("npm is not installed, and AXE_CORE names no axe.min.js")
    folder = tmp_path_factory.mktemp("axe")
    fetched = subprocess.run(
        ["npm", "pack", AXE, "--silent"], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    if fetched.returncode:
        pytest.skip(f"npm cannot fetch {AXE}: {fetched.stderr.strip()[-200:]}")
    shutil.unpack_archive(next(folder.glob("*.tgz")), folder, filter="data")
    return folder.joinpath("package", "axe.min.js").read_text(encoding="utf-8")


def opened(browser: Browser, address: str, width: int = 1280, theme: str = "light") -> Browser:
    """The browser with a fresh page of this width."""
    emulate(browser, theme=theme)
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get("about:blank")
    for log in ("browser", "performance"):
        browser.get_log(log)
    browser.get(address)
    return browser


def emulate(browser: Browser, media: str = "", theme: str = "light") -> None:
    """Have the page drawn for a medium and a colour scheme."""
    features = [{"name": "prefers-color-scheme", "value": theme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})


def shown(browser: Browser, selector: str) -> list[str]:
    """The ids of the elements that can be seen, empty for those without."""
    script = """return Array.from(document.querySelectorAll(arguments[0]))
        .filter((element) => element.checkVisibility()).map((element) => element.id)"""
    found: list[str] = browser.execute_script(script, selector)
    return found


def facts(browser: Browser) -> int:
    """How many facts can be seen."""
    return len(browser.find_elements("css selector", ".fact:not([hidden])"))


def requests(browser: Browser) -> list[str]:
    """Every address that the page has asked for."""
    messages = (json.loads(entry["message"])["message"] for entry in browser.get_log("performance"))
    sent = (each["params"] for each in messages if each["method"] == "Network.requestWillBeSent")
    return list({each["requestId"]: each["request"]["url"] for each in sent}.values())


AJAR = "document.querySelectorAll('details').forEach((fact) => { fact.open = true; })"  # opens every fact


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_asks_for_nothing_and_complains_of_nothing(browser: Browser, pages: dict[str, str], lang: str) -> None:
    """The only request is for the page itself, and the console stays empty while it is used."""
    opened(browser, pages[lang])
    browser.execute_script(AJAR)
    browser.find_element("id", "_search").send_keys("x")
    assert requests(browser) == [pages[lang]]
    assert browser.get_log("browser") == []


def test_the_policy_stops_what_is_slipped_in(browser: Browser, pages: dict[str, str]) -> None:
    """An image, a handler, a style and a script put into the page later neither load nor run."""
    opened(browser, pages["en"])
    browser.execute_script("""
        document.body.insertAdjacentHTML("beforeend", "<img src='https://example.org/a.png' onerror='document.title=1'>"
            + "<p id='slipped' style='color: red'>");
        const script = document.createElement("script");
        script.textContent = "document.title = 'taken'";
        document.body.append(script);
    """)
    refused = " ".join(entry["message"] for entry in browser.get_log("browser"))
    assert all(stopped in refused for stopped in ("a.png", "event handler", "inline style", "inline script"))
    assert browser.title not in ("1", "taken")


def test_the_search_box_filters_and_clears(browser: Browser, pages: dict[str, str]) -> None:
    """Words of either language narrow the page, the count is said, and Clear or Escape bring everything back."""
    opened(browser, pages["en"])
    everything, field = facts(browser), browser.find_element("id", "_search")
    field.send_keys("徐林 经济")
    assert 0 < facts(browser) < everything
    assert browser.find_element("id", "_found").text == f"{facts(browser)} of {everything} facts"
    assert not shown(browser, ".highlights, #_contradictions")
    browser.find_element("id", "_clear").click()
    assert (facts(browser), browser.find_element("id", "_found").text) == (everything, "")
    field.send_keys("qqqqq")
    assert (facts(browser), len(shown(browser, "#_nothing")), len(shown(browser, "main > section"))) == (0, 1, 0)
    field.send_keys(Keys.ESCAPE)
    assert facts(browser) == everything


@pytest.mark.parametrize(
    ("found", "left_out", "queries"),
    [
        (FACT, "share-2003", ("吉林转移支付", "吉林transfers", "JILIN", "轉移支付", "28,628亿", "zhuanyizhi")),
        ("share-2003", FACT, ("8.5%", "GDP")),
        ("share-2003", "population-loss-2010-2020", ("２００３年",)),
        ("person-xu-lin", FACT, ("“徐林”", "xulin")),
        ("window-years", FACT, ("3-5年",)),
        ("claim-provinces-net-outflow", FACT, ("provinces net",)),
        ("policies-hundred", FACT, ("policies hundred",)),
        ("population-loss-2010-2020", FACT, ("renkou",)),
    ],
)
def test_a_search_takes_words_as_people_type_them(
    browser: Browser, pages: dict[str, str], found: str, left_out: str, queries: tuple[str, ...]
) -> None:
    """Chinese without spaces, both languages at once, traditional characters, widths, separators and plurals."""
    opened(browser, pages["zh"])
    for query in queries:
        browser.find_element("id", "_search").send_keys(Keys.ESCAPE, query)
        visible = shown(browser, ".fact")
        assert (found in visible, left_out in visible) == (True, False), query


@pytest.mark.parametrize("query", ["553", "ilin", "林转", "人人人人人人", "a(b", "c++ [", "\\"])
def test_a_search_finds_no_part_of_a_number_or_a_word(browser: Browser, pages: dict[str, str], query: str) -> None:
    """553 is not in 32553, nor are signs a pattern; the page says what was not found, and shows all again."""
    opened(browser, pages["zh"], 360)
    everything = facts(browser)
    browser.find_element("id", "_search").send_keys(query)
    assert facts(browser) == 0
    status = browser.find_element("id", "_found")
    assert (status.text, status.get_attribute("role")) == (f"0 / {everything} 条", "status")
    nothing = browser.find_element("id", "_nothing")
    assert query in nothing.text
    assert nothing.rect["y"] - browser.execute_script("return scrollY") < 800
    nothing.find_element("tag name", "button").click()
    assert facts(browser) == everything


@pytest.mark.parametrize(("lang", "most"), [("zh", 11), ("en", 16)])
def test_on_paper_all_is_open_and_fits_on_a_few_sheets(
    browser: Browser, pages: dict[str, str], lang: str, most: int
) -> None:
    """A4, both margins kept: a report that people print; closed facts show their words, nothing can be pressed."""
    opened(browser, pages[lang])
    paper = {"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": True}
    printed = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", paper)["data"])
    assert 1 < len(re.findall(rb"/Type\s*/Page\b", printed)) <= most
    emulate(browser, "print")
    assert len(shown(browser, "mark")) == len(browser.find_elements("tag name", "mark"))
    assert not shown(browser, "button, input, nav")


def test_the_language_switch_switches(browser: Browser, pages: dict[str, str]) -> None:
    """The root says the language, the other one goes, and the words of the article stay."""
    opened(browser, pages["zh"])
    for lang, said, other in (("zh", "东北", "Northeast China"), ("en", "Northeast China", "东北")):
        button = browser.find_element("css selector", f"[data-speak={lang}]")
        button.click()
        assert browser.find_element("tag name", "html").get_attribute("lang").startswith(lang)
        heading = browser.find_element("tag name", "h1").text
        assert (said in heading, other in heading, button.get_attribute("aria-pressed")) == (True, False, "true")
        gone = "en" if lang == "zh" else "zh"
        assert not shown(browser, f"i[lang={gone}], text[lang={gone}]")
        assert "中央对吉林的转移支付总额" in browser.find_element("id", FACT).get_attribute("textContent")


def test_a_fact_opens_by_keyboard_and_by_its_permalink(browser: Browser, pages: dict[str, str]) -> None:
    """To its words, marked; from outside, from a link in the page, and where a search had hidden it."""
    opened(browser, pages["zh"])
    fact = browser.find_element("id", FACT)
    assert not fact.find_element("tag name", "mark").is_displayed()
    fact.find_element("tag name", "summary").send_keys(Keys.ENTER)
    WebDriverWait(browser, PATIENCE).until(lambda _: fact.find_elements("css selector", ".citation"))
    assert "28628亿" in fact.find_element("tag name", "mark").text
    assert fact.find_element("css selector", ".permalink").get_attribute("href").endswith(f"#{FACT}")
    opened(browser, f"{pages['zh']}#{FACT}")
    assert browser.find_element("id", FACT).get_attribute("open")
    assert 0 <= browser.find_element("id", FACT).rect["y"] - browser.execute_script("return scrollY") < 300
    browser.find_element("id", "_search").send_keys("哈尔滨")
    assert not browser.find_element("id", FACT).is_displayed()
    browser.execute_script("location.hash = 'share-2003'")
    WebDriverWait(browser, PATIENCE).until(lambda _: "share-2003" in shown(browser, ".fact[open]"))


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_wider_than_the_screen(browser: Browser, pages: dict[str, str], lang: str, width: int) -> None:
    """No horizontal scroll, closed, open or searched, and no text runs out of its box to the right."""
    opened(browser, pages[lang], width)
    widths = "return [document.documentElement.scrollWidth, document.body.scrollWidth]"
    assert max(browser.execute_script(widths)) <= width
    browser.execute_script(AJAR)
    browser.find_element("id", "_search").send_keys("a")
    assert max(browser.execute_script(widths)) <= width
    outside = """return Array.from(document.querySelectorAll("main *, .toolbar *")).filter((element) =>
        element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML)"""
    assert browser.execute_script(outside) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_axe_finds_no_serious_violation(
    browser: Browser, pages: dict[str, str], axe: str, lang: str, theme: str
) -> None:
    """WCAG 2.2 A and AA and axe's best practices, with a fact of each kind open."""
    opened(browser, pages[lang], 360 if theme == "dark" else 1280, theme)
    browser.execute_script("""for (const group of document.querySelectorAll(".chart, .group")) {
        group.querySelector(".fact").open = true; }""")
    browser.execute_script(axe)
    found = browser.execute_async_script("axe.run(document).then(arguments[0])")
    assert len(found["passes"]) > 20
    told = [(each["id"], each["nodes"][0]["html"][:200], len(each["nodes"])) for each in found["violations"]]
    assert told == []


def test_without_script_both_languages_read_and_facts_open(browser: Browser, pages: dict[str, str]) -> None:
    """The switch and the search, which would do nothing, are not there."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        opened(browser, pages["zh"])
        fact = browser.find_element("id", FACT)
        fact.find_element("tag name", "summary").click()
        assert fact.find_element("tag name", "mark").is_displayed()
        heading = browser.find_element("tag name", "h1").text
        assert ("东北" in heading, "Northeast China" in heading) == (True, True)
        assert not browser.find_element("id", "_search").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_the_search_field_is_a_key_away_and_can_be_linked(browser: Browser, pages: dict[str, str]) -> None:
    """`/` goes to it, `?q=` fills it, and it says what can be typed, on a phone too."""
    opened(browser, f"{pages['zh']}?q=renkou", 390)
    field = browser.find_element("id", "_search")
    assert field.get_attribute("value") == "renkou"
    assert "population-loss-2010-2020" in shown(browser, ".fact")
    heading = browser.find_element("css selector", "main > section:not([hidden]) h2")
    assert browser.execute_script(
        """return arguments[0].getBoundingClientRect().top
        >= document.querySelector(".toolbar").getBoundingClientRect().bottom""",
        heading,
    )
    assert shown(browser, "label[for=_search]") == [""]
    assert "GDP" in field.get_attribute("placeholder")
    browser.find_element("tag name", "body").send_keys("/")
    assert browser.switch_to.active_element.get_attribute("id") == "_search"
    field.send_keys("/")
    assert field.get_attribute("value") == "renkou/"


@pytest.mark.parametrize(("lang", "style"), [("zh", "gbt7714"), ("en", "apa")])
@pytest.mark.parametrize("fact", [FACT, "years-title"])
def test_a_citation_can_be_copied(browser: Browser, pages: dict[str, str], lang: str, style: str, fact: str) -> None:
    """It is what `cite` prints of the fact, be it in a paragraph or in the title."""
    opened(browser, f"{pages[lang]}#{fact}")
    browser.execute_script("navigator.clipboard.writeText = (text) => { window.taken = text; }")
    button = browser.find_element("css selector", f"#{fact} .citation button")
    button.click()
    assert browser.execute_script("return window.taken") == BASE.citations([fact], style, "2023-12-01")
    assert button.text == ("已复制" if lang == "zh" else "Copied")


def test_the_data_can_be_downloaded(browser: Browser, pages: dict[str, str], tmp_path: Path) -> None:
    """A CSV file with every record, whose numbers are digit for digit."""
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    opened(browser, pages["en"])
    browser.find_element("id", "_download").click()
    file = tmp_path / "dongbei-facts.csv"
    WebDriverWait(browser, 10).until(lambda _: file.is_file())
    rows = list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == [record.id for record in BASE.facts()]
    assert browser.get_log("browser") == []


def test_every_link_marks_its_words(browser: Browser, tmp_path: Path) -> None:
    """The browser finds the text fragment of each fact, in the paragraph in which its words are."""
    lines = [line for line in BASE.article(BASE.sources[0].id).split("\n") if line.strip()]
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    style = "<style>p { margin: 3000px 0 0; }</style>"
    page = tmp_path / "article.html"
    page.write_text(f"<!doctype html><html lang=zh-CN><meta charset=utf-8>{style}{body}<p>", encoding="utf-8")
    middle = """const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
        return scrollY > 0 && Array.from(document.querySelectorAll("p")).indexOf(middle) + 1"""
    lost = []
    for record in BASE.facts():
        opened(browser, f"{page.as_uri()}#{record.link.partition('#')[2]}")
        try:
            WebDriverWait(browser, 2, 0.05).until(lambda _, at=record.paragraph: browser.execute_script(middle) == at)
        except exceptions.TimeoutException:
            lost.append((record.id, record.link))
    assert lost == []


def test_a_hostile_base_stays_text_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    """Markup in every text is read as it is written; nothing runs and nothing is fetched."""
    payload = "</script></title><script>document.title='taken'</script><img src=//example.org/x onerror=alert(1)>"
    path = tmp_path / "hostile.html"
    path.write_text(report.render(hostile_base(payload), "en", "2023-12-01"), encoding="utf-8")
    opened(browser, path.as_uri())
    assert payload in browser.find_element("id", "figure-1").get_attribute("textContent")
    assert (browser.title == "taken", requests(browser), browser.get_log("browser")) == (False, [path.as_uri()], [])
