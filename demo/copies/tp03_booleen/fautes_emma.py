# %% base="reference" mark="13"
# Les fautes les plus courantes : sans valeur absolue, la moyenne au lieu de la somme, le gradient jamais remis à zéro.

# %% answer="model"
def f(x, y, a):
    return torch.clamp(a * (x - y), max=1)


# %% answer="total_error"
def total_error(f, x, y, ref, a):
    return ((f(x, y, a) - ref) ** 2).mean()


# %% answer="gradient_descent"
def gradient_descent(error, step, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    errors = []
    for _ in range(n_iter):
        current = error(a)
        errors.append(current.item())
        current.backward()
        with torch.no_grad():
            a -= step * a.grad
    return a.item(), errors
