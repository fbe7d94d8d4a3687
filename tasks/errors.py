"""Every error we raise on purpose, as one tree; each class says who must act.

``NewsError``
    ``ConfigError``: a person must edit config/, a setting or a command line.
        ``FeedListError``: the same, for every mistake of a feed list at once.
    ``InputError``: the outside gave us something we refuse to guess about.
        ``NotAFeed``, ``PageUnreadable``, ``MalformedHeaderError``
    ``FetchError`` (in ``tasks/web/failure.py``, with its fields): an exchange gave no document; it
    ends as an outcome, nobody has to act.
    ``StoreError``: the bucket said no; a person must look at it.
        ``StoreUnavailableError``: it did not answer, or is busy; worth another try.
"""

from dataclasses import dataclass
from typing import ClassVar


class NewsError(Exception):
    """Root of the hierarchy; *subject* is the URL, key or path at fault."""

    retryable: ClassVar[bool] = False

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(subject, reason)  # both, so that the error can be pickled
        self.subject = subject
        self.reason = reason

    def __str__(self) -> str:
        """Return it as a person reads it."""
        return f"{self.subject}: {self.reason}"


class ConfigError(NewsError):
    """A person must edit config/, a setting or a command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake in a feed list: where it stands, what is wrong, what to do."""

    file: str
    line: int
    reason: str
    remedy: str

    def __str__(self) -> str:
        """Return it as a person reads it."""
        return f"{self.file}:{self.line}: {self.reason}; {self.remedy}"


class FeedListError(ConfigError):
    """A feed list has mistakes: all of them, in the order of their lines."""

    def __init__(self, subject: str, problems: tuple[Problem, ...]) -> None:
        Exception.__init__(self, subject, problems)  # not joined: pickling calls us with args
        self.subject = subject
        self.problems = problems
        self.reason = "\n".join(map(str, problems))

    def __str__(self) -> str:
        """Return it as a person reads it."""
        return self.reason


class InputError(NewsError):
    """The outside gave us something we refuse to guess about."""


class MalformedHeaderError(InputError):
    """A header's value has none of the forms its RFC allows."""


class NotAFeed(InputError):  # noqa: N818 -- an outcome's name, as in the run report
    """A document at a feed's address is no feed."""


class PageUnreadable(InputError):  # noqa: N818 -- an outcome's name, as in the run report
    """The bytes of a page are no HTML: an image, a feed, nothing."""


class StoreError(NewsError):
    """The bucket refused: credentials, permissions, a name; a person must act."""


class StoreUnavailableError(StoreError):
    """The bucket did not answer, or is busy: nothing is known; worth another try."""

    retryable: ClassVar[bool] = True
