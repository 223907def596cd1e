"""survey-seg: customer segmentation studies that are hard to get wrong."""

__version__ = "0.1.0"
