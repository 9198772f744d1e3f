# %% right="deepcopy, gradients mis à None, tenseurs gardés"
def one_step(model, criterion, optimizer, images, labels):
    trace = {}
    trace["before"] = copy.deepcopy(list(model.parameters()))
    for p in model.parameters():
        p.grad = None
    output = model(images)
    loss = criterion(output, labels)
    loss.backward()
    trace["gradients"] = [p.grad for p in model.parameters()]
    optimizer.step()
    trace["loss"] = loss
    trace["after"] = tuple(copy.deepcopy(p) for p in model.parameters())
    optimizer.zero_grad()
    return trace


# %% right="state_dict copié, torch.autograd.grad"
def one_step(model, criterion, optimizer, images, labels):
    before = list(copy.deepcopy(model.state_dict()).values())
    loss = criterion(model(images), labels)
    grads = torch.autograd.grad(loss, list(model.parameters()))
    for p, g in zip(model.parameters(), grads):
        p.grad = g.clone()
    optimizer.step()
    return {
        "loss": float(loss),
        "before": before,
        "gradients": list(grads),
        "after": list(copy.deepcopy(model.state_dict()).values()),
    }


# %% right="step(closure), copies par torch.tensor et numpy"
def one_step(model, criterion, optimizer, images, labels):
    def closure():
        model.zero_grad()
        loss = criterion(model(images), labels)
        loss.backward()
        return loss

    before = [p.data.clone() for p in model.parameters()]
    loss = optimizer.step(closure)
    gradients = [torch.from_numpy(p.grad.numpy().copy()) for p in model.parameters()]
    after = [p.data + 0 for p in model.parameters()]
    return dict(loss=loss.item(), before=before, gradients=gradients, after=after)


# %% wrong="before sans copie" trips="test_before_and_after"
def one_step(model, criterion, optimizer, images, labels):
    before = [p.detach() for p in model.parameters()]
    optimizer.zero_grad()
    loss = criterion(model(images), labels)
    loss.backward()
    gradients = [p.grad.clone() for p in model.parameters()]
    optimizer.step()
    after = [p.detach().clone() for p in model.parameters()]
    return {"loss": loss.item(), "before": before, "gradients": gradients, "after": after}


# %% wrong="after sans copie" trips="test_before_and_after"
def one_step(model, criterion, optimizer, images, labels):
    before = [p.detach().clone() for p in model.parameters()]
    optimizer.zero_grad()
    loss = criterion(model(images), labels)
    loss.backward()
    gradients = [p.grad.clone() for p in model.parameters()]
    optimizer.step()
    after = [p.data for p in model.parameters()]
    return {"loss": loss.item(), "before": before, "gradients": gradients, "after": after}


# %% wrong="before est la liste des paramètres" trips="test_before_and_after"
def one_step(model, criterion, optimizer, images, labels):
    before = list(model.parameters())
    optimizer.zero_grad()
    loss = criterion(model(images), labels)
    loss.backward()
    gradients = [p.grad.clone() for p in model.parameters()]
    optimizer.step()
    after = [p.detach().clone() for p in model.parameters()]
    return {"loss": loss.item(), "before": before, "gradients": gradients, "after": after}


# %% wrong="state_dict sans copie" trips="test_before_and_after"
def one_step(model, criterion, optimizer, images, labels):
    before = list(model.state_dict().values())
    optimizer.zero_grad()
    loss = criterion(model(images), labels)
    loss.backward()
    gradients = [p.grad.clone() for p in model.parameters()]
    optimizer.step()
    after = list(model.state_dict().values())
    return {"loss": loss.item(), "before": before, "gradients": gradients, "after": after}


# %% wrong="before et after échangés" trips="test_before_and_after"
def one_step(model, criterion, optimizer, images, labels):
    before = [p.detach().clone() for p in model.parameters()]
    optimizer.zero_grad()
    loss = criterion(model(images), labels)
    loss.backward()
    gradients = [p.grad.clone() for p in model.parameters()]
    optimizer.step()
    after = [p.detach().clone() for p in model.parameters()]
    return {"loss": loss.item(), "before": after, "gradients": gradients, "after": before}


# %% wrong="zero_grad oublié" trips="test_update test_loss_and_gradients"
def one_step(model, criterion, optimizer, images, labels):
    before = [p.detach().clone() for p in model.parameters()]
    loss = criterion(model(images), labels)
    loss.backward()
    gradients = [p.grad.clone() for p in model.parameters()]
    optimizer.step()
    after = [p.detach().clone() for p in model.parameters()]
    return {"loss": loss.item(), "before": before, "gradients": gradients, "after": after}


# %% wrong="zero_grad à la fin seulement" trips="test_update test_loss_and_gradients"
def one_step(model, criterion, optimizer, images, labels):
    before = [p.detach().clone() for p in model.parameters()]
    loss = criterion(model(images), labels)
    loss.backward()
    gradients = [p.grad.clone() for p in model.parameters()]
    optimizer.step()
    after = [p.detach().clone() for p in model.parameters()]
    optimizer.zero_grad()
    return {"loss": loss.item(), "before": before, "gradients": gradients, "after": after}


