# %% right="par blocs, en mode eval, mode remis"
def accuracy(model, x, y):
    mode = model.training
    model.eval()
    good = 0
    with torch.no_grad():
        for i in range(0, len(x), 256):
            good += (model(x[i : i + 256]).argmax(-1) == y[i : i + 256]).sum().item()
    model.train(mode)
    return good / len(x)


# %% right="décorateur, max, boucle"
@torch.no_grad()
def accuracy(model, x, y):
    scores = model(x)
    _, guess = torch.max(scores, 1)
    good = sum(1 for g, t in zip(guess, y) if g == t)
    return torch.tensor(good / y.size(0))


# %% right="inference_mode, softmax superflu"
def accuracy(model, x, y):
    with torch.inference_mode():
        p = torch.softmax(model(x), dim=1)
        return torch.eq(p.argmax(1), y).double().mean().item()


# %% wrong="nombre de bonnes réponses" trips="test_proportion"
def accuracy(model, x, y):
    with torch.no_grad():
        return (model(x).argmax(1) == y).sum().item()


# %% wrong="pourcentage" trips="test_proportion"
def accuracy(model, x, y):
    with torch.no_grad():
        return 100 * (model(x).argmax(1) == y).float().mean().item()


# %% wrong="argmax sur les échantillons" trips="test_proportion"
def accuracy(model, x, y):
    with torch.no_grad():
        answers = model(x).argmax(0)
        n = min(len(answers), len(y))
        return (answers[:n] == y[:n]).float().mean().item()


# %% wrong="softmax des colonnes" trips="test_proportion"
def accuracy(model, x, y):
    with torch.no_grad():
        return (model(x).softmax(0).argmax(1) == y).float().mean().item()


# %% wrong="divise par 60 000" trips="test_proportion"
def accuracy(model, x, y):
    with torch.no_grad():
        return (model(x).argmax(1) == y).sum().item() / 60000


# %% wrong="dernier bloc oublié" trips="test_proportion"
def accuracy(model, x, y):
    size = min(512, len(x))
    good = 0
    with torch.no_grad():
        for i in range(len(x) // size):
            rows = slice(i * size, (i + 1) * size)
            good += (model(x[rows]).argmax(1) == y[rows]).sum().item()
    return good / len(x)


# %% wrong="moyenne des blocs, sans poids" trips="test_proportion"
def accuracy(model, x, y):
    with torch.no_grad():
        parts = [(model(a).argmax(1) == b).float().mean() for a, b in zip(x.split(512), y.split(512))]
        return torch.stack(parts).mean().item()


# %% wrong="avec un graphe" trips="test_leaves_all_as_it_was"
def accuracy(model, x, y):
    return (model(x).argmax(1) == y).float().mean().item()


# %% wrong="eval sans retour" trips="test_leaves_all_as_it_was"
def accuracy(model, x, y):
    model.eval()
    with torch.no_grad():
        return (model(x).argmax(1) == y).float().mean().item()


# %% wrong="graphe coupé pour de bon" trips="test_leaves_all_as_it_was"
def accuracy(model, x, y):
    torch.set_grad_enabled(False)
    return (model(x).argmax(1) == y).float().mean().item()


# %% wrong="gradients effacés" trips="test_leaves_all_as_it_was"
def accuracy(model, x, y):
    model.zero_grad()
    with torch.no_grad():
        return (model(x).argmax(1) == y).float().mean().item()
