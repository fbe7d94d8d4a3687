"""The verdict of a probe, as it is kept in the bucket that it judges."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

KEPT = timedelta(days=7)
_SCHEMA = "probe-verdict/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeCheck:
    """One thing that was tried, and a sentence on how it went."""

    name: str
    ok: bool
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeVerdict:
    """What a probe found out about one bucket at one endpoint."""

    endpoint_url: str
    bucket: str
    probed_at: datetime
    """Aware UTC."""
    checks: tuple[ProbeCheck, ...]

    @property
    def ok(self) -> bool:
        """Whether several writers may share the store."""
        return bool(self.checks) and all(check.ok for check in self.checks)

    @property
    def fault(self) -> str:
        """The first thing wrong, as a sentence; "" if there is none."""
        return next((check.says for check in self.checks if not check.ok), "")


def verdict_key(endpoint_url: str, bucket: str) -> str:
    """Return where the verdict on this bucket is kept."""
    digest = hashlib.sha256(f"{endpoint_url}/{bucket}".encode()).hexdigest()
    return f"_meta/probe/{digest[:8]}.json"


def is_verdict_fresh(verdict: ProbeVerdict, now: datetime) -> bool:
    """Return whether *verdict* may stand for a probe: it is good, and younger than 7 days."""
    return verdict.ok and abs(now - verdict.probed_at) < KEPT


def encode_verdict(verdict: ProbeVerdict) -> bytes:
    """Return the document that is stored."""
    document = {
        "schema": _SCHEMA,
        "endpointUrl": verdict.endpoint_url,
        "bucket": verdict.bucket,
        "probedAt": verdict.probed_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "ok": verdict.ok,
        "checks": [asdict(check) for check in verdict.checks],
    }
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def decode_verdict(body: bytes) -> ProbeVerdict | None:
    """Return the verdict in *body*; None if it is of another form, and the probe is due again."""
    try:
        document = json.loads(body)
        return ProbeVerdict(
            endpoint_url=document["endpointUrl"],
            bucket=document["bucket"],
            probed_at=datetime.fromisoformat(document["probedAt"]).astimezone(UTC),
            checks=tuple(ProbeCheck(**check) for check in document["checks"]),
        )
    except (ValueError, TypeError, KeyError, OverflowError):
        return None
