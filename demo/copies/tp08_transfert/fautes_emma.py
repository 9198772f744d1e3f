# %% base="reference" mark="16.68"
# open sans lire les pixels ; moyenne des lots ; la règle du nom « bn » ; la tête oubliée par l'optimiseur.

# %% answer="picture_folder"
def check_image(path):
    try:
        im = Image.open(path)
        return True
    except OSError:
        return False


class PictureFolder(Dataset):
    def __init__(self, root, transform=None, is_valid=None):
        self.root = Path(root)
        self.transform = transform
        self.classes = sorted(d.name for d in self.root.iterdir() if d.is_dir())
        self.paths = []
        for k, name in enumerate(self.classes):
            for p in sorted((self.root / name).iterdir()):
                if is_valid is None or is_valid(p):
                    self.paths.append((p, k))

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, i):
        p, k = self.paths[i]
        im = Image.open(p).convert("RGB")
        if self.transform is not None:
            im = self.transform(im)
        return im, k

# %% answer="train"
def train(model, optimizer, loss_fn, train_loader, val_loader, epochs=20, device="cpu"):
    h = {"train_loss": [], "val_loss": [], "val_acc": []}
    model.to(device)
    for epoch in range(epochs):
        model.train()
        running = 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            running += loss.item()
        h["train_loss"].append(running / len(train_loader))
        model.eval()
        val, good, n = 0, 0, 0
        with torch.no_grad():
            for x, y in val_loader:
                x, y = x.to(device), y.to(device)
                s = model(x)
                val += loss_fn(s, y).item()
                good += (s.argmax(1) == y).sum().item()
                n += len(y)
        h["val_loss"].append(val / len(val_loader))
        h["val_acc"].append(good / n)
    return h

# %% answer="freeze"
def freeze(model):
    for name, param in model.named_parameters():
        if "bn" not in name:
            param.requires_grad = False
    return model

def new_head(model, n_classes=2, hidden=500):
    n = model.fc.in_features
    model.fc = nn.Sequential(nn.Linear(n, hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(hidden, n_classes))
    return model

def extract_features(model, loader):
    model.eval()
    fc = model.fc
    model.fc = nn.Identity()
    xs, ys = [], []
    with torch.no_grad():
        for x, y in loader:
            xs.append(model(x))
            ys.append(y)
    model.fc = fc
    return torch.cat(xs), torch.cat(ys)

# %% answer="layer_rates"
def unfreeze(model, names):
    for name in names:
        for param in getattr(model, name).parameters():
            param.requires_grad = True
    return model

def parameter_groups(model, lr):
    early = [p for n, p in model.named_parameters() if not n.startswith(("layer4", "fc"))]
    return [{"params": model.layer4.parameters(), "lr": lr / 3}, {"params": early, "lr": lr / 9}]
