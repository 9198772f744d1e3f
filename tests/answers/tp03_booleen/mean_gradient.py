# %% right="autograd.grad"
def mean_gradient(g, x):
    copy = x.detach().clone().requires_grad_(True)
    return torch.autograd.grad(g(copy).mean(), copy)[0]


# %% right="un tenseur refait, somme divisée par le nombre"
def mean_gradient(g, x):
    v = torch.tensor(x.tolist(), requires_grad=True)
    z = torch.sum(g(v)) / v.numel()
    z.backward()
    return v.grad


# %% right="torch.func"
def mean_gradient(g, x):
    return torch.func.grad(lambda v: g(v).mean())(x)


# %% wrong="x / 2 comme dans l'exemple" trips="test_gradient"
def mean_gradient(g, x):
    return x / 2


# %% wrong="somme au lieu de la moyenne" trips="test_gradient"
def mean_gradient(g, x):
    v = x.clone().requires_grad_()
    g(v).sum().backward()
    return v.grad


# %% wrong="le x reçu demande son gradient, et les gradients s'ajoutent" trips="test_input_is_left_alone"
def mean_gradient(g, x):
    x.requires_grad_()
    g(x).mean().backward()
    return x.grad


# %% wrong="backward rend None" trips="test_gradient test_input_is_left_alone"
def mean_gradient(g, x):
    v = x.clone().requires_grad_()
    z = g(v).mean()
    return z.backward()


# %% wrong="require_grad sans s" trips="test_gradient test_input_is_left_alone"
def mean_gradient(g, x):
    v = x.clone()
    v.require_grad = True
    g(v).mean().backward()
    return v.grad


# %% wrong="dérivée du carré écrite à la main" trips="test_gradient"
def mean_gradient(g, x):
    return 2 * x / x.numel()


# %% wrong="remet son drapeau et son gradient en ordre, mais change les valeurs de x" trips="test_input_is_left_alone"
def mean_gradient(g, x):
    v = x.clone().requires_grad_()
    g(v).mean().backward()
    x -= v.grad
    return v.grad
