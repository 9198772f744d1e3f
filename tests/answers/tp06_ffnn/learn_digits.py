# %% right="SGD avec inertie, validation d'un bloc, arguments nommés"
def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    history = training(
        model=model,
        criterion=torch.nn.functional.cross_entropy,
        optimizer=torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9),
        train_loader=DataLoader(TensorDataset(x_train, y_train), batch_size=100, shuffle=True),
        valid_loader=DataLoader(TensorDataset(x_valid, y_valid), batch_size=len(x_valid), shuffle=True),
        epochs=12,
    )
    return history


# %% right="liste de couples, RandomSampler, AdamW"
from torch.utils.data import RandomSampler


def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    pairs = list(zip(x_train, y_train))
    train_loader = DataLoader(pairs, batch_size=32, sampler=RandomSampler(pairs))
    valid_loader = DataLoader(list(zip(x_valid, y_valid)), batch_size=128)
    log = nn.LogSoftmax(dim=1)
    nll = nn.NLLLoss()
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3)
    return training(model, lambda s, y: nll(log(s), y), optimizer, train_loader, valid_loader, epochs=8)


# %% wrong="pas de mélange" trips="test_loaders"
def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    train_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64)
    valid_loader = DataLoader(TensorDataset(x_valid, y_valid), batch_size=64)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters())
    return training(model, criterion, optimizer, train_loader, valid_loader, 10)


# %% wrong="dernier lot jeté" trips="test_loaders"
def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    train_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64, shuffle=True, drop_last=True)
    valid_loader = DataLoader(TensorDataset(x_valid, y_valid), batch_size=64)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters())
    return training(model, criterion, optimizer, train_loader, valid_loader, 10)


# %% wrong="validation sur l'apprentissage" trips="test_loaders"
def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    train_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64, shuffle=True)
    valid_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters())
    return training(model, criterion, optimizer, train_loader, valid_loader, 10)


# %% wrong="mélangé une fois pour toutes" trips="test_loaders"
def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    rows = torch.randperm(len(x_train))
    x_train, y_train = x_train[rows], y_train[rows]
    train_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64)
    valid_loader = DataLoader(TensorDataset(x_valid, y_valid), batch_size=64)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters())
    return training(model, criterion, optimizer, train_loader, valid_loader, 10)


# %% wrong="étiquettes mélangées à part" trips="test_loaders test_unseen_digits"
def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    train_loader = DataLoader(TensorDataset(x_train, y_train[torch.randperm(len(y_train))]), batch_size=64, shuffle=True)
    valid_loader = DataLoader(TensorDataset(x_valid, y_valid), batch_size=64)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters())
    return training(model, criterion, optimizer, train_loader, valid_loader, 10)


# %% wrong="optimiseur d'un autre modèle" trips="test_call test_unseen_digits"
def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    train_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64, shuffle=True)
    valid_loader = DataLoader(TensorDataset(x_valid, y_valid), batch_size=64)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(copy.deepcopy(model).parameters())
    return training(model, criterion, optimizer, train_loader, valid_loader, 10)


# %% wrong="NLLLoss sur des scores" trips="test_call test_unseen_digits"
def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    train_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64, shuffle=True)
    valid_loader = DataLoader(TensorDataset(x_valid, y_valid), batch_size=64)
    criterion = nn.NLLLoss()
    optimizer = torch.optim.Adam(model.parameters())
    return training(model, criterion, optimizer, train_loader, valid_loader, 10)


# %% wrong="historique non rendu" trips="test_call"
def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    train_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64, shuffle=True)
    valid_loader = DataLoader(TensorDataset(x_valid, y_valid), batch_size=64)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters())
    training(model, criterion, optimizer, train_loader, valid_loader, 10)


# %% wrong="une copie du modèle est entraînée" trips="test_call test_unseen_digits"
def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    model = copy.deepcopy(model)
    train_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64, shuffle=True)
    valid_loader = DataLoader(TensorDataset(x_valid, y_valid), batch_size=64)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters())
    return training(model, criterion, optimizer, train_loader, valid_loader, 10)


# %% wrong="SGD, pas 0,005" trips="test_unseen_digits"
def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    train_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64, shuffle=True)
    valid_loader = DataLoader(TensorDataset(x_valid, y_valid), batch_size=64)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.005)
    return training(model, criterion, optimizer, train_loader, valid_loader, 10)


# %% wrong="une seule époque, pas minuscule" trips="test_unseen_digits"
def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    train_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64, shuffle=True)
    valid_loader = DataLoader(TensorDataset(x_valid, y_valid), batch_size=64)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-5)
    return training(model, criterion, optimizer, train_loader, valid_loader, 1)


# %% wrong="training appelée deux fois" trips="test_loaders test_call"
def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    train_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64, shuffle=True)
    valid_loader = DataLoader(TensorDataset(x_valid, y_valid), batch_size=64)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters())
    training(model, criterion, optimizer, train_loader, valid_loader, 1)
    return training(model, criterion, optimizer, train_loader, valid_loader, 10)


# %% wrong="train_loader et valid_loader échangés" trips="test_loaders test_unseen_digits"
def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    train_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64, shuffle=True)
    valid_loader = DataLoader(TensorDataset(x_valid, y_valid), batch_size=64)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters())
    return training(model, criterion, optimizer, valid_loader, train_loader, 10)
