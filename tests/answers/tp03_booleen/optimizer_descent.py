# %% right="zero_grad en fin de tour, Parameter"
def optimizer_descent(optimizer_class, error, lr, n_iter=100, a0=0.0):
    a = torch.nn.Parameter(torch.tensor(a0))
    opt = optimizer_class(params=[a], lr=lr)
    errors = []
    for _ in range(n_iter):
        e = error(a)
        e.backward()
        errors.append(float(e))
        opt.step()
        opt.zero_grad()
    return float(a.detach()), errors


# %% right="step(closure)"
def optimizer_descent(optimizer_class, error, lr, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    opt = optimizer_class([a], lr=lr)

    def closure():
        opt.zero_grad()
        e = error(a)
        e.backward()
        return e

    errors = [opt.step(closure).item() for _ in range(n_iter)]
    return a, errors


# %% right="grad = None à la main"
def optimizer_descent(optimizer_class, error, lr, n_iter=100, a0=0.0):
    a = torch.tensor([a0]).requires_grad_()
    opt = optimizer_class([a], lr)
    errors = []
    for _ in range(n_iter):
        a.grad = None
        e = error(a)
        errors.append(e)
        e.backward()
        opt.step()
    return a.detach(), errors


# %% wrong="SGD écrit en dur" trips="test_other_optimizers test_errors_before_each_update"
def optimizer_descent(optimizer_class, error, lr, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    opt = torch.optim.SGD([a], lr=lr)
    errors = []
    for _ in range(n_iter):
        opt.zero_grad()
        e = error(a)
        errors.append(e.item())
        e.backward()
        opt.step()
    return a.item(), errors


# %% wrong="zero_grad oublié" trips="test_sgd test_other_optimizers test_errors_before_each_update"
def optimizer_descent(optimizer_class, error, lr, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    opt = optimizer_class([a], lr=lr)
    errors = []
    for _ in range(n_iter):
        e = error(a)
        errors.append(e.item())
        e.backward()
        opt.step()
    return a.item(), errors


# %% wrong="zero_grad entre backward et step" trips="test_sgd test_other_optimizers test_errors_before_each_update"
def optimizer_descent(optimizer_class, error, lr, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    opt = optimizer_class([a], lr=lr)
    errors = []
    for _ in range(n_iter):
        e = error(a)
        errors.append(e.item())
        e.backward()
        opt.zero_grad()
        opt.step()
    return a.item(), errors


# %% wrong="optimiseur recréé à chaque tour" trips="test_other_optimizers test_errors_before_each_update"
def optimizer_descent(optimizer_class, error, lr, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    errors = []
    for _ in range(n_iter):
        opt = optimizer_class([a], lr=lr)
        opt.zero_grad()
        e = error(a)
        errors.append(e.item())
        e.backward()
        opt.step()
    return a.item(), errors


# %% wrong="lr oublié" trips="test_sgd test_other_optimizers test_errors_before_each_update"
def optimizer_descent(optimizer_class, error, lr, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    opt = optimizer_class([a])
    errors = []
    for _ in range(n_iter):
        opt.zero_grad()
        e = error(a)
        errors.append(e.item())
        e.backward()
        opt.step()
    return a.item(), errors


# %% wrong="erreur relevée après la mise à jour" trips="test_errors_before_each_update"
def optimizer_descent(optimizer_class, error, lr, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    opt = optimizer_class([a], lr=lr)
    errors = []
    for _ in range(n_iter):
        opt.zero_grad()
        error(a).backward()
        opt.step()
        errors.append(error(a).item())
    return a.item(), errors


# %% wrong="met à jour deux fois, à la main et par l'optimiseur" trips="test_sgd test_other_optimizers test_errors_before_each_update"
def optimizer_descent(optimizer_class, error, lr, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    opt = optimizer_class([a], lr=lr)
    errors = []
    for _ in range(n_iter):
        opt.zero_grad()
        e = error(a)
        errors.append(e.item())
        e.backward()
        with torch.no_grad():
            a -= lr * a.grad
        opt.step()
    return a.item(), errors


# %% wrong="une itération de trop" trips="test_sgd test_other_optimizers test_errors_before_each_update"
def optimizer_descent(optimizer_class, error, lr, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    opt = optimizer_class([a], lr=lr)
    errors = []
    for _ in range(n_iter + 1):
        opt.zero_grad()
        e = error(a)
        errors.append(e.item())
        e.backward()
        opt.step()
    return a.item(), errors
