"""The copy comes with outputs already there: full marks, errors and scripts."""

MARKS = {"half": 0}


def tamper(notebook):
    from nbformat.v4 import new_output

    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [
                new_output("display_data", data={"text/html": "<script>alert(1)</script>"}),
                new_output("stream", name="stderr", text="HARM: kept"),
                new_output("execute_result", data={"text/plain": "5.0"}, execution_count=1),
            ]
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "half":
            cell.source = "half = lambda x: x"
