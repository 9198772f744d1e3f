# %% right="boucle et masque"
def accuracy_per_class(model, x, y, n_classes=10):
    with torch.no_grad():
        answers = model(x).argmax(dim=1)
    per_class = torch.zeros(n_classes)
    for c in range(n_classes):
        own = y == c
        per_class[c] = (answers[own] == c).float().mean()
    overall = (answers == y).float().mean().item()
    return per_class, overall


# %% right="compteurs à la manière du cours source"
def accuracy_per_class(model, x, y, n_classes=10):
    class_correct = [0.0] * n_classes
    class_total = [0.0] * n_classes
    _, pred = torch.max(model(x), 1)
    for truth, answer in zip(y, pred):
        label = truth.item()
        class_correct[label] += (truth == answer).item()
        class_total[label] += 1
    per_class = [c / t if t > 0 else float("nan") for c, t in zip(class_correct, class_total)]
    return torch.tensor(per_class), sum(class_correct) / sum(class_total)


# %% right="matrice de confusion, tenseur pour la proportion globale"
def accuracy_per_class(model, x, y, n_classes=10):
    pred = model(x).max(1).indices
    confusion = torch.zeros(n_classes, n_classes, dtype=torch.float64)
    for t, p in zip(y.tolist(), pred.tolist()):
        confusion[t, p] += 1
    return confusion.diagonal() / confusion.sum(dim=1), confusion.trace() / confusion.sum()


# %% right="one-hot et produit"
def accuracy_per_class(model, x, y, n_classes=10):
    good = (model(x).argmax(1) == y).float()
    members = nn.functional.one_hot(y, n_classes).float()
    return (good @ members) / members.sum(0), good.mean().item()


# %% wrong="précision: divisé par le nombre de réponses" trips="test_per_class test_absent_classes"
def accuracy_per_class(model, x, y, n_classes=10):
    with torch.no_grad():
        answers = model(x).argmax(dim=1)
    per_class = torch.zeros(n_classes)
    for c in range(n_classes):
        own = answers == c
        per_class[c] = (y[own] == c).float().mean()
    overall = (answers == y).float().mean().item()
    return per_class, overall


# %% wrong="0 pour une classe absente" trips="test_absent_classes"
def accuracy_per_class(model, x, y, n_classes=10):
    with torch.no_grad():
        answers = model(x).argmax(dim=1)
    per_class = torch.zeros(n_classes)
    for c in range(n_classes):
        own = y == c
        per_class[c] = (answers[own] == c).float().mean()
    per_class = per_class.nan_to_num(0)
    overall = (answers == y).float().mean().item()
    return per_class, overall


# %% wrong="classe absente sautée" trips="test_absent_classes"
def accuracy_per_class(model, x, y, n_classes=10):
    with torch.no_grad():
        answers = model(x).argmax(dim=1)
    per_class = torch.stack([(answers[y == c] == c).float().mean() for c in y.unique()])
    overall = (answers == y).float().mean().item()
    return per_class, overall


# %% wrong="division par zéro: erreur" trips="test_absent_classes test_overall"
def accuracy_per_class(model, x, y, n_classes=10):
    with torch.no_grad():
        answers = model(x).argmax(dim=1)
    per_class = torch.zeros(n_classes)
    for c in range(n_classes):
        own = y == c
        per_class[c] = int((answers[own] == c).sum()) / int(own.sum())
    overall = (answers == y).float().mean().item()
    return per_class, overall


# %% wrong="nombre de bonnes réponses" trips="test_per_class test_absent_classes"
def accuracy_per_class(model, x, y, n_classes=10):
    with torch.no_grad():
        answers = model(x).argmax(dim=1)
    per_class = torch.zeros(n_classes)
    for c in range(n_classes):
        own = y == c
        per_class[c] = (answers[own] == c).sum()
    overall = (answers == y).float().mean().item()
    return per_class, overall


# %% wrong="divisé par le nombre total" trips="test_per_class test_absent_classes"
def accuracy_per_class(model, x, y, n_classes=10):
    with torch.no_grad():
        answers = model(x).argmax(dim=1)
    per_class = torch.zeros(n_classes)
    for c in range(n_classes):
        own = y == c
        per_class[c] = (answers[own] == c).sum() / len(y)
    overall = (answers == y).float().mean().item()
    return per_class, overall


# %% wrong="dix classes en dur" trips="test_per_class test_absent_classes"
def accuracy_per_class(model, x, y, n_classes=10):
    with torch.no_grad():
        answers = model(x).argmax(dim=1)
    per_class = torch.zeros(10)
    for c in range(10):
        own = y == c
        per_class[c] = (answers[own] == c).float().mean()
    overall = (answers == y).float().mean().item()
    return per_class, overall


# %% wrong="proportion globale: moyenne des classes" trips="test_overall"
def accuracy_per_class(model, x, y, n_classes=10):
    with torch.no_grad():
        answers = model(x).argmax(dim=1)
    per_class = torch.zeros(n_classes)
    for c in range(n_classes):
        own = y == c
        per_class[c] = (answers[own] == c).float().mean()
    overall = per_class.mean().item()
    return per_class, overall


# %% wrong="proportion globale: moyenne des classes présentes" trips="test_overall"
def accuracy_per_class(model, x, y, n_classes=10):
    with torch.no_grad():
        answers = model(x).argmax(dim=1)
    per_class = torch.zeros(n_classes)
    for c in range(n_classes):
        own = y == c
        per_class[c] = (answers[own] == c).float().mean()
    overall = per_class.nanmean().item()
    return per_class, overall


# %% wrong="proportion globale en pourcentage" trips="test_overall"
def accuracy_per_class(model, x, y, n_classes=10):
    with torch.no_grad():
        answers = model(x).argmax(dim=1)
    per_class = torch.zeros(n_classes)
    for c in range(n_classes):
        own = y == c
        per_class[c] = (answers[own] == c).float().mean()
    overall = (answers == y).float().mean().item() * 100
    return per_class, overall


# %% wrong="ne rend que les classes" trips="test_per_class test_absent_classes test_overall"
def accuracy_per_class(model, x, y, n_classes=10):
    with torch.no_grad():
        answers = model(x).argmax(dim=1)
    per_class = torch.zeros(n_classes)
    for c in range(n_classes):
        own = y == c
        per_class[c] = (answers[own] == c).float().mean()
    overall = (answers == y).float().mean().item()
    return per_class


# %% wrong="couple échangé" trips="test_per_class test_absent_classes test_overall"
def accuracy_per_class(model, x, y, n_classes=10):
    with torch.no_grad():
        answers = model(x).argmax(dim=1)
    per_class = torch.zeros(n_classes)
    for c in range(n_classes):
        own = y == c
        per_class[c] = (answers[own] == c).float().mean()
    overall = (answers == y).float().mean().item()
    return overall, per_class


# %% wrong="proportion globale seulement s'il y a une classe vide, faute du cours source" trips="test_overall"
def accuracy_per_class(model, x, y, n_classes=10):
    with torch.no_grad():
        answers = model(x).argmax(dim=1)
    per_class = torch.zeros(n_classes)
    for c in range(n_classes):
        own = y == c
        if not own.any():
            overall = (answers == y).float().mean().item()
        per_class[c] = (answers[own] == c).float().mean()
    return per_class, locals().get("overall", float("nan"))
