"""What a feed says, and when to ask again.

In come the bytes of a feed's document, and what is remembered of the feed; out go its entries in
plain text, which of them are news, the slot in which it is due, and what to remember next.
"""
