"""Compile facts.yaml into the wheel, so that an installed dongbei never parses YAML to answer."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileFacts(BuildHookInterface[Any]):
    """Adds facts.db to a wheel; an editable install reads facts.yaml itself and sees every edit at once."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check and compile the fact base; one that cannot be used stops the build."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from dongbei_cli import workspace

        self.folder = tempfile.TemporaryDirectory()
        target = Path(self.folder.name) / "facts.db"
        workspace.build(Path(self.root) / "facts.yaml", target)
        build_data["force_include"][str(target)] = "dongbei_cli/facts.db"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Clean up what was compiled."""
        if version != "editable":
            self.folder.cleanup()
