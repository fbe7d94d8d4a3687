"""What botocore's errors mean: one clear sentence each, with the remedy and without a secret."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore import exceptions as boto
from botocore.parsers import ResponseParserError

from tasks.errors import StoreError, StoreUnavailableError

CUT_SHORT = (boto.IncompleteReadError, boto.ResponseStreamingError, boto.ReadTimeoutError)
"""An answer broke off in its body, where botocore no longer repeats the request."""

_BOTO_ERRORS = (boto.BotoCoreError, boto.ClientError, ResponseParserError)

_KEYS = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
_REASON_BY_CODE = {
    "NoSuchBucket": "there is no such bucket at {endpoint}; create it, or correct the store's URL",
    "AccessDenied": "{endpoint} denies access; the credentials need s3:GetObject, s3:PutObject and "
    "s3:ListBucket (without the last a missing object looks forbidden)",
    "InvalidAccessKeyId": f"{{endpoint}} does not know the access key; set {_KEYS}",
    "XAdminUserNotFound": f"{{endpoint}} does not know the access key; set {_KEYS}",  # VersityGW
    "SignatureDoesNotMatch": f"{{endpoint}} refuses the signature; correct {_KEYS}",
    "ExpiredToken": "the session token has expired; renew the credentials",
    "InvalidToken": "the session token is not valid; renew the credentials",
    "RequestTimeTooSkewed": "{endpoint} finds this machine's clock wrong; set it by NTP",
    "AuthorizationHeaderMalformed": "the bucket is in another region; correct the store's region",
    "PermanentRedirect": "the bucket is in another region; correct the store's region",
    "InvalidBucketName": "{endpoint} refuses the bucket's name; correct the store's URL",
    "BucketAlreadyExists": "the bucket belongs to someone else; choose another name",
    "NotImplemented": "{endpoint} knows no conditional writes; `corrigenda probe` says more",
}
_BUSY = frozenset({429, 500, 502, 503, 504})
"""Statuses after which nothing is known: the request may have been done."""
_CREDENTIALS = f"no usable credentials; set {_KEYS}"
_REASON_BY_CLASS: tuple[tuple[type[Exception], type[StoreError], str], ...] = (
    (boto.SSLError, StoreError, "no trusted TLS at {endpoint}; for an own CA set AWS_CA_BUNDLE"),
    (
        boto.EndpointConnectionError,
        StoreUnavailableError,
        "the endpoint {endpoint} is down or unknown; start it, or correct the endpoint's URL",
    ),
    (boto.ProxyConnectionError, StoreUnavailableError, "the proxy before {endpoint} is down"),
    (boto.ConnectTimeoutError, StoreUnavailableError, "{endpoint} did not answer in time"),
    (boto.ReadTimeoutError, StoreUnavailableError, "{endpoint} did not answer in time"),
    (boto.ConnectionError, StoreUnavailableError, "the connection to {endpoint} broke"),
    (boto.HTTPClientError, StoreUnavailableError, "the connection to {endpoint} broke"),
    (boto.IncompleteReadError, StoreUnavailableError, "an answer of {endpoint} was cut short"),
    (boto.NoCredentialsError, StoreError, _CREDENTIALS),
    (boto.PartialCredentialsError, StoreError, _CREDENTIALS),
    (boto.CredentialRetrievalError, StoreError, _CREDENTIALS),
    (boto.TokenRetrievalError, StoreError, _CREDENTIALS),
    (boto.SSOError, StoreError, _CREDENTIALS),
    (boto.ProfileNotFound, StoreError, _CREDENTIALS),
    (ResponseParserError, StoreError, "{endpoint} does not speak S3; correct the endpoint's URL"),
)


@contextmanager
def translated(subject: str, endpoint: str) -> Iterator[None]:
    """Raise botocore's errors as ours, about *subject* (a bucket or an object).

    Raises:
        StoreUnavailableError: Nothing is known: no answer, a broken one, 429 or 5xx.
        StoreError: The store said no.
    """
    try:
        yield
    except boto.ClientError as error:
        raise _refusal(error, subject, endpoint) from error
    except _BOTO_ERRORS as error:
        raise _failure(error, subject, endpoint) from error


def error_code(error: boto.ClientError) -> str:
    """Return the store's own name of the error; "" if it gave none."""
    return error.response.get("Error", {}).get("Code", "")


def http_status(error: boto.ClientError) -> int:
    """Return the status of the answer; 0 if there was none."""
    return error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)


def _refusal(error: boto.ClientError, subject: str, endpoint: str) -> StoreError:
    code, status = error_code(error), http_status(error)
    if code in _REASON_BY_CODE:
        return StoreError(subject, _REASON_BY_CODE[code].format(endpoint=endpoint))
    if code.isdigit() or not code:
        code = "without a word of S3: a proxy speaks, or the endpoint's URL is wrong"
    reason = f"{endpoint} answers {status} {code}"  # not its message, which may quote a secret
    return (StoreUnavailableError if status in _BUSY else StoreError)(subject, reason)


def _failure(error: Exception, subject: str, endpoint: str) -> StoreError:
    for kind, meaning, reason in _REASON_BY_CLASS:
        if isinstance(error, kind):
            return meaning(subject, reason.format(endpoint=endpoint))
    return StoreError(subject, f"the request to {endpoint} is not valid: {type(error).__name__}")
