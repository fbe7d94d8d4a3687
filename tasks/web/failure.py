"""Why there is no document: the error between an exchange and its outcome."""

from datetime import timedelta

from tasks.errors import NewsError


class FetchError(NewsError):
    """An exchange gave no document; ends as a ``FetchFailed`` value of its plan, never higher.

    Attributes:
        code: One of the closed list of outcomes: ``http_404``, ``too_big``, ``blocked_address``.
        detail: One sentence for a person, without secrets.
        status: The answer's status, where there was an answer.
        retry_after: How long the server asked us to wait.
    """

    def __init__(
        self,
        code: str,
        detail: str = "",
        status: int | None = None,
        retry_after: timedelta | None = None,
    ) -> None:
        super().__init__(code, detail)
        self.args = (code, detail, status, retry_after)  # so that it can be pickled
        self.code = code
        self.detail = detail
        self.status = status
        self.retry_after = retry_after
