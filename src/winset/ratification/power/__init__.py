"""Power indices: who decides, by the rule alone and whatever anyone wants."""

from winset.ratification.power.indices import Power
from winset.ratification.power.rules import is_exact, rule_power
from winset.ratification.power.weighted import banzhaf, shapley_shubik, weighted_power

__all__ = ["Power", "banzhaf", "is_exact", "rule_power", "shapley_shubik", "weighted_power"]
