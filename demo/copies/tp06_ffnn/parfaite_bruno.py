# %% mark="20"
# Tout est juste, dans un autre style.

# %% answer="model_ffnn"
class FFNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 128)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x):
        x = x.view(x.size(0), -1)
        return self.fc2(nn.functional.relu(self.fc1(x)))


model_ffnn = FFNN()


def dense_parameters(sizes):
    total = 0
    for n, m in zip(sizes, sizes[1:]):
        total += n * m + m
    return total

# %% answer="model_log"
class LogNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 128)
        self.fc2 = nn.Linear(128, 64)
        self.fc3 = nn.Linear(64, 10)

    def forward(self, x):
        x = torch.relu(self.fc1(x.flatten(1)))
        x = torch.relu(self.fc2(x))
        return torch.log_softmax(self.fc3(x), dim=1)


model_log = LogNet()
criterion_log = nn.functional.nll_loss


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)

# %% answer="one_step"
def one_step(model, criterion, optimizer, images, labels):
    trace = {"before": [p.detach().clone() for p in model.parameters()]}
    model.zero_grad()
    loss = criterion(model(images), labels)
    loss.backward()
    trace["loss"] = loss.item()
    trace["gradients"] = [p.grad.detach().clone() for p in model.parameters()]
    optimizer.step()
    trace["after"] = copy.deepcopy([p.detach() for p in model.parameters()])
    return trace

# %% answer="training"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    history = {"train_loss": [], "valid_loss": []}
    for epoch in range(epochs):
        model.train()
        losses = []
        for images, labels in train_loader:
            loss = criterion(model(images), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses += [loss.item()] * len(labels)
        history["train_loss"].append(sum(losses) / len(losses))

        model.eval()
        losses = []
        for images, labels in valid_loader:
            with torch.no_grad():
                losses += [criterion(model(images), labels).item()] * len(labels)
        history["valid_loss"].append(sum(losses) / len(losses))
    return history

# %% answer="MLP"
class MLP(nn.Module):
    def __init__(self, hidden_1, hidden_2):
        super().__init__()
        self.couche1 = nn.Linear(784, hidden_1)
        self.couche2 = nn.Linear(hidden_1, hidden_2)
        self.sortie = nn.Linear(hidden_2, 10)

    def forward(self, x):
        x = torch.relu(self.couche1(x.reshape(-1, 784)))
        return self.sortie(torch.relu(self.couche2(x)))

# %% answer="misclassified"
def misclassified(model, x, y):
    answers = model(x).argmax(dim=1)
    return torch.arange(len(y))[answers != y]

# %% answer="accuracy_per_class"
def accuracy_per_class(model, x, y, n_classes=10):
    answers = model(x).argmax(dim=1)
    good, total = [0] * n_classes, [0] * n_classes
    for a, c in zip(answers.tolist(), y.tolist()):
        total[c] += 1
        good[c] += a == c
    per_class = torch.tensor([g / t if t else float("nan") for g, t in zip(good, total)])
    return per_class, sum(good) / sum(total)

# %% answer="learn_digits"
def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    train_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=50, shuffle=True)
    valid_loader = DataLoader(TensorDataset(x_valid, y_valid), batch_size=500)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    return training(model, nn.CrossEntropyLoss(), optimizer, train_loader, valid_loader, 15)
