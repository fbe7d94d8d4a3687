"""How to ask: politeness, redirects, robots, codings, and which addresses are allowed.

In come a plan, a policy, an answer's status, headers and bytes, and `now`; out go decisions as
values, which adapters/web.py acts on between two awaits.
"""
