# %% right="ensemble des identifiants des BatchNorm, crochet sur fc"
def freeze(model):
    kept = {id(p) for m in model.modules() if isinstance(m, nn.BatchNorm2d) for p in m.parameters()}
    for parameter in model.parameters():
        if id(parameter) not in kept:
            parameter.requires_grad_(False)


def new_head(model, n_classes=2, hidden=500):
    layers = nn.Sequential()
    layers.append(nn.Linear(in_features=model.fc.in_features, out_features=hidden))
    layers.append(nn.ReLU())
    layers.append(nn.Dropout())
    layers.append(nn.Linear(hidden, n_classes))
    setattr(model, "fc", layers)


def extract_features(model, loader):
    found, labels = [], []
    hook = model.fc.register_forward_hook(lambda module, inputs, output: found.append(inputs[0].detach()))
    model.eval()
    with torch.no_grad():
        for x, y in loader:
            model(x)
            labels.extend(y.tolist())
    hook.remove()
    return torch.cat(found), torch.tensor(labels)


# %% right="récursion sur les enfants, Sequential sans fc, modes remis"
def freeze(model):
    if isinstance(model, nn.modules.batchnorm._BatchNorm):
        return model
    for parameter in model.parameters(recurse=False):
        parameter.requires_grad = False
    for child in model.children():
        freeze(child)
    return model


def new_head(model, n_classes=2, hidden=500):
    width = model.fc.weight.shape[1]
    model.fc = nn.Sequential(nn.Linear(width, hidden), nn.ReLU(inplace=True), nn.Dropout(p=0.5), nn.Linear(hidden, n_classes))
    for parameter in model.fc.parameters():
        parameter.requires_grad = True
    return model


@torch.no_grad()
def extract_features(model, loader):
    mode = model.training
    body = nn.Sequential(*[child for name, child in model.named_children() if name != "fc"], nn.Flatten())
    body.eval()
    features = torch.zeros(0)
    labels = torch.zeros(0, dtype=torch.int64)
    for x, y in loader:
        features = torch.cat([features, body(x)])
        labels = torch.cat([labels, y])
    model.train(mode)
    return features, labels


# %% wrong="règle du nom bn" trips="test_frozen test_batchnorm_stays_free"
def freeze(model):
    for name, parameter in model.named_parameters():
        if "bn" not in name:
            parameter.requires_grad = False
    return model


