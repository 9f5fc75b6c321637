"""Each mistake a user can make: its exit code and its sentence; and faults in data, which are values with a place.

Raise sites pass a template and what is wrong; `cli` says it in the language of the user. A `Problem` is never raised.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

INTERRUPTED = 130
BROKEN_PIPE = 141
CATALOGUES = f"{__file__.rpartition('errors.')[0]}locale"


class Message(str):
    """An English sentence that remembers its template and values, so that it can be said in another language."""

    __slots__ = ("template", "values")

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, **values: object) -> "Message":
        """Fill the template; text without values is taken as it is, braces and all, and a message stays what it is."""
        if isinstance(template, Message):
            return template
        self = super().__new__(cls, template.format(**values) if values else template)
        self.template = template
        self.values = values
        return self

    def translated(self, translate: Callable[[str], str]) -> str:
        """Return the sentence with its template, and each value that is a message itself, translated."""
        values = {
            name: value.translated(translate) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return translate(self.template).format(**values) if values else translate(self.template)


def translated(text: str, lang: str) -> str:
    """Return an English text or template of the catalogue in `lang`."""
    if text and lang == "zh":
        import gettext

        return gettext.translation("dongbei", CATALOGUES, ["zh"]).gettext(text)
    return text


def either(names: Iterable[str]) -> str:
    """Return names joined by "or"; empty when there are none."""
    return joined(names, Message("{names} or {name}"))


def listed(names: Iterable[str]) -> str:
    """Return names with a comma between each, the Chinese one in Chinese; empty when there are none."""
    return joined(names, Message("{names}, {name}"))


def joined(names: Iterable[str], pair: Message) -> str:
    """Return names joined as `pair` joins two of them, so that it can be said in another language."""
    said = ""
    for each in names:
        said = Message(pair.template, names=said, name=each) if said else each
    return said


def did_you_mean(near: Iterable[str]) -> Message:
    """Return the question that offers `near` names; empty when there are none."""
    names = either(near)
    return Message("did you mean {names}?", names=names) if names else Message("")


def shown(typed: str) -> str:
    """Return what a user typed, in quotes, cut where it is too long for a line."""
    return repr(typed if len(typed) <= 60 else f"{typed[:60]}...")


class DongbeiError(Exception):
    """A call that cannot be answered: a sentence that says what is wrong and a hint that says how to mend it."""

    exit_code = 70

    def __init__(self, message: str, hint: str = "", **values: object) -> None:
        """Keep the sentence apart from its hint; both are templates that the values fill."""
        self.message = Message(message, **values)
        self.hint = Message(hint, **values)
        super().__init__(self.message)


class NothingFoundError(DongbeiError):
    """No fact answers the question."""

    exit_code = 1


class UnprovedError(DongbeiError):
    """A base or a text is not proved as a whole: a rule failed or did not run, or a claim is not supported."""

    exit_code = 1


class UnknownNameError(DongbeiError):
    """The base has no expert, topic, region, area or fact of that name; offers the names that are `near`, if any."""

    exit_code = 1

    def __init__(self, what: str, typed: str, near: Sequence[str], listed_by: str) -> None:
        hint = did_you_mean(near) or Message("`{command}` lists them", command=listed_by)
        super().__init__("no {what} is called {typed}", hint, what=Message(what), typed=shown(typed))


class UnknownChoiceError(UnknownNameError):
    """A closed vocabulary has no such word: nothing to look up, so the call itself is wrong."""

    exit_code = 2

    def __init__(self, what: str, typed: str, near: Sequence[str], words: Sequence[str]) -> None:
        super().__init__(what, typed, near, "dongbei -h")
        self.hint = did_you_mean(near) or Message("it can be {words}", words=listed(words))


class AmbiguousNameError(DongbeiError):
    """A name fits several."""

    exit_code = 2

    def __init__(self, typed: str, candidates: Sequence[str]) -> None:
        first = listed([*candidates[:8], *(["..."] if len(candidates) > 8 else [])])
        super().__init__(
            "{typed} fits {count} names: {names}", "type more of the name",
            typed=shown(typed), count=len(candidates), names=first,
        )  # fmt: skip


class UsageError(DongbeiError):
    """A value of an option that means nothing."""

    exit_code = 2


class UnusableBaseError(DongbeiError):
    """The fact base cannot be used; `problems` holds what is wrong with it, one line each."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "", problems: Sequence["Problem"] = (), **values: object) -> None:
        super().__init__(message, hint, **values)
        self.problems = problems

    @classmethod
    def with_problems(cls, path: object, problems: Sequence["Problem"]) -> "UnusableBaseError":
        """The error of a facts.yaml that has these problems."""
        message = Message("{path} cannot be used; problems: {count}", path=path, count=len(problems))
        return cls(message, "mend the lines named above", problems)

    def __str__(self) -> str:
        """Return the sentence, and each problem on a line of its own."""
        return "\n".join([self.message, *map(str, self.problems)])


class DamagedBaseError(UnusableBaseError):
    """A compiled base that does not hold what dongbei puts into one."""

    def __init__(self, what: object) -> None:
        super().__init__("the fact base is damaged: {what}", "build it anew with dongbei build", what=what)


class BugError(DongbeiError):
    """Something went wrong that is nobody's mistake but ours."""


class UnwritableOutputError(DongbeiError):
    """The answer cannot be written where it should go."""

    exit_code = 4

    def __init__(self, path: object, reason: str, hint: str = Message("choose another place with -o")) -> None:
        super().__init__("cannot write {path}: {reason}", hint, path=path, reason=Message(reason))


class Place(NamedTuple):
    """A spot in a text file; line and column count from 1, the column in code points."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One fault in a fact base; problems sort by place, so a list of them reads from the top of the file."""

    place: Place
    rule: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """The one line that an editor can jump to."""
        return self.translated(str)

    def translated(self, translate: Callable[[str], str]) -> str:
        """The same line with message and hint in another language."""
        said = translate("; ").join(Message(each).translated(translate) for each in (self.message, self.hint) if each)
        return f"{self.place}: {self.rule}: {said}"


class Outcome(NamedTuple):
    """What one rule found in a base: how many things it proved or takes on the curator's word, and every problem."""

    rule: str
    proved: int
    problems: tuple[Problem, ...]
    curated: int = 0
