"""Where phrases and regular expressions match on a page, and which cues stand on it. Judges nothing."""
