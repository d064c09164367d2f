"""The version, kept apart so that it can be told without loading anything."""

__version__ = "0.1.0"
