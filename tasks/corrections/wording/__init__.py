"""How a text is folded, told by its language, and matched with the phrases of a lexicon."""
