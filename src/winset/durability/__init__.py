"""Does it last: turnover, hazards, their fit to real agreements, and a deal run forward in months.

The empirical layer (data sets, spells, hazards, robustness) never sees a scenario; the
simulation takes plain arrays, so that a scenario is only one way of filling them.
"""
