# %% right="dictionnaire de clones"
def save_state(model):
    return {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}


# %% right="enregistré et relu en mémoire"
import io


def save_state(model):
    buffer = io.BytesIO()
    torch.save(model.state_dict(), buffer)
    buffer.seek(0)
    return torch.load(buffer)


# %% right="état d'une copie du modèle"
def save_state(model):
    return copy.deepcopy(model).state_dict()


# %% wrong="state_dict sans copie" trips="test_restores_the_model"
def save_state(model):
    return model.state_dict()


# %% wrong="copie superficielle" trips="test_restores_the_model"
def save_state(model):
    return copy.copy(model.state_dict())


# %% wrong="dict de state_dict" trips="test_restores_the_model"
def save_state(model):
    return dict(model.state_dict())


# %% wrong="le modèle lui-même" trips="test_restores_the_model"
def save_state(model):
    return model


# %% wrong="detach sans clone" trips="test_restores_the_model"
def save_state(model):
    return {name: tensor.detach() for name, tensor in model.state_dict().items()}


# %% wrong="sauvegarde faite une seule fois" trips="test_restores_the_model"
saved = {}


def save_state(model):
    if not saved:
        saved.update(copy.deepcopy(model.state_dict()))
    return saved


# %% wrong="paramètres seuls, sans les moyennes de BatchNorm" trips="test_restores_the_model"
def save_state(model):
    return {name: parameter.detach().clone() for name, parameter in model.named_parameters()}
