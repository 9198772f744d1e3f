# %% right="bruit uniforme, erreurs recalculées"
def naive_search(error, w0, sigma, n_iter):
    w = w0.clone()
    errors = [float(error(w))]
    for _ in range(n_iter):
        w2 = w + sigma * (2 * torch.rand(w.shape) - 1)
        if error(w2) < error(w):
            w = w2
        errors.append(float(error(w)))
    return w, errors


# %% right="sur place, avec retour en arrière, égalité gardée"
def naive_search(error, w0, sigma, n_iter):
    w = w0
    errors = [error(w)]
    for i in range(n_iter):
        noise = torch.normal(0.0, 1.0, size=w.shape) * sigma
        w += noise
        new = error(w)
        if new <= errors[-1]:
            errors.append(new)
        else:
            w -= noise
            errors.append(errors[-1])
    return [w, torch.stack(errors)]


# %% right="while et torch.normal autour de w"
def naive_search(error, w0, sigma, n_iter):
    best, best_error, history, k = w0, error(w0), [], 0
    history.append(best_error.item())
    while k < n_iter:
        candidate = torch.normal(best, sigma)
        e = error(candidate)
        best, best_error = (candidate, e) if e < best_error else (best, best_error)
        history.append(best_error.item())
        k += 1
    return best, history


# %% wrong="accepte toujours" trips="test_history test_reaches_the_minimum"
def naive_search(error, w0, sigma, n_iter):
    w, errors = w0, [error(w0).item()]
    for _ in range(n_iter):
        w = w + sigma * torch.randn_like(w)
        errors.append(error(w).item())
    return w, errors


# %% wrong="garde l'erreur nouvelle sans le poids" trips="test_weights_go_with_their_error test_reaches_the_minimum test_sigma_scales_the_trials"
def naive_search(error, w0, sigma, n_iter):
    w, current = w0, error(w0).item()
    errors = [current]
    for _ in range(n_iter):
        e = error(w + sigma * torch.randn_like(w)).item()
        if e < current:
            current = e
        errors.append(current)
    return w, errors


# %% wrong="essais toujours autour de w0" trips="test_reaches_the_minimum"
def naive_search(error, w0, sigma, n_iter):
    w, current = w0, error(w0).item()
    errors = [current]
    for _ in range(n_iter):
        w2 = w0 + sigma * torch.randn_like(w0)
        if error(w2) < current:
            w, current = w2, error(w2).item()
        errors.append(current)
    return w, errors


# %% wrong="essais quelconques, sans rapport avec w ni sigma" trips="test_sigma_scales_the_trials"
def naive_search(error, w0, sigma, n_iter):
    w, current = w0, error(w0).item()
    errors = [current]
    for _ in range(n_iter):
        w2 = 3 * torch.randn_like(w0)
        if error(w2) < current:
            w, current = w2, error(w2).item()
        errors.append(current)
    return w, errors


# %% wrong="bruit toujours positif" trips="test_reaches_the_minimum"
def naive_search(error, w0, sigma, n_iter):
    w, current = w0, error(w0).item()
    errors = [current]
    for _ in range(n_iter):
        w2 = w + sigma * torch.rand_like(w)
        if error(w2) < current:
            w, current = w2, error(w2).item()
        errors.append(current)
    return w, errors


# %% wrong="même bruit pour tous les poids" trips="test_reaches_the_minimum test_sigma_scales_the_trials"
def naive_search(error, w0, sigma, n_iter):
    w, current = w0, error(w0).item()
    errors = [current]
    for _ in range(n_iter):
        w2 = w + sigma * torch.randn(1).item()
        if error(w2) < current - 1e-4:
            w, current = w2, error(w2).item()
        errors.append(current)
    return w, errors


# %% wrong="note l'erreur de chaque essai" trips="test_history test_weights_go_with_their_error"
def naive_search(error, w0, sigma, n_iter):
    w, current = w0, error(w0).item()
    errors = [current]
    for _ in range(n_iter):
        w2 = w + sigma * torch.randn_like(w)
        e = error(w2).item()
        if e < current:
            w, current = w2, e
        errors.append(e)
    return w, errors


# %% wrong="oublie l'erreur de départ" trips="test_history"
def naive_search(error, w0, sigma, n_iter):
    w, current = w0, error(w0).item()
    errors = []
    for _ in range(n_iter):
        w2 = w + sigma * torch.randn_like(w)
        if error(w2) < current:
            w, current = w2, error(w2).item()
        errors.append(current)
    return w, errors


# %% wrong="comparaison à l'envers" trips="test_history test_reaches_the_minimum"
def naive_search(error, w0, sigma, n_iter):
    w, current = w0, error(w0).item()
    errors = [current]
    for _ in range(n_iter):
        w2 = w + sigma * torch.randn_like(w)
        if error(w2) > current:
            w, current = w2, error(w2).item()
        errors.append(current)
    return w, errors


# %% wrong="sigma ignoré" trips="test_sigma_scales_the_trials"
def naive_search(error, w0, sigma, n_iter):
    w, current = w0, error(w0).item()
    errors = [current]
    for _ in range(n_iter):
        w2 = w + 0.1 * torch.randn_like(w)
        if error(w2) < current:
            w, current = w2, error(w2).item()
        errors.append(current)
    return w, errors


# %% wrong="poids rendu sous forme de flottant" trips="test_history test_weights_go_with_their_error test_reaches_the_minimum test_sigma_scales_the_trials"
def naive_search(error, w0, sigma, n_iter):
    w, current = w0, error(w0).item()
    errors = [current]
    for _ in range(n_iter):
        w2 = w + sigma * torch.randn_like(w)
        if error(w2) < current:
            w, current = w2, error(w2).item()
        errors.append(current)
    return w.item(), errors
