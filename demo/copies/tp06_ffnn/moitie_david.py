# %% mark="12"
# S'est arrêté après la boucle d'apprentissage.

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
