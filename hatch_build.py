"""Pack the fact base into the wheel: the YAML, the article, and both compiled, so that a lookup parses no YAML."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackFacts(BuildHookInterface[Any]):
    """Packs a wheel only; an editable install reads the checkout's facts.yaml and sees every edit at once."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Prove and compile the fact base; one that fails the proof stops the build."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from dongbei_cli import base

        self.folder = tempfile.TemporaryDirectory()
        target = Path(self.folder.name) / "facts.db"
        target.write_bytes(base.build(Path(self.root) / "facts.yaml").image())
        for path in (target, "facts.yaml", "seeds"):
            build_data["force_include"][str(path)] = f"dongbei_cli/{Path(path).name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Clean up what was compiled."""
        if version != "editable":
            self.folder.cleanup()
