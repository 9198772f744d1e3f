# %% right="réductions par len(dataset), fonctions internes"
def train(model, optimizer, loss_fn, train_loader, val_loader, epochs=20, device="cpu"):
    model = model.to(device)

    def learn():
        model.train()
        running = 0.0
        for inputs, targets in train_loader:
            inputs = inputs.to(device)
            targets = targets.to(device)
            output = model(inputs)
            loss = loss_fn(output, targets)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            running += loss.item() * inputs.size(0)
        return running / len(train_loader.dataset)

    @torch.no_grad()
    def validate():
        model.eval()
        running, num_correct = 0.0, 0
        for inputs, targets in val_loader:
            output = model(inputs.to(device))
            targets = targets.to(device)
            running += loss_fn(output, targets).data.item() * inputs.size(0)
            correct = torch.eq(torch.max(nn.functional.softmax(output, dim=1), dim=1)[1], targets).view(-1)
            num_correct += torch.sum(correct).item()
        return running / len(val_loader.dataset), num_correct / len(val_loader.dataset)

    train_losses, val_losses, accuracies = [], [], []
    for epoch in range(epochs):
        train_losses.append(learn())
        loss, accuracy = validate()
        val_losses.append(loss)
        accuracies.append(accuracy)
    return {"train_loss": train_losses, "val_loss": val_losses, "val_acc": accuracies, "epochs": epochs}


# %% right="inference_mode, step(closure), tenseurs"
def train(model, optimizer, loss_fn, train_loader, val_loader, epochs=20, device="cpu"):
    model.to(device)
    history = {"train_loss": torch.zeros(epochs), "val_loss": torch.zeros(epochs), "val_acc": torch.zeros(epochs)}
    for epoch in range(epochs):
        model.train()
        losses, sizes = [], []
        for xb, yb in train_loader:
            xb, yb = xb.to(device), yb.to(device)

            def closure():
                for parameter in model.parameters():
                    parameter.grad = None
                loss = loss_fn(model(xb), yb)
                loss.backward()
                return loss

            losses.append(optimizer.step(closure).detach().cpu())
            sizes.append(len(yb))
        weights = torch.tensor(sizes, dtype=torch.float32)
        history["train_loss"][epoch] = (torch.stack(losses) * weights).sum() / weights.sum()
        model.eval()
        with torch.inference_mode():
            pairs = [(model(x.to(device)), y.to(device)) for x, y in val_loader]
            n = sum(len(y) for _, y in pairs)
            history["val_loss"][epoch] = sum(loss_fn(s, y) * len(y) for s, y in pairs) / n
            history["val_acc"][epoch] = sum((s.argmax(1) == y).sum() for s, y in pairs) / n
    model.train()
    return history


# %% wrong="gradients jamais remis à zéro" trips="test_updates test_validation test_train_loss test_validation_leaves_no_trace"
def train(model, optimizer, loss_fn, train_loader, val_loader, epochs=20, device="cpu"):
    model.to(device)
    history = {"train_loss": [], "val_loss": [], "val_acc": []}
    for _ in range(epochs):
        model.train()
        total, count = 0.0, 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
            count += len(y)
        history["train_loss"].append(total / count)
        model.eval()
        total, right, count = 0.0, 0, 0
        with torch.no_grad():
            for x, y in val_loader:
                x, y = x.to(device), y.to(device)
                scores = model(x)
                total += loss_fn(scores, y).item() * len(y)
                right += (scores.argmax(dim=1) == y).sum().item()
                count += len(y)
        history["val_loss"].append(total / count)
        history["val_acc"].append(right / count)
    return history


# %% wrong="pas de mode eval" trips="test_validation test_validation_leaves_no_trace"
def train(model, optimizer, loss_fn, train_loader, val_loader, epochs=20, device="cpu"):
    model.to(device)
    history = {"train_loss": [], "val_loss": [], "val_acc": []}
    for _ in range(epochs):
        model.train()
        total, count = 0.0, 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
            count += len(y)
        history["train_loss"].append(total / count)
        total, right, count = 0.0, 0, 0
        with torch.no_grad():
            for x, y in val_loader:
                x, y = x.to(device), y.to(device)
                scores = model(x)
                total += loss_fn(scores, y).item() * len(y)
                right += (scores.argmax(dim=1) == y).sum().item()
                count += len(y)
        history["val_loss"].append(total / count)
        history["val_acc"].append(right / count)
    return history


# %% wrong="train() une seule fois, avant la boucle" trips="test_updates test_validation test_train_loss test_validation_leaves_no_trace"
def train(model, optimizer, loss_fn, train_loader, val_loader, epochs=20, device="cpu"):
    model.to(device)
    history = {"train_loss": [], "val_loss": [], "val_acc": []}
    model.train()
    for _ in range(epochs):
        total, count = 0.0, 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
            count += len(y)
        history["train_loss"].append(total / count)
        model.eval()
        total, right, count = 0.0, 0, 0
        with torch.no_grad():
            for x, y in val_loader:
                x, y = x.to(device), y.to(device)
                scores = model(x)
                total += loss_fn(scores, y).item() * len(y)
                right += (scores.argmax(dim=1) == y).sum().item()
                count += len(y)
        history["val_loss"].append(total / count)
        history["val_acc"].append(right / count)
    return history


