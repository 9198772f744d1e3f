# %% right="à la main, sans optimiseur"
def training(model, points, categories, error, delta, step, n_iter):
    history = []
    for it in range(n_iter):
        model.zero_grad()
        ErrTot = sum(error(model(points[i]), categories[i], delta) for i in range(len(points)))
        ErrTot.backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= step * p.grad
        history.append(ErrTot.item())
    return history

# %% right="une passe avant pour tous, catégories entières, zero_grad à la fin"
def training(model, points, categories, error, delta, step, n_iter):
    optimizer = torch.optim.SGD(model.parameters(), lr=step)
    errors = []
    for it in range(n_iter):
        scores = model(points)
        total = torch.stack([error(s, int(c), delta) for s, c in zip(scores, categories)]).sum()
        total.backward()
        optimizer.step()
        optimizer.zero_grad()
        errors.append(total.detach())
    return errors

# %% right="un backward par échantillon, un seul pas"
def training(model, points, categories, error, delta, step, n_iter):
    opt = torch.optim.SGD(model.parameters(), step)
    errors = []
    for it in range(n_iter):
        opt.zero_grad()
        total = 0.0
        for i in range(points.shape[0]):
            err = error(model(points[i]), categories[i], delta)
            err.backward()
            total += err.item()
        opt.step()
        errors.append(total)
        if it % 100 == 0:
            print("Iteration :", it, "ErrTot :", total)
    return errors

# %% wrong="gradients jamais remis à zéro" trips="test_weights_after_several_iterations"
def training(model, points, categories, error, delta, step, n_iter):
    optimizer = torch.optim.SGD(model.parameters(), lr=step)
    errors = []
    for _ in range(n_iter):
        total = sum(error(model(p), c, delta) for p, c in zip(points, categories))
        total.backward()
        optimizer.step()
        errors.append(total.item())
    return errors

# %% wrong="zero_grad entre backward et step" trips="test_total_error_before_each_update test_weights_after_one_iteration test_weights_after_several_iterations test_learns_ten_points"
def training(model, points, categories, error, delta, step, n_iter):
    optimizer = torch.optim.SGD(model.parameters(), lr=step)
    errors = []
    for _ in range(n_iter):
        total = sum(error(model(p), c, delta) for p, c in zip(points, categories))
        total.backward()
        optimizer.zero_grad()
        optimizer.step()
        errors.append(total.item())
    return errors

# %% wrong="une mise à jour par échantillon" trips="test_total_error_before_each_update test_weights_after_one_iteration test_weights_after_several_iterations"
def training(model, points, categories, error, delta, step, n_iter):
    optimizer = torch.optim.SGD(model.parameters(), lr=step)
    errors = []
    for _ in range(n_iter):
        total = 0.0
        for p, c in zip(points, categories):
            optimizer.zero_grad()
            err = error(model(p), c, delta)
            err.backward()
            optimizer.step()
            total += err.item()
        errors.append(total)
    return errors

# %% wrong="moyenne au lieu de la somme" trips="test_total_error_before_each_update test_weights_after_one_iteration test_weights_after_several_iterations test_learns_ten_points"
def training(model, points, categories, error, delta, step, n_iter):
    optimizer = torch.optim.SGD(model.parameters(), lr=step)
    errors = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        total = sum(error(model(p), c, delta) for p, c in zip(points, categories)) / len(points)
        total.backward()
        optimizer.step()
        errors.append(total.item())
    return errors

# %% wrong="marge fixée à 1" trips="test_total_error_before_each_update test_weights_after_one_iteration test_weights_after_several_iterations test_learns_ten_points"
def training(model, points, categories, error, delta, step, n_iter):
    optimizer = torch.optim.SGD(model.parameters(), lr=step)
    errors = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        total = sum(error(model(p), c, 1.0) for p, c in zip(points, categories))
        total.backward()
        optimizer.step()
        errors.append(total.item())
    return errors

# %% wrong="erreur mesurée après la mise à jour" trips="test_total_error_before_each_update"
def training(model, points, categories, error, delta, step, n_iter):
    optimizer = torch.optim.SGD(model.parameters(), lr=step)
    errors = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        total = sum(error(model(p), c, delta) for p, c in zip(points, categories))
        total.backward()
        optimizer.step()
        errors.append(sum(error(model(p), c, delta).item() for p, c in zip(points, categories)))
    return errors

# %% wrong="s'arrête dès que l'erreur est nulle" trips="test_learns_ten_points"
def training(model, points, categories, error, delta, step, n_iter):
    optimizer = torch.optim.SGD(model.parameters(), lr=step)
    errors = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        total = sum(error(model(p), c, delta) for p, c in zip(points, categories))
        errors.append(total.item())
        if total.item() == 0:
            break
        total.backward()
        optimizer.step()
    return errors

# %% wrong="s'arrête quand tous les points sont bien classés" trips="test_learns_ten_points"
def training(model, points, categories, error, delta, step, n_iter):
    optimizer = torch.optim.SGD(model.parameters(), lr=step)
    errors = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        total = sum(error(model(p), c, delta) for p, c in zip(points, categories))
        errors.append(total.item())
        total.backward()
        optimizer.step()
        if (model(points).argmax(1) == categories).all():
            break
    return errors

# %% wrong="entraîne un autre modèle" trips="test_total_error_before_each_update test_weights_after_one_iteration test_weights_after_several_iterations test_learns_ten_points"
def training(model, points, categories, error, delta, step, n_iter):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=step)
    errors = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        total = sum(error(model(p), c, delta) for p, c in zip(points, categories))
        total.backward()
        optimizer.step()
        errors.append(total.item())
    return errors

# %% wrong="Adam au lieu de SGD" trips="test_total_error_before_each_update test_weights_after_one_iteration test_weights_after_several_iterations"
def training(model, points, categories, error, delta, step, n_iter):
    optimizer = torch.optim.Adam(model.parameters(), lr=step)
    errors = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        total = sum(error(model(p), c, delta) for p, c in zip(points, categories))
        total.backward()
        optimizer.step()
        errors.append(total.item())
    return errors

# %% wrong="rend la dernière erreur seulement" trips="test_total_error_before_each_update test_learns_ten_points"
def training(model, points, categories, error, delta, step, n_iter):
    optimizer = torch.optim.SGD(model.parameters(), lr=step)
    for _ in range(n_iter):
        optimizer.zero_grad()
        total = sum(error(model(p), c, delta) for p, c in zip(points, categories))
        total.backward()
        optimizer.step()
    return total.item()
