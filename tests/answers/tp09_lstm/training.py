# %% right="evaluate d'un seul coup, tenseurs rendus"
@torch.no_grad()
def evaluate(model, data, collate, batch_size=32):
    mode = model.training
    model.eval()
    x, lengths, y = collate(data)
    scores = model(x, lengths)
    model.train(mode)
    return nn.CrossEntropyLoss()(scores, y), (scores.argmax(dim=1) == y).float().mean()


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    train_losses, valid_losses, accuracies = [], [], []
    for _ in range(epochs):
        model.train()
        losses, sizes = [], []
        for rows in make_batches([len(a) for a, b in train_data], batch_size):
            x, lengths, y = collate([train_data[r] for r in rows])

            def closure():
                optimizer.zero_grad()
                loss = nn.functional.cross_entropy(model(x, lengths), y)
                loss.backward()
                return loss

            losses.append(float(optimizer.step(closure)))
            sizes.append(len(rows))
        train_losses.append(sum(l * s for l, s in zip(losses, sizes)) / sum(sizes))
        loss, acc = evaluate(model, valid_data, collate, batch_size)
        valid_losses.append(loss)
        accuracies.append(acc)
    return {"loss_train": train_losses, "loss_valid": torch.stack(valid_losses), "acc_valid": accuracies}


# %% right="modèle.zero_grad, lots de evaluate par make_batches impossibles, device du modèle"
def evaluate(model, data, collate, batch_size=32):
    device = next(model.parameters()).device
    model.eval()
    losses, answers = [], []
    with torch.inference_mode():
        for start in range(0, len(data), batch_size):
            x, lengths, y = collate(list(data[start : start + batch_size]))
            s = model(x.to(device), lengths)
            losses += nn.functional.cross_entropy(s, y.to(device), reduction="none").tolist()
            answers += (s.argmax(1) == y.to(device)).tolist()
    model.train()
    return [sum(losses) / len(losses), sum(answers) / len(answers)]


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    device = next(model.parameters()).device
    history = {"loss_train": [], "loss_valid": [], "acc_valid": [], "epochs": epochs}
    sizes = list(map(len, [p[0] for p in train_data]))
    for e in range(epochs):
        model.train()
        somme, vus = 0, 0
        for lot in make_batches(sizes, batch_size):
            x, n, y = collate([train_data[i] for i in lot])
            scores = model(x.to(device), n)
            perte = nn.functional.nll_loss(scores.log_softmax(1), y.to(device))
            model.zero_grad()
            perte.backward()
            optimizer.step()
            somme += perte.detach() * len(lot)
            vus += len(lot)
        history["loss_train"].append(somme / vus)
        a, b = evaluate(model, valid_data, collate)
        history["loss_valid"] += [a]
        history["acc_valid"] += [b]
    return history


# %% wrong="zero_grad oublié" trips="test_updates test_history test_unseen_tweets"
def evaluate(model, data, collate, batch_size=32):
    model.eval()
    total, good = 0.0, 0
    with torch.no_grad():
        for k in range(0, len(data), batch_size):
            x, lengths, y = collate(data[k : k + batch_size])
            scores = model(x, lengths)
            total += nn.functional.cross_entropy(scores, y).item() * len(y)
            good += (scores.argmax(1) == y).sum().item()
    return total / len(data), good / len(data)


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    history = {"loss_train": [], "loss_valid": [], "acc_valid": []}
    criterion = nn.CrossEntropyLoss()
    for epoch in range(epochs):
        model.train()
        training_loss = 0.0
        batches = make_batches([len(tokens) for tokens, _ in train_data], batch_size)
        for batch in batches:
            x, lengths, y = collate([train_data[i] for i in batch])
            loss = criterion(model(x, lengths), y)
            loss.backward()
            optimizer.step()
            training_loss += loss.item() * len(y)
        history["loss_train"].append(training_loss / len(train_data))
        loss_valid, acc_valid = evaluate(model, valid_data, collate, batch_size)
        history["loss_valid"].append(loss_valid)
        history["acc_valid"].append(acc_valid)
    return history


