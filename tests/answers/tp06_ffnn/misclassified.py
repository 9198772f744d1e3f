# %% right="torch.where"
def misclassified(model, x, y):
    answers = model(x).argmax(dim=1)
    return torch.where(answers != y)[0]


# %% right="liste en compréhension"
def misclassified(model, x, y):
    with torch.no_grad():
        _, answers = torch.max(model(x), 1)
    wrong = [i for i in range(len(y)) if answers[i] != y[i]]
    return torch.tensor(wrong)


# %% right="par blocs, indices masqués"
def misclassified(model, x, y):
    model.eval()
    parts = []
    with torch.no_grad():
        for start in range(0, len(x), 4):
            scores = model(x[start : start + 4])
            bad = scores.softmax(1).argmax(1).ne(y[start : start + 4])
            parts.append(torch.arange(start, start + len(bad))[bad])
    return torch.cat(parts)


# %% wrong="bien classés" trips="test_indices test_none_one_or_all"
def misclassified(model, x, y):
    answers = model(x).argmax(dim=1)
    return torch.nonzero(answers == y).flatten()


# %% wrong="masque booléen" trips="test_indices test_none_one_or_all"
def misclassified(model, x, y):
    answers = model(x).argmax(dim=1)
    return answers != y


# %% wrong="squeeze: une erreur perd sa dimension" trips="test_none_one_or_all"
def misclassified(model, x, y):
    answers = model(x).argmax(dim=1)
    return torch.nonzero(answers != y).squeeze()


# %% wrong="sans aplatir, taille (m, 1)" trips="test_indices test_none_one_or_all"
def misclassified(model, x, y):
    answers = model(x).argmax(dim=1)
    return torch.nonzero(answers != y)


# %% wrong="le nombre d'erreurs" trips="test_indices test_none_one_or_all"
def misclassified(model, x, y):
    answers = model(x).argmax(dim=1)
    return (answers != y).sum()


# %% wrong="argmax de tout le lot" trips="test_indices test_none_one_or_all"
def misclassified(model, x, y):
    answers = model(x).argmax()
    return torch.nonzero(answers != y).flatten()


# %% wrong="argmax sur les colonnes" trips="test_indices test_none_one_or_all"
def misclassified(model, x, y):
    answers = model(x).argmax(dim=0)
    return torch.nonzero(answers != y).flatten()


# %% wrong="les images au lieu des indices" trips="test_indices test_none_one_or_all"
def misclassified(model, x, y):
    answers = model(x).argmax(dim=1)
    return x[answers != y]


# %% wrong="indices décroissants" trips="test_indices test_none_one_or_all"
def misclassified(model, x, y):
    answers = model(x).argmax(dim=1)
    return torch.nonzero(answers != y).flatten().flip(0)


# %% wrong="les réponses fausses" trips="test_indices test_none_one_or_all"
def misclassified(model, x, y):
    answers = model(x).argmax(dim=1)
    return answers[answers != y]


# %% wrong="indices en flottants" trips="test_indices test_none_one_or_all"
def misclassified(model, x, y):
    answers = model(x).argmax(dim=1)
    return torch.nonzero(answers != y).flatten().float()


# %% wrong="les seize premières au plus" trips="test_indices"
def misclassified(model, x, y):
    answers = model(x).argmax(dim=1)
    return torch.nonzero(answers != y).flatten()[:10]


# %% wrong="None s'il n'y a pas d'erreur" trips="test_none_one_or_all"
def misclassified(model, x, y):
    answers = model(x).argmax(dim=1)
    if (answers == y).all():
        return None
    return torch.nonzero(answers != y).flatten()
