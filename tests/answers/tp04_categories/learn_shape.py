# %% right="zero_grad à la fin, tenseurs dans la liste"
def learn_shape(model, optimizer, points, categories, loss, delta, n_iter):
    history = []
    for _ in range(n_iter):
        S = model(points)
        history.append((S.argmax(1) == categories).float().mean())
        err = loss(S, categories, delta)
        err.backward()
        optimizer.step()
        optimizer.zero_grad()
    return history

# %% right="un appel pour mesurer, un pour apprendre"
def learn_shape(model, optimizer, points, categories, loss, delta, n_iter):
    history = []
    for _ in range(n_iter):
        with torch.no_grad():
            right = (model(points).max(dim=1)[1] == categories).sum().item()
        history.append(right / len(points))
        optimizer.zero_grad()
        loss(model(points), categories, delta=delta).backward()
        optimizer.step()
    return history

# %% right="step avec closure, model.zero_grad"
def learn_shape(model, optimizer, points, categories, loss, delta, n_iter):
    history = []
    def closure():
        model.zero_grad()
        scores = model(points)
        history.append(np.mean(scores.detach().numpy().argmax(axis=1) == categories.numpy()))
        err = loss(scores, categories, delta)
        err.backward()
        return err
    for _ in range(n_iter):
        optimizer.step(closure)
    return history

# %% wrong="gradients jamais remis à zéro" trips="test_weights_follow_the_given_optimizer test_learns_a_helix"
def learn_shape(model, optimizer, points, categories, loss, delta, n_iter):
    history = []
    for _ in range(n_iter):
        scores = model(points)
        history.append((scores.argmax(1) == categories).float().mean().item())
        loss(scores, categories, delta).backward()
        optimizer.step()
    return history

# %% wrong="proportion mesurée après la mise à jour" trips="test_proportion_before_each_update"
def learn_shape(model, optimizer, points, categories, loss, delta, n_iter):
    history = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        loss(model(points), categories, delta).backward()
        optimizer.step()
        history.append((model(points).argmax(1) == categories).float().mean().item())
    return history

# %% wrong="nombre de points au lieu de la proportion" trips="test_proportion_before_each_update"
def learn_shape(model, optimizer, points, categories, loss, delta, n_iter):
    history = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        scores = model(points)
        history.append((scores.argmax(1) == categories).sum().item())
        loss(scores, categories, delta).backward()
        optimizer.step()
    return history

# %% wrong="rend les erreurs" trips="test_proportion_before_each_update test_learns_a_helix"
def learn_shape(model, optimizer, points, categories, loss, delta, n_iter):
    errors = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        err = loss(model(points), categories, delta)
        err.backward()
        optimizer.step()
        errors.append(err.item())
    return errors

# %% wrong="argmax selon les points" trips="test_proportion_before_each_update test_weights_follow_the_given_optimizer test_all_points_in_one_call test_learns_a_helix"
def learn_shape(model, optimizer, points, categories, loss, delta, n_iter):
    history = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        scores = model(points)
        history.append((scores.argmax(dim=0) == categories).float().mean().item())
        loss(scores, categories, delta).backward()
        optimizer.step()
    return history

# %% wrong="un point à la fois" trips="test_all_points_in_one_call"
def learn_shape(model, optimizer, points, categories, loss, delta, n_iter):
    history = []
    for it in range(n_iter):
        optimizer.zero_grad()
        scores = torch.stack([model(p) for p in points])
        history.append((scores.argmax(1) == categories).float().mean().item())
        loss(scores, categories, delta).backward()
        optimizer.step()
    return history

# %% wrong="crée son propre optimiseur" trips="test_proportion_before_each_update test_weights_follow_the_given_optimizer"
def learn_shape(model, optimizer, points, categories, loss, delta, n_iter):
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    history = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        scores = model(points)
        history.append((scores.argmax(1) == categories).float().mean().item())
        loss(scores, categories, delta).backward()
        optimizer.step()
    return history

# %% wrong="s'arrête quand tout est bien classé" trips="test_learns_a_helix"
def learn_shape(model, optimizer, points, categories, loss, delta, n_iter):
    history = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        scores = model(points)
        history.append((scores.argmax(1) == categories).float().mean().item())
        loss(scores, categories, delta).backward()
        optimizer.step()
        if history[-1] == 1 and len(history) > 4:
            break
    return history

# %% wrong="optimizer.step oublié" trips="test_proportion_before_each_update test_weights_follow_the_given_optimizer test_all_points_in_one_call test_learns_a_helix"
def learn_shape(model, optimizer, points, categories, loss, delta, n_iter):
    history = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        scores = model(points)
        history.append((scores.argmax(1) == categories).float().mean().item())
        loss(scores, categories, delta).backward()
    return history

# %% wrong="marge fixée à 1, quelle que soit la demande" trips="test_weights_follow_the_given_optimizer"
def learn_shape(model, optimizer, points, categories, loss, delta, n_iter):
    history = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        scores = model(points)
        history.append((scores.argmax(1) == categories).float().mean().item())
        loss(scores, categories, 1.0).backward()
        optimizer.step()
    return history
