# %% right="moyenne des lots, tranches d'indices"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% right="DataLoader, accuracy dans une fonction interne"
import math


def last_batch(n, batch_size):
    return [math.ceil(n / batch_size), n % batch_size or batch_size]


from torch.utils.data import DataLoader, TensorDataset


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    loader = DataLoader(TensorDataset(x_train, y_train), batch_size=batch_size, shuffle=True)
    criterion = nn.CrossEntropyLoss()

    def measure(x, y):
        model.eval()
        with torch.no_grad():
            good = sum((model(a).argmax(1) == b).sum().item() for a, b in zip(x.split(100), y.split(100)))
        model.train()
        return good / len(y)

    history = {"loss": [], "acc_train": [], "acc_test": []}
    for _ in range(epochs):
        total, seen = 0, 0
        for xb, yb in loader:
            loss = criterion(model(xb), yb)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(yb)
            seen += len(yb)
        history["loss"].append(total / seen)
        history["acc_train"].append(measure(x_train, y_train))
        history["acc_test"].append(measure(x_test, y_test))
    return history


# %% right="jeu mélangé puis split, step(closure), tenseurs rendus"
def last_batch(n, batch_size):
    sizes = [min(batch_size, n - start) for start in range(0, n, batch_size)]
    return len(sizes), sizes[-1]


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    loss_list, train_list, test_list = torch.zeros(epochs), torch.zeros(epochs), torch.zeros(epochs)
    for epoch in range(epochs):
        perm = torch.randperm(x_train.size(0))
        x_shuffled, y_shuffled = x_train[perm], y_train[perm]
        losses = []
        for xb, yb in zip(torch.split(x_shuffled, batch_size), torch.split(y_shuffled, batch_size)):

            def closure():
                optimizer.zero_grad()
                loss = nn.CrossEntropyLoss()(model(xb), yb)
                loss.backward()
                return loss

            losses.append(optimizer.step(closure))
        loss_list[epoch] = torch.stack(losses).mean().detach()
        train_list[epoch] = (model(x_train).argmax(dim=1) == y_train).float().mean()
        test_list[epoch] = (model(x_test).argmax(dim=1) == y_test).float().mean()
    return {"loss": loss_list, "acc_train": train_list, "acc_test": test_list}


# %% right="random.shuffle et forward"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


import random


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    results = {"loss": [], "acc_train": [], "acc_test": [], "epochs": epochs}
    indices = list(range(len(y_train)))
    for _ in range(epochs):
        random.shuffle(indices)
        running = 0.0
        n_batches = 0
        while n_batches * batch_size < len(indices):
            idx = indices[n_batches * batch_size : (n_batches + 1) * batch_size]
            logits = model.forward(x_train[idx])
            loss = torch.nn.functional.nll_loss(torch.log_softmax(logits, 1), y_train[idx])
            model.zero_grad()
            loss.backward()
            optimizer.step()
            running += float(loss)
            n_batches += 1
        with torch.no_grad():
            results["loss"].append(running / n_batches)
            results["acc_train"].append(float((model(x_train).max(1)[1] == y_train).sum()) / len(y_train))
            results["acc_test"].append(float((model(x_test).max(1)[1] == y_test).sum()) / len(y_test))
    return results


# %% wrong="937 lots, le reste oublié" trips="test_last_batch"
def last_batch(n, batch_size):
    return n // batch_size, batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="dernier lot de taille 0 quand batch_size divise n" trips="test_last_batch"
def last_batch(n, batch_size):
    return n // batch_size + 1, n % batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="arrondi du nombre de lots" trips="test_last_batch"
def last_batch(n, batch_size):
    count = max(1, round(n / batch_size))
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="zero_grad oublié" trips="test_updates test_history test_unseen_digits"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="zero_grad une fois par époque" trips="test_updates test_history"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        optimizer.zero_grad()
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="pas de mélange" trips="test_shuffle"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.arange(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="mélangé une seule fois" trips="test_shuffle"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    order = torch.randperm(n)
    for _ in range(epochs):
        losses = []
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="mêmes lots dans un autre ordre" trips="test_shuffle"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        blocks = list(torch.arange(n).split(batch_size))
        for k in torch.randperm(len(blocks)):
            rows = blocks[k]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="images et étiquettes mélangées chacune de leur côté" trips="test_updates test_history test_unseen_digits"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[torch.randperm(n)][: len(rows)])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="tirage avec remise" trips="test_blocks test_updates"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randint(n, (n,))
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="dernier lot perdu" trips="test_blocks"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n - batch_size + 1, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="chunk pour split" trips="test_blocks"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for rows in order.chunk(-(-n // batch_size)):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="softmax avant l'entropie croisée" trips="test_updates test_history test_unseen_digits"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]).softmax(1), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="somme au lieu de la moyenne du lot" trips="test_updates test_history"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows], reduction='sum')
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="lots de 512 en dur" trips="test_blocks"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    batch_size = 512
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="60 000 en dur dans la boucle" trips="test_blocks test_updates test_history"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, 60000, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="60 000 en dur dans le mélange" trips="test_blocks test_shuffle test_updates test_history test_unseen_digits"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(60000)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="accuracy en nombre d'images" trips="test_history"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).sum().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).sum().item())
    return history


# %% wrong="accuracy du dernier lot" trips="test_history"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train[rows]).argmax(1) == y_train[rows]).float().mean().item())
            history["acc_test"].append((model(x_test[:1]).argmax(1) == y_test[:1]).float().mean().item())
    return history


# %% wrong="acc_train et acc_test échangées" trips="test_history"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_test"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_train"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="loss : somme des lots" trips="test_history"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="une valeur par lot" trips="test_history"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            history["loss"].append(loss.item())
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="ne rend rien" trips="test_history"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())


# %% wrong="entraîne sur le test aussi" trips="test_blocks test_shuffle test_updates test_history"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    x_train, y_train = torch.cat([x_train, x_test]), torch.cat([y_train, y_test])
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="s'arrête quand tout est bien classé" trips="test_blocks test_updates test_history test_unseen_digits"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
        if history["loss"][-1] < 10:
            break
    return history


# %% wrong="pas de mise à jour" trips="test_updates test_history test_unseen_digits"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history


# %% wrong="une copie du modèle est entraînée" trips="test_updates test_unseen_digits"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    model = copy.deepcopy(model)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history
