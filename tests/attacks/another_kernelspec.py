"""The notebook asks for another kernel, whose command it also brings."""


def tamper(notebook):
    notebook.metadata["kernelspec"] = {
        "name": "bash",
        "display_name": "<script>",
        "language": "bash",
        "argv": ["/bin/sh"],
    }
    notebook.metadata["language_info"] = {"name": "../../x", "codemirror_mode": "<script>", "pygments_lexer": "x"}
