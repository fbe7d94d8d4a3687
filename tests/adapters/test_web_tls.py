"""TLS: verified, without a fallback."""

import ssl
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.harness.fault_server import FaultServer
from tests.harness.plans import LOOPBACK, failed, fetched
from tests.harness.replies import redirect, respond

QUICK = replace(LOOPBACK, connect_timeout_s=0.4)
DAY = timedelta(days=1)


def certificate(folder: Path, address: str = "127.0.0.1", age: timedelta = timedelta()) -> Path:
    """Write a self-signed certificate that has been valid for two days, *age* ago."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "paper.example")])
    since = datetime.now(UTC) - DAY - age  # noqa: TID251 -- OpenSSL looks at the real clock
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + 2 * DAY)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / f"{address}.pem"
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


def context(path: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return path


@pytest.fixture
def server(trusted: Path) -> Iterator[FaultServer]:
    with FaultServer(context=context(trusted)) as server:
        server.script("/a", respond(200, b"x"))
        yield server


def test_https_is_verified_and_read(server: FaultServer) -> None:
    assert fetched(server.url("/a")).body == b"x"


def test_D09_https_to_http_needs_permission(server: FaultServer) -> None:
    with FaultServer() as plain:
        server.script("/a", redirect(plain.url("/b")))
        plain.script("/b", respond(200, b"x"))

        assert failed(server.url("/a")).code == "bad_redirect"
        assert plain.log == []
        assert fetched(server.url("/a"), allow_downgrade=True).final_url == plain.url("/b")


def test_http_to_https_needs_none(server: FaultServer) -> None:
    with FaultServer() as plain:
        plain.script("/b", redirect(server.url("/a")))
        assert fetched(plain.url("/b")).final_url == server.url("/a")


def test_E22_S22_self_signed(tmp_path: Path) -> None:
    with FaultServer(context=context(certificate(tmp_path))) as server:
        assert failed(server.url("/a")).code == "tls_certificate"
        assert server.log == []


@pytest.mark.parametrize(
    ("address", "age"),
    [
        pytest.param("127.0.0.1", 3 * DAY, id="expired"),
        pytest.param("127.0.0.2", 0 * DAY, id="wrong-host"),
    ],
)
def test_E22_S22_bad_certificates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, age: timedelta
) -> None:
    path = certificate(tmp_path, address, age)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with FaultServer(context=context(path)) as server:
        assert failed(server.url("/a")).code == "tls_certificate"
        assert server.log == []


def test_E22_old_tls_only(trusted: Path) -> None:
    old = context(trusted)
    with warnings.catch_warnings(action="ignore"):  # we know how old it is
        old.maximum_version = ssl.TLSVersion.TLSv1
        old.minimum_version = ssl.TLSVersion.TLSv1
    old.set_ciphers("DEFAULT:@SECLEVEL=0")
    with FaultServer(context=old) as server:
        assert failed(server.url("/a")).code == "tls_handshake"


def test_E22_handshake_hangs() -> None:
    with FaultServer() as silent:  # waits for the end of a head that never comes
        url = silent.url("/a").replace("http:", "https:")
        assert failed(url, QUICK).code == "connect_timeout"
