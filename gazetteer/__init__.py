"""Places: from a string in Arabic to a place in the world. Knows no events and no screen."""
