"""The web app: winset in a browser on one's own machine, a thin face over the same calls."""
