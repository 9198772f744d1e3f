# %% right="torch.min avec un tenseur de uns"
def f(x, y, a):
    d = torch.abs(x - y)
    return torch.min(a * d, torch.ones_like(d))


# %% right="minimum avec un tenseur à une valeur"
def f(x, y, a):
    return torch.minimum(a * (x - y).abs(), torch.tensor(1.0))


# %% right="where"
def f(x, y, a):
    u = a * torch.sqrt((x - y) ** 2)
    return torch.where(u < 1, u, 1.0)


# %% right="relu"
def f(x, y, a):
    return 1 - torch.relu(1 - a * torch.abs(y - x))


# %% wrong="sans valeur absolue" trips="test_formula test_negative_weight test_any_shape test_gradient"
def f(x, y, a):
    return torch.clamp(a * (x - y), max=1)


# %% wrong="valeur absolue autour de tout, a négatif compris" trips="test_negative_weight"
def f(x, y, a):
    return torch.clamp(torch.abs(a * (x - y)), max=1)


# %% wrong="borné aussi à zéro" trips="test_negative_weight"
def f(x, y, a):
    return torch.clamp(a * torch.abs(x - y), 0, 1)


# %% wrong="taille 4 écrite en dur" trips="test_any_shape"
def f(x, y, a):
    return torch.min(a * torch.abs(x - y), torch.ones(4))


# %% wrong="min de Python, élément par élément, par item" trips="test_any_shape test_gradient"
def f(x, y, a):
    return torch.tensor([min(a.item() * abs(x[i].item() - y[i].item()), 1.0) for i in range(len(x))])


# %% wrong="min de Python sur le tenseur" trips="test_formula test_negative_weight test_any_shape test_gradient"
def f(x, y, a):
    return min(a * torch.abs(x - y), 1)


# %% wrong="torch.min avec un nombre" trips="test_formula test_negative_weight test_any_shape test_gradient"
def f(x, y, a):
    return torch.min(a * torch.abs(x - y), 1)


# %% wrong="le booléen lui-même" trips="test_formula test_negative_weight test_any_shape test_gradient"
def f(x, y, a):
    return (x != y).float()


# %% wrong="max au lieu de min" trips="test_formula test_negative_weight test_any_shape test_gradient"
def f(x, y, a):
    return torch.clamp(a * torch.abs(x - y), min=1)


# %% wrong="detach" trips="test_gradient"
def f(x, y, a):
    return torch.clamp(a.detach() * torch.abs(x - y), max=1)


# %% wrong="sans saturation" trips="test_formula test_any_shape test_gradient"
def f(x, y, a):
    return a * torch.abs(x - y)
