"""What is kept: keys, records and the commit protocol.

An observation and a store in; at most one new version, and how it ended, out.
"""
