"""The embedded adapter: one file, no server, and nothing acknowledged that a crash could take."""
