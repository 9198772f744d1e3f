"""Scripts stand in markdown cells: as HTML, as links, and as what becomes HTML when it is rendered."""


def tamper(notebook):
    from nbformat.v4 import new_markdown_cell, new_raw_cell

    texts = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1)) [y](java&#115;cript:alert(1)) [z]( jAvAsCrIpT:alert(1))",
        "[x][1]\n\n[1]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "![x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](y \"onerror='alert(1)'\")",
        '[x](" onmouseover="alert(1) "y")',
        "`<b>`<script>alert(1)</script>\n\n    <script>alert(1)</script>",
        "$<script>alert(1)</script>$ and \\(<img src=x onerror=alert(1)>\\)",
        '```"><script>alert(1)</script>\nx\n```',
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ]
    notebook.cells += [new_markdown_cell(text) for text in texts] + [new_raw_cell("<script>alert(1)</script>")]
