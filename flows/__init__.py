"""When: each file is one job, and the ways to start it."""
