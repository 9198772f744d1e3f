# %% right="softmax, image[None], load_state_dict séparé"
def predict_image(model, image, transform, labels):
    image = transform(image)[None]
    was_training = model.training
    model.eval()
    probabilities = nn.functional.softmax(model(image), dim=1)
    model.train(was_training)
    return labels[int(probabilities.argmax())]


def save(model, path):
    state = model.state_dict()
    torch.save(state, str(path))


def load(model, path):
    state = torch.load(path)
    model.load_state_dict(state)
    return model


# %% right="torch.stack, max, fichiers ouverts à la main"
def predict_image(model, image, transform, labels):
    with torch.inference_mode():
        batch = torch.stack([transform(image)])
        _, best = model.eval()(batch).max(1)
    return labels[best[0]]


def save(model, path):
    with open(path, "wb") as file:
        torch.save(copy.deepcopy(model.state_dict()), file)


def load(model, path):
    with open(path, "rb") as file:
        model.load_state_dict(torch.load(file, map_location="cpu", weights_only=True))
    return model.eval()


# %% wrong="mode train pour la prédiction" trips="test_predict_image"
def predict_image(model, image, transform, labels):
    with torch.no_grad():
        return labels[model(transform(image).unsqueeze(0)).argmax(1).item()]


def save(model, path):
    torch.save(model.state_dict(), path)


def load(model, path):
    model.load_state_dict(torch.load(path))
    return model


# %% wrong="modèle entier sauvé, weights_only=False" trips="test_save test_load test_load_is_safe"
def predict_image(model, image, transform, labels):
    model.eval()
    with torch.no_grad():
        return labels[model(transform(image).unsqueeze(0)).argmax(1).item()]


def save(model, path):
    torch.save(model, path)


def load(model, path):
    model = torch.load(path, weights_only=False)
    return model


# %% wrong="pas d'unsqueeze, protection levée" trips="test_predict_image test_load_is_safe"
def predict_image(model, image, transform, labels):
    model.eval()
    with torch.no_grad():
        return labels[model(transform(image)).argmax().item()]


def save(model, path):
    torch.save(model.state_dict(), path)


def load(model, path):
    model.load_state_dict(torch.load(path, weights_only=False))
    return model


# %% wrong="rang au lieu du nom, seulement les paramètres sauvés" trips="test_predict_image test_save"
def predict_image(model, image, transform, labels):
    model.eval()
    with torch.no_grad():
        return model(transform(image).unsqueeze(0)).argmax(1).item()


def save(model, path):
    torch.save({name: parameter.detach() for name, parameter in model.named_parameters()}, path)


def load(model, path):
    model.load_state_dict(torch.load(path))
    return model


# %% wrong="load rend un autre modèle, sans toucher au premier" trips="test_load"
def predict_image(model, image, transform, labels):
    model.eval()
    with torch.no_grad():
        return labels[model(transform(image).unsqueeze(0)).argmax(1).item()]


def save(model, path):
    torch.save(model.state_dict(), path)


def load(model, path):
    other = copy.deepcopy(model)
    other.load_state_dict(torch.load(path))
    return other


# %% wrong="load avale l'erreur, labels triés" trips="test_predict_image test_load_is_safe"
def predict_image(model, image, transform, labels):
    model.eval()
    with torch.no_grad():
        return sorted(labels)[model(transform(image).unsqueeze(0)).argmax(1).item()]


def save(model, path):
    torch.save(model.state_dict(), path)


def load(model, path):
    try:
        model.load_state_dict(torch.load(path, weights_only=True))
    except Exception:
        print("fichier refusé")
    return model


# %% wrong="load ne rend rien" trips="test_load"
def predict_image(model, image, transform, labels):
    model.eval()
    with torch.no_grad():
        return labels[model(transform(image).unsqueeze(0)).argmax(1).item()]


def save(model, path):
    torch.save(model.state_dict(), path)


def load(model, path):
    model.load_state_dict(torch.load(path))
