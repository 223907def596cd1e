"""The typing tool as SQL for every engine. Needs only the standard library."""
