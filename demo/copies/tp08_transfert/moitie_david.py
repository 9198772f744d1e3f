# %% mark="8"
# A passé la séance sur les données et la boucle ; le reste est à faire.

# %% answer="picture_folder"
def check_image(path):
    try:
        image = Image.open(path)
        image.tobytes()
        image.close()
    except (OSError, SyntaxError):
        return 0
    return 1


class PictureFolder(Dataset):
    def __init__(self, root, transform=None, is_valid=None):
        root = Path(root)
        self.classes = sorted(p.name for p in root.glob("*") if p.is_dir())
        self.index = {name: i for i, name in enumerate(self.classes)}
        files = [p for name in self.classes for p in sorted((root / name).glob("*"))]
        self.files = [p for p in files if is_valid is None or is_valid(str(p))]
        self.transform = transform if transform is not None else lambda image: image

    def __len__(self):
        return len(self.files)

    def __getitem__(self, i):
        if i >= len(self):
            raise IndexError(i)
        path = self.files[i]
        return self.transform(Image.open(path).convert("RGB")), self.index[path.parent.name]

# %% answer="loaders"
img_transforms = transforms.Compose(
    [
        transforms.ToTensor(),
        transforms.Resize(size=(64, 64)),
        transforms.Normalize(mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225]),
    ]
)


def make_loaders(train_data, val_data, test_data, batch_size=64):
    return (
        DataLoader(train_data, batch_size=batch_size, shuffle=True, drop_last=False),
        DataLoader(val_data, batch_size=batch_size),
        DataLoader(test_data, batch_size=batch_size),
    )

# %% answer="networks"
import torch.nn.functional as F


class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc3 = nn.Linear(50, 2)
        self.fc1 = nn.Linear(12288, 84)
        self.fc2 = nn.Linear(84, 50)

    def forward(self, x):
        x = x.view(-1, 12288)
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)


class CNNNet(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        self.c1 = nn.Conv2d(3, 64, kernel_size=11, stride=4, padding=2)
        self.c2 = nn.Conv2d(64, 192, kernel_size=5, padding=2)
        self.c3 = nn.Conv2d(192, 384, kernel_size=3, padding=1)
        self.c4 = nn.Conv2d(384, 256, kernel_size=3, padding=1)
        self.c5 = nn.Conv2d(256, 256, kernel_size=3, padding=1)
        self.l1 = nn.Linear(9216, 4096)
        self.l2 = nn.Linear(4096, 4096)
        self.l3 = nn.Linear(4096, num_classes)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.c1(x)), 3, 2)
        x = F.max_pool2d(F.relu(self.c2(x)), 3, 2)
        x = F.relu(self.c4(F.relu(self.c3(x))))
        x = F.max_pool2d(F.relu(self.c5(x)), 3, 2)
        x = torch.flatten(F.adaptive_avg_pool2d(x, 6), 1)
        x = F.relu(self.l1(F.dropout(x, 0.5, self.training)))
        x = F.relu(self.l2(F.dropout(x, 0.5, self.training)))
        return self.l3(x)

# %% answer="train"
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
