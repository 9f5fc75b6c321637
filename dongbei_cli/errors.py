"""Each mistake a user can make: its exit code and its sentence.

Raise sites pass a template and what is wrong; `cli` turns an error into output, in the language of the user, at one
boundary. Faults in data are values instead: see `problems`.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

NOTHING_FOUND = 1
USAGE = 2
UNUSABLE_BASE = 3
UNWRITABLE_OUTPUT = 4
BUG = 70
INTERRUPTED = 130
BROKEN_PIPE = 141

LONGEST_SHOWN = 60
LONGEST_PATH = 4096


class Message(str):
    """An English sentence that remembers its template and values, so that it can be said in another language."""

    __slots__ = ("template", "values")

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, **values: object) -> "Message":
        """Fill the template; text without values is taken as it is, braces and all."""
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


def did_you_mean(near: Iterable[str]) -> Message:
    """Return the question that offers `near` names; empty when there are none."""
    names: str | None = None
    for each in near:
        names = each if names is None else Message("{names} or {name}", names=names, name=each)
    return Message("did you mean {names}?", names=names) if names is not None else Message("")


def shown(typed: str) -> str:
    """Return what a user typed, in quotes, cut where it is too long for a line."""
    return repr(typed if len(typed) <= LONGEST_SHOWN else f"{typed[:LONGEST_SHOWN]}...")


def short(message: str) -> str:
    """Return a message in which no word is longer than a path may be; what users type can be of any length."""
    words = message.split(" ")
    return " ".join(word if len(word) <= LONGEST_PATH else f"{word[:LONGEST_SHOWN]}..." for word in words)


ELSEWHERE = Message("choose another place with -o")


class DongbeiError(Exception):
    """A call that cannot be answered: a sentence that says what is wrong and a hint that says how to mend it."""

    exit_code = BUG

    def __init__(self, message: str, hint: str = "", **values: object) -> None:
        """Keep the sentence apart from its hint; both are templates that the values fill."""
        self.message = message if isinstance(message, Message) else Message(message, **values)
        self.hint = hint if isinstance(hint, Message) else Message(hint, **values)
        super().__init__(self.message)


class NothingFoundError(DongbeiError):
    """No fact answers the question."""

    exit_code = NOTHING_FOUND


class UnsupportedError(DongbeiError):
    """A text claims something that the article does not say."""

    exit_code = NOTHING_FOUND

    def __init__(self, supported: int, claims: int) -> None:
        """Say how many of the claims are supported."""
        hint = Message("what is unmentioned may be true all the same")
        super().__init__("{supported} of {claims} claims are supported", hint, supported=supported, claims=claims)


class UnclaimedError(DongbeiError):
    """Something in the article is claimed by no fact."""

    exit_code = NOTHING_FOUND

    def __init__(self, things: int) -> None:
        """Say how many things."""
        hint = Message("dongbei verify --only coverage says where and what to do")
        if things == 1:
            super().__init__("one thing in the article is claimed by no fact", hint)
        else:
            super().__init__("{things} things in the article are claimed by no fact", hint, things=things)


class UnprovedError(DongbeiError):
    """A fact base that is not proved as a whole: a rule failed, or not all of them ran."""

    exit_code = NOTHING_FOUND

    def __init__(self, path: Path, failed: int, ran: int, rules: int) -> None:
        """Say which of the two."""
        if failed:
            super().__init__(
                "{path} is not proved: {failed} failed", "mend the lines named above", path=path, failed=failed
            )
        else:
            super().__init__(
                "{ran} of {rules} rules ran and found nothing wrong; that proves only part of {path}, so exit code 1",
                "dongbei verify without --only proves the whole, with exit code 0",
                ran=ran, rules=rules, path=path,
            )  # fmt: skip


class UnknownNameError(DongbeiError):
    """The base has no expert, topic, region, area or fact of that name."""

    exit_code = NOTHING_FOUND

    def __init__(self, what: str, typed: str, near: Sequence[str], listed_by: str) -> None:
        """Offer the names that are `near`, else the command that lists them all."""
        hint = did_you_mean(near) or Message("`{command}` lists them", command=listed_by)
        super().__init__("no {what} is called {typed}", hint, what=Message(what), typed=shown(typed))


class UnknownChoiceError(UnknownNameError):
    """A closed vocabulary has no such word: nothing to look up, so the call itself is wrong."""

    exit_code = USAGE

    def __init__(self, what: str, typed: str, near: Sequence[str], words: Sequence[str]) -> None:
        """Offer the words that are `near`, else all of them."""
        super().__init__(what, typed, near, "dongbei -h")
        self.hint = did_you_mean(near) or Message("it can be {words}", words=", ".join(words))


class UnheardError(UnknownNameError):
    """The article names somebody, but nothing of his that was asked for is recorded."""

    def __init__(self, name: str, what: str) -> None:
        """Say who, and what there is none of."""
        super().__init__(what, name, (), "dongbei people")
        self.message = Message(
            "{name} is in the article, but no {what} of theirs is recorded", name=name, what=Message(what)
        )
        self.hint = Message("`dongbei people` counts the statements and measures of everyone")
        self.args = (self.message,)


class AmbiguousNameError(DongbeiError):
    """A name fits several."""

    exit_code = USAGE

    def __init__(self, typed: str, candidates: Sequence[str]) -> None:
        """List at most eight candidates."""
        first = ", ".join(candidates[:8]) + (", ..." if len(candidates) > 8 else "")
        super().__init__(
            "{typed} fits {count} names: {names}", "type more of the name",
            typed=shown(typed), count=len(candidates), names=first,
        )  # fmt: skip


class UsageError(DongbeiError):
    """A value of an option that means nothing."""

    exit_code = USAGE


class UnusableBaseError(DongbeiError):
    """The fact base cannot be used; `problems` holds what is wrong with it, one line each."""

    exit_code = UNUSABLE_BASE

    def __init__(self, message: str, hint: str = "", problems: Sequence[object] = (), **values: object) -> None:
        """Keep the problems for the boundary to print before the sentence."""
        super().__init__(message, hint, **values)
        self.problems = problems

    @classmethod
    def with_problems(cls, path: object, problems: Sequence[object]) -> "UnusableBaseError":
        """The error of a facts.yaml that has these problems."""
        message = Message("{path} cannot be used; problems: {count}", path=path, count=len(problems))
        return cls(message, "mend the lines named above", problems)

    def __str__(self) -> str:
        """Return the sentence, and each problem on a line of its own."""
        return "\n".join([self.message, *map(str, self.problems)])


class DamagedBaseError(UnusableBaseError):
    """A compiled base that does not hold what dongbei puts into one."""

    def __init__(self, what: object) -> None:
        """Say what was found."""
        super().__init__("the fact base is damaged: {what}", "build it anew with dongbei build", what=what)


class StaleDatabaseError(UnusableBaseError):
    """A database of another schema version."""

    def __init__(self, path: Path, found: object, wanted: int) -> None:
        """Name the command that rebuilds it."""
        super().__init__(
            "{path} has schema version {found}, this dongbei reads {wanted}",
            "rebuild it from its YAML: dongbei build facts.yaml -o {path} --force",
            path=path, found=found, wanted=wanted,
        )  # fmt: skip


class BugError(DongbeiError):
    """Something went wrong that is nobody's mistake but ours."""

    def __init__(self, fault: Exception) -> None:
        """Say what it was."""
        super().__init__(
            "a bug in dongbei: {fault}", "DONGBEI_DEBUG=1 shows where", fault=f"{type(fault).__name__}: {fault}"
        )


class UnwritableOutputError(DongbeiError):
    """The answer cannot be written where it should go."""

    exit_code = UNWRITABLE_OUTPUT

    def __init__(self, path: object, reason: str, hint: str = ELSEWHERE) -> None:
        """Say where and why."""
        super().__init__(
            "cannot write {path}: {reason}", hint, path=path,
            reason=reason if isinstance(reason, Message) else Message(reason),
        )  # fmt: skip
