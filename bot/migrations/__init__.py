"""Schema versions, applied by bot.database.migrate."""
