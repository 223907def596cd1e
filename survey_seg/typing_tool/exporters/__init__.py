"""The typing tool in the formats people hold in their hands."""
