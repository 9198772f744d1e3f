# %% right="chaîne, if et else"
def choose_device():
    if torch.cuda.is_available():
        return "cuda"
    else:
        return "cpu"


def to_device(tensor, device):
    return tensor.to(torch.device(device))


# %% right="premier GPU par son numéro"
def choose_device():
    return torch.device("cuda:0") if torch.cuda.is_available() else torch.device("cpu")


def to_device(tensor, device):
    return tensor.clone().to(device=device)


# %% right="torch.accelerator"
def choose_device():
    return torch.accelerator.current_accelerator() if torch.accelerator.is_available() else torch.device("cpu")


def to_device(tensor, device):
    return torch.empty_like(tensor, device=device).copy_(tensor)


# %% wrong="cuda en dur" trips="test_choose_device"
def choose_device():
    return "cuda"


def to_device(tensor, device):
    return tensor.to(device)


# %% wrong="cpu en dur, car la machine de l'étudiant n'a pas de GPU" trips="test_choose_device"
def choose_device():
    return torch.device("cpu")


def to_device(tensor, device):
    return tensor.to(device)


# %% wrong="condition renversée" trips="test_choose_device"
def choose_device():
    return "cpu" if torch.cuda.is_available() else "cuda"


def to_device(tensor, device):
    return tensor.to(device)


# %% wrong="le booléen est renvoyé" trips="test_choose_device"
def choose_device():
    return torch.cuda.is_available()


def to_device(tensor, device):
    return tensor.to(device)


# %% wrong="le résultat de to est perdu" trips="test_to_device"
def choose_device():
    return "cuda" if torch.cuda.is_available() else "cpu"


def to_device(tensor, device):
    tensor.to(device)
    return tensor


# %% wrong="device lu en dehors de la fonction" trips="test_to_device"
def choose_device():
    return "cuda" if torch.cuda.is_available() else "cpu"


def to_device(tensor, device):
    return tensor.to(choose_device())


# %% wrong="passage par numpy, type changé" trips="test_to_device"
def choose_device():
    return "cuda" if torch.cuda.is_available() else "cpu"


def to_device(tensor, device):
    return torch.tensor(tensor.tolist(), dtype=torch.float32, device=device)