# %% wrong="perte pondérée par la longueur des textes (source)" trips="test_history"
def evaluate(model, data, collate, batch_size=32):
    model.eval()
    total, good = 0.0, 0
    with torch.no_grad():
        for k in range(0, len(data), batch_size):
            x, lengths, y = collate(data[k : k + batch_size])
            scores = model(x, lengths)
            total += nn.functional.cross_entropy(scores, y).item() * len(y)
            good += (scores.argmax(1) == y).sum().item()
    return total / len(data), good / len(data)


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    history = {"loss_train": [], "loss_valid": [], "acc_valid": []}
    criterion = nn.CrossEntropyLoss()
    for epoch in range(epochs):
        model.train()
        training_loss = 0.0
        batches = make_batches([len(tokens) for tokens, _ in train_data], batch_size)
        for batch in batches:
            x, lengths, y = collate([train_data[i] for i in batch])
            optimizer.zero_grad()
            loss = criterion(model(x, lengths), y)
            loss.backward()
            optimizer.step()
            training_loss += loss.item() * x.size(1)
        history["loss_train"].append(training_loss / len(batches))
        loss_valid, acc_valid = evaluate(model, valid_data, collate, batch_size)
        history["loss_valid"].append(loss_valid)
        history["acc_valid"].append(acc_valid)
    return history


# %% wrong="moyenne des lots" trips="test_history"
def evaluate(model, data, collate, batch_size=32):
    model.eval()
    total, good = 0.0, 0
    with torch.no_grad():
        for k in range(0, len(data), batch_size):
            x, lengths, y = collate(data[k : k + batch_size])
            scores = model(x, lengths)
            total += nn.functional.cross_entropy(scores, y).item() * len(y)
            good += (scores.argmax(1) == y).sum().item()
    return total / len(data), good / len(data)


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    history = {"loss_train": [], "loss_valid": [], "acc_valid": []}
    criterion = nn.CrossEntropyLoss()
    for epoch in range(epochs):
        model.train()
        training_loss = 0.0
        batches = make_batches([len(tokens) for tokens, _ in train_data], batch_size)
        for batch in batches:
            x, lengths, y = collate([train_data[i] for i in batch])
            optimizer.zero_grad()
            loss = criterion(model(x, lengths), y)
            loss.backward()
            optimizer.step()
            training_loss += loss.item()
        history["loss_train"].append(training_loss / len(batches))
        loss_valid, acc_valid = evaluate(model, valid_data, collate, batch_size)
        history["loss_valid"].append(loss_valid)
        history["acc_valid"].append(acc_valid)
    return history


