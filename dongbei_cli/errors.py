"""Each mistake a user can make: its exit code and its sentence.

Raise sites pass only what is wrong; `cli` turns an error into output at one boundary. Faults in data are values
instead: see `problems`.
"""

from collections.abc import Iterable, Sequence
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


def did_you_mean(near: Iterable[str]) -> str:
    """The question that offers `near` names; empty when there are none."""
    names = " or ".join(near)
    return f"did you mean {names}?" if names else ""


def shown(typed: str) -> str:
    """What a user typed, in quotes, cut where it is too long for a line."""
    return repr(typed if len(typed) <= LONGEST_SHOWN else f"{typed[:LONGEST_SHOWN]}...")


def short(message: str) -> str:
    """A message in which no word is longer than a path may be; what users type can be of any length."""
    words = message.split(" ")
    return " ".join(word if len(word) <= LONGEST_PATH else f"{word[:LONGEST_SHOWN]}..." for word in words)


class DongbeiError(Exception):
    """A call that cannot be answered: a sentence that says what is wrong and a hint that says how to mend it."""

    exit_code = BUG

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the sentence apart from its hint."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class NothingFoundError(DongbeiError):
    """No fact answers the question."""

    exit_code = NOTHING_FOUND


class UnclaimedError(DongbeiError):
    """Something in the article is claimed by no fact."""

    exit_code = NOTHING_FOUND

    def __init__(self, things: int) -> None:
        """Say how many things."""
        super().__init__(
            f"{things} thing{'s' if things > 1 else ''} in the article claimed by no fact",
            "dongbei verify --only coverage says where and what to do",
        )


class UnprovedError(DongbeiError):
    """A fact base that is not proved as a whole: a rule failed, or not all of them ran."""

    exit_code = NOTHING_FOUND

    def __init__(self, path: Path, failed: int, ran: int, rules: int) -> None:
        """Say which of the two."""
        if failed:
            super().__init__(f"{path} is not proved: {failed} failed", "mend the lines named above")
        else:
            message = (
                f"{ran} of {rules} rules ran and found nothing wrong; that proves only part of {path}, so exit code 1"
            )
            super().__init__(message, "dongbei verify without --only proves the whole, with exit code 0")


class UnknownNameError(DongbeiError):
    """The base has no expert, topic, region, area or fact of that name."""

    exit_code = NOTHING_FOUND

    def __init__(self, what: str, typed: str, near: Sequence[str], listed_by: str) -> None:
        """Offer the names that are `near`, else the command that lists them all."""
        super().__init__(f"no {what} is called {shown(typed)}", did_you_mean(near) or f"`{listed_by}` lists them")


class UnknownChoiceError(UnknownNameError):
    """A closed vocabulary has no such word: nothing to look up, so the call itself is wrong."""

    exit_code = USAGE

    def __init__(self, what: str, typed: str, near: Sequence[str], words: str) -> None:
        """Offer the words that are `near`, else all of them."""
        super().__init__(what, typed, near, "dongbei -h")
        self.hint = did_you_mean(near) or words


class UnheardError(UnknownNameError):
    """The article names somebody, but nothing of his that was asked for is recorded."""

    def __init__(self, name: str, what: str) -> None:
        """Say who, and what there is none of."""
        super().__init__(what, name, (), "dongbei people")
        self.message = f"{name} is in the article, but no {what} of theirs is recorded"
        self.hint = "`dongbei people` counts the statements and measures of everyone"
        self.args = (self.message,)


class AmbiguousNameError(DongbeiError):
    """A name fits several."""

    exit_code = USAGE

    def __init__(self, what: str, typed: str, candidates: Sequence[str]) -> None:
        """List at most eight candidates."""
        first = ", ".join(candidates[:8]) + (", ..." if len(candidates) > 8 else "")
        super().__init__(f"{shown(typed)} fits {len(candidates)} {what}s: {first}", "type more of the name")


class UsageError(DongbeiError):
    """A value of an option that means nothing."""

    exit_code = USAGE


class UnusableBaseError(DongbeiError):
    """The fact base cannot be used; `problems` holds what is wrong with it, one line each."""

    exit_code = UNUSABLE_BASE

    def __init__(self, message: str, hint: str = "", problems: Sequence[object] = ()) -> None:
        """Keep the problems for the boundary to print before the sentence."""
        super().__init__(message, hint)
        self.problems = problems

    @classmethod
    def with_problems(cls, path: object, problems: Sequence[object]) -> "UnusableBaseError":
        """The error of a facts.yaml that has these problems."""
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        return cls(f"{path} cannot be used: {count}", "mend the lines named above", problems)

    def __str__(self) -> str:
        """The sentence, and each problem on a line of its own."""
        return "\n".join([self.message, *map(str, self.problems)])


class DamagedBaseError(UnusableBaseError):
    """A compiled base that does not hold what dongbei puts into one."""

    def __init__(self, what: object) -> None:
        """Say what was found."""
        super().__init__(f"the fact base is damaged: {what}", "build it anew with dongbei build")


class StaleDatabaseError(UnusableBaseError):
    """A database of another schema version."""

    def __init__(self, path: Path, found: object, wanted: int) -> None:
        """Name the command that rebuilds it."""
        super().__init__(
            f"{path} has schema version {found}, this dongbei reads {wanted}",
            f"rebuild it from its YAML: dongbei build facts.yaml -o {path}",
        )


class BugError(DongbeiError):
    """Something went wrong that is nobody's mistake but ours."""

    def __init__(self, fault: Exception) -> None:
        """Say what it was."""
        super().__init__(f"a bug in dongbei: {type(fault).__name__}: {fault}", "DONGBEI_DEBUG=1 shows where")


class UnwritableOutputError(DongbeiError):
    """The answer cannot be written where it should go."""

    exit_code = UNWRITABLE_OUTPUT

    def __init__(self, path: object, reason: str, hint: str = "choose another place with -o") -> None:
        """Say where and why."""
        super().__init__(f"cannot write {path}: {reason}", hint)
