"""A facts.yaml that ends too early: cut in and at the end of every other line, and inside characters."""

from collections.abc import Iterator
from functools import partial

from tests.bad_bases import Case, whole


def cases() -> Iterator[Case]:
    """Two cuts a line, and some inside the last Chinese words."""
    data = whole.text().encode()
    start = 0
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        for name, keep in (("inside", start + len(line) // 2), ("before-the-end", start + len(line) - 1)):
            if keep > start and number % 2:
                yield Case(f"cut/{name}-of-line-{number}", partial(whole.write, facts=data[:keep]))
        start += len(line)
    last = data.rindex("题目".encode())
    for number in range(1, 6):
        yield Case(f"cut/{number}-bytes-into-the-last-title", partial(whole.write, facts=data[: last + number]))
