"""Records -> what a person reads: one function a question, each yielding Rich renderables of at most `room` cells.

Words of the article stand as they are; quotation marks are printed only around direct speech.
"""

from dongbei_cli.views.bibliography import bibliography
from dongbei_cli.views.charts import charts
from dongbei_cli.views.coverage import coverage
from dongbei_cli.views.figures import stats
from dongbei_cli.views.found import found
from dongbei_cli.views.listings import chosen, facts, measures, people, quotes, timeline, topics
from dongbei_cli.views.marked import annotated
from dongbei_cli.views.parts import source_line
from dongbei_cli.views.whole import whole

__all__ = [
    "annotated", "bibliography", "charts", "chosen", "coverage", "facts", "found", "measures", "people", "quotes", "source_line", "stats", "timeline", "topics", "whole",
]  # fmt: skip
