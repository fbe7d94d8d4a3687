"""Servers of our own on a laptop: found, downloaded or built, started and ended."""
