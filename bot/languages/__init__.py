"""The ten languages: their table, normalisation, concepts and detection."""
