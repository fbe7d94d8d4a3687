"""The posts of a live blog."""

from datetime import UTC, datetime

from tests.pages.articles import article, linked, read

POST = (
    '<div itemprop="liveBlogUpdate" itemtype="https://schema.org/BlogPosting">'
    '<time datetime="2024-05-03T14:05:00Z">14:05</time><h3>A crane</h3><p>It came.</p></div>'
    '<div itemprop="liveBlogUpdate"><p>Nobody waved.</p></div><div itemprop="liveBlogUpdate"></div>'
)


def test_posts_of_the_dom_are_read_at_the_address_of_a_live_blog() -> None:
    live = read(article(POST), "https://tern.example/live/vote").live

    assert [(post.at, post.headline, post.text, post.source) for post in live] == [
        (datetime(2024, 5, 3, 14, 5, tzinfo=UTC), "A crane", "It came.", "dom"),
        (None, None, "Nobody waved.", "dom"),
    ]
    assert read(article(POST), "https://tern.example/vote").live == ()


def test_odd_updates_of_json_ld_are_left_out() -> None:
    updates = ["text", {"headline": ""}, {"headline": "A crane"}]
    head = linked(**{"@type": "LiveBlogPosting"}, liveBlogUpdate=updates)

    assert [post.headline for post in read(article(head=head)).live] == ["A crane"]
