"""Arrays in, numbers out. Knows no survey, no file, no label; each function names its R twin."""
