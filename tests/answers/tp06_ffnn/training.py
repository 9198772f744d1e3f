# %% right="à la manière du cours source, divisé par len(loader.sampler)"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.sampler))
        valid_losses.append(valid_loss / len(valid_loader.sampler))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% right="zero_grad après step et avant la boucle, sorties concaténées, inference_mode"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    history = {"train_loss": torch.zeros(epochs), "valid_loss": torch.zeros(epochs), "epochs": epochs}
    optimizer.zero_grad()
    for epoch in range(epochs):
        model.train(True)
        losses, sizes = [], []
        for x, y in train_loader:
            loss = criterion(model(x), y)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            losses.append(loss.detach())
            sizes.append(len(y))
        history["train_loss"][epoch] = (torch.stack(losses) * torch.tensor(sizes)).sum() / sum(sizes)
        model.train(False)
        with torch.inference_mode():
            outputs, labels = zip(*[(model(x), y) for x, y in valid_loader])
            history["valid_loss"][epoch] = criterion(torch.cat(outputs), torch.cat(labels))
    return history


# %% right="fonctions internes, step(closure), no_grad en décorateur"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    def one_epoch():
        model.train()
        total = 0
        for images, labels in train_loader:

            def closure():
                model.zero_grad()
                loss = criterion(model(images), labels)
                loss.backward()
                return loss

            total += float(optimizer.step(closure)) * len(images)
        return total / len(train_loader.dataset)

    @torch.no_grad()
    def validate():
        model.eval()
        total, n = 0, 0
        for images, labels in valid_loader:
            total += criterion(model(images), labels) * len(labels)
            n += len(labels)
        return total / n

    train_loss, valid_loss = [], []
    for _ in range(epochs):
        train_loss.append(one_epoch())
        valid_loss.append(validate())
    model.train()
    return {"valid_loss": valid_loss, "train_loss": train_loss}


# %% right="set_grad_enabled, gradients à None, moyenne pondérée par torch"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    history = {"train_loss": [], "valid_loss": []}
    for _ in range(epochs):
        for phase, loader in (("train", train_loader), ("valid", valid_loader)):
            learning = phase == "train"
            model.train(learning)
            running, seen = 0.0, 0
            for x, y in loader:
                for p in model.parameters():
                    p.grad = None
                with torch.set_grad_enabled(learning):
                    loss = criterion(model.forward(x), y)
                if learning:
                    loss.backward()
                    optimizer.step()
                running += loss.item() * x.shape[0]
                seen += x.shape[0]
            history[phase + "_loss"].append(running / seen)
    return history


# %% wrong="valid_loss = au lieu de +=, faute du cours source" trips="test_valid_loss"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss = loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="train_loss = au lieu de +=" trips="test_train_loss"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss = loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="divisé par le nombre de lots, sans les tailles" trips="test_train_loss test_valid_loss"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item()
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item()
        train_losses.append(train_loss / len(train_loader))
        valid_losses.append(valid_loss / len(valid_loader))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="validation divisée par le nombre de lots" trips="test_valid_loss"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item()
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="somme, non divisée" trips="test_train_loss test_valid_loss"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss)
        valid_losses.append(valid_loss)
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="validation divisée par le nombre d'images d'apprentissage" trips="test_valid_loss"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(train_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="valid_loss jamais remise à zéro" trips="test_valid_loss"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    valid_loss = 0.0
    for epoch in range(epochs):
        train_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="train_loss jamais remise à zéro" trips="test_train_loss"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    train_loss = 0.0
    for epoch in range(epochs):
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="taille du lot lue une fois, sur le premier" trips="test_train_loss test_valid_loss"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * train_loader.batch_size
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * train_loader.batch_size
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="train et valid échangées" trips="test_train_loss test_valid_loss"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": valid_losses, "valid_loss": train_losses}


# %% wrong="une valeur par lot" trips="test_train_loss"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_losses.append(loss.item())
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="eval oublié" trips="test_modes"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="ni train ni eval" trips="test_modes"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="train avant les époques seulement" trips="test_modes"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    model.train()
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="train oublié" trips="test_modes"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="train et eval échangés" trips="test_modes"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.eval()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.train()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="validation avec graphe" trips="test_no_graph"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        if True:
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="no_grad pour l'apprentissage, pas pour la validation" trips="test_updates test_train_loss test_valid_loss test_modes test_no_graph"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        torch.set_grad_enabled(False)
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        torch.set_grad_enabled(True)
        if True:
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="zero_grad oublié" trips="test_updates"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="zero_grad une fois par époque" trips="test_updates"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        optimizer.zero_grad()
        for data, label in train_loader:
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="zero_grad entre backward et step" trips="test_updates"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.zero_grad()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="zero_grad à la fin du lot seulement" trips="test_updates"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="pas de mise à jour" trips="test_updates test_train_loss test_valid_loss test_modes"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="entropie croisée au lieu de criterion" trips="test_updates test_train_loss test_valid_loss"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = nn.functional.cross_entropy(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = nn.functional.cross_entropy(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="apprend aussi sur la validation" trips="test_updates test_valid_loss test_train_loss test_no_graph test_modes"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        if True:
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="validation avant l'apprentissage de l'époque" trips="test_valid_loss"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                valid_loss += criterion(model(data), label).item() * len(label)
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                pass
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="une seule époque" trips="test_updates test_train_loss test_valid_loss test_modes"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(1):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="15 époques en dur" trips="test_updates test_train_loss test_valid_loss test_modes"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(15):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="seulement le premier lot" trips="test_updates test_train_loss test_valid_loss test_modes"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
            break
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="erreur d'apprentissage relevée après la mise à jour" trips="test_train_loss"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            model.train()
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += criterion(model.eval()(data), label).item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    return {"train_loss": train_losses, "valid_loss": valid_losses}


# %% wrong="ne rend rien" trips="test_train_loss test_valid_loss"
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    train_losses, valid_losses = [], []
    for epoch in range(epochs):
        train_loss = 0.0
        valid_loss = 0.0
        model.train()
        for data, label in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = criterion(output, label)
            loss.backward()
            optimizer.step()
            train_loss += loss.item() * data.size(0)
        model.eval()
        with torch.no_grad():
            for data, label in valid_loader:
                output = model(data)
                loss = criterion(output, label)
                valid_loss += loss.item() * data.size(0)
        train_losses.append(train_loss / len(train_loader.dataset))
        valid_losses.append(valid_loss / len(valid_loader.dataset))
    print(train_losses, valid_losses)
