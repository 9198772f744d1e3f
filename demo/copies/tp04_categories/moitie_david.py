# %% mark="11"
# S'est arrêté au milieu, faute de temps.

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
