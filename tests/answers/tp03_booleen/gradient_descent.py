# %% right="grad = None, couple en liste"
def gradient_descent(error, step, n_iter=100, a0=0.0):
    a = torch.tensor(a0)
    a.requires_grad = True
    errors = []
    for i in range(n_iter):
        a.grad = None
        e = error(a)
        e.backward()
        errors += [float(e)]
        with torch.no_grad():
            a -= a.grad * step
    return [float(a.detach()), errors]


# %% right="une feuille neuve à chaque tour, autograd.grad"
def gradient_descent(error, step, n_iter=100, a0=0.0):
    errors = []
    for _ in range(n_iter):
        leaf = torch.tensor(a0, requires_grad=True)
        e = error(leaf)
        (g,) = torch.autograd.grad(e, leaf)
        errors.append(e.item())
        a0 = a0 - step * g.item()
    return a0, errors


# %% right="a.data et tenseurs rendus"
def gradient_descent(error, step, n_iter=100, a0=0.0):
    a = torch.tensor([a0], requires_grad=True)
    errors = torch.zeros(n_iter)
    for i in range(n_iter):
        e = error(a)
        errors[i] = e.detach()
        e.backward()
        a.data = a.data - step * a.grad
        a.grad.zero_()
    return a, errors


# %% wrong="gradient jamais remis à zéro" trips="test_trajectory test_errors_before_each_update"
def gradient_descent(error, step, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    errors = []
    for _ in range(n_iter):
        e = error(a)
        errors.append(e.item())
        e.backward()
        with torch.no_grad():
            a -= step * a.grad
    return a.item(), errors


# %% wrong="gradient remis à zéro avant la mise à jour" trips="test_one_update test_trajectory test_errors_before_each_update"
def gradient_descent(error, step, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    errors = []
    for _ in range(n_iter):
        e = error(a)
        errors.append(e.item())
        e.backward()
        a.grad.zero_()
        with torch.no_grad():
            a -= step * a.grad
    return a.item(), errors


# %% wrong="a = a - pas * a.grad" trips="test_trajectory test_errors_before_each_update"
def gradient_descent(error, step, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    errors = []
    for _ in range(n_iter):
        e = error(a)
        errors.append(e.item())
        e.backward()
        a = a - step * a.grad
    return a.item(), errors


# %% wrong="mise à jour dans le graphe" trips="test_one_update test_trajectory test_errors_before_each_update"
def gradient_descent(error, step, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    errors = []
    for _ in range(n_iter):
        e = error(a)
        errors.append(e.item())
        e.backward()
        a -= step * a.grad
        a.grad.zero_()
    return a.item(), errors


# %% wrong="erreur relevée après la mise à jour" trips="test_errors_before_each_update"
def gradient_descent(error, step, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    errors = []
    for _ in range(n_iter):
        error(a).backward()
        with torch.no_grad():
            a -= step * a.grad
            a.grad.zero_()
        errors.append(error(a).item())
    return a.item(), errors


# %% wrong="monte au lieu de descendre" trips="test_one_update test_trajectory test_errors_before_each_update"
def gradient_descent(error, step, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    errors = []
    for _ in range(n_iter):
        e = error(a)
        errors.append(e.item())
        e.backward()
        with torch.no_grad():
            a += step * a.grad
            a.grad.zero_()
    return a.item(), errors


# %% wrong="a0 ignoré" trips="test_one_update test_trajectory test_errors_before_each_update"
def gradient_descent(error, step, n_iter=100, a0=0.0):
    a = torch.tensor(0.0, requires_grad=True)
    errors = []
    for _ in range(n_iter):
        e = error(a)
        errors.append(e.item())
        e.backward()
        with torch.no_grad():
            a -= step * a.grad
            a.grad.zero_()
    return a.item(), errors


# %% wrong="s'arrête quand l'erreur est nulle" trips="test_errors_before_each_update"
def gradient_descent(error, step, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    errors = []
    for _ in range(n_iter):
        e = error(a)
        errors.append(e.item())
        if errors[-1] < 1e-6:
            break
        e.backward()
        with torch.no_grad():
            a -= step * a.grad
            a.grad.zero_()
    return a.item(), errors


# %% wrong="l'erreur finale en plus" trips="test_errors_before_each_update"
def gradient_descent(error, step, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    errors = [error(a).item()]
    for _ in range(n_iter):
        error(a).backward()
        with torch.no_grad():
            a -= step * a.grad
            a.grad.zero_()
        errors.append(error(a).item())
    return a.item(), errors


# %% wrong="pas de longueur fixe, gradient normalisé" trips="test_one_update test_trajectory test_errors_before_each_update"
def gradient_descent(error, step, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    errors = []
    for _ in range(n_iter):
        e = error(a)
        errors.append(e.item())
        e.backward()
        with torch.no_grad():
            a -= step * a.grad.sign()
            a.grad.zero_()
    return a.item(), errors


# %% wrong="le poids de départ, global, continue d'un appel à l'autre" trips="test_one_update test_trajectory test_errors_before_each_update"
a_global = torch.tensor(0.0, requires_grad=True)
def gradient_descent(error, step, n_iter=100, a0=0.0):
    errors = []
    for _ in range(n_iter):
        e = error(a_global)
        errors.append(e.item())
        e.backward()
        with torch.no_grad():
            a_global.sub_(step * a_global.grad)
            a_global.grad.zero_()
    return a_global.item(), errors


# %% wrong="ne rend que le poids" trips="test_one_update test_trajectory test_errors_before_each_update"
def gradient_descent(error, step, n_iter=100, a0=0.0):
    a = torch.tensor(a0, requires_grad=True)
    for _ in range(n_iter):
        error(a).backward()
        with torch.no_grad():
            a -= step * a.grad
            a.grad.zero_()
    return a.item()
