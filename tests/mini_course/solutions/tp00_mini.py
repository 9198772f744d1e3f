# %% [markdown]
# # TP 0 — le plus petit des TP
# Quatre fonctions, pour essayer le moteur. Si $a < b$, alors $-b < -a$.

# %% grade_id="imports" locked=true
import torch

# %% [markdown]
# ## Exercice 1 — le double


# %% grade_id="double" solution=true
def double(x):
    """Le double d'un tenseur."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION


# %% grade_id="test_double" points=5
assert torch.equal(double(torch.tensor([1.0])), torch.tensor([2.0])), "Le double de 1 est 2."

# %% [markdown]
# ## Exercice 2 — la moitié


# %% grade_id="half" solution=true
def half(x):
    """La moitié d'un tenseur."""
    ### BEGIN SOLUTION
    return x / 2
    ### END SOLUTION


# %% grade_id="test_half" points=5
assert half(torch.tensor(4.0)) == 2, "La moitié de 4 est 2."

# %% [markdown]
# ## Exercice 3 — la somme


# %% grade_id="total" solution=true
def total(x):
    """La somme des éléments d'un tenseur."""
    ### BEGIN SOLUTION
    return x.sum()
    ### END SOLUTION


# %% grade_id="test_total" points=5
assert total(torch.ones(3)) == 3, "La somme de trois uns est 3."

# %% [markdown]
# ## Exercice 4 — un pas

# %% grade_id="step" solution=true
### BEGIN SOLUTION
step = 0.1
### END SOLUTION

# %% grade_id="test_step" points=5
assert isinstance(step, float), "step est un flottant."
