"""nbgrader's settings for this course: where its own steps would trust a copy, ours stand instead."""

c = get_config()  # noqa: F821 — nbgrader provides it

c.CourseDirectory.course_id = "tp-torch"

# What students find in place of an answer.
c.ClearSolutions.code_stub = {"python": '# VOTRE CODE ICI\nraise NotImplementedError("À compléter")'}

# A copy is read without trust, restored from the committed release (not from the database, which may be stale), played
# in a jail and judged outside of it; nbgrader keeps its recording, late penalties and limits.
c.Autograde.pre_convert_hook = "tptorch.record.sync_before_grading"
c.Autograde.exporter_class = "tptorch.execute.CopyExporter"
c.Autograde.sanitize_preprocessors = ["tptorch.execute.RestoreCopy"]
c.Autograde.autograde_preprocessors = [
    "tptorch.execute.GradeCopy",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
