"""What goes out: a record and a viewer become JSON, the same for REST and sockets."""
