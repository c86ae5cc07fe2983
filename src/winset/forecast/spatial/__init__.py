"""The spatial model of politics: actors challenge, bargain and move turn by turn (``model``)."""

from winset.forecast.spatial.choices import Choices
from winset.forecast.spatial.history import SpatialOutcome, Turn
from winset.forecast.spatial.model import predict

__all__ = ["Choices", "SpatialOutcome", "Turn", "predict"]
