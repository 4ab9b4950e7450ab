"""The information assistant for foreigners in Beijing."""
