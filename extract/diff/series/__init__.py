"""Claims of different articles about the same thing: which belong together, and in what order."""
