# %% base="reference" mark="13.33"
# Sans ReLU ; log-softmax des colonnes ; poids d'avant non copiés ; validation non accumulée, sans eval ; 0 pour nan.

# %% answer="model_ffnn"
model_ffnn = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.Linear(128, 10))


def dense_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i + 1] for i in range(len(sizes) - 1))

# %% answer="model_log"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=0),
)
criterion_log = nn.NLLLoss()


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)

# %% answer="one_step"
def one_step(model, criterion, optimizer, images, labels):
    before = [p.data for p in model.parameters()]
    optimizer.zero_grad()
    loss = criterion(model(images), labels)
    loss.backward()
    gradients = [p.grad.clone() for p in model.parameters()]
    optimizer.step()
    after = [p.data for p in model.parameters()]
    return {"loss": loss.item(), "before": before, "gradients": gradients, "after": after}

# %% answer="training"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, val_losses = [], []
    for epoch in range(epochs):
        train_loss = 0
        valid_loss = 0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            loss = criterion(model(data), label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        with torch.no_grad():
            for data, label in valid_loader:
                loss = criterion(model(data), label)
                valid_loss = loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.sampler))
        val_losses.append(valid_loss / len(valid_loader.sampler))
    return {"train_loss": train_losses, "valid_loss": val_losses}

# %% answer="accuracy_per_class"
def accuracy_per_class(model, x, y, n_classes=10):
    with torch.no_grad():
        answers = model(x).argmax(dim=1)
    per_class = torch.zeros(n_classes)
    for c in range(n_classes):
        if (y == c).any():
            per_class[c] = (answers[y == c] == c).float().mean()
    return per_class, (answers == y).float().mean().item()
