"""Is it the same story, and which change is it?

Two snapshots come in; a relation with its reason and a change record go out. The names under
which a story is known, `canonical_url` first, are made here too.
"""
