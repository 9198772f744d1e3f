# %% right="torch.sum et square"
def total_error(f, x, y, ref, a):
    answers = f(x, y, a)
    return torch.sum(torch.square(answers - ref))


# %% right="produit scalaire"
def total_error(f, x, y, ref, a):
    gap = ref - f(x, y, a)
    return gap @ gap


# %% right="mse_loss avec reduction sum"
def total_error(f, x, y, ref, a):
    return torch.nn.functional.mse_loss(f(x, y, a), ref, reduction="sum")


# %% right="deux appels du modèle"
def total_error(f, x, y, ref, a):
    n = len(f(x, y, a))
    errors = torch.pow(f(x, y, a) - ref, 2)
    return errors.mean() * n


# %% wrong="moyenne au lieu de la somme" trips="test_sum_of_squares test_gradient"
def total_error(f, x, y, ref, a):
    return ((f(x, y, a) - ref) ** 2).mean()


# %% wrong="sans carré" trips="test_sum_of_squares test_gradient test_no_loop"
def total_error(f, x, y, ref, a):
    return (f(x, y, a) - ref).sum()


# %% wrong="valeur absolue au lieu du carré" trips="test_sum_of_squares test_gradient test_no_loop"
def total_error(f, x, y, ref, a):
    return (f(x, y, a) - ref).abs().sum()


# %% wrong="carré de la somme" trips="test_sum_of_squares test_gradient test_no_loop"
def total_error(f, x, y, ref, a):
    return (f(x, y, a) - ref).sum() ** 2


# %% wrong="boucle sur les échantillons" trips="test_no_loop"
def total_error(f, x, y, ref, a):
    total = torch.tensor(0.0)
    for i in range(len(x)):
        total = total + (f(x[i], y[i], a) - ref[i]) ** 2
    return total


# %% wrong="boucle cachée dans une liste" trips="test_no_loop"
def total_error(f, x, y, ref, a):
    return sum((f(u, v, a) - r) ** 2 for u, v, r in zip(x, y, ref))


# %% wrong="FloatTensor(0) pour zéro" trips="test_sum_of_squares test_gradient test_no_loop"
def total_error(f, x, y, ref, a):
    total = torch.FloatTensor(0)
    for i in range(len(x)):
        total = total + (f(x[i], y[i], a) - ref[i]) ** 2
    return total


# %% wrong="item coupe le graphe" trips="test_gradient"
def total_error(f, x, y, ref, a):
    return torch.tensor(((f(x, y, a) - ref) ** 2).sum().item())


# %% wrong="la somme est oubliée" trips="test_sum_of_squares test_gradient test_no_loop"
def total_error(f, x, y, ref, a):
    return (f(x, y, a) - ref) ** 2


# %% wrong="quatre échantillons écrits en dur" trips="test_sum_of_squares test_gradient test_no_loop"
def total_error(f, x, y, ref, a):
    r = f(x, y, a)
    return (r[0] - ref[0]) ** 2 + (r[1] - ref[1]) ** 2 + (r[2] - ref[2]) ** 2 + (r[3] - ref[3]) ** 2


# %% wrong="le modèle de l'énoncé au lieu de celui reçu" trips="test_sum_of_squares test_gradient test_no_loop"
def total_error(f, x, y, ref, a):
    return ((torch.clamp(a * torch.abs(X - Y), max=1) - REF) ** 2).sum()
