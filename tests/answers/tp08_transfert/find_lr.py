# %% right="dans le style du cours : facteur constant, meilleur tenu à jour, dernier couple noté"
def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    model.to(device)
    model_state = {name: value.clone() for name, value in model.state_dict().items()}
    optimizer_state = copy.deepcopy(optimizer.state_dict())
    mode = model.training
    model.train()
    number_in_epoch = len(train_loader) - 1
    update_step = (final_value / init_value) ** (1 / number_in_epoch) if number_in_epoch else 1.0
    lr = init_value
    best_loss = float("inf")
    losses, lrs = [], []
    for inputs, targets in train_loader:
        for group in optimizer.param_groups:
            group["lr"] = lr
        inputs, targets = inputs.to(device), targets.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), targets)
        losses.append(loss.item())
        lrs.append(lr)
        if loss.item() > 4 * best_loss:
            break
        best_loss = min(best_loss, loss.item())
        loss.backward()
        optimizer.step()
        lr *= update_step
    model.load_state_dict(model_state)
    optimizer.load_state_dict(optimizer_state)
    model.train(mode)
    return lrs, losses


# %% right="copies du modèle et de l'optimiseur, exposant i/n, tableau numpy des pas"
import numpy as np


def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    trial, trial_optimizer = copy.deepcopy((model, optimizer))
    trial = trial.to(device)
    trial.train()
    rates = np.geomspace(init_value, final_value, len(train_loader) + 1)[:-1]
    lrs, losses, best = [], [], None
    for lr, (x, y) in zip(rates, train_loader):
        for group in trial_optimizer.param_groups:
            group["lr"] = float(lr)
        loss = loss_fn(trial(x.to(device)), y.to(device))
        value = loss.item()
        if best is not None and value > 4 * best:
            break
        best = value if best is None else min(best, value)
        lrs.append(float(lr))
        losses.append(value)
        trial_optimizer.zero_grad()
        loss.backward()
        trial_optimizer.step()
    return lrs, losses


# %% wrong="suite arithmétique" trips="test_rates"
def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    model.to(device)
    saved = copy.deepcopy((model.state_dict(), optimizer.state_dict()))
    was_training = model.training
    steps = max(len(train_loader) - 1, 1)
    lrs, losses = [], []
    model.train()
    for i, (x, y) in enumerate(train_loader):
        lr = init_value + (final_value - init_value) * i / steps
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = loss_fn(model(x.to(device)), y.to(device))
        if losses and loss.item() > 4 * min(losses):
            break
        lrs.append(lr)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.load_state_dict(saved[0])
    optimizer.load_state_dict(saved[1])
    model.train(was_training)
    return lrs, losses