# %% wrong="moyenne des lots" trips="test_validation test_train_loss"
def train(model, optimizer, loss_fn, train_loader, val_loader, epochs=20, device="cpu"):
    model.to(device)
    history = {"train_loss": [], "val_loss": [], "val_acc": []}
    for _ in range(epochs):
        model.train()
        total, count = 0.0, 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item()
            count += 1
        history["train_loss"].append(total / count)
        model.eval()
        total, right, count = 0.0, 0, 0
        with torch.no_grad():
            for x, y in val_loader:
                x, y = x.to(device), y.to(device)
                scores = model(x)
                total += loss_fn(scores, y).item()
                right += (scores.argmax(dim=1) == y).sum().item()
                count += len(y)
        history["val_loss"].append(total / len(val_loader))
        history["val_acc"].append(right / count)
    return history


# %% wrong="validation sous graphe" trips="test_validation_leaves_no_trace"
def train(model, optimizer, loss_fn, train_loader, val_loader, epochs=20, device="cpu"):
    model.to(device)
    history = {"train_loss": [], "val_loss": [], "val_acc": []}
    for _ in range(epochs):
        model.train()
        total, count = 0.0, 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
            count += len(y)
        history["train_loss"].append(total / count)
        model.eval()
        total, right, count = 0.0, 0, 0
        if True:
            for x, y in val_loader:
                x, y = x.to(device), y.to(device)
                scores = model(x)
                total += loss_fn(scores, y).item() * len(y)
                right += (scores.argmax(dim=1) == y).sum().item()
                count += len(y)
        history["val_loss"].append(total / count)
        history["val_acc"].append(right / count)
    return history


# %% wrong="erreur du dernier lot" trips="test_train_loss"
def train(model, optimizer, loss_fn, train_loader, val_loader, epochs=20, device="cpu"):
    model.to(device)
    history = {"train_loss": [], "val_loss": [], "val_acc": []}
    for _ in range(epochs):
        model.train()
        total, count = 0.0, 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
            count += len(y)
        history["train_loss"].append(loss.item())
        model.eval()
        total, right, count = 0.0, 0, 0
        with torch.no_grad():
            for x, y in val_loader:
                x, y = x.to(device), y.to(device)
                scores = model(x)
                total += loss_fn(scores, y).item() * len(y)
                right += (scores.argmax(dim=1) == y).sum().item()
                count += len(y)
        history["val_loss"].append(total / count)
        history["val_acc"].append(right / count)
    return history


# %% wrong="val_acc en nombre et val_loss du dernier lot" trips="test_validation"
def train(model, optimizer, loss_fn, train_loader, val_loader, epochs=20, device="cpu"):
    model.to(device)
    history = {"train_loss": [], "val_loss": [], "val_acc": []}
    for _ in range(epochs):
        model.train()
        total, count = 0.0, 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
            count += len(y)
        history["train_loss"].append(total / count)
        model.eval()
        total, right, count = 0.0, 0, 0
        with torch.no_grad():
            for x, y in val_loader:
                x, y = x.to(device), y.to(device)
                scores = model(x)
                total += loss_fn(scores, y).item() * len(y)
                right += (scores.argmax(dim=1) == y).sum().item()
                count += len(y)
        history["val_loss"].append(loss_fn(scores, y).item())
        history["val_acc"].append(right)
    return history


# %% wrong="entropie croisée écrite en dur" trips="test_updates test_validation test_train_loss"
def train(model, optimizer, loss_fn, train_loader, val_loader, epochs=20, device="cpu"):
    model.to(device)
    history = {"train_loss": [], "val_loss": [], "val_acc": []}
    for _ in range(epochs):
        model.train()
        total, count = 0.0, 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
            count += len(y)
        history["train_loss"].append(total / count)
        model.eval()
        total, right, count = 0.0, 0, 0
        with torch.no_grad():
            for x, y in val_loader:
                x, y = x.to(device), y.to(device)
                scores = model(x)
                total += nn.functional.cross_entropy(scores, y).item() * len(y)
                right += (scores.argmax(dim=1) == y).sum().item()
                count += len(y)
        history["val_loss"].append(total / count)
        history["val_acc"].append(right / count)
    return history


# %% wrong="rien n'est appris : step oublié" trips="test_updates test_validation test_train_loss test_validation_leaves_no_trace test_unseen_artists"
def train(model, optimizer, loss_fn, train_loader, val_loader, epochs=20, device="cpu"):
    model.to(device)
    history = {"train_loss": [], "val_loss": [], "val_acc": []}
    for _ in range(epochs):
        model.train()
        total, count = 0.0, 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            total += loss.item() * len(y)
            count += len(y)
        history["train_loss"].append(total / count)
        model.eval()
        total, right, count = 0.0, 0, 0
        with torch.no_grad():
            for x, y in val_loader:
                x, y = x.to(device), y.to(device)
                scores = model(x)
                total += loss_fn(scores, y).item() * len(y)
                right += (scores.argmax(dim=1) == y).sum().item()
                count += len(y)
        history["val_loss"].append(total / count)
        history["val_acc"].append(right / count)
    return history


# %% wrong="apprend aussi sur la validation" trips="test_updates test_validation test_train_loss test_validation_leaves_no_trace"
def train(model, optimizer, loss_fn, train_loader, val_loader, epochs=20, device="cpu"):
    model.to(device)
    history = {"train_loss": [], "val_loss": [], "val_acc": []}
    for _ in range(epochs):
        model.train()
        total, count = 0.0, 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
            count += len(y)
        history["train_loss"].append(total / count)
        for x, y in val_loader:
            optimizer.zero_grad()
            loss_fn(model(x), y).backward()
            optimizer.step()
        model.eval()
        total, right, count = 0.0, 0, 0
        with torch.no_grad():
            for x, y in val_loader:
                x, y = x.to(device), y.to(device)
                scores = model(x)
                total += loss_fn(scores, y).item() * len(y)
                right += (scores.argmax(dim=1) == y).sum().item()
                count += len(y)
        history["val_loss"].append(total / count)
        history["val_acc"].append(right / count)
    return history
