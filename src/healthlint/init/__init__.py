"""A start in a repository: what it holds, the configuration that fits it, and the entry for its hooks. Looks and writes
text; puts no file anywhere itself.
"""

from healthlint.init.hook import Hook, hook_for
from healthlint.init.survey import Survey, survey
from healthlint.init.template import configuration

__all__ = ["Hook", "Survey", "configuration", "hook_for", "survey"]
