"""The find tool made from a study: which fields a firm already has tell people's segments, and how well."""
