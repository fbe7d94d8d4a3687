"""The wrong and the right value that a notice states, each by its shortest natural span."""
