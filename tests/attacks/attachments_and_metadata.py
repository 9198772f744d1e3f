"""Attachments, widgets' state and page settings are laid in the notebook and in its cells."""


def tamper(notebook):
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"x": "<script>"}}}
    notebook.metadata["title"] = notebook.metadata["authors"] = "<script>alert(1)</script>"
    for cell in notebook.cells:
        cell.metadata["tags"] = ["remove-cell", "hide-input", "<script>"]
        if cell.cell_type == "markdown":
            cell["attachments"] = {"x.svg": {"image/svg+xml": "<svg onload=alert(1)>"}}
