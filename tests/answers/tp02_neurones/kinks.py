# %% right="boucle et ensemble Python"
def kinks(network):
    places = set()
    for i in range(network[0].out_features):
        w = network[0].weight[i, 0].item()
        v = network[2].weight[0, i].item()
        if w != 0 and v != 0:
            places.add(-network[0].bias[i].item() / w)
    return torch.tensor(sorted(places))

# %% right="filtre des infinis, tri, répétitions proches retirées"
def kinks(network):
    w = network[0].weight.flatten()
    t = (-network[0].bias / w)[network[2].weight.flatten() != 0]
    t = t[torch.isfinite(t)].sort().values.detach()
    garde = [float(x) for i, x in enumerate(t) if i == 0 or x - t[i - 1] > 1e-4]
    return torch.tensor(garde)

# %% right="cherchées sur la courbe, en float64"
def kinks(network):
    import copy
    net = copy.deepcopy(network).double()
    x = torch.arange(-11, 11, 0.0123, dtype=torch.float64) + 0.00041
    with torch.no_grad():
        y = net(x[:, None])[:, 0]
    pente = (y[1:] - y[:-1]) / (x[1:] - x[:-1])
    saut = (pente[1:] - pente[:-1]).abs() > 1e-7
    places, j = [], 0
    while j < len(saut):
        if not saut[j]:
            j += 1
            continue
        k = j
        while k + 1 < len(saut) and saut[k + 1]:
            k += 1
        g, d = j, k + 1
        og, od = y[g] - pente[g] * x[g], y[d] - pente[d] * x[d]
        places.append(((og - od) / (pente[d] - pente[g])).item())
        j = k + 1
    return torch.tensor(places)

# %% right="résultat relié au graphe, par une dérivée de la pente"
def kinks(network):
    w, b, v = network[0].weight.squeeze(1), network[0].bias, network[2].weight.squeeze(0)
    keep = (v * w).abs() > 1e-9
    t = (-b / w)[keep]
    return torch.unique(t, sorted=True)

# %% wrong="signe oublié" trips="test_positions test_neurons_without_effect test_equal_kinks_count_once"
def kinks(network):
    w, b, v = network[0].weight[:, 0], network[0].bias, network[2].weight[0]
    seen = (w != 0) & (v != 0)
    return torch.unique(b[seen] / w[seen]).detach()

# %% wrong="rapport inversé w/b" trips="test_positions test_neurons_without_effect test_equal_kinks_count_once"
def kinks(network):
    w, b, v = network[0].weight[:, 0], network[0].bias, network[2].weight[0]
    seen = (w != 0) & (v != 0)
    return torch.unique(-w[seen] / b[seen]).detach()

# %% wrong="poids de la deuxième couche" trips="test_positions test_neurons_without_effect test_equal_kinks_count_once"
def kinks(network):
    b, v = network[0].bias, network[2].weight[0]
    return torch.unique(-b[v != 0] / v[v != 0]).detach()

# %% wrong="dans l'ordre des neurones, sans tri" trips="test_positions test_neurons_without_effect test_equal_kinks_count_once"
def kinks(network):
    w, b, v = network[0].weight[:, 0], network[0].bias, network[2].weight[0]
    seen = (w != 0) & (v != 0)
    places = []
    for t in (-b[seen] / w[seen]).tolist():
        if t not in places:
            places.append(t)
    return torch.tensor(places)

# %% wrong="tri décroissant" trips="test_positions test_neurons_without_effect test_equal_kinks_count_once"
def kinks(network):
    w, b, v = network[0].weight[:, 0], network[0].bias, network[2].weight[0]
    seen = (w != 0) & (v != 0)
    return torch.unique(-b[seen] / w[seen]).flip(0).detach()

# %% wrong="division par zéro gardée" trips="test_neurons_without_effect"
def kinks(network):
    w, b, v = network[0].weight[:, 0], network[0].bias, network[2].weight[0]
    return torch.unique(-b[v != 0] / w[v != 0]).detach()

# %% wrong="neurones ignorés par la sortie gardés" trips="test_neurons_without_effect"
def kinks(network):
    w, b = network[0].weight[:, 0], network[0].bias
    return torch.unique(-b[w != 0] / w[w != 0]).detach()

# %% wrong="poids nul remplacé par une cassure en 0" trips="test_neurons_without_effect"
def kinks(network):
    w, b, v = network[0].weight[:, 0], network[0].bias, network[2].weight[0]
    return torch.unique(torch.where((w != 0) & (v != 0), -b / w, torch.zeros_like(w))).detach()

# %% wrong="répétitions gardées" trips="test_equal_kinks_count_once"
def kinks(network):
    w, b, v = network[0].weight[:, 0], network[0].bias, network[2].weight[0]
    seen = (w != 0) & (v != 0)
    return (-b[seen] / w[seen]).sort().values.detach()

# %% wrong="cherchées dans [-2, 2] seulement" trips="test_positions test_neurons_without_effect test_equal_kinks_count_once"
def kinks(network):
    w, b, v = network[0].weight[:, 0], network[0].bias, network[2].weight[0]
    seen = (w != 0) & (v != 0)
    t = torch.unique(-b[seen] / w[seen]).detach()
    return t[t.abs() <= 2]

# %% wrong="matrice (n, 1)" trips="test_positions test_neurons_without_effect test_equal_kinks_count_once"
def kinks(network):
    w, b, v = network[0].weight[:, 0], network[0].bias, network[2].weight[0]
    seen = (w != 0) & (v != 0)
    return torch.unique(-b[seen] / w[seen]).detach()[:, None]

# %% wrong="toujours trois neurones" trips="test_positions test_neurons_without_effect test_equal_kinks_count_once"
def kinks(network):
    places = set()
    for i in range(3):
        w, v = network[0].weight[i, 0].item(), network[2].weight[0, i].item()
        if w != 0 and v != 0:
            places.add(-network[0].bias[i].item() / w)
    return torch.tensor(sorted(places))
