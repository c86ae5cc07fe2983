"""Does it last: hazards and turnover, as estimated, and deals run forward through them by month.

The engines see plain arrays; a scenario is one way of filling them. What is estimated, and how,
is the lab's (`winset.lab.durability_fit`); here its figures are read.

==============================  ================================================================
terms, coefficients             what the shipped figures hold, and the names in it
agreement, successors           what the engines see: hazards, turnover, who rejects the deal
marginals, recursion, simulate  three engines: quick, exact for two parties, Monte Carlo for more
survival                        what they return
prospects                       from figures to an agreement, parameters drawn
signatories, projection         from a scenario to its parties and their deals run forward
elite_backed, deals, results    which deals of a result are looked at, and what is found
assumptions                     what it all rests on
==============================  ================================================================
"""
