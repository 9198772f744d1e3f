# %% right="load_state_dict aussitôt"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = new_model()
    model_adam.load_state_dict(model_sgd.state_dict())
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.005)
    adam = torch.optim.Adam(model_adam.parameters())
    hist_sgd = training(model_sgd, sgd, x_train, y_train, x_test, y_test, epochs, 512)
    hist_adam = training(model_adam, adam, x_train, y_train, x_test, y_test, epochs, 512)
    return {"SGD": (model_sgd, hist_sgd), "Adam": (model_adam, hist_adam)}


# %% right="état sauvé, lr d'Adam écrit, couples en listes, Adam d'abord"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    start = {k: v.clone() for k, v in new_model().state_dict().items()}
    results = {}
    for name, cls, lr in (("Adam", torch.optim.Adam, 1e-3), ("SGD", torch.optim.SGD, 5e-3)):
        model = new_model()
        model.load_state_dict(start)
        optimizer = cls(model.parameters(), lr)
        history = training(model, optimizer, x_train, y_train, x_test, y_test, batch_size=512, epochs=epochs)
        results[name] = [model, history]
    return results


# %% right="graine remise avant chaque modèle"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    results = {}
    for name in ("SGD", "Adam"):
        torch.manual_seed(1234)
        model = new_model()
        if name == "SGD":
            optimizer = torch.optim.SGD(list(model.parameters()), lr=0.005, momentum=0)
        else:
            optimizer = torch.optim.Adam(list(model.parameters()))
        results[name] = (model, training(model, optimizer, x_train, y_train, x_test, y_test, epochs=epochs))
    return results


# %% wrong="poids de départ différents" trips="test_same_start"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = new_model()
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.005)
    adam = torch.optim.Adam(model_adam.parameters())
    hist_sgd = training(model_sgd, sgd, x_train, y_train, x_test, y_test, epochs, 512)
    hist_adam = training(model_adam, adam, x_train, y_train, x_test, y_test, epochs, 512)
    return {"SGD": (model_sgd, hist_sgd), "Adam": (model_adam, hist_adam)}


# %% wrong="le même modèle pour les deux" trips="test_same_start test_optimizers test_arguments_and_histories"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = model_sgd
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.005)
    adam = torch.optim.Adam(model_adam.parameters())
    hist_sgd = training(model_sgd, sgd, x_train, y_train, x_test, y_test, epochs, 512)
    hist_adam = training(model_adam, adam, x_train, y_train, x_test, y_test, epochs, 512)
    return {"SGD": (model_sgd, hist_sgd), "Adam": (model_adam, hist_adam)}


# %% wrong="recopie après l'entraînement de SGD" trips="test_same_start"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = new_model()
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.005)
    adam = torch.optim.Adam(model_adam.parameters())
    hist_sgd = training(model_sgd, sgd, x_train, y_train, x_test, y_test, epochs, 512)
    model_adam.load_state_dict(model_sgd.state_dict())
    hist_adam = training(model_adam, adam, x_train, y_train, x_test, y_test, epochs, 512)
    return {"SGD": (model_sgd, hist_sgd), "Adam": (model_adam, hist_adam)}


# %% wrong="état sans copie, rechargé dans le même modèle" trips="test_same_start"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model = new_model()
    state_init = model.state_dict()
    hist_sgd = training(model, torch.optim.SGD(model.parameters(), lr=0.005), x_train, y_train, x_test, y_test, epochs, 512)
    first = copy.deepcopy(model)
    model.load_state_dict(state_init)
    hist_adam = training(model, torch.optim.Adam(model.parameters()), x_train, y_train, x_test, y_test, epochs, 512)
    return {"SGD": (first, hist_sgd), "Adam": (model, hist_adam)}


# %% wrong="pas de SGD 0,05" trips="test_optimizers"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = new_model()
    model_adam.load_state_dict(model_sgd.state_dict())
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.05)
    adam = torch.optim.Adam(model_adam.parameters())
    hist_sgd = training(model_sgd, sgd, x_train, y_train, x_test, y_test, epochs, 512)
    hist_adam = training(model_adam, adam, x_train, y_train, x_test, y_test, epochs, 512)
    return {"SGD": (model_sgd, hist_sgd), "Adam": (model_adam, hist_adam)}


# %% wrong="Adam avec le pas de SGD" trips="test_optimizers"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = new_model()
    model_adam.load_state_dict(model_sgd.state_dict())
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.005)
    adam = torch.optim.Adam(model_adam.parameters(), lr=0.005)
    hist_sgd = training(model_sgd, sgd, x_train, y_train, x_test, y_test, epochs, 512)
    hist_adam = training(model_adam, adam, x_train, y_train, x_test, y_test, epochs, 512)
    return {"SGD": (model_sgd, hist_sgd), "Adam": (model_adam, hist_adam)}


