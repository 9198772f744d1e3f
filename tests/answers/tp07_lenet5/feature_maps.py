# %% right="dictionnaire et fonction nommée, sans graphe"
def feature_maps(model, layer, x):
    stock = {}

    def hook(module, entree, sortie):
        stock["cartes"] = sortie

    h = layer.register_forward_hook(hook)
    with torch.no_grad():
        model(x)
    h.remove()
    return stock["cartes"].detach()


def filters(model):
    for m in model.modules():
        if isinstance(m, nn.Conv2d):
            return np.array(m.weight.detach().cpu())


# %% right="forward remplacé le temps d'un appel"
def feature_maps(model, layer, x):
    seen = []
    original = layer.forward

    def forward(*inputs):
        seen.append(original(*inputs))
        return seen[-1]

    layer.forward = forward
    try:
        model.forward(x)
    except Exception:
        model(x)
    del layer.forward
    return seen[0].detach().clone()


def filters(model):
    convolutions = [m for m in model.modules() if type(m) is nn.Conv2d]
    return convolutions[0].weight.data.clone().numpy()


# %% right="crochet d'entrée et de sortie, try/finally, liste de listes"
def feature_maps(model, layer, x):
    values = []
    handle = layer.register_forward_hook(lambda *a: values.append(a[2].data.clone()))
    try:
        model(x)
    finally:
        handle.remove()
    return values[-1]


def filters(model):
    first = next(filter(lambda m: isinstance(m, nn.Conv2d), model.modules()))
    return np.array(first.weight.tolist(), dtype=np.float32)


# %% wrong="le crochet reste" trips="test_leaves_no_trace"
def feature_maps(model, layer, x):
    seen = []
    layer.register_forward_hook(lambda module, inputs, output: seen.append(output.detach()))
    model(x)
    return seen[0]


def filters(model):
    return next(m for m in model.modules() if isinstance(m, nn.Conv2d)).weight.detach().numpy().copy()


# %% wrong="le graphe reste" trips="test_leaves_no_trace"
def feature_maps(model, layer, x):
    seen = []
    handle = layer.register_forward_hook(lambda module, inputs, output: seen.append(output))
    model(x)
    handle.remove()
    return seen[0]


def filters(model):
    return next(m for m in model.modules() if isinstance(m, nn.Conv2d)).weight.detach().numpy().copy()


# %% wrong="le réseau laissé en mode évaluation" trips="test_leaves_no_trace"
def feature_maps(model, layer, x):
    seen = []
    model.eval()
    handle = layer.register_forward_hook(lambda module, inputs, output: seen.append(output.detach()))
    model(x)
    handle.remove()
    return seen[0]


def filters(model):
    return next(m for m in model.modules() if isinstance(m, nn.Conv2d)).weight.detach().numpy().copy()


# %% wrong="la couche appliquée directement à x" trips="test_maps test_leaves_no_trace"
def feature_maps(model, layer, x):
    return layer(x).detach()


def filters(model):
    return next(m for m in model.modules() if isinstance(m, nn.Conv2d)).weight.detach().numpy().copy()


# %% wrong="ce qui entre dans la couche" trips="test_maps"
def feature_maps(model, layer, x):
    seen = []
    handle = layer.register_forward_hook(lambda module, inputs, output: seen.append(inputs[0].detach()))
    model(x)
    handle.remove()
    return seen[0]


def filters(model):
    return next(m for m in model.modules() if isinstance(m, nn.Conv2d)).weight.detach().numpy().copy()


# %% wrong="toujours la première convolution" trips="test_maps"
def feature_maps(model, layer, x):
    seen = []
    layer = next(m for m in model.modules() if isinstance(m, nn.Conv2d))
    handle = layer.register_forward_hook(lambda module, inputs, output: seen.append(output.detach()))
    model(x)
    handle.remove()
    return seen[0]


def filters(model):
    return next(m for m in model.modules() if isinstance(m, nn.Conv2d)).weight.detach().numpy().copy()


# %% wrong="la sortie du réseau entier" trips="test_maps"
def feature_maps(model, layer, x):
    return model(x).detach()


def filters(model):
    return next(m for m in model.modules() if isinstance(m, nn.Conv2d)).weight.detach().numpy().copy()


# %% wrong="une tanh ajoutée aux cartes" trips="test_maps"
def feature_maps(model, layer, x):
    seen = []
    handle = layer.register_forward_hook(lambda module, inputs, output: seen.append(output.detach().tanh()))
    model(x)
    handle.remove()
    return seen[0]


def filters(model):
    return next(m for m in model.modules() if isinstance(m, nn.Conv2d)).weight.detach().numpy().copy()


# %% wrong="suppose un Sequential" trips="test_maps test_leaves_no_trace"
def feature_maps(model, layer, x):
    for module in model:
        x = module(x)
        if module is layer:
            return x.detach()


def filters(model):
    return next(m for m in model.modules() if isinstance(m, nn.Conv2d)).weight.detach().numpy().copy()


# %% wrong="filters : même mémoire que le réseau" trips="test_filters"
def feature_maps(model, layer, x):
    seen = []
    handle = layer.register_forward_hook(lambda module, inputs, output: seen.append(output.detach()))
    model(x)
    handle.remove()
    return seen[0]


def filters(model):
    return next(m for m in model.modules() if isinstance(m, nn.Conv2d)).weight.detach().numpy()


# %% wrong="filters : un tenseur" trips="test_filters"
def feature_maps(model, layer, x):
    seen = []
    handle = layer.register_forward_hook(lambda module, inputs, output: seen.append(output.detach()))
    model(x)
    handle.remove()
    return seen[0]


def filters(model):
    return next(m for m in model.modules() if isinstance(m, nn.Conv2d)).weight.detach().clone()


# %% wrong="filters : la dernière convolution" trips="test_filters"
def feature_maps(model, layer, x):
    seen = []
    handle = layer.register_forward_hook(lambda module, inputs, output: seen.append(output.detach()))
    model(x)
    handle.remove()
    return seen[0]


def filters(model):
    return [m for m in model.modules() if isinstance(m, nn.Conv2d)][-1].weight.detach().numpy().copy()


# %% wrong="filters : model[0] supposé être la convolution" trips="test_filters"
def feature_maps(model, layer, x):
    seen = []
    handle = layer.register_forward_hook(lambda module, inputs, output: seen.append(output.detach()))
    model(x)
    handle.remove()
    return seen[0]


def filters(model):
    return model[0].weight.detach().numpy().copy()


# %% wrong="filters : sans la dimension des canaux" trips="test_filters"
def feature_maps(model, layer, x):
    seen = []
    handle = layer.register_forward_hook(lambda module, inputs, output: seen.append(output.detach()))
    model(x)
    handle.remove()
    return seen[0]


def filters(model):
    return next(m for m in model.modules() if isinstance(m, nn.Conv2d)).weight.detach().numpy()[:, 0].copy()
