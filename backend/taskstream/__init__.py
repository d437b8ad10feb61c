"""TaskStream: workers stream task suggestions into a live scan; admins decide them at once."""

__version__ = "0.1.0"
