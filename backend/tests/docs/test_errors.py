"""docs/errors.md lists every code with its status and whether it is final."""

from __future__ import annotations

from collections.abc import Iterator

from taskstream.errors import TaskStreamError
from tests.docs.pages import rows, text


def every_error(base: type[TaskStreamError] = TaskStreamError) -> Iterator[type[TaskStreamError]]:
    for error in base.__subclasses__():
        yield error
        yield from every_error(error)


def test_the_page_lists_every_code_as_it_is() -> None:
    listed = [tuple(row[:3]) for row in rows(text("docs/errors.md"))]

    # An error may have the code of its base: it says the same to a caller.
    assert sorted(listed) == sorted(
        {
            (f"`{error.code}`", str(error.status), "yes" if error.final else "no")
            for error in every_error()
            if error.__module__.startswith("taskstream.")
        }
    )
