"""Which addresses are public: every range of the table by its edges."""

from ipaddress import ip_address, ip_network

import pytest

from tasks.web.addresses import is_allowed, is_public

NOT_PUBLIC = """
0.0.0.0 0.255.255.255  10.0.0.0 10.255.255.255  100.64.0.0 100.127.255.255
127.0.0.1 127.255.255.255  169.254.0.1 169.254.169.254  172.16.0.0 172.31.255.255
192.0.0.0 192.0.0.255  192.0.2.1  192.31.196.1  192.52.193.1  192.88.99.1
192.168.0.0 192.168.255.255  192.175.48.1  198.18.0.0 198.19.255.255  198.51.100.7
203.0.113.9  224.0.0.1 239.255.255.255  240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b::a00:5
64:ff9b:1::808:808 100::1 100:0:0:1::1 2001::1 2001:0:7f00:1:: 2001:2::1 2001:20::1 2001:db8::1
2002:808:808:: 2620:4f:8000::1 3fff::1 3fff:fff::1 5f00::1 fc00::1 fdff::1 fe80::1 fe80::1%eth0
fec0::1 feff::1 ff02::1 ffff::1 4000::1 1::1 2606:4700::1%eth0
"""

PUBLIC = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 93.184.216.34 100.63.255.255 100.128.0.0
126.255.255.255 128.0.0.0 169.253.255.255 172.15.255.255 172.32.0.0 192.0.1.0 192.88.98.255
192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255
2606:4700::1111 2001:4860:4860::8888 2a00:1450::1 2003::1 3ffe::1 64:ff9b::808:808
"""


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_S01_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC.split())
def test_S01_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_allowed_networks_open_what_they_name() -> None:
    networks = (ip_network("10.1.0.0/16"), ip_network("fd00::/8"))
    assert is_allowed(ip_address("10.1.2.3"), networks)
    assert is_allowed(ip_address("fd00::1"), networks)
    assert not is_allowed(ip_address("10.2.0.1"), networks)
    assert not is_allowed(ip_address("::ffff:10.1.2.3"), networks)
    assert not is_allowed(ip_address("10.1.2.3"), ())
