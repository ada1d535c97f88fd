"""Events: from a report to stored, exported events. Knows no screen."""
