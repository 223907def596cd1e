"""The deck: ten to sixteen slides with native charts that the client's own team can edit."""