def new_head(model, n_classes=2, hidden=500):
    n_in = model.fc.in_features
    model.fc = nn.Sequential(nn.Linear(n_in, hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(hidden, n_classes))
    return model


def extract_features(model, loader):
    head, model.fc = model.fc, nn.Identity()
    model.eval()
    with torch.no_grad():
        pairs = [(model(x), y) for x, y in loader]
    model.fc = head
    return torch.cat([x for x, _ in pairs]), torch.cat([y for _, y in pairs])


# %% wrong="bn ou downsample dans le nom, tête de 500 toujours" trips="test_frozen test_batchnorm_stays_free test_new_head"
def freeze(model):
    for name, parameter in model.named_parameters():
        if "bn" not in name and "downsample.1" not in name:
            parameter.requires_grad = False
    return model


def new_head(model, n_classes=2, hidden=500):
    n_in = model.fc.in_features
    model.fc = nn.Sequential(nn.Linear(n_in, 500), nn.ReLU(), nn.Dropout(0.5), nn.Linear(500, n_classes))
    return model


def extract_features(model, loader):
    head, model.fc = model.fc, nn.Identity()
    model.eval()
    with torch.no_grad():
        pairs = [(model(x), y) for x, y in loader]
    model.fc = head
    return torch.cat([x for x, _ in pairs]), torch.cat([y for _, y in pairs])


# %% wrong="tout est figé, in_features en dur" trips="test_batchnorm_stays_free test_new_head"
def freeze(model):
    for parameter in model.parameters():
        parameter.requires_grad = False
    return model


def new_head(model, n_classes=2, hidden=500):
    n_in = 512
    model.fc = nn.Sequential(nn.Linear(n_in, hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(hidden, n_classes))
    return model


def extract_features(model, loader):
    head, model.fc = model.fc, nn.Identity()
    model.eval()
    with torch.no_grad():
        pairs = [(model(x), y) for x, y in loader]
    model.fc = head
    return torch.cat([x for x, _ in pairs]), torch.cat([y for _, y in pairs])


# %% wrong="require_grad, faute de frappe" trips="test_frozen"
def freeze(model):
    for module in model.modules():
        if not isinstance(module, nn.BatchNorm2d):
            for parameter in module.parameters(recurse=False):
                parameter.require_grad = False
    return model


def new_head(model, n_classes=2, hidden=500):
    n_in = model.fc.in_features
    model.fc = nn.Sequential(nn.Linear(n_in, hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(hidden, n_classes))
    return model


def extract_features(model, loader):
    head, model.fc = model.fc, nn.Identity()
    model.eval()
    with torch.no_grad():
        pairs = [(model(x), y) for x, y in loader]
    model.fc = head
    return torch.cat([x for x, _ in pairs]), torch.cat([y for _, y in pairs])


# %% wrong="premières couches seulement, pas de Dropout" trips="test_frozen test_new_head"
def freeze(model):
    for module in model.children():
        if not isinstance(module, nn.BatchNorm2d):
            for parameter in module.parameters(recurse=False):
                parameter.requires_grad = False
    return model


def new_head(model, n_classes=2, hidden=500):
    n_in = model.fc.in_features
    model.fc = nn.Sequential(nn.Linear(n_in, hidden), nn.ReLU(), nn.Linear(hidden, n_classes))
    return model


def extract_features(model, loader):
    head, model.fc = model.fc, nn.Identity()
    model.eval()
    with torch.no_grad():
        pairs = [(model(x), y) for x, y in loader]
    model.fc = head
    return torch.cat([x for x, _ in pairs]), torch.cat([y for _, y in pairs])


# %% wrong="BatchNorm forcées à True, traits après fc" trips="test_batchnorm_stays_free test_features"
def freeze(model):
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            for parameter in module.parameters():
                parameter.requires_grad = True
        if not isinstance(module, nn.BatchNorm2d):
            for parameter in module.parameters(recurse=False):
                parameter.requires_grad = False
    return model


def new_head(model, n_classes=2, hidden=500):
    n_in = model.fc.in_features
    model.fc = nn.Sequential(nn.Linear(n_in, hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(hidden, n_classes))
    return model


def extract_features(model, loader):
    model.eval()
    with torch.no_grad():
        pairs = [(model(x), y) for x, y in loader]
    return torch.cat([x for x, _ in pairs]), torch.cat([y for _, y in pairs])


# %% wrong="traits en mode train" trips="test_features test_features_leave_the_model"
def freeze(model):
    for module in model.modules():
        if not isinstance(module, nn.BatchNorm2d):
            for parameter in module.parameters(recurse=False):
                parameter.requires_grad = False
    return model


def new_head(model, n_classes=2, hidden=500):
    n_in = model.fc.in_features
    model.fc = nn.Sequential(nn.Linear(n_in, hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(hidden, n_classes))
    return model


def extract_features(model, loader):
    head, model.fc = model.fc, nn.Identity()
    model.train()
    with torch.no_grad():
        pairs = [(model(x), y) for x, y in loader]
    model.fc = head
    return torch.cat([x for x, _ in pairs]), torch.cat([y for _, y in pairs])


# %% wrong="fc n'est pas remise, graphe gardé" trips="test_features_leave_the_model"
def freeze(model):
    for module in model.modules():
        if not isinstance(module, nn.BatchNorm2d):
            for parameter in module.parameters(recurse=False):
                parameter.requires_grad = False
    return model


def new_head(model, n_classes=2, hidden=500):
    n_in = model.fc.in_features
    model.fc = nn.Sequential(nn.Linear(n_in, hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(hidden, n_classes))
    return model


def extract_features(model, loader):
    head, model.fc = model.fc, nn.Identity()
    model.eval()
    if True:
        pairs = [(model(x), y) for x, y in loader]
    return torch.cat([x for x, _ in pairs]), torch.cat([y for _, y in pairs])


# %% wrong="tête figée, sans ReLU" trips="test_new_head"
def freeze(model):
    for module in model.modules():
        if not isinstance(module, nn.BatchNorm2d):
            for parameter in module.parameters(recurse=False):
                parameter.requires_grad = False
    return model


def new_head(model, n_classes=2, hidden=500):
    n_in = model.fc.in_features
    model.fc = nn.Sequential(nn.Linear(n_in, hidden), nn.Dropout(0.5), nn.Linear(hidden, n_classes))
    for parameter in model.fc.parameters():
        parameter.requires_grad = False
    return model


def extract_features(model, loader):
    head, model.fc = model.fc, nn.Identity()
    model.eval()
    with torch.no_grad():
        pairs = [(model(x), y) for x, y in loader]
    model.fc = head
    return torch.cat([x for x, _ in pairs]), torch.cat([y for _, y in pairs])


# %% wrong="tout le réseau dégelé avec la tête, étiquettes du dernier lot" trips="test_new_head test_features"
def freeze(model):
    for module in model.modules():
        if not isinstance(module, nn.BatchNorm2d):
            for parameter in module.parameters(recurse=False):
                parameter.requires_grad = False
    return model


def new_head(model, n_classes=2, hidden=500):
    n_in = model.fc.in_features
    model.fc = nn.Sequential(nn.Linear(n_in, hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(hidden, n_classes))
    for parameter in model.parameters():
        parameter.requires_grad = True
    return model


def extract_features(model, loader):
    head, model.fc = model.fc, nn.Identity()
    model.eval()
    with torch.no_grad():
        pairs = [(model(x), y) for x, y in loader]
    model.fc = head
    return torch.cat([x for x, _ in pairs]), pairs[-1][1]


# %% wrong="Dropout de 0,2" trips="test_new_head"
def freeze(model):
    for module in model.modules():
        if not isinstance(module, nn.BatchNorm2d):
            for parameter in module.parameters(recurse=False):
                parameter.requires_grad = False
    return model


def new_head(model, n_classes=2, hidden=500):
    n_in = model.fc.in_features
    model.fc = nn.Sequential(nn.Linear(n_in, hidden), nn.ReLU(), nn.Dropout(0.2), nn.Linear(hidden, n_classes))
    return model


def extract_features(model, loader):
    head, model.fc = model.fc, nn.Identity()
    model.eval()
    with torch.no_grad():
        pairs = [(model(x), y) for x, y in loader]
    model.fc = head
    return torch.cat([x for x, _ in pairs]), torch.cat([y for _, y in pairs])
