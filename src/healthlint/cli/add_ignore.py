"""`healthlint check --add-ignore REASON`: suppressions are written for what was found."""

from __future__ import annotations

import sys

from healthlint.cli.modes import Mode
from healthlint.cli.sources import STDIN, options_of
from healthlint.cli.terminal import tell, view_of
from healthlint.errors import UsageError
from healthlint.output.summary import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.cli.arguments import Call
    from healthlint.config import Config
    from healthlint.discover import Found
    from healthlint.report import Report


class Ignoring(Mode):
    """Writes suppressions for what was found."""

    def __init__(self, call: Call) -> None:
        super().__init__(call)
        self._reason = (call.text("add-ignore") or "").strip()
        if not self._reason:
            raise UsageError('--add-ignore needs a reason: write --add-ignore "why the findings are accepted"')
        if STDIN in call.operands:
            raise UsageError("--add-ignore writes into files and can't be used with -: name the files")

    def write(self, config: Config, found: Found, report: Report) -> bool:
        """Write them, and tell for each file how many, or why none."""
        from healthlint import api  # as in `checked`

        view = view_of(sys.stderr, self.call.text("color"))
        options = options_of(self.call, config)
        for label, number, refusal in api.add_suppressions(found.targets, report, options, self._reason):
            name = view.clean(label)
            if refusal:
                tell([f"healthlint: {name} was left as it is: {view.phrase(refusal)}"])
            elif not self.call.flag("quiet"):
                tell([f"healthlint: {name}: {count(number, 'suppression')} added"])
        return True
