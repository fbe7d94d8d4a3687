"""Names and hosts that `canonical_url` goes by: data, tested name by name."""

TRACKING_NAMES = frozenset(
    {
        "_gl",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "fbclid",
        "gclid",
        "gbraid",
        "wbraid",
        "dclid",
        "msclkid",
        "yclid",
        "twclid",
        "ttclid",
        "igsh",
        "igshid",
        "srsltid",
        "smid",
        "smtyp",
        "smprod",
        "emc",
        "xtor",
        "ftag",
        "ocid",
        "ito",
        "icid",
        "intcid",
        "cmp",
        "cmpid",
        "taid",
        "sr_share",
        "reflink",
        "wprss",
        "__twitter_impression",
        "unlocked_article_code",
        "giftcopy",
        "gift_token",
        "searchresultposition",
        "pgtype",
        "phpsessid",
        "jsessionid",
        "amp",
        "outputtype",
        "print",
    }
)
"""Parameters that never identify a story, in lower case."""

TRACKING_PREFIXES = ("utm_", "ga_", "_hs", "hsa_", "at_", "ns_", "guce", "soc_")
"""The same, for whole families."""

AMBIGUOUS_NAMES = frozenset(
    {
        "ref",
        "source",
        "src",
        "sid",
        "cid",
        "s",
        "partner",
        "mod",
        "st",
        "sh",
        "share",
        "shared",
        "via",
        "feed",
        "rss",
        "output",
        "region",
        "block",
        "variant",
        "m",
        "feedname",
        "feedtype",
        "scid",
    }
)
"""Trackers at one site and the story's identity at the next."""

STRIPPED_LABELS = frozenset({"www", "www2", "m", "mobile", "amp", "touch", "edition", "lite"})
"""First labels of a host that lead to the same stories."""

SEARCH_ENGINES = frozenset({"google", "bing"})
"""Second-level names under which ``/amp/s/host/path`` shows another site's page."""

REDIRECTORS = (
    ("google.com", "/url", ("url", "q")),
    ("news.google.com", "/news/url", ("url",)),
    ("bing.com", "/news/apiclick.aspx", ("url",)),
    ("l.facebook.com", "/l.php", ("u",)),
    ("lm.facebook.com", "/l.php", ("u",)),
    ("l.instagram.com", "/", ("u",)),
    ("out.reddit.com", "/", ("url",)),
    ("slack-redir.net", "/link", ("url",)),
    ("linkedin.com", "/redir/redirect", ("url",)),
    ("youtube.com", "/redirect", ("q",)),
    ("vk.com", "/away.php", ("to",)),
    ("t.umblr.com", "/redirect", ("z",)),
)
"""(host without ``www``, path, parameters) of addresses that carry their target in clear."""
