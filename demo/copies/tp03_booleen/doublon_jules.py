# %% base="reference" mark="20"
# A collé sa cellule réponse une deuxième fois pour corriger son premier essai.

# %% answer="adagrad_step"
def adagrad_step(param, grad, ssg, alpha, eps=1e-10):
    ssg = ssg + grad
    return param - alpha * grad / ssg, ssg


# %% duplicate="adagrad_step"
def adagrad_step(param, grad, ssg, alpha, eps=1e-10):
    ssg += grad**2
    param -= alpha * grad / torch.sqrt(ssg + eps)
    return param, ssg
