"""A small newspaper on loopback: three invented outlets that publish, correct and retract.

The stories are data (``stories/*.toml``, one a story), and so are the looks of their pages
(``layouts/``), the outlets and feeds (``outlets.toml``) and the history that the archive should
hold in the end (``expected.toml``). What comes in is an edition, 1 or 2; what goes out are the
documents of a web site, served by ``server.Newsroom`` or by ``python -m tests.newsroom``.
"""
