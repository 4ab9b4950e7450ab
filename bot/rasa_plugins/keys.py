"""The keys under which the plug-ins hand results to each other and to the tracker."""

LANGUAGE = "language"
DECISION = "decision"
TOKENS = "text_tokens"
NORMALISED = "normalised"
HITS = "term_hits"
DATA_DIR = "data_dir"
EXTRACTOR = "terms"
