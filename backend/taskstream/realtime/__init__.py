"""Socket.IO: the live loop between workers and moderators."""
