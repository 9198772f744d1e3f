"""nbgrader's own metadata have every type but theirs."""

MARKS = {"half": 0}
RAISES = True  # the asserts of what is now an ordinary cell


def tamper(notebook):
    strange = iter(["text", 5, None, ["grade_id"], {"grade_id": ["double"]}, {"grade_id": {}}, {"grade_id": None}] * 9)
    cells = [
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id", "test_").startswith("test_")
    ]
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "half":
            cell.source = "half = lambda x: x"
    for cell in cells:
        cell.metadata["nbgrader"] = next(strange)
