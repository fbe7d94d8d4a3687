"""From bytes to a bounded tree, and what stands in its head and its scripts."""
