# %% base="reference" mark="20"
# Une autre écriture de presque tout.

# %% answer="mean_gradient"
def mean_gradient(g, x):
    y = x.detach().clone()
    y.requires_grad = True
    return torch.autograd.grad(torch.mean(g(y)), y)[0]


# %% answer="model"
def f(x, y, a):
    d = a * (x - y).abs()
    return torch.where(d < 1, d, torch.ones_like(d))


# %% answer="total_error"
def total_error(f, x, y, ref, a):
    ecarts = f(x, y, a) - ref
    return ecarts @ ecarts


# %% answer="naive_search"
def naive_search(error, w0, sigma, n_iter):
    meilleur, w = float(error(w0)), w0.clone()
    historique = [meilleur]
    while len(historique) <= n_iter:
        essai = w + sigma * (2 * torch.rand(w.shape) - 1)
        e = float(error(essai))
        if e < meilleur:
            meilleur, w = e, essai
        historique.append(meilleur)
    return w, historique


# %% answer="gradient_descent"
def gradient_descent(error, step, n_iter=100, a0=0.0):
    a, erreurs = torch.tensor(float(a0)), []
    for k in range(n_iter):
        a = a.detach().requires_grad_(True)
        e = error(a)
        erreurs.append(e.item())
        (g,) = torch.autograd.grad(e, a)
        a = a - step * g
    return a.item(), erreurs


# %% answer="step"
small_step, good_step, large_step = 0.0005, 0.02, 1.0

# %% answer="counterexample"
counterexample = [0, 1]
integer_weight = 7
