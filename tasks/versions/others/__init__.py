"""Other stories: those that may be this one, copies, correctives, and what addresses show."""
