"""Graded cells come many times, with other points, before and after the answers."""

MARKS = {"half": 0}
RAISES = True


def tamper(notebook):
    import copy

    graded = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "half":
            cell.source = "half = lambda x: x"
    for place in (0, 5, len(notebook.cells)):
        twins = copy.deepcopy(graded)
        for twin in twins:
            twin.source, twin.metadata.nbgrader.points = "1000", 1000
        notebook.cells[place:place] = twins if place else []