# %% wrong="evaluate : moyenne des lots" trips="test_evaluate test_history"
def evaluate(model, data, collate, batch_size=32):
    model.eval()
    total, good = 0.0, 0
    with torch.no_grad():
        for k in range(0, len(data), batch_size):
            x, lengths, y = collate(data[k : k + batch_size])
            scores = model(x, lengths)
            total += nn.functional.cross_entropy(scores, y).item()
            good += (scores.argmax(1) == y).sum().item()
    return total / -(-len(data) // batch_size), good / len(data)


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    history = {"loss_train": [], "loss_valid": [], "acc_valid": []}
    criterion = nn.CrossEntropyLoss()
    for epoch in range(epochs):
        model.train()
        training_loss = 0.0
        batches = make_batches([len(tokens) for tokens, _ in train_data], batch_size)
        for batch in batches:
            x, lengths, y = collate([train_data[i] for i in batch])
            optimizer.zero_grad()
            loss = criterion(model(x, lengths), y)
            loss.backward()
            optimizer.step()
            training_loss += loss.item() * len(y)
        history["loss_train"].append(training_loss / len(train_data))
        loss_valid, acc_valid = evaluate(model, valid_data, collate, batch_size)
        history["loss_valid"].append(loss_valid)
        history["acc_valid"].append(acc_valid)
    return history


# %% wrong="evaluate sans no_grad" trips="test_evaluate"
def evaluate(model, data, collate, batch_size=32):
    model.eval()
    total, good = 0.0, 0
    if True:
        for k in range(0, len(data), batch_size):
            x, lengths, y = collate(data[k : k + batch_size])
            scores = model(x, lengths)
            total += nn.functional.cross_entropy(scores, y).item() * len(y)
            good += (scores.argmax(1) == y).sum().item()
    return total / len(data), good / len(data)


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    history = {"loss_train": [], "loss_valid": [], "acc_valid": []}
    criterion = nn.CrossEntropyLoss()
    for epoch in range(epochs):
        model.train()
        training_loss = 0.0
        batches = make_batches([len(tokens) for tokens, _ in train_data], batch_size)
        for batch in batches:
            x, lengths, y = collate([train_data[i] for i in batch])
            optimizer.zero_grad()
            loss = criterion(model(x, lengths), y)
            loss.backward()
            optimizer.step()
            training_loss += loss.item() * len(y)
        history["loss_train"].append(training_loss / len(train_data))
        loss_valid, acc_valid = evaluate(model, valid_data, collate, batch_size)
        history["loss_valid"].append(loss_valid)
        history["acc_valid"].append(acc_valid)
    return history


# %% wrong="evaluate en mode train" trips="test_evaluate test_history"
def evaluate(model, data, collate, batch_size=32):
    model.train()
    total, good = 0.0, 0
    with torch.no_grad():
        for k in range(0, len(data), batch_size):
            x, lengths, y = collate(data[k : k + batch_size])
            scores = model(x, lengths)
            total += nn.functional.cross_entropy(scores, y).item() * len(y)
            good += (scores.argmax(1) == y).sum().item()
    return total / len(data), good / len(data)


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    history = {"loss_train": [], "loss_valid": [], "acc_valid": []}
    criterion = nn.CrossEntropyLoss()
    for epoch in range(epochs):
        model.train()
        training_loss = 0.0
        batches = make_batches([len(tokens) for tokens, _ in train_data], batch_size)
        for batch in batches:
            x, lengths, y = collate([train_data[i] for i in batch])
            optimizer.zero_grad()
            loss = criterion(model(x, lengths), y)
            loss.backward()
            optimizer.step()
            training_loss += loss.item() * len(y)
        history["loss_train"].append(training_loss / len(train_data))
        loss_valid, acc_valid = evaluate(model, valid_data, collate, batch_size)
        history["loss_valid"].append(loss_valid)
        history["acc_valid"].append(acc_valid)
    return history


# %% wrong="model.train() une seule fois" trips="test_updates test_history"
def evaluate(model, data, collate, batch_size=32):
    model.eval()
    total, good = 0.0, 0
    with torch.no_grad():
        for k in range(0, len(data), batch_size):
            x, lengths, y = collate(data[k : k + batch_size])
            scores = model(x, lengths)
            total += nn.functional.cross_entropy(scores, y).item() * len(y)
            good += (scores.argmax(1) == y).sum().item()
    return total / len(data), good / len(data)


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    history = {"loss_train": [], "loss_valid": [], "acc_valid": []}
    criterion = nn.CrossEntropyLoss()
    model.train()
    for epoch in range(epochs):
        training_loss = 0.0
        batches = make_batches([len(tokens) for tokens, _ in train_data], batch_size)
        for batch in batches:
            x, lengths, y = collate([train_data[i] for i in batch])
            optimizer.zero_grad()
            loss = criterion(model(x, lengths), y)
            loss.backward()
            optimizer.step()
            training_loss += loss.item() * len(y)
        history["loss_train"].append(training_loss / len(train_data))
        loss_valid, acc_valid = evaluate(model, valid_data, collate, batch_size)
        history["loss_valid"].append(loss_valid)
        history["acc_valid"].append(acc_valid)
    return history


# %% wrong="make_batches une seule fois" trips="test_batches"
def evaluate(model, data, collate, batch_size=32):
    model.eval()
    total, good = 0.0, 0
    with torch.no_grad():
        for k in range(0, len(data), batch_size):
            x, lengths, y = collate(data[k : k + batch_size])
            scores = model(x, lengths)
            total += nn.functional.cross_entropy(scores, y).item() * len(y)
            good += (scores.argmax(1) == y).sum().item()
    return total / len(data), good / len(data)


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    history = {"loss_train": [], "loss_valid": [], "acc_valid": []}
    criterion = nn.CrossEntropyLoss()
    batches = make_batches([len(tokens) for tokens, _ in train_data], batch_size)
    for epoch in range(epochs):
        model.train()
        training_loss = 0.0
        for batch in batches:
            x, lengths, y = collate([train_data[i] for i in batch])
            optimizer.zero_grad()
            loss = criterion(model(x, lengths), y)
            loss.backward()
            optimizer.step()
            training_loss += loss.item() * len(y)
        history["loss_train"].append(training_loss / len(train_data))
        loss_valid, acc_valid = evaluate(model, valid_data, collate, batch_size)
        history["loss_valid"].append(loss_valid)
        history["acc_valid"].append(acc_valid)
    return history


# %% wrong="make_batches ignoré" trips="test_batches"
def evaluate(model, data, collate, batch_size=32):
    model.eval()
    total, good = 0.0, 0
    with torch.no_grad():
        for k in range(0, len(data), batch_size):
            x, lengths, y = collate(data[k : k + batch_size])
            scores = model(x, lengths)
            total += nn.functional.cross_entropy(scores, y).item() * len(y)
            good += (scores.argmax(1) == y).sum().item()
    return total / len(data), good / len(data)


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    history = {"loss_train": [], "loss_valid": [], "acc_valid": []}
    criterion = nn.CrossEntropyLoss()
    for epoch in range(epochs):
        model.train()
        training_loss = 0.0
        batches = torch.randperm(len(train_data)).split(batch_size)
        for batch in batches:
            x, lengths, y = collate([train_data[i] for i in batch])
            optimizer.zero_grad()
            loss = criterion(model(x, lengths), y)
            loss.backward()
            optimizer.step()
            training_loss += loss.item() * len(y)
        history["loss_train"].append(training_loss / len(train_data))
        loss_valid, acc_valid = evaluate(model, valid_data, collate, batch_size)
        history["loss_valid"].append(loss_valid)
        history["acc_valid"].append(acc_valid)
    return history


# %% wrong="dernier lot sauté" trips="test_batches test_history"
def evaluate(model, data, collate, batch_size=32):
    model.eval()
    total, good = 0.0, 0
    with torch.no_grad():
        for k in range(0, len(data), batch_size):
            x, lengths, y = collate(data[k : k + batch_size])
            scores = model(x, lengths)
            total += nn.functional.cross_entropy(scores, y).item() * len(y)
            good += (scores.argmax(1) == y).sum().item()
    return total / len(data), good / len(data)


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    history = {"loss_train": [], "loss_valid": [], "acc_valid": []}
    criterion = nn.CrossEntropyLoss()
    for epoch in range(epochs):
        model.train()
        training_loss = 0.0
        batches = make_batches([len(tokens) for tokens, _ in train_data], batch_size)
        for batch in batches[:-1]:
            x, lengths, y = collate([train_data[i] for i in batch])
            optimizer.zero_grad()
            loss = criterion(model(x, lengths), y)
            loss.backward()
            optimizer.step()
            training_loss += loss.item() * len(y)
        history["loss_train"].append(training_loss / len(train_data))
        loss_valid, acc_valid = evaluate(model, valid_data, collate, batch_size)
        history["loss_valid"].append(loss_valid)
        history["acc_valid"].append(acc_valid)
    return history


# %% wrong="pas de mise à jour" trips="test_updates test_history test_unseen_tweets"
def evaluate(model, data, collate, batch_size=32):
    model.eval()
    total, good = 0.0, 0
    with torch.no_grad():
        for k in range(0, len(data), batch_size):
            x, lengths, y = collate(data[k : k + batch_size])
            scores = model(x, lengths)
            total += nn.functional.cross_entropy(scores, y).item() * len(y)
            good += (scores.argmax(1) == y).sum().item()
    return total / len(data), good / len(data)


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    history = {"loss_train": [], "loss_valid": [], "acc_valid": []}
    criterion = nn.CrossEntropyLoss()
    for epoch in range(epochs):
        model.train()
        training_loss = 0.0
        batches = make_batches([len(tokens) for tokens, _ in train_data], batch_size)
        for batch in batches:
            x, lengths, y = collate([train_data[i] for i in batch])
            optimizer.zero_grad()
            loss = criterion(model(x, lengths), y)
            loss.backward()
            training_loss += loss.item() * len(y)
        history["loss_train"].append(training_loss / len(train_data))
        loss_valid, acc_valid = evaluate(model, valid_data, collate, batch_size)
        history["loss_valid"].append(loss_valid)
        history["acc_valid"].append(acc_valid)
    return history


# %% wrong="entraîne aussi sur la validation" trips="test_batches test_updates test_history"
def evaluate(model, data, collate, batch_size=32):
    model.eval()
    total, good = 0.0, 0
    with torch.no_grad():
        for k in range(0, len(data), batch_size):
            x, lengths, y = collate(data[k : k + batch_size])
            scores = model(x, lengths)
            total += nn.functional.cross_entropy(scores, y).item() * len(y)
            good += (scores.argmax(1) == y).sum().item()
    return total / len(data), good / len(data)


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    history = {"loss_train": [], "loss_valid": [], "acc_valid": []}
    train_data = train_data + valid_data
    criterion = nn.CrossEntropyLoss()
    for epoch in range(epochs):
        model.train()
        training_loss = 0.0
        batches = make_batches([len(tokens) for tokens, _ in train_data], batch_size)
        for batch in batches:
            x, lengths, y = collate([train_data[i] for i in batch])
            optimizer.zero_grad()
            loss = criterion(model(x, lengths), y)
            loss.backward()
            optimizer.step()
            training_loss += loss.item() * len(y)
        history["loss_train"].append(training_loss / len(train_data))
        loss_valid, acc_valid = evaluate(model, valid_data, collate, batch_size)
        history["loss_valid"].append(loss_valid)
        history["acc_valid"].append(acc_valid)
    return history


# %% wrong="arrêt anticipé" trips="test_batches test_history"
def evaluate(model, data, collate, batch_size=32):
    model.eval()
    total, good = 0.0, 0
    with torch.no_grad():
        for k in range(0, len(data), batch_size):
            x, lengths, y = collate(data[k : k + batch_size])
            scores = model(x, lengths)
            total += nn.functional.cross_entropy(scores, y).item() * len(y)
            good += (scores.argmax(1) == y).sum().item()
    return total / len(data), good / len(data)


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    history = {"loss_train": [], "loss_valid": [], "acc_valid": []}
    criterion = nn.CrossEntropyLoss()
    for epoch in range(epochs):
        model.train()
        training_loss = 0.0
        batches = make_batches([len(tokens) for tokens, _ in train_data], batch_size)
        for batch in batches:
            x, lengths, y = collate([train_data[i] for i in batch])
            optimizer.zero_grad()
            loss = criterion(model(x, lengths), y)
            loss.backward()
            optimizer.step()
            training_loss += loss.item() * len(y)
        history["loss_train"].append(training_loss / len(train_data))
        loss_valid, acc_valid = evaluate(model, valid_data, collate, batch_size)
        history["loss_valid"].append(loss_valid)
        history["acc_valid"].append(acc_valid)
        if loss_valid > 0:
            break
    return history
