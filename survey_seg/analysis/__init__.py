"""From answers to segments worth winning: basis, factors, segments, profiles, priorities."""