# %% wrong="SGD deux fois" trips="test_same_start test_optimizers test_arguments_and_histories test_unseen_digits"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = new_model()
    model_adam.load_state_dict(model_sgd.state_dict())
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.005)
    adam = torch.optim.SGD(model_adam.parameters(), lr=0.005)
    hist_sgd = training(model_sgd, sgd, x_train, y_train, x_test, y_test, epochs, 512)
    hist_adam = training(model_adam, adam, x_train, y_train, x_test, y_test, epochs, 512)
    return {"SGD": (model_sgd, hist_sgd), "Adam": (model_adam, hist_adam)}


# %% wrong="Adam règle le modèle de SGD" trips="test_optimizers test_unseen_digits"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = new_model()
    model_adam.load_state_dict(model_sgd.state_dict())
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.005)
    adam = torch.optim.Adam(model_sgd.parameters())
    hist_sgd = training(model_sgd, sgd, x_train, y_train, x_test, y_test, epochs, 512)
    hist_adam = training(model_adam, adam, x_train, y_train, x_test, y_test, epochs, 512)
    return {"SGD": (model_sgd, hist_sgd), "Adam": (model_adam, hist_adam)}


# %% wrong="résultats échangés" trips="test_optimizers test_unseen_digits"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = new_model()
    model_adam.load_state_dict(model_sgd.state_dict())
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.005)
    adam = torch.optim.Adam(model_adam.parameters())
    hist_sgd = training(model_sgd, sgd, x_train, y_train, x_test, y_test, epochs, 512)
    hist_adam = training(model_adam, adam, x_train, y_train, x_test, y_test, epochs, 512)
    return {"SGD": (model_adam, hist_adam), "Adam": (model_sgd, hist_sgd)}


# %% wrong="historiques échangés" trips="test_arguments_and_histories"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = new_model()
    model_adam.load_state_dict(model_sgd.state_dict())
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.005)
    adam = torch.optim.Adam(model_adam.parameters())
    hist_sgd = training(model_sgd, sgd, x_train, y_train, x_test, y_test, epochs, 512)
    hist_adam = training(model_adam, adam, x_train, y_train, x_test, y_test, epochs, 512)
    return {"SGD": (model_sgd, hist_adam), "Adam": (model_adam, hist_sgd)}


# %% wrong="epochs non transmis" trips="test_arguments_and_histories"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = new_model()
    model_adam.load_state_dict(model_sgd.state_dict())
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.005)
    adam = torch.optim.Adam(model_adam.parameters())
    hist_sgd = training(model_sgd, sgd, x_train, y_train, x_test, y_test, batch_size=512)
    hist_adam = training(model_adam, adam, x_train, y_train, x_test, y_test, batch_size=512)
    return {"SGD": (model_sgd, hist_sgd), "Adam": (model_adam, hist_adam)}


# %% wrong="lots de 64" trips="test_arguments_and_histories"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = new_model()
    model_adam.load_state_dict(model_sgd.state_dict())
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.005)
    adam = torch.optim.Adam(model_adam.parameters())
    hist_sgd = training(model_sgd, sgd, x_train, y_train, x_test, y_test, epochs, 64)
    hist_adam = training(model_adam, adam, x_train, y_train, x_test, y_test, epochs, 64)
    return {"SGD": (model_sgd, hist_sgd), "Adam": (model_adam, hist_adam)}


# %% wrong="entraînement sur le test" trips="test_optimizers test_arguments_and_histories test_unseen_digits"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = new_model()
    model_adam.load_state_dict(model_sgd.state_dict())
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.005)
    adam = torch.optim.Adam(model_adam.parameters())
    hist_sgd = training(model_sgd, sgd, x_test, y_test, x_test, y_test, epochs, 512)
    hist_adam = training(model_adam, adam, x_test, y_test, x_test, y_test, epochs, 512)
    return {"SGD": (model_sgd, hist_sgd), "Adam": (model_adam, hist_adam)}


# %% wrong="rend des modèles neufs" trips="test_same_start test_optimizers test_arguments_and_histories test_unseen_digits"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = new_model()
    model_adam.load_state_dict(model_sgd.state_dict())
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.005)
    adam = torch.optim.Adam(model_adam.parameters())
    hist_sgd = training(model_sgd, sgd, x_train, y_train, x_test, y_test, epochs, 512)
    hist_adam = training(model_adam, adam, x_train, y_train, x_test, y_test, epochs, 512)
    return {"SGD": (new_model(), hist_sgd), "Adam": (new_model(), hist_adam)}


# %% wrong="ne rend que les historiques" trips="test_same_start test_optimizers test_arguments_and_histories test_unseen_digits"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = new_model()
    model_adam.load_state_dict(model_sgd.state_dict())
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.005)
    adam = torch.optim.Adam(model_adam.parameters())
    hist_sgd = training(model_sgd, sgd, x_train, y_train, x_test, y_test, epochs, 512)
    hist_adam = training(model_adam, adam, x_train, y_train, x_test, y_test, epochs, 512)
    return {"SGD": hist_sgd, "Adam": hist_adam}
