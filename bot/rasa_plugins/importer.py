"""Rasa importer: reads the ways of asking with our own fast reader; the files stay in Rasa's native format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.languages import table
from bot.languages.lines import read_lines


class ContentImporter(RasaFileImporter):
    """Rasa's reader checks every YAML node against a schema, twice; `bot check` has done that (15 s for 12,000 lines)."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        data_dir: str = "data",
        **_: Any,
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths)
        self._data = Path(data_dir)

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """All lines of data/nlu as intent examples."""
        lines = read_lines(self._data, table.codes(self._data))
        return TrainingData([Message.build(text=line.text, intent=line.intent) for line in lines])
