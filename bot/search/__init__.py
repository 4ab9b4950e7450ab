"""Full-text search over topics and places in any language: one tokenizer for SQLite FTS5 and PostgreSQL."""
