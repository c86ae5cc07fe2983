"""Does it last: turnover, hazards, their fit to real agreements, and a deal run forward in months.

The empirical layer never sees a scenario; the simulation takes plain arrays, so that a scenario is
only one way of filling them.

===================  ===============================================================
sources, reading     which files, where from, and how they are read and refused
atop … ucdp, stata   one data set a module, codes documented where they are read
spells, terms        alliances cut into spells, and the columns a hazard has
hazard, cox, curves  likelihoods and covariance; curves without a model
alliances, peace     the fits, and every way tried to make them go away
turnover, approval   how often coalitions change
validate             out of time, and against Aalen–Johansen
fit, coefficients    the whole in one call, and the figures that ship
successors           from averages over successors to those who reject this deal
agreement            what the engines see
recursion, simulate  the exact engine and the Monte Carlo one
prospects, outlook   from coefficients to an agreement, and what comes out
tables               fitted figures as Markdown
===================  ===============================================================
"""
