"""From results.json to a page that people act on."""
