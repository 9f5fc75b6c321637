"""Made fact bases of any size: Chinese news articles of a few hundred to two thousand characters, each with its facts.

    python -m benchmarks.bases FACTS FOLDER [--seed N]

writes FOLDER/facts.yaml and FOLDER/articles/. One seed gives one base, and a larger base begins with the articles of a
smaller one, so that a question about an early article has the same answer at every size. Memory does not grow with it.
"""

import argparse
import hashlib
import itertools
import json
import re
import shutil
from pathlib import Path
from typing import Any, TextIO

from benchmarks import phrases
from benchmarks.reports import Entry, Place, Report, World, next_report, report_day

SECTIONS = (
    "sources", "topics", "areas", "regions", "events", "figures", "quotes", "measures", "claims", "people",
    "organizations", "documents", "relations", "waivers",
)  # fmt: skip
FACT_SECTIONS = SECTIONS[4:12]
PLAIN = re.compile(r"[\w“《（][^:#\"'\\]*[^:#\"'\\\s]|\w")
IN_A_FOLDER = 1000


class Section:
    """The entries of one section, on their way to a file of their own."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def add(self, entry: Entry) -> None:
        """Write one entry as a curator would."""
        dash = "  - "
        for key, value in entry.items():
            if value is not None:
                self.stream.write(f"{dash}{key}: {written(key, value)}\n")
                dash = "    "
        self.stream.write("\n")


def written(key: str, value: Any) -> str:
    """A value as YAML; anchors stand on lines of their own."""
    if key == "anchors":
        return "".join(f"\n      - exact: {json.dumps(exact, ensure_ascii=False)}" for exact in value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(value)}]"
    text = str(value)
    return text if PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


class Writer:
    """A base on its way to a folder, section by section."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.parts = {name: folder / f"{name}.part" for name in SECTIONS}
        self.sections = {name: Section(path.open("w", encoding="utf-8")) for name, path in self.parts.items()}
        self.used: dict[str, set[str]] = {"topics": set(), "areas": set(), "regions": set()}
        self.facts = 0

    def add(self, report: Report, most: int) -> None:
        """Write an article and its facts, at most so many; relations only when all their facts are in."""
        facts = report.facts[:most]
        self.add_article(report)
        for section, fact in facts:
            self.sections[section].add(fact)
            self.used["topics"].update(fact["topics"])
            self.used["areas"].update([fact["area"]] if "area" in fact else ())
            self.used["regions"].update(filter(None, (fact.get("region"), fact.get("place"))))
        ids = {fact["id"] for _, fact in facts}
        for relation in report.relations:
            if ids.issuperset((relation["whole"], *relation["parts"])):
                self.sections["relations"].add(relation)
        self.facts += len(facts)

    def add_article(self, report: Report) -> None:
        """Write the text, its source and the waivers of its heading and picture."""
        number, author = report.number, report.author
        title, picture = f"振兴路上的第{number}次走访", f"![](https://example.org/pictures/{number}.jpg)"
        body = "\n\n".join(paragraph for paragraph in report.paragraphs if paragraph)
        text = f"# {title}\n\n{report_day(report)} {author.name}\n\n{picture}\n\n{body}\n"
        file = f"articles/{number // IN_A_FOLDER:03}/{number}.txt"
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        source = {"id": report.id, "file": file, "sha256": hashlib.sha256(text.encode()).hexdigest(), "title": title}
        source |= {"title_en": f"Visit no. {number} on the road to revitalisation", "author": author.name}
        source |= {"author_en": author.name_en, "publisher": "测试日报", "publisher_en": "Test Daily"}
        source |= {"published": report_day(report), "url": f"https://example.org/reports/{number}.html"}
        self.sections["sources"].add(source)
        self.sections["waivers"].add({"exact": picture, "source": report.id, "reason": "image"})

    def add_vocabulary(self, places: dict[str, Place]) -> None:
        """Declare the topics, areas and regions that are used, and no others."""
        for slug, zh, english in phrases.TOPICS:
            if slug in self.used["topics"]:
                self.sections["topics"].add({"slug": slug, "zh": zh, "en": english})
        for slug, zh, english, _ in phrases.AREAS:
            if slug in self.used["areas"]:
                self.sections["areas"].add({"slug": slug, "zh": zh, "en": english})
        for place in places.values():
            if place.zh in self.used["regions"]:
                self.sections["regions"].add({"slug": place.slug, "zh": place.zh, "en": place.en})

    def finish(self) -> Path:
        """Join the sections, in the order of SECTIONS, to one facts.yaml."""
        target = self.folder / "facts.yaml"
        with target.open("w", encoding="utf-8") as stream:
            for name, section in self.sections.items():
                section.stream.close()
                with self.parts[name].open(encoding="utf-8") as part:
                    if self.parts[name].stat().st_size:
                        stream.write(f"{name}:\n")
                        shutil.copyfileobj(part, stream)
                self.parts[name].unlink()
        return target


def write(folder: Path, facts: int, seed: int = 1) -> Path:
    """Write a base of so many facts to a folder; the path of its facts.yaml."""
    world, writer = World(seed), Writer(folder)
    places = {zh: Place(slug, zh, english, "") for slug, zh, english in phrases.PROVINCES}
    for number in itertools.count(1):
        report = next_report(world, number)
        place = world.places[-1]
        places[place.zh] = place
        writer.add(report, facts - writer.facts)
        if writer.facts == facts:
            break
    writer.add_vocabulary(places)
    return writer.finish()


def main() -> None:
    """Write the base that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("facts", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(write(asked.folder, asked.facts, asked.seed))


if __name__ == "__main__":
    main()
