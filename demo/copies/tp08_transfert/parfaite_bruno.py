# %% mark="20"
# Tout est juste, dans un autre style : à la main, par noms, avec des copies.

# %% answer="picture_folder"
import os


def check_image(path):
    try:
        with Image.open(path) as image:
            image.convert("RGB")
        return True
    except OSError:
        return False


class PictureFolder(Dataset):
    def __init__(self, root, transform=None, is_valid=None):
        self.transform = transform
        self.classes = sorted(name for name in os.listdir(root) if os.path.isdir(os.path.join(root, name)))
        self.paths, self.labels = [], []
        for label, name in enumerate(self.classes):
            for file in sorted(os.listdir(os.path.join(root, name))):
                path = os.path.join(root, name, file)
                if is_valid and not is_valid(path):
                    continue
                self.paths.append(path)
                self.labels.append(label)

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, i):
        image = Image.open(self.paths[i]).convert("RGB")
        if self.transform:
            image = self.transform(image)
        return image, self.labels[i]

# %% answer="loaders"
from torchvision.transforms import v2

img_transforms = v2.Compose(
    [
        v2.ToImage(),
        v2.Resize((64, 64), antialias=True),
        v2.ToDtype(torch.float32, scale=True),
        v2.Normalize(mean=MEAN, std=STD),
    ]
)


def make_loaders(train_data, val_data, test_data, batch_size=64):
    options = {"batch_size": batch_size, "num_workers": 0}
    train_loader = DataLoader(train_data, shuffle=True, **options)
    val_loader = DataLoader(val_data, shuffle=False, **options)
    test_loader = DataLoader(test_data, shuffle=False, **options)
    return train_loader, val_loader, test_loader

# %% answer="networks"
from torchvision.models import alexnet


class SimpleNet(nn.Sequential):
    def __init__(self):
        super().__init__(nn.Flatten(), nn.Linear(3 * 64 * 64, 84), nn.ReLU(), nn.Linear(84, 50), nn.ReLU(), nn.Linear(50, 2))


class CNNNet(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        self.net = alexnet(num_classes=num_classes)

    def forward(self, x):
        return self.net(x)

# %% answer="train"
def train(model, optimizer, loss_fn, train_loader, val_loader, epochs=20, device="cpu"):
    model = model.to(device)

    def learn():
        model.train()
        running = 0.0
        for inputs, targets in train_loader:
            inputs = inputs.to(device)
            targets = targets.to(device)
            output = model(inputs)
            loss = loss_fn(output, targets)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            running += loss.item() * inputs.size(0)
        return running / len(train_loader.dataset)

    @torch.no_grad()
    def validate():
        model.eval()
        running, num_correct = 0.0, 0
        for inputs, targets in val_loader:
            output = model(inputs.to(device))
            targets = targets.to(device)
            running += loss_fn(output, targets).data.item() * inputs.size(0)
            correct = torch.eq(torch.max(nn.functional.softmax(output, dim=1), dim=1)[1], targets).view(-1)
            num_correct += torch.sum(correct).item()
        return running / len(val_loader.dataset), num_correct / len(val_loader.dataset)

    train_losses, val_losses, accuracies = [], [], []
    for epoch in range(epochs):
        train_losses.append(learn())
        loss, accuracy = validate()
        val_losses.append(loss)
        accuracies.append(accuracy)
    return {"train_loss": train_losses, "val_loss": val_losses, "val_acc": accuracies, "epochs": epochs}

# %% answer="prediction"
def predict_image(model, image, transform, labels):
    image = transform(image)[None]
    was_training = model.training
    model.eval()
    probabilities = nn.functional.softmax(model(image), dim=1)
    model.train(was_training)
    return labels[int(probabilities.argmax())]


def save(model, path):
    state = model.state_dict()
    torch.save(state, str(path))


def load(model, path):
    state = torch.load(path)
    model.load_state_dict(state)
    return model

# %% answer="freeze"
def freeze(model):
    kept = {id(p) for m in model.modules() if isinstance(m, nn.BatchNorm2d) for p in m.parameters()}
    for parameter in model.parameters():
        if id(parameter) not in kept:
            parameter.requires_grad_(False)


def new_head(model, n_classes=2, hidden=500):
    layers = nn.Sequential()
    layers.append(nn.Linear(in_features=model.fc.in_features, out_features=hidden))
    layers.append(nn.ReLU())
    layers.append(nn.Dropout())
    layers.append(nn.Linear(hidden, n_classes))
    setattr(model, "fc", layers)


def extract_features(model, loader):
    found, labels = [], []
    hook = model.fc.register_forward_hook(lambda module, inputs, output: found.append(inputs[0].detach()))
    model.eval()
    with torch.no_grad():
        for x, y in loader:
            model(x)
            labels.extend(y.tolist())
    hook.remove()
    return torch.cat(found), torch.tensor(labels)

# %% answer="find_lr"
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

# %% answer="layer_rates"
def unfreeze(model, names):
    for name, parameter in model.named_parameters():
        if any(name.startswith(prefix + ".") for prefix in names):
            parameter.requires_grad_()
    return model


def parameter_groups(model, lr):
    head, late = list(model.fc.parameters()), list(model.layer4.parameters())
    special = {id(parameter) for parameter in head + late}
    others = [parameter for parameter in model.parameters() if id(parameter) not in special]
    wanted = lambda parameters: list(filter(lambda p: p.requires_grad, parameters))
    return [dict(params=wanted(p), lr=r) for p, r in ((head, lr), (late, lr / 3), (others, lr / 9)) if wanted(p)]

# %% answer="ensemble"
class AddNoise(nn.Module):
    def __init__(self, sigma):
        super().__init__()
        self.sigma = float(sigma)

    def forward(self, x):
        return x.clone() + torch.normal(0.0, self.sigma, size=x.shape)


def ensemble(models, x):
    total = 0
    for model in models:
        was_training = model.training
        model.eval()
        total = total + torch.softmax(model(x), dim=-1)
        model.train(was_training)
    return torch.max(total, 1)[1]
