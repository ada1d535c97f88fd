"""The map people open: reads the lake and draws it."""
