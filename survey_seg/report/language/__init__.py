"""How the report speaks: words from catalogues, numbers as the language writes them."""
