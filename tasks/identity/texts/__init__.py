"""A text prepared for comparison: folded words, sentences, facts, and lines that are none of it."""
