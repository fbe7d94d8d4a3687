"""From a tree to the lines of the story, and those that are none of it."""
