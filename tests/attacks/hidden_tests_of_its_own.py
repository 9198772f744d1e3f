"""Answers bring nbgrader's own markers, and calls of the engine, to be cut, kept or believed."""

MARKS = {"half": 0}


def tamper(notebook):
    text = (
        "half = lambda x: x\n### BEGIN HIDDEN TESTS\nfrom tptorch import check\ncheck('half')\n### END HIDDEN TESTS\n"
    )
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "half":
            cell.source = "if 0:\n    from tptorch import check\n" + text.replace("from", "# from").replace(
                "check(", "print("
            )
