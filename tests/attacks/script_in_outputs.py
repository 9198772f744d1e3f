"""Scripts, frames, forms, remote pictures and styles are shown in every format that a page would run."""

# %% after="imports"
from IPython.display import HTML, SVG, IFrame, Javascript, display

for text in (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='java&#115;cript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<form action=http://127.0.0.1/><input name=mark value=5><button formaction='javascript:alert(1)'>x</button></form>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data='javascript:alert(1)'></object><base href=//x>",
    "<meta http-equiv=refresh content='0;url=//x'><link rel=stylesheet href=//x><style>*{display:none}</style>",
    "<b style='position:fixed;top:0;left:0;width:100%;background:url(//x)'>20/20</b>",
    "<noscript><p title='</noscript><script>alert(1)</script>'>",
):
    display(HTML(text))
display(Javascript("alert(1)"), IFrame("javascript:alert(1)", 1, 1))
bundle = {
    "image/svg+xml": "<svg onload='alert(1)'/>",
    "text/markdown": "<script>",
    "text/latex": "\\href{javascript:1}{x}",
}
bundle |= {"application/javascript": "alert(1)", "application/vnd.jupyter.widget-view+json": {"model_id": "x"}}
display(bundle, raw=True)
