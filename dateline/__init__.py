"""Dateline: company, person, product and topic timelines from saved news articles."""

__version__ = "0.1.0"
