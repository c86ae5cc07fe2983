"""The web app: winset in a browser on one's own machine, a thin face over the same calls.

``winset serve`` starts it. How a page is added stands in ``docs/howto/adding.md``.
"""
