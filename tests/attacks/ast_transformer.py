"""An AST transformer turns every assert and comparison into True."""

MARKS = {"half": 0}
SHOWS = "transformed"

# %% after="imports"
import ast


class Agree(ast.NodeTransformer):
    def visit_Assert(self, node):
        print("transformed")
        return ast.Pass()

    def visit_Compare(self, node):
        return ast.Constant(True)


get_ipython().ast_transformers.append(Agree())

# %% answer="half"
half = lambda x: x
