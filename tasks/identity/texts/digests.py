"""The one hash of this room: 64 bits, the same on every machine and in every run."""

from hashlib import blake2b


def digest(text: str) -> int:
    """Return 64 bits of a text, unsigned."""
    raw = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(raw, digest_size=8).digest(), "little")
