"""The typing tool as a workbook: its sheets, their layout and their looks."""
