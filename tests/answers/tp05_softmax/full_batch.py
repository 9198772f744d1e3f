# %% right="model.zero_grad et critère créé"
def full_batch(model, optimizer, x, y, epochs=10):
    criterion = nn.CrossEntropyLoss()
    history = []
    for epoch in range(epochs):
        model.train()
        scores = model(x)
        loss = criterion(scores, y)
        history.append(loss.detach())
        model.zero_grad()
        loss.backward()
        optimizer.step()
    return [float(v) for v in history]


# %% right="step(closure)"
def full_batch(model, optimizer, x, y, epochs=10):
    def closure():
        optimizer.zero_grad()
        loss = nn.CrossEntropyLoss()(model(x), y)
        loss.backward()
        return loss

    return [optimizer.step(closure).item() for _ in range(epochs)]


# %% right="entropie croisée à la main, grad = None"
def full_batch(model, optimizer, x, y, epochs=10):
    losses = []
    for _ in range(epochs):
        for p in model.parameters():
            p.grad = None
        s = model(x)
        loss = (s.logsumexp(1) - s[torch.arange(len(y)), y]).mean()
        loss.backward()
        losses += [loss.item()]
        optimizer.step()
    return losses


# %% wrong="zero_grad oublié" trips="test_updates test_leftover_gradients test_losses"
def full_batch(model, optimizer, x, y, epochs=10):
    losses = []
    for _ in range(epochs):
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% wrong="zero_grad entre backward et step" trips="test_updates test_leftover_gradients test_losses"
def full_batch(model, optimizer, x, y, epochs=10):
    losses = []
    for _ in range(epochs):
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% wrong="zero_grad seulement en fin de tour" trips="test_leftover_gradients"
def full_batch(model, optimizer, x, y, epochs=10):
    losses = []
    for _ in range(epochs):
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    return losses


# %% wrong="zero_grad une seule fois, avant la boucle" trips="test_updates test_leftover_gradients test_losses"
def full_batch(model, optimizer, x, y, epochs=10):
    losses = []
    optimizer.zero_grad()
    for _ in range(epochs):
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% wrong="softmax avant l'entropie croisée" trips="test_updates test_leftover_gradients test_losses"
def full_batch(model, optimizer, x, y, epochs=10):
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x).softmax(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% wrong="somme au lieu de la moyenne" trips="test_updates test_leftover_gradients test_losses"
def full_batch(model, optimizer, x, y, epochs=10):
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y, reduction="sum")
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% wrong="erreur relevée après la mise à jour" trips="test_losses"
def full_batch(model, optimizer, x, y, epochs=10):
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
        losses.append(nn.functional.cross_entropy(model(x), y).item())
    return losses


# %% wrong="optimiseur ignoré, SGD à la main" trips="test_updates test_leftover_gradients test_losses"
def full_batch(model, optimizer, x, y, epochs=10):
    losses = []
    for _ in range(epochs):
        model.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= 0.005 * p.grad
        losses.append(loss.item())
    return losses


# %% wrong="dix époques en dur" trips="test_updates test_leftover_gradients test_losses"
def full_batch(model, optimizer, x, y, epochs=10):
    losses = []
    for _ in range(10):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% wrong="ne rend que la dernière erreur" trips="test_losses"
def full_batch(model, optimizer, x, y, epochs=10):
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
    return loss.item()
