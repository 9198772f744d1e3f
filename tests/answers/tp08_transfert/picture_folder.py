# %% right="convert, glob par classe, os.listdir"
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


# %% right="ImageFolder enveloppé"
def check_image(path):
    ok = True
    try:
        with Image.open(path) as image:
            image.load()
    except Exception:
        ok = False
    return ok


class PictureFolder(Dataset):
    def __init__(self, root, transform=None, is_valid=None):
        self.folder = ImageFolder(str(root), transform, is_valid_file=is_valid or (lambda path: True))
        self.classes = self.folder.classes

    def __len__(self):
        return len(self.folder)

    def __getitem__(self, i):
        return self.folder[i]


# %% right="lecture des pixels par tobytes, dictionnaire"
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


# %% wrong="Image.open seul" trips="test_damaged_files"
def check_image(path):
    try:
        Image.open(path)
        return True
    except OSError:
        return False


class PictureFolder(Dataset):
    def __init__(self, root, transform=None, is_valid=None):
        folders = sorted(folder for folder in Path(root).iterdir() if folder.is_dir())
        self.classes = [folder.name for folder in folders]
        self.transform = transform
        self.items = [(p, k) for k, f in enumerate(folders) for p in sorted(f.iterdir()) if not is_valid or is_valid(p)]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        path, label = self.items[i]
        image = Image.open(path).convert("RGB")
        return (self.transform(image) if self.transform else image), label


# %% wrong="verify, label en chaîne" trips="test_damaged_files test_items"
def check_image(path):
    try:
        with Image.open(path) as image:
            image.verify()
        return True
    except Exception:
        return False


class PictureFolder(Dataset):
    def __init__(self, root, transform=None, is_valid=None):
        folders = sorted(folder for folder in Path(root).iterdir() if folder.is_dir())
        self.classes = [folder.name for folder in folders]
        self.transform = transform
        self.items = [(p, f.name) for f in folders for p in sorted(f.iterdir()) if not is_valid or is_valid(p)]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        path, label = self.items[i]
        image = Image.open(path).convert("RGB")
        return (self.transform(image) if self.transform else image), label


# %% wrong="UnidentifiedImageError seulement, is_valid ignorée" trips="test_damaged_files test_items"
from PIL import UnidentifiedImageError


def check_image(path):
    try:
        with Image.open(path) as image:
            image.load()
    except UnidentifiedImageError:
        return False
    return True


class PictureFolder(Dataset):
    def __init__(self, root, transform=None, is_valid=None):
        folders = sorted(folder for folder in Path(root).iterdir() if folder.is_dir())
        self.classes = [folder.name for folder in folders]
        self.transform = transform
        self.items = [(p, k) for k, f in enumerate(folders) for p in sorted(f.iterdir())]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        path, label = self.items[i]
        image = Image.open(path).convert("RGB")
        return (self.transform(image) if self.transform else image), label


# %% wrong="un rang trop grand revient au début, pas de convert" trips="test_items test_defaults_and_end"
def check_image(path):
    try:
        with Image.open(path) as image:
            image.load()
    except OSError:
        return False
    return True


class PictureFolder(Dataset):
    def __init__(self, root, transform=None, is_valid=None):
        folders = sorted(folder for folder in Path(root).iterdir() if folder.is_dir())
        self.classes = [folder.name for folder in folders]
        self.transform = transform
        self.items = [(p, k) for k, f in enumerate(folders) for p in sorted(f.iterdir()) if not is_valid or is_valid(p)]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        path, label = self.items[i % len(self.items)]
        image = Image.open(path)
        return (self.transform(image) if self.transform else image), label


# %% wrong="ordre du disque pour les classes, None au lieu de False" trips="test_damaged_files test_items test_defaults_and_end"
def check_image(path):
    try:
        with Image.open(path) as image:
            image.load()
            return True
    except OSError:
        pass


class PictureFolder(Dataset):
    def __init__(self, root, transform=None, is_valid=None):
        folders = sorted((folder for folder in Path(root).iterdir() if folder.is_dir()), reverse=True)
        self.classes = [folder.name for folder in folders]
        self.transform = transform
        self.items = [(p, k) for k, f in enumerate(folders) for p in sorted(f.iterdir()) if not is_valid or is_valid(p)]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        path, label = self.items[i]
        image = Image.open(path).convert("RGB")
        return (self.transform(image) if self.transform else image), label


# %% wrong="d'après l'extension, en minuscules, .png seulement" trips="test_whole_images test_damaged_files"
def check_image(path):
    return str(path).endswith(".png")


class PictureFolder(Dataset):
    def __init__(self, root, transform=None, is_valid=None):
        folders = sorted(folder for folder in Path(root).iterdir() if folder.is_dir())
        self.classes = [folder.name for folder in folders]
        self.transform = transform
        self.items = [(p, k) for k, f in enumerate(folders) for p in sorted(f.iterdir()) if not is_valid or is_valid(p)]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        path, label = self.items[i]
        image = Image.open(path).convert("RGB")
        return (self.transform(image) if self.transform else image), label
