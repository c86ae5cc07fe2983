"""From a scenario to what would be ratified and settled, by listing packages or by search."""
