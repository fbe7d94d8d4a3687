"""Two observations side by side, and the rules that say which change lies between them."""