# %% wrong="zero_grad entre backward et step" trips="test_update test_loss_and_gradients"
def one_step(model, criterion, optimizer, images, labels):
    before = [p.detach().clone() for p in model.parameters()]
    loss = criterion(model(images), labels)
    loss.backward()
    optimizer.zero_grad(set_to_none=False)
    gradients = [p.grad.clone() for p in model.parameters()]
    optimizer.step()
    after = [p.detach().clone() for p in model.parameters()]
    return {"loss": loss.item(), "before": before, "gradients": gradients, "after": after}


# %% wrong="erreur mesurée après la mise à jour" trips="test_loss_and_gradients"
def one_step(model, criterion, optimizer, images, labels):
    before = [p.detach().clone() for p in model.parameters()]
    optimizer.zero_grad()
    loss = criterion(model(images), labels)
    loss.backward()
    gradients = [p.grad.clone() for p in model.parameters()]
    optimizer.step()
    after = [p.detach().clone() for p in model.parameters()]
    return {"loss": criterion(model(images), labels).item(), "before": before, "gradients": gradients, "after": after}


# %% wrong="gradients lus après zero_grad" trips="test_loss_and_gradients"
def one_step(model, criterion, optimizer, images, labels):
    before = [p.detach().clone() for p in model.parameters()]
    optimizer.zero_grad()
    loss = criterion(model(images), labels)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad(set_to_none=False)
    gradients = [p.grad.clone() for p in model.parameters()]
    after = [p.detach().clone() for p in model.parameters()]
    return {"loss": loss.item(), "before": before, "gradients": gradients, "after": after}


# %% wrong="le pas au lieu du gradient" trips="test_loss_and_gradients"
def one_step(model, criterion, optimizer, images, labels):
    before = [p.detach().clone() for p in model.parameters()]
    optimizer.zero_grad()
    loss = criterion(model(images), labels)
    loss.backward()
    gradients = [p.grad.clone() for p in model.parameters()]
    optimizer.step()
    after = [p.detach().clone() for p in model.parameters()]
    return {"loss": loss.item(), "before": before, "gradients": [a - b for a, b in zip(after, before)], "after": after}


# %% wrong="pas de mise à jour" trips="test_update"
def one_step(model, criterion, optimizer, images, labels):
    before = [p.detach().clone() for p in model.parameters()]
    optimizer.zero_grad()
    loss = criterion(model(images), labels)
    loss.backward()
    gradients = [p.grad.clone() for p in model.parameters()]
    after = [p.detach().clone() for p in model.parameters()]
    return {"loss": loss.item(), "before": before, "gradients": gradients, "after": after}


# %% wrong="entropie croisée au lieu de criterion" trips="test_update test_loss_and_gradients"
def one_step(model, criterion, optimizer, images, labels):
    before = [p.detach().clone() for p in model.parameters()]
    optimizer.zero_grad()
    loss = nn.functional.cross_entropy(model(images), labels)
    loss.backward()
    gradients = [p.grad.clone() for p in model.parameters()]
    optimizer.step()
    after = [p.detach().clone() for p in model.parameters()]
    return {"loss": loss.item(), "before": before, "gradients": gradients, "after": after}


# %% wrong="descente à la main, pas 0,3, sans l'optimiseur" trips="test_update"
def one_step(model, criterion, optimizer, images, labels):
    before = [p.detach().clone() for p in model.parameters()]
    optimizer.zero_grad()
    loss = criterion(model(images), labels)
    loss.backward()
    gradients = [p.grad.clone() for p in model.parameters()]
    with torch.no_grad():
        for p in model.parameters():
            p -= 0.3 * p.grad
    after = [p.detach().clone() for p in model.parameters()]
    return {"loss": loss.item(), "before": before, "gradients": gradients, "after": after}


# %% wrong="deux mises à jour" trips="test_update "
def one_step(model, criterion, optimizer, images, labels):
    before = [p.detach().clone() for p in model.parameters()]
    optimizer.zero_grad()
    loss = criterion(model(images), labels)
    loss.backward()
    gradients = [p.grad.clone() for p in model.parameters()]
    optimizer.step()
    optimizer.step()
    after = [p.detach().clone() for p in model.parameters()]
    return {"loss": loss.item(), "before": before, "gradients": gradients, "after": after}


# %% wrong="poids de la première couche seulement" trips="test_loss_and_gradients test_before_and_after"
def one_step(model, criterion, optimizer, images, labels):
    before = [p.detach().clone() for p in list(model.parameters())[:1]]
    optimizer.zero_grad()
    loss = criterion(model(images), labels)
    loss.backward()
    gradients = [p.grad.clone() for p in list(model.parameters())[:1]]
    optimizer.step()
    after = [p.detach().clone() for p in list(model.parameters())[:1]]
    return {"loss": loss.item(), "before": before, "gradients": gradients, "after": after}


# %% wrong="ne rend que l'erreur" trips="test_loss_and_gradients test_before_and_after"
def one_step(model, criterion, optimizer, images, labels):
    before = [p.detach().clone() for p in model.parameters()]
    optimizer.zero_grad()
    loss = criterion(model(images), labels)
    loss.backward()
    gradients = [p.grad.clone() for p in model.parameters()]
    optimizer.step()
    after = [p.detach().clone() for p in model.parameters()]
    return loss.item()
