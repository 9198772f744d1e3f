# %% right="un groupe par paramètre"
def unfreeze(model, names):
    for name in names:
        for parameter in getattr(model, name).parameters():
            parameter.requires_grad = True
    return model


def parameter_groups(model, lr):
    rates = {"fc": lr, "layer4": lr / 3}
    return [
        {"params": [parameter], "lr": rates.get(name.split(".")[0], lr / 9)}
        for name, parameter in model.named_parameters()
        if parameter.requires_grad
    ]


# %% right="générateurs, named_children, paramètres figés gardés"
def unfreeze(model, names):
    for name, child in model.named_children():
        if name in names:
            child.requires_grad_(True)


def parameter_groups(model, lr):
    rest = [child for name, child in model.named_children() if name not in ("fc", "layer4", "layer3")]
    return [
        {"params": model.fc.parameters(), "lr": lr},
        {"params": model.layer4.parameters(), "lr": lr / 3},
        {"params": model.layer3.parameters(), "lr": lr / 9},
        {"params": (parameter for child in rest for parameter in child.parameters()), "lr": lr / 9},
    ]


# %% right="par identifiants, filter"
def unfreeze(model, names):
    for name, parameter in model.named_parameters():
        if any(name.startswith(prefix + ".") for prefix in names):
            parameter.requires_grad_()
    return model


def parameter_groups(model, lr):
    head, late = list(model.fc.parameters()), list(model.layer4.parameters())
    special = {id(parameter) for parameter in head + late}
    others = [parameter for parameter in model.parameters() if id(parameter) not in special]
    wanted = lambda parameters: list(filter(lambda p: p.requires_grad, parameters))
    return [dict(params=wanted(p), lr=r) for p, r in ((head, lr), (late, lr / 3), (others, lr / 9)) if wanted(p)]


# %% wrong="tête oubliée" trips="test_each_parameter_once"
def unfreeze(model, names):
    for name in names:
        for parameter in getattr(model, name).parameters():
            parameter.requires_grad = True
    return model


def parameter_groups(model, lr):
    return [
        {"params": [p for p in model.layer4.parameters() if p.requires_grad], "lr": lr / 3},
        {"params": [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith(("layer4", "fc"))], "lr": lr / 9},
    ]


# %% wrong="début du réseau oublié" trips="test_each_parameter_once"
def unfreeze(model, names):
    for name in names:
        for parameter in getattr(model, name).parameters():
            parameter.requires_grad = True
    return model


def parameter_groups(model, lr):
    return [
        {"params": model.fc.parameters(), "lr": lr},
        {"params": model.layer4.parameters(), "lr": lr / 3},
        {"params": model.layer3.parameters(), "lr": lr / 9},
    ]


# %% wrong="paramètres deux fois" trips="test_each_parameter_once test_rates"
def unfreeze(model, names):
    for name in names:
        for parameter in getattr(model, name).parameters():
            parameter.requires_grad = True
    return model


def parameter_groups(model, lr):
    return [
        {"params": model.fc.parameters(), "lr": lr},
        {"params": model.layer4.parameters(), "lr": lr / 3},
        {"params": [p for p in model.parameters() if p.requires_grad], "lr": lr / 9},
    ]


# %% wrong="pas inversés" trips="test_rates"
def unfreeze(model, names):
    for name in names:
        for parameter in getattr(model, name).parameters():
            parameter.requires_grad = True
    return model


def parameter_groups(model, lr):
    rates = {"fc": lr / 9, "layer4": lr / 3}
    return [
        {"params": [parameter], "lr": rates.get(name.split(".")[0], lr)}
        for name, parameter in model.named_parameters()
        if parameter.requires_grad
    ]


# %% wrong="tout est dégelé" trips="test_unfreeze"
def unfreeze(model, names):
    for parameter in model.parameters():
        parameter.requires_grad = True
    return model


def parameter_groups(model, lr):
    rates = {"fc": lr, "layer4": lr / 3}
    return [
        {"params": [parameter], "lr": rates.get(name.split(".")[0], lr / 9)}
        for name, parameter in model.named_parameters()
        if parameter.requires_grad
    ]


# %% wrong="require_grad, un seul pas" trips="test_unfreeze test_rates"
def unfreeze(model, names):
    for name in names:
        for parameter in getattr(model, name).parameters():
            parameter.require_grad = True
    return model


def parameter_groups(model, lr):
    rates = {"fc": lr, "layer4": lr / 3}
    return [
        {"params": [parameter], "lr": lr}
        for name, parameter in model.named_parameters()
        if parameter.requires_grad
    ]


# %% wrong="les autres sont figées" trips="test_unfreeze"
def unfreeze(model, names):
    for parameter in model.parameters():
        parameter.requires_grad = False
    for name in names:
        for parameter in getattr(model, name).parameters():
            parameter.requires_grad = True
    return model


def parameter_groups(model, lr):
    rates = {"fc": lr, "layer4": lr / 3}
    return [
        {"params": [parameter], "lr": rates.get(name.split(".")[0], lr / 9)}
        for name, parameter in model.named_parameters()
        if parameter.requires_grad
    ]


# %% wrong="layer4 à lr / 9 et le reste à lr / 27" trips="test_rates"
def unfreeze(model, names):
    for name in names:
        for parameter in getattr(model, name).parameters():
            parameter.requires_grad = True
    return model


def parameter_groups(model, lr):
    rates = {"fc": lr, "layer4": lr / 9}
    return [
        {"params": [parameter], "lr": rates.get(name.split(".")[0], lr / 27)}
        for name, parameter in model.named_parameters()
        if parameter.requires_grad
    ]
