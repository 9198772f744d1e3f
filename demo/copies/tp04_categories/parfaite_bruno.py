# %% mark="20"
# Tout est juste, dans un autre style.

# %% answer="compute_cat_per_pixel"
def pixel_grid(xs, ys):
    X = torch.from_numpy(xs).float()
    Y = torch.from_numpy(ys).float()
    return torch.stack([X, Y], dim=2)

def compute_cat_per_pixel(model, xs, ys):
    with torch.no_grad():
        S = model(pixel_grid(xs, ys))
    return S.max(dim=2)[1].numpy()

# %% answer="Net"
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(2, 3))

    def forward(self, x):
        return self.layers(x)

# %% answer="sample_error"
def sample_error(scores, category, delta=0.0):
    mask = torch.ones(len(scores), dtype=torch.bool)
    mask[category] = False
    return (scores[mask] - scores[category] + delta).clamp(min=0).sum()

# %% answer="training"
def training(model, points, categories, error, delta, step, n_iter):
    history = []
    for it in range(n_iter):
        model.zero_grad()
        ErrTot = sum(error(model(points[i]), categories[i], delta) for i in range(len(points)))
        ErrTot.backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= step * p.grad
        history.append(ErrTot.item())
    return history

# %% answer="smallest_margin"
def smallest_margin(scores, categories):
    best = float("inf")
    for s, c in zip(scores.tolist(), categories.tolist()):
        others = [v for j, v in enumerate(s) if j != c]
        best = min(best, s[c] - max(others))
    return best

# %% answer="Net2"
class Net2(nn.Module):
    def __init__(self, n_neurons=100):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(2, n_neurons), nn.ReLU(), nn.Linear(n_neurons, 3))

    def forward(self, x):
        return self.net(x)

# %% answer="hinge_loss"
def hinge_loss(scores, categories, delta=1.0):
    good = scores.gather(1, categories[:, None])
    return (scores - good + delta).clamp(min=0).sum() - delta * len(scores)

# %% answer="learn_shape"
def learn_shape(model, optimizer, points, categories, loss, delta, n_iter):
    history = []
    for _ in range(n_iter):
        S = model(points)
        history.append((S.argmax(1) == categories).float().mean())
        err = loss(S, categories, delta)
        err.backward()
        optimizer.step()
        optimizer.zero_grad()
    return history

# %% answer="smallest_width"
smallest_width = 30
