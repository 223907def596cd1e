"""The typing tool made from a study: which questions, which weights, how good on people it has not seen."""
