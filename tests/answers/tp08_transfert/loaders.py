# %% right="transforms.v2, dictionnaire d'options"
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


# %% right="fonction écrite à la main, liste"
import numpy as np


def img_transforms(image):
    pixels = np.array(image.resize((64, 64)), dtype=np.float32) / 255
    pixels = (pixels - np.array(MEAN, dtype=np.float32)) / np.array(STD, dtype=np.float32)
    return torch.from_numpy(pixels).permute(2, 0, 1)


from torch.utils.data import RandomSampler


def make_loaders(train_data, val_data, test_data, batch_size=64):
    return [
        DataLoader(train_data, batch_size, sampler=RandomSampler(train_data)),
        *(DataLoader(data, batch_size) for data in (val_data, test_data)),
    ]


# %% right="ToTensor puis Resize, valeurs écrites"
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


# %% wrong="Resize(64), apprentissage non mélangé" trips="test_values test_whole_picture test_train_loader"
img_transforms = transforms.Compose([transforms.Resize(64), transforms.ToTensor(), transforms.Normalize(MEAN, STD)])


def make_loaders(train_data, val_data, test_data, batch_size=64):
    return tuple(DataLoader(data, batch_size) for data in (train_data, val_data, test_data))


# %% wrong="Normalize oubliée, tout mélangé" trips="test_values test_whole_picture test_other_loaders"
img_transforms = transforms.Compose([transforms.Resize((64, 64)), transforms.ToTensor()])


def make_loaders(train_data, val_data, test_data, batch_size=64):
    return tuple(DataLoader(data, batch_size, shuffle=True) for data in (train_data, val_data, test_data))


# %% wrong="CenterCrop, dernier lot jeté" trips="test_whole_picture test_train_loader test_other_loaders"
img_transforms = transforms.Compose(
    [transforms.Resize(64), transforms.CenterCrop(64), transforms.ToTensor(), transforms.Normalize(MEAN, STD)]
)


def make_loaders(train_data, val_data, test_data, batch_size=64):
    return tuple(DataLoader(d, batch_size, shuffle=i == 0, drop_last=True) for i, d in enumerate((train_data, val_data, test_data)))


# %% wrong="lots de 32 quoi qu'on demande" trips="test_train_loader test_other_loaders"
img_transforms = transforms.Compose([transforms.Resize((64, 64)), transforms.ToTensor(), transforms.Normalize(MEAN, STD)])


def make_loaders(train_data, val_data, test_data, batch_size=64):
    return (
        DataLoader(train_data, 32, shuffle=True),
        DataLoader(val_data, 32),
        DataLoader(test_data, 32),
    )


# %% wrong="mélangé une fois pour toutes, retournement au hasard" trips="test_train_loader test_whole_picture"
from torch.utils.data import Subset

img_transforms = transforms.Compose(
    [
        transforms.Resize((64, 64)),
        transforms.RandomHorizontalFlip(1.0),
        transforms.ToTensor(),
        transforms.Normalize(MEAN, STD),
    ]
)


def make_loaders(train_data, val_data, test_data, batch_size=64):
    order = torch.randperm(len(train_data)).tolist()
    return (
        DataLoader(Subset(train_data, order), batch_size),
        DataLoader(val_data, batch_size),
        DataLoader(test_data, batch_size),
    )


# %% wrong="moyenne et écart-type échangés" trips="test_values test_whole_picture"
img_transforms = transforms.Compose([transforms.Resize((64, 64)), transforms.ToTensor(), transforms.Normalize(STD, MEAN)])


def make_loaders(train_data, val_data, test_data, batch_size=64):
    return (
        DataLoader(train_data, batch_size, shuffle=True),
        DataLoader(val_data, batch_size),
        DataLoader(test_data, batch_size),
    )