# %% wrong="modèle et optimiseur laissés en l'état" trips="test_restores_everything"
def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    model.to(device)
    saved = copy.deepcopy((model.state_dict(), optimizer.state_dict()))
    was_training = model.training
    steps = max(len(train_loader) - 1, 1)
    lrs, losses = [], []
    model.train()
    for i, (x, y) in enumerate(train_loader):
        lr = init_value * (final_value / init_value) ** (i / steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = loss_fn(model(x.to(device)), y.to(device))
        if losses and loss.item() > 4 * min(losses):
            break
        lrs.append(lr)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return lrs, losses


# %% wrong="state_dict sans copie" trips="test_restores_everything"
def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    model.to(device)
    saved = (model.state_dict(), optimizer.state_dict())
    was_training = model.training
    steps = max(len(train_loader) - 1, 1)
    lrs, losses = [], []
    model.train()
    for i, (x, y) in enumerate(train_loader):
        lr = init_value * (final_value / init_value) ** (i / steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = loss_fn(model(x.to(device)), y.to(device))
        if losses and loss.item() > 4 * min(losses):
            break
        lrs.append(lr)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.load_state_dict(saved[0])
    optimizer.load_state_dict(saved[1])
    model.train(was_training)
    return lrs, losses


# %% wrong="optimiseur non remis" trips="test_restores_everything"
def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    model.to(device)
    saved = copy.deepcopy((model.state_dict(), optimizer.state_dict()))
    was_training = model.training
    steps = max(len(train_loader) - 1, 1)
    lrs, losses = [], []
    model.train()
    for i, (x, y) in enumerate(train_loader):
        lr = init_value * (final_value / init_value) ** (i / steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = loss_fn(model(x.to(device)), y.to(device))
        if losses and loss.item() > 4 * min(losses):
            break
        lrs.append(lr)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.load_state_dict(saved[0])
    model.train(was_training)
    return lrs, losses


# %% wrong="mode non remis" trips="test_restores_everything"
def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    model.to(device)
    saved = copy.deepcopy((model.state_dict(), optimizer.state_dict()))
    was_training = model.training
    steps = max(len(train_loader) - 1, 1)
    lrs, losses = [], []
    model.train()
    for i, (x, y) in enumerate(train_loader):
        lr = init_value * (final_value / init_value) ** (i / steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = loss_fn(model(x.to(device)), y.to(device))
        if losses and loss.item() > 4 * min(losses):
            break
        lrs.append(lr)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.load_state_dict(saved[0])
    optimizer.load_state_dict(saved[1])
    return lrs, losses


# %% wrong="premier groupe seulement" trips="test_losses"
def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    model.to(device)
    saved = copy.deepcopy((model.state_dict(), optimizer.state_dict()))
    was_training = model.training
    steps = max(len(train_loader) - 1, 1)
    lrs, losses = [], []
    model.train()
    for i, (x, y) in enumerate(train_loader):
        lr = init_value * (final_value / init_value) ** (i / steps)
        optimizer.param_groups[0]["lr"] = lr
        loss = loss_fn(model(x.to(device)), y.to(device))
        if losses and loss.item() > 4 * min(losses):
            break
        lrs.append(lr)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.load_state_dict(saved[0])
    optimizer.load_state_dict(saved[1])
    model.train(was_training)
    return lrs, losses


# %% wrong="division par zéro avec un lot" trips="test_rates"
def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    model.to(device)
    saved = copy.deepcopy((model.state_dict(), optimizer.state_dict()))
    was_training = model.training
    steps = len(train_loader) - 1
    lrs, losses = [], []
    model.train()
    for i, (x, y) in enumerate(train_loader):
        lr = init_value * (final_value / init_value) ** (i / steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = loss_fn(model(x.to(device)), y.to(device))
        if losses and loss.item() > 4 * min(losses):
            break
        lrs.append(lr)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.load_state_dict(saved[0])
    optimizer.load_state_dict(saved[1])
    model.train(was_training)
    return lrs, losses


# %% wrong="ne s'arrête jamais" trips="test_stops"
def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    model.to(device)
    saved = copy.deepcopy((model.state_dict(), optimizer.state_dict()))
    was_training = model.training
    steps = max(len(train_loader) - 1, 1)
    lrs, losses = [], []
    model.train()
    for i, (x, y) in enumerate(train_loader):
        lr = init_value * (final_value / init_value) ** (i / steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = loss_fn(model(x.to(device)), y.to(device))
        if False:
            break
        lrs.append(lr)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.load_state_dict(saved[0])
    optimizer.load_state_dict(saved[1])
    model.train(was_training)
    return lrs, losses


# %% wrong="s'arrête à quatre fois la première erreur" trips="test_stops"
def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    model.to(device)
    saved = copy.deepcopy((model.state_dict(), optimizer.state_dict()))
    was_training = model.training
    steps = max(len(train_loader) - 1, 1)
    lrs, losses = [], []
    model.train()
    for i, (x, y) in enumerate(train_loader):
        lr = init_value * (final_value / init_value) ** (i / steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = loss_fn(model(x.to(device)), y.to(device))
        if losses and loss.item() > 4 * losses[0]:
            break
        lrs.append(lr)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.load_state_dict(saved[0])
    optimizer.load_state_dict(saved[1])
    model.train(was_training)
    return lrs, losses


# %% wrong="s'arrête dès que l'erreur augmente un peu" trips="test_stops test_rates"
def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    model.to(device)
    saved = copy.deepcopy((model.state_dict(), optimizer.state_dict()))
    was_training = model.training
    steps = max(len(train_loader) - 1, 1)
    lrs, losses = [], []
    model.train()
    for i, (x, y) in enumerate(train_loader):
        lr = init_value * (final_value / init_value) ** (i / steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = loss_fn(model(x.to(device)), y.to(device))
        if losses and loss.item() > 1.2 * min(losses):
            break
        lrs.append(lr)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.load_state_dict(saved[0])
    optimizer.load_state_dict(saved[1])
    model.train(was_training)
    return lrs, losses


# %% wrong="mode eval pendant le balayage" trips="test_losses"
def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    model.to(device)
    saved = copy.deepcopy((model.state_dict(), optimizer.state_dict()))
    was_training = model.training
    steps = max(len(train_loader) - 1, 1)
    lrs, losses = [], []
    model.eval()
    for i, (x, y) in enumerate(train_loader):
        lr = init_value * (final_value / init_value) ** (i / steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = loss_fn(model(x.to(device)), y.to(device))
        if losses and loss.item() > 4 * min(losses):
            break
        lrs.append(lr)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.load_state_dict(saved[0])
    optimizer.load_state_dict(saved[1])
    model.train(was_training)
    return lrs, losses


# %% wrong="gradients accumulés" trips="test_losses"
def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    model.to(device)
    saved = copy.deepcopy((model.state_dict(), optimizer.state_dict()))
    was_training = model.training
    steps = max(len(train_loader) - 1, 1)
    lrs, losses = [], []
    model.train()
    for i, (x, y) in enumerate(train_loader):
        lr = init_value * (final_value / init_value) ** (i / steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = loss_fn(model(x.to(device)), y.to(device))
        if losses and loss.item() > 4 * min(losses):
            break
        lrs.append(lr)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    model.load_state_dict(saved[0])
    optimizer.load_state_dict(saved[1])
    model.train(was_training)
    return lrs, losses


# %% wrong="tenseurs et logarithmes des pas" trips="test_rates test_losses"
def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    model.to(device)
    saved = copy.deepcopy((model.state_dict(), optimizer.state_dict()))
    was_training = model.training
    steps = max(len(train_loader) - 1, 1)
    lrs, losses = [], []
    model.train()
    for i, (x, y) in enumerate(train_loader):
        lr = init_value * (final_value / init_value) ** (i / steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = loss_fn(model(x.to(device)), y.to(device))
        if losses and loss.item() > 4 * min(losses):
            break
        lrs.append(torch.log10(torch.tensor(lr)).item())
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.load_state_dict(saved[0])
    optimizer.load_state_dict(saved[1])
    model.train(was_training)
    return lrs, losses


# %% wrong="aucune mise à jour" trips="test_losses"
def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    model.to(device)
    saved = copy.deepcopy((model.state_dict(), optimizer.state_dict()))
    was_training = model.training
    steps = max(len(train_loader) - 1, 1)
    lrs, losses = [], []
    model.train()
    for i, (x, y) in enumerate(train_loader):
        lr = init_value * (final_value / init_value) ** (i / steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = loss_fn(model(x.to(device)), y.to(device))
        if losses and loss.item() > 4 * min(losses):
            break
        lrs.append(lr)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
    model.load_state_dict(saved[0])
    optimizer.load_state_dict(saved[1])
    model.train(was_training)
    return lrs, losses
