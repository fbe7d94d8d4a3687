"""Whether a host is this very machine: it needs no contact in the User-Agent."""

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Return whether *host*, a name or an address without brackets, is this machine.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("paper.example")
    (True, True, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
