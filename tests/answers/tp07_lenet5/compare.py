# %% right="par lots, DataLoader, mode rétabli"
from torch.utils.data import DataLoader, TensorDataset


def compare(builders, train, x_train, y_train, x_test, y_test):
    resultats = dict()
    for nom in builders:
        reseau = builders[nom]()
        train(reseau, x_train, y_train)
        reseau.eval()
        bonnes = 0
        for x, y in DataLoader(TensorDataset(x_test, y_test), batch_size=64):
            bonnes += (reseau(x).argmax(1) == y).sum().item()
        reseau.train()
        n = 0
        for p in reseau.parameters():
            n += p.numel()
        resultats[nom] = {"model": reseau, "accuracy": bonnes / len(y_test), "parameters": n, "nom": nom}
    return resultats


fashion = compare({"dense": new_dense, "exemple": new_example}, train, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% right="tout créé, puis tout entraîné, puis tout mesuré ; tenseurs"
@torch.no_grad()
def bonnes_reponses(model, x, y):
    model.train(False)
    return (model(x).max(dim=1).indices == y).double().mean()


def compare(builders, train, x_train, y_train, x_test, y_test):
    models = {name: build() for name, build in builders.items()}
    for model in models.values():
        train(model, x_train, y_train)
    return {
        name: dict(
            model=m,
            parameters=torch.tensor([p.nelement() for p in m.parameters()]).sum(),
            accuracy=bonnes_reponses(m, x_test, y_test),
        )
        for name, m in models.items()
    }


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% right="compréhension, un réseau à soi, trois réseaux"
def compare(builders, train, x_train, y_train, x_test, y_test):
    def one(model):
        train(model, x_train, y_train)
        with torch.inference_mode():
            answers = model.eval()(x_test).argmax(-1)
        return {
            "model": model,
            "parameters": sum(v.numel() for v in model.state_dict().values()),
            "accuracy": np.mean(answers.cpu().numpy() == y_test.cpu().numpy()),
        }

    return {name: one(build()) for name, build in builders.items()}


mine = lambda: nn.Sequential(nn.Conv2d(1, 4, 5, stride=4), nn.ReLU(), nn.Flatten(), nn.LazyLinear(10))
three = {"dense": new_dense, "le mien": mine, "très petit": lambda: new_dense(2)}
fashion = compare(three, train, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="mesuré en mode apprentissage" trips="test_accuracy"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_train, y_train)
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).float().mean().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="mesuré sur l'apprentissage" trips="test_accuracy test_unseen_clothes"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_train, y_train)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_train).argmax(dim=1) == y_train).float().mean().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="entraîné sur le test" trips="test_trained_networks test_accuracy test_unseen_clothes"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_test, y_test)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).float().mean().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="pas entraîné" trips="test_trained_networks test_accuracy test_unseen_clothes"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        model.to(x_test.device)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).float().mean().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="entraîné deux fois" trips="test_trained_networks test_accuracy"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_train, y_train)
        train(model, x_train, y_train)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).float().mean().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="un seul réseau pour tous les noms" trips="test_trained_networks test_accuracy test_unseen_clothes"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    model = next(iter(builders.values()))()
    for name, build in builders.items():
        train(model, x_train, y_train)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).float().mean().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="mesuré avant l'entraînement" trips="test_accuracy test_unseen_clothes"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        model.to(x_test.device).eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).float().mean().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    for name in results:
        train(results[name]["model"], x_train, y_train)
    return results


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="un pourcentage" trips="test_accuracy test_unseen_clothes"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_train, y_train)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).float().mean().item() * 100
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="le nombre de bonnes réponses" trips="test_accuracy test_unseen_clothes"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_train, y_train)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).sum().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="moyenne des moyennes de lots inégaux" trips="test_accuracy"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_train, y_train)
        model.eval()
        with torch.no_grad():
            accuracy = np.mean([(model(a).argmax(1) == b).float().mean().item() for a, b in zip(x_test.split(64), y_test.split(64))])
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="argmax sur les images" trips="test_accuracy test_unseen_clothes"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_train, y_train)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=0) == y_test[:10].sum()).float().mean().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="compte les tenseurs" trips="test_parameters"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_train, y_train)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).float().mean().item()
        n_parameters = len(list(model.parameters()))
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="oublie les biais" trips="test_parameters"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_train, y_train)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).float().mean().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters() if parameter.ndim > 1)
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="rend la fonction au lieu du réseau" trips="test_trained_networks test_unseen_clothes"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_train, y_train)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).float().mean().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": build, "parameters": n_parameters, "accuracy": accuracy}
    return results


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="fashion : réseaux à peine entraînés" trips="test_unseen_clothes"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_train, y_train)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).float().mean().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


no_epoch = lambda model, x, y: train(model, x, y, epochs=0)
fashion = compare({"dense": new_dense, "exemple": new_example}, no_epoch, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="fashion : entraîné sur les chiffres" trips="test_unseen_clothes"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_train, y_train)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).float().mean().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_digits, y_digits, x_digits_test, y_digits_test)


# %% wrong="fashion : proportions recopiées à la main" trips="test_unseen_clothes"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_train, y_train)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).float().mean().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


two_epochs = lambda model, x, y: train(model, x, y, epochs=2)
fashion = compare({"dense": new_dense, "petit": lambda: new_dense(16)}, two_epochs, x_clothes, y_clothes, x_clothes_test, y_clothes_test)
for result in fashion.values():
    result["accuracy"] = 0.95


# %% wrong="fashion : un seul réseau" trips="test_unseen_clothes"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_train, y_train)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).float().mean().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


fashion = compare({"dense": new_dense}, train, x_clothes, y_clothes, x_clothes_test, y_clothes_test)


# %% wrong="fashion : oublié" trips="test_unseen_clothes"
def compare(builders, train, x_train, y_train, x_test, y_test):
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_train, y_train)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).float().mean().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results
