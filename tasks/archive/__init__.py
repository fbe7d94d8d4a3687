"""What is kept: keys, records and the commit protocol; an observation and a store in, at most one new version out."""
