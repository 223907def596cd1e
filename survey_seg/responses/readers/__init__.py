"""Response files in: CSV, XLSX, SAV."""
