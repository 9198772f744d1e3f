"""TP 8 — transfert : des chats, des poissons et le réseau d'un autre."""

import hashlib
import math
import os
import pathlib
import tempfile

import numpy as np
import torch
from PIL import Image
from torchvision.models import resnet

from graders.oracles import tp08_transfert as oracle
from tptorch import as_tensor, assert_close, exercise, points, require, threshold
from tptorch.course import state_dir

TP = "tp08_transfert"
ROOT = pathlib.Path(__file__).resolve().parents[1]
RELEASED, HOLDOUT = ROOT / "source" / TP / "data", ROOT / "graders" / "data" / "chats_poissons"
HISTORY = ("train_loss", "val_loss", "val_acc")


def numbers(values, name, length=None):
    """A list of finite numbers, of the length asked."""
    require(isinstance(values, (list, tuple)) or as_tensor(values).ndim == 1, f"{name} doit être une liste de nombres.")
    right = length is None or len(values) == length
    require(right, f"{name} contient {len(values)} valeurs pour {length} demandées.")
    found = [float(as_tensor(value)) if as_tensor(value).numel() == 1 else math.nan for value in values]
    require(all(map(math.isfinite, found)), f"{name} ne contient pas que des nombres finis.")
    return found


def same_states(actual, expected, message, atol=0.0):
    """Two state dicts with the same tensors."""
    require(set(actual) == set(expected), message)
    for name, value in expected.items():
        assert_close(actual[name], value, rtol=1e-3 if atol else 0, atol=atol, message=message)


# -------------------------------------------------------------------------- picture_folder


def check_files(student, files):
    """Nous avons écrit des fichiers, puis appelé votre check_image sur chacun"""
    with tempfile.TemporaryDirectory() as root:
        found = {}
        for number, (name, content) in enumerate(files.items()):
            path = pathlib.Path(root) / name
            path.write_bytes(content.numpy().tobytes())
            found[name] = student.check_image(path if number % 2 else str(path))
        return found


def read_folder(student, files, kept):
    """Nous avons écrit un petit dossier d'images, puis lu votre PictureFolder"""

    def pixels(image):
        data = torch.frombuffer(bytearray(image.tobytes()), dtype=torch.uint8)
        return data.reshape(image.height, image.width, -1)

    with tempfile.TemporaryDirectory() as root:
        for label, contents in files.items():
            (pathlib.Path(root) / label).mkdir()
            for name, content in contents.items():
                (pathlib.Path(root) / label / name).write_bytes(content.numpy().tobytes())
        (pathlib.Path(root) / "LISEZMOI.txt").write_text("Rien à voir ici.")
        data = student.PictureFolder(root, pixels, lambda path: pathlib.Path(path).name in kept)
        seen = {"classes": data.classes, "items": [data[i] for i in range(len(data))]}
        try:
            data[len(data)]
            seen["stops"] = False
        except IndexError:
            seen["stops"] = True
        plain = student.PictureFolder(pathlib.Path(root))
        image, _ = plain[len(plain) - 1]
        is_image = isinstance(image, Image.Image) and image.mode == "RGB"
        return seen | {"length": len(plain), "is_image": is_image, "last": pixels(image) if is_image else None}


def noise(height, width, *channels):
    """Random pixels: an image that compresses badly."""
    return torch.randint(256, (height, width, *channels), dtype=torch.uint8)


def some_folder():
    """Classes and files in no order, with the names that count."""
    files = {
        "truite": {"c.png": oracle.encoded(noise(5, 7, 3), "PNG"), "a.png": oracle.encoded(noise(4, 4), "PNG")},
        "chien": {"z.png": oracle.encoded(noise(6, 3, 4), "PNG"), "y.png": oracle.encoded(noise(3, 8, 3), "PNG")},
        "lapin": {"m.png": oracle.encoded(noise(5, 5, 3), "PNG")},
    }
    return files, ["a.png", "c.png", "m.png", "z.png"]


@exercise("picture_folder")
class TestPictureFolder:
    def test_whole_images(self, student):
        """check_image accepte les images entières, PNG ou JPEG."""
        files = {
            "a.png": oracle.encoded(noise(30, 40, 3), "PNG"),
            "b.jpg": oracle.encoded(noise(30, 40, 3), "JPEG"),
            "c.png": oracle.encoded(noise(20, 20), "PNG"),
            "d.png": oracle.encoded(noise(20, 24, 4), "PNG"),
            "e.jpeg": oracle.encoded(noise(25, 20), "JPEG"),
        }
        for name, answer in student.run(check_files, files=files).items():
            require(answer is not None, "check_image doit rendre True ou False.")
            require(bool(as_tensor(answer)), f"Une image entière ({name}) est refusée.")

    def test_damaged_files(self, student):
        """check_image refuse les fichiers de texte, vides ou coupés, sans lever d'erreur."""
        png, jpeg = (oracle.encoded(noise(30, 40, 3), kind) for kind in ("PNG", "JPEG"))
        files = {
            "texte.png": oracle.as_bytes(b"Ceci n'est pas une image."),
            "vide.jpg": torch.empty(0, dtype=torch.uint8),
            "coupe.jpg": jpeg[: int(0.6 * len(jpeg))],
            "coupe.png": png[: int(0.6 * len(png))],
        }
        for name, answer in student.run(check_files, files=files).items():
            require(answer is not None, "check_image doit rendre True ou False.")
            hint = " : ses pixels sont-ils lus ?" if "coupe" in name else "."
            require(not bool(as_tensor(answer)), f"Le fichier abîmé {name} est accepté{hint}")

    def test_items(self, student):
        """Les éléments viennent classe par classe, dans l'ordre des noms, avec leur image et leur étiquette."""
        files, kept = some_folder()
        seen = student.run(read_folder, files=files, kept=kept)
        require(list(seen["classes"]) == ["chien", "lapin", "truite"], "classes n'est pas la liste demandée.")
        truites = [(files["truite"][name], 2) for name in ("a.png", "c.png")]
        expected = [(files["chien"]["z.png"], 0), (files["lapin"]["m.png"], 1), *truites]
        require(len(seen["items"]) == 4, f"{len(seen['items'])} éléments : is_valid en garde 4 ici.")
        for (image, label), (file, right) in zip(seen["items"], expected, strict=True):
            require(not isinstance(label, str), "L'étiquette est un rang (int), pas un nom.")
            require(int(as_tensor(label)) == right, "Une étiquette n'est pas le rang de la classe de l'image.")
            message = "Une image n'est pas celle attendue, en couleurs et passée par transform."
            assert_close(image, oracle.rgb_pixels(file), message=message)

    def test_defaults_and_end(self, student):
        """Sans transform ni is_valid : toutes les images, de Pillow, en RGB ; au-delà du dernier rang, IndexError."""
        files, kept = some_folder()
        seen = student.run(read_folder, files=files, kept=kept)
        require(seen["length"] == 5, "Sans is_valid, tous les fichiers des classes comptent, et eux seuls.")
        require(seen["is_image"] is True, "Sans transform, l'image est une image de Pillow, en mode RGB.")
        assert_close(seen["last"], oracle.rgb_pixels(files["truite"]["c.png"]))
        require(seen["stops"] is True, "Un rang égal à len(d) doit lever IndexError.")


# --------------------------------------------------------------------------------- loaders


def transform_images(student, images):
    """Nous avons donné des images de plusieurs tailles à votre img_transforms"""
    return [student["img_transforms"](Image.fromarray(image.numpy())) for image in images]


def draw_batches(student, sizes, batch_size):
    """Nous avons parcouru deux fois les chargeurs rendus par votre make_loaders"""
    data = [torch.utils.data.TensorDataset(torch.arange(n), torch.arange(n) + 1000) for n in sizes]
    loaders = student.make_loaders(*data) if batch_size is None else student.make_loaders(*data, batch_size)
    return [[[(x, y) for x, y in loader] for _ in range(2)] for loader in loaders]


def passes(student, sizes, batch_size):
    """For each loader two lists of rows; the batches' sizes are verified here."""
    loaders = student.run(draw_batches, sizes=sizes, batch_size=batch_size)
    require(len(loaders) == 3, "make_loaders rend trois chargeurs.")
    found = []
    for n, loader in zip(sizes, loaders, strict=True):
        size = batch_size or 64
        expected = [min(size, n - start) for start in range(0, n, size)]
        for batches in loader:
            lengths = [len(as_tensor(x)) for x, _ in batches]
            require(lengths == expected, f"Pour {n} éléments par lots de {size} : des lots de {lengths}.")
        rows = [torch.cat([as_tensor(x) for x, _ in batches]) for batches in loader]
        require(all(torch.equal(row.sort().values, torch.arange(n)) for row in rows), "Chaque élément sert une fois.")
        found.append(rows)
    return found


@exercise("loaders")
class TestLoaders:
    def test_values(self, student):
        """img_transforms rend des float32 de taille (3, 64, 64), normalisés par MEAN et STD, pour toute image."""
        colours = torch.randint(256, (4, 3), dtype=torch.uint8)
        shapes = [(100, 200), (37, 80), (150, 64), (64, 64)]
        images = [c.expand(*shape, 3).contiguous() for c, shape in zip(colours, shapes, strict=True)]
        for image, colour in zip(student.run(transform_images, images=images), colours.tolist(), strict=True):
            image = as_tensor(image)
            require(tuple(image.shape) == (3, 64, 64), f"La taille est {tuple(image.shape)}, et non (3, 64, 64).")
            require(image.dtype == torch.float32, "Le résultat doit être en float32.")
            expected = torch.tensor(oracle.normalised(colour))[:, None, None].expand(3, 64, 64)
            message = "Les valeurs ne sont pas celles de ToTensor, puis Normalize(MEAN, STD)."
            assert_close(image, expected, atol=1e-3, message=message)

    def test_whole_picture(self, student):
        """Toute l'image est gardée, redimensionnée et non rognée."""
        colours = torch.randint(256, (3, 3), dtype=torch.uint8)
        bands = colours[torch.tensor([0] * 15 + [1] * 70 + [2] * 15)]
        wide = bands.repeat_interleave(2, 0).expand(90, 200, 3).contiguous()
        images = student.run(transform_images, images=[wide, wide.transpose(0, 1).contiguous()])
        for image, flipped in zip(images, (False, True), strict=True):
            image = as_tensor(image).transpose(1, 2) if flipped else as_tensor(image)
            require(tuple(image.shape) == (3, 64, 64), f"La taille est {tuple(image.shape)}, et non (3, 64, 64).")
            for column, colour in zip((4, 32, 59), colours.tolist(), strict=True):
                expected = torch.tensor(oracle.normalised(colour))[:, None].expand(3, 64)
                message = "Les bords de l'image ne sont pas à leur place : est-elle rognée, ou retournée ?"
                assert_close(image[:, :, column], expected, atol=0.03, message=message)

    def test_train_loader(self, student):
        """Le chargeur d'apprentissage mélange, à chaque parcours, et garde le dernier lot."""
        for sizes, batch_size in (((130, 5, 5), None), ((50, 5, 5), 12)):
            first, second = passes(student, sizes, batch_size)[0]
            for rows in (first, second):
                require((rows.diff() == 1).double().mean() < 0.5, "L'apprentissage n'est pas mélangé.")
            require(not torch.equal(first, second), "L'ordre est le même d'un parcours à l'autre.")

    def test_other_loaders(self, student):
        """Les chargeurs de validation et de test gardent l'ordre, et tous les éléments."""
        for sizes, batch_size in (((64, 70, 129), None), ((30, 25, 31), 8)):
            for rows in [row for loader in passes(student, sizes, batch_size)[1:] for row in loader]:
                require((rows.diff() == 1).all(), "La validation et le test restent dans l'ordre du jeu de données.")


# -------------------------------------------------------------------------------- networks


def simple_scores(student, weights, x):
    """Nous avons mis nos poids dans votre SimpleNet, puis calculé les scores de quelques images"""
    model = student.SimpleNet()
    shapes = [tuple(parameter.shape) for parameter in model.parameters()]
    by_shape = {tuple(tensor.shape): tensor for pair in weights for tensor in pair}
    if sorted(shapes) != sorted(by_shape):
        return {"shapes": shapes}
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(by_shape[tuple(parameter.shape)])
    return {"shapes": shapes, "scores": model.eval()(x)}


def cnn_shapes(student, num_classes):
    """Nous avons construit votre CNNNet sur l'appareil « meta », et lu les tailles des paramètres et des sorties"""
    with torch.device("meta"):
        model = student.CNNNet() if num_classes == 2 else student.CNNNet(num_classes)
        outputs = [tuple(model(torch.rand(n, 3, side, side)).shape) for n, side in ((2, 64), (1, 224))]
    return {"shapes": [tuple(parameter.shape) for parameter in model.parameters()], "outputs": outputs}


def cnn_outputs(student, bias):
    """Nous avons mis des poids constants dans votre CNNNet, puis calculé les scores d'une image"""
    with torch.device("meta"):
        model = student.CNNNet(len(bias))
    model.to_empty(device="cpu")
    outputs = {}
    with torch.no_grad():
        for last in (0.0, 0.01):
            for parameter in model.parameters():
                parameter.fill_(last if parameter.shape == (len(bias), 4096) else 0.01)
                if parameter.shape == bias.shape:
                    parameter.copy_(bias)
            for mode in ("eval", "train"):
                model.train(mode == "train")
                outputs[f"{mode} {last}"] = [model(torch.ones(1, 3, 64, 64)) for _ in range(2)]
    return outputs


@exercise("networks")
class TestNetworks:
    def test_simple_net(self, student):
        """SimpleNet enchaîne 12288 → 84 → 50 → 2, avec ReLU entre les couches, et rend des scores."""
        sizes = [(12288, 84), (84, 50), (50, 2)]
        weights = [(torch.randn(m, n) / n**0.5, torch.randn(m)) for n, m in sizes]
        x = torch.randn(4, 3, 64, 64)
        seen = student.run(simple_scores, weights=weights, x=x)
        require("scores" in seen, "Les poids de SimpleNet n'ont pas les tailles 12288 → 84 → 50 → 2.")
        message = "Avec les mêmes poids, les scores diffèrent : ReLU entre les couches, et rien après la dernière ?"
        assert_close(seen["scores"], oracle.simple_net(weights, x), rtol=1e-3, atol=1e-3, message=message)

    def test_cnn_net(self, student):
        """CNNNet a les couches du tableau, accepte 64 × 64 et 224 × 224, et rend num_classes scores."""
        for classes in (2, 7):
            seen = student.run(cnn_shapes, num_classes=classes)
            expected = [*oracle.CNN_SHAPES, (classes, 4096), (classes,)]
            found = sorted(tuple(shape) for shape in seen["shapes"])
            require(found == sorted(expected), "Les tailles des paramètres de CNNNet ne sont pas celles du tableau.")
            outputs = [tuple(shape) for shape in seen["outputs"]]
            require(outputs == [(2, classes), (1, classes)], "CNNNet rend num_classes scores par image.")
        bias = -torch.rand(3) - 1
        seen = student.run(cnn_outputs, bias=bias)
        assert_close(seen["eval 0.0"][0], bias[None], message="CNNNet doit rendre des scores, sans rien après.")
        first, second = map(as_tensor, seen["train 0.01"])
        require(not torch.allclose(first, second, rtol=1e-6), "En mode train(), le Dropout de CNNNet n'agit pas.")
        assert_close(*seen["eval 0.01"], message="En mode eval(), CNNNet doit toujours rendre les mêmes scores.")


# ----------------------------------------------------------------------------------- train


def watched_train(student, seed, x, y, x_val, y_val, batch_size, name, lr, epochs, factor):
    """Nous avons appelé votre train sur un petit réseau qui a une BatchNorm, puis lu ses poids"""
    torch.manual_seed(seed)
    model = torch.nn.Sequential(
        torch.nn.Linear(x.shape[1], 6, bias=False), torch.nn.BatchNorm1d(6), torch.nn.ReLU(), torch.nn.Linear(6, 3)
    )
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)
    optimizer = getattr(torch.optim, name)(model.parameters(), lr=lr)
    loaders = [
        torch.utils.data.DataLoader(torch.utils.data.TensorDataset(*pair), batch_size)
        for pair in ((x, y), (x_val, y_val))
    ]
    graphs = []

    def note(_module, inputs, output):
        graphs.append((float(inputs[0][0, 0]), output.requires_grad))

    model.register_forward_hook(note)

    def loss_fn(scores, labels):
        return factor * torch.nn.functional.cross_entropy(scores, labels)

    history = student.train(model, optimizer, loss_fn, *loaders, epochs=epochs)
    return {"state": model.state_dict(), "history": history, "graphs": graphs}


def train_head(student, x, y, unseen, n_classes):
    """Nous avons entraîné une petite tête par votre train, 20 époques, sur les traits des images d'apprentissage"""
    head = torch.nn.Sequential(
        torch.nn.Linear(x.shape[1], 64), torch.nn.ReLU(), torch.nn.Dropout(0.2), torch.nn.Linear(64, n_classes)
    )
    loaders = [
        torch.utils.data.DataLoader(torch.utils.data.TensorDataset(*pair), 32, shuffle=shuffle)
        for pair, shuffle in (((x, y), True), ((x[::9], y[::9]), False))
    ]
    optimizer = torch.optim.Adam(head.parameters(), lr=1e-3)
    student.train(head, optimizer, torch.nn.CrossEntropyLoss(), *loaders, epochs=20)
    head.eval()
    with torch.no_grad():
        return head(unseen)


def cached_features():
    """Features and labels of the pictures to learn, and of those that no copy has; kept until a file changes."""
    folders = (RELEASED / "chats_poissons" / "train", HOLDOUT)
    files = [RELEASED / "backbone.pt", *(path for folder in folders for path in sorted(folder.rglob("*.*")))]
    digest = hashlib.sha256(b"".join(str(path).encode() + hashlib.sha256(path.read_bytes()).digest() for path in files))
    kept = state_dir(ROOT) / f"{TP}-{digest.hexdigest()[:16]}.pt"
    if not kept.exists():
        model = oracle.backbone(files[0])
        found = [(oracle.features(model, x), y) for x, y in map(oracle.pictures, folders)]
        with tempfile.TemporaryDirectory(dir=kept.parent) as scratch:
            torch.save(found, f"{scratch}/features.pt")
            os.replace(f"{scratch}/features.pt", kept)
    return torch.load(kept, weights_only=True)


def train_both_ways(student, name="SGD", lr=0.3, epochs=3, factor=1.0):
    """What the copy and the oracle make of the same small problem (last batches shorter)."""
    seed = int(torch.randint(10**6, ()))
    y, y_val = torch.randint(3, (26,)), torch.randint(3, (18,))
    x, x_val = (torch.randn(len(labels), 5) + labels[:, None] for labels in (y, y_val))
    data = {"x": x, "y": y, "x_val": x_val, "y_val": y_val}
    settings = {"batch_size": 8, "name": name, "lr": lr, "epochs": epochs, "factor": factor}
    seen = student.run(watched_train, seed=seed, **data, **settings)
    model = oracle.mixed_model(seed, 5, 3)
    batches = [list(zip(a.split(8), b.split(8), strict=True)) for a, b in ((x, y), (x_val, y_val))]
    optimizer = getattr(torch.optim, name)(model.parameters(), lr=lr)
    return data, seen, model, oracle.train(model, optimizer, *batches, epochs, factor)


def check_histories(student, names, message):
    """Some of the lists against the oracle's."""
    for settings in ({}, {"name": "Adam", "lr": 0.03, "factor": 2.0}):
        _, seen, _, expected = train_both_ways(student, **settings)
        history = seen["history"]
        require(isinstance(history, dict) and set(HISTORY) <= set(history), f"On demande un dictionnaire {HISTORY}.")
        for name in names:
            found = numbers(history[name], f"La liste {name!r}", 3)
            assert_close(found, expected[name], rtol=5e-3, atol=5e-3, message=message)


@exercise("train")
class TestTrain:
    @points(2)
    def test_updates(self, student):
        """Chaque lot donne une mise à jour exacte, en mode train() : les poids sont ceux du même calcul."""
        for settings in ({"epochs": 1}, {"epochs": 3, "factor": 2.0}, {"name": "Adam", "lr": 0.03, "epochs": 3}):
            _, seen, model, _ = train_both_ways(student, **settings)
            expected = dict(model.named_parameters())
            found = {name: value for name, value in seen["state"].items() if name in expected}
            message = "Les poids ne sont pas ceux attendus : gradients remis à zéro à chaque lot ? mode train() ?"
            same_states(found, expected, message, atol=2e-3)

    @points(2)
    def test_validation(self, student):
        """val_loss et val_acc sont mesurées à la fin de chaque époque, en mode eval(), sur les échantillons."""
        message = "La validation n'est pas celle attendue : mode eval() ? moyenne sur les échantillons ?"
        check_histories(student, ("val_loss", "val_acc"), message)

    def test_train_loss(self, student):
        """train_loss est la moyenne sur les échantillons de l'époque, avant chaque mise à jour."""
        message = "train_loss n'est pas la moyenne, sur les échantillons, des erreurs relevées avant les mises à jour."
        check_histories(student, ("train_loss",), message)

    def test_validation_leaves_no_trace(self, student):
        """La validation ne change pas les statistiques des BatchNorm, et n'enregistre pas de graphe."""
        data, seen, model, _ = train_both_ways(student)
        expected = {name: value for name, value in model.state_dict().items() if "running" in name}
        found = {name: value for name, value in seen["state"].items() if name in expected}
        message = "Les statistiques de la BatchNorm ont vu les images de validation, ou pas celles d'apprentissage."
        same_states(found, expected, message, atol=2e-3)
        marks = set(data["x_val"][:, 0].tolist())
        recorded = any(graph for mark, graph in seen["graphs"] if mark in marks)
        require(not recorded, "Un graphe est enregistré pendant la validation : calculez sous torch.no_grad().")

    def test_unseen_artists(self, student):
        """Une tête entraînée par train reconnaît des images d'artistes jamais vus."""
        (x, y), (unseen, truth) = cached_features()
        data = {"x": x, "y": y, "unseen": unseen, "n_classes": int(y.max()) + 1}
        scores = as_tensor(student.run(train_head, **data))
        found, least = (scores.argmax(1) == truth).double().mean().item(), threshold(TP, "head")
        message = f"Sur des artistes jamais vus, {found:.3f} de bonnes réponses : il en faut {least:.3f}."
        require(found >= least, message)


# ------------------------------------------------------------------------------ prediction


def predict_with(student, images, labels):
    """Nous avons appelé votre predict_image avec un réseau qui répond le canal le plus clair"""
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Dropout(0.9), torch.nn.Linear(48, 3))
    with torch.no_grad():
        model[2].weight.copy_(torch.eye(3).repeat_interleave(16, 1))
        model[2].bias.zero_()

    def transform(image):
        return torch.tensor(image.resize((4, 4)).getdata()).float().T.reshape(3, 4, 4) / 255

    answers = []
    for image in images:
        model.train()
        answers.append(student.predict_image(model, Image.fromarray(image.numpy()), transform, labels))
    return answers


def save_and_load(student, seed, x):
    """Nous avons sauvé un réseau par votre save, relu le fichier, et chargé un fichier à nous par votre load"""
    torch.manual_seed(seed)
    models = [
        torch.nn.Sequential(torch.nn.Linear(4, 6), torch.nn.BatchNorm1d(6), torch.nn.Linear(6, 2)) for _ in range(3)
    ]
    models[0](x)
    models[0].eval()
    seen = {"expected": models[0](x), "state": models[0].state_dict()}
    with tempfile.TemporaryDirectory() as folder:
        student.save(models[0], f"{folder}/sauve.pt")
        try:
            seen["saved"] = torch.load(f"{folder}/sauve.pt", weights_only=True)
        except Exception:
            seen["saved"] = None
        torch.save(models[0].state_dict(), f"{folder}/etat.pt")
        returned = student.load(models[1], pathlib.Path(folder) / "etat.pt")
    seen["loaded"] = models[1].eval()(x)
    seen["returned"] = returned.eval()(x) if isinstance(returned, torch.nn.Module) else None
    return seen


def load_trap(student):
    """Nous avons donné à votre load un fichier sain, puis un fichier piégé, dont la lecture naïve crée un dossier"""

    class Trap:
        def __reduce__(self):
            return os.mkdir, (f"{folder}/piege",)

    with tempfile.TemporaryDirectory() as folder:
        torch.save({"weight": torch.ones(1, 2), "bias": torch.ones(1)}, f"{folder}/sain.pt")
        student.load(torch.nn.Linear(2, 1), f"{folder}/sain.pt")  # a load that refuses every file does not count
        torch.save({"weight": torch.ones(1, 2), "bias": Trap()}, f"{folder}/fichier.pt")
        try:
            student.load(torch.nn.Linear(2, 1), f"{folder}/fichier.pt")
            refused = False
        except Exception:
            refused = True
        return {"refused": refused, "ran": os.path.exists(f"{folder}/piege")}


@exercise("prediction")
class TestPrediction:
    @points(2)
    def test_predict_image(self, student):
        """predict_image rend le nom de la classe du plus grand score, en mode eval()."""
        channels = torch.randint(3, (16,)).tolist()
        images = [torch.full((9, 13, 3), 90, dtype=torch.uint8) for _ in channels]
        for image, channel in zip(images, channels, strict=True):
            image[..., channel] = 200
        labels = ["zèbre", "abeille", "mouton"]
        answers = student.run(predict_with, images=images, labels=labels)
        require(all(answer in labels for answer in answers), "Le résultat doit être un des noms de labels.")
        message = "Une réponse n'est pas la classe du plus grand score : le réseau est-il en mode eval() ?"
        require(answers == [labels[channel] for channel in channels], message)

    def test_save(self, student):
        """save enregistre le state_dict, que torch.load relit avec weights_only=True."""
        seen = student.run(save_and_load, seed=int(torch.randint(10**6, ())), x=torch.randn(5, 4))
        message = "Le fichier ne se relit pas avec weights_only=True : il doit contenir le state_dict, pas le modèle."
        require(isinstance(seen["saved"], dict), message)
        same_states(seen["saved"], seen["state"], "Le fichier ne contient pas exactement le state_dict du modèle.")

    def test_load(self, student):
        """load met l'état du fichier dans le modèle reçu, et le rend."""
        seen = student.run(save_and_load, seed=int(torch.randint(10**6, ())), x=torch.randn(5, 4))
        require(seen["returned"] is not None, "load doit rendre le modèle.")
        for name in ("loaded", "returned"):
            message = "Le modèle n'a pas l'état du fichier : ses sorties diffèrent de celles du modèle sauvé."
            assert_close(seen[name], seen["expected"], rtol=1e-4, atol=1e-5, message=message)

    def test_load_is_safe(self, student):
        """load refuse un fichier qui contient autre chose que des tenseurs, et n'exécute rien."""
        seen = student.run(load_trap)
        require(seen["ran"] is False, "Le code caché dans le fichier a été exécuté : gardez weights_only=True.")
        require(seen["refused"] is True, "Le fichier piégé devait être refusé par une erreur.")


# ---------------------------------------------------------------------------------- freeze


def frozen(student, name):
    """Nous avons appelé votre freeze sur un réseau, puis lu les requires_grad"""
    with torch.device("meta"):
        if name == "resnet":
            model = resnet.ResNet(resnet.BasicBlock, [1, 2, 1, 1])
        else:
            block = torch.nn.Sequential(torch.nn.Conv2d(4, 4, 1), torch.nn.Sequential(torch.nn.BatchNorm2d(4)))
            layers = {"bn_conv": torch.nn.Conv2d(3, 4, 3), "norm": torch.nn.BatchNorm2d(4), "block": block}
            model = torch.nn.Sequential()
            for key, layer in layers.items():
                model.add_module(key, layer)
            model.add_module("ebnf", torch.nn.Linear(4, 2))
            model.norm.bias.requires_grad = False
    kinds = {
        f"{path}.{key}": isinstance(module, torch.nn.BatchNorm2d)
        for path, module in model.named_modules()
        for key, _ in module.named_parameters(recurse=False)
    }
    before = {key: parameter.requires_grad for key, parameter in model.named_parameters()}
    student.freeze(model)
    after = {key: parameter.requires_grad for key, parameter in model.named_parameters()}
    return {"kinds": kinds, "before": before, "after": after}


def replace_head(student, n_in, n_classes, hidden, x):
    """Nous avons appelé votre new_head sur un petit réseau figé, puis regardé sa tête"""
    model = torch.nn.Sequential()
    model.add_module("body", torch.nn.Linear(4, n_in))
    model.add_module("fc", torch.nn.Linear(n_in, 9))
    for parameter in model.body.parameters():
        parameter.requires_grad = False
    body = [parameter.clone() for parameter in model.body.parameters()]
    student.new_head(model, n_classes, hidden)
    seen = {
        "body": [model.body.weight, model.body.bias],
        "kept": body,
        "weights": [p.detach().clone() for p in model.fc.parameters()],
    }
    seen["free"] = [parameter.requires_grad for parameter in model.fc.parameters()]
    seen["frozen"] = [parameter.requires_grad for parameter in model.body.parameters()]
    with torch.no_grad():
        seen["scores"] = model.eval()(x)
        for parameter in model.fc.parameters():  # now the mean of the hidden layer, all ones before the dropout
            parameter.fill_(1 / hidden if parameter.shape == (n_classes, hidden) else 0.0)
            if parameter.shape == (hidden,):
                parameter.fill_(1.0)
        seen["dropped"] = model.train()(x.repeat(100, 1))[:, 0]
    return seen


def features_of(student, seed, x, y):
    """Nous avons appelé votre extract_features sur un petit ResNet"""
    torch.manual_seed(seed)
    model = resnet.ResNet(resnet.BasicBlock, [1, 1, 1, 1], num_classes=5)
    before = {key: value.clone() for key, value in model.state_dict().items() if "layer4" not in key}
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), 3)
    features, labels = student.extract_features(model, loader)
    after = model.state_dict()
    changed = [key for key, value in before.items() if key not in after or not torch.equal(after[key], value)]
    graph = isinstance(features, torch.Tensor) and features.requires_grad
    return {"features": features, "labels": labels, "changed": changed, "graph": graph}


@exercise("freeze")
class TestFreeze:
    def test_frozen(self, student):
        """freeze fige tous les paramètres qui ne sont pas ceux d'une BatchNorm2d."""
        for name in ("resnet", "other"):
            seen = student.run(frozen, name=name)
            left = [key for key, free in seen["after"].items() if free and not seen["kinds"][key]]
            require(not left, f"{left[:1]} demande encore son gradient.")

    def test_batchnorm_stays_free(self, student):
        """Les BatchNorm2d restent comme elles étaient, où qu'elles soient et quel que soit leur nom."""
        for name in ("resnet", "other"):
            seen = student.run(frozen, name=name)
            lost = [key for key in seen["before"] if seen["kinds"][key] and seen["after"][key] != seen["before"][key]]
            require(not lost, f"Le requires_grad de {lost[:1]}, qui est dans une BatchNorm2d, a changé.")

    @points(2)
    def test_new_head(self, student):
        """new_head remplace fc par Linear, ReLU, Dropout, Linear, qui demandent leurs gradients."""
        for n_in, n_classes, hidden in ((7, 2, 500), (12, 4, 300)):
            x = torch.randn(6, 4)
            seen = student.run(replace_head, n_in=n_in, n_classes=n_classes, hidden=hidden, x=x)
            shapes = [tuple(value.shape) for value in seen["weights"]]
            expected = [(hidden, n_in), (hidden,), (n_classes, hidden), (n_classes,)]
            require(shapes == expected, "La tête n'a pas les tailles in_features → hidden → n_classes.")
            (w, b), weights = seen["body"], seen["weights"]
            message = "En mode eval(), la tête n'est pas Linear, ReLU, Linear."
            expected = oracle.head((weights[:2], weights[2:]), x @ w.T + b)
            assert_close(seen["scores"], expected, rtol=1e-3, atol=1e-4, message=message)
            require(all(seen["free"]), "La nouvelle tête doit demander ses gradients.")
            unchanged = not any(seen["frozen"]) and all(map(torch.equal, seen["body"], seen["kept"]))
            require(unchanged, "new_head a changé autre chose que fc.")
            spread = as_tensor(seen["dropped"]).var().item() * hidden  # p / (1 - p)
            require(0.7 < spread < 1.4, "Après le ReLU, un Dropout doit annuler la moitié des valeurs en mode train().")

    @points(2)
    def test_features(self, student):
        """extract_features rend ce que reçoit fc pour chaque image, en mode eval(), et les étiquettes."""
        seed, x, y = int(torch.randint(10**6, ())), torch.randn(7, 3, 32, 32), torch.randint(9, (7,))
        seen = student.run(features_of, seed=seed, x=x, y=y)
        expected = oracle.features(oracle.resnet(seed), x)
        found = as_tensor(seen["features"])
        require(tuple(found.shape) == (7, 512), f"Les traits sont de taille {tuple(found.shape)}, et non (n, 512).")
        message = "Les traits ne sont pas ce que reçoit fc, en mode eval()."
        assert_close(found, expected, rtol=1e-3, atol=1e-3, message=message)
        assert_close(seen["labels"], y, message="Les étiquettes ne sont pas celles du chargeur, dans l'ordre.")

    def test_features_leave_the_model(self, student):
        """extract_features n'enregistre pas de graphe, et laisse fc, les poids et les statistiques comme avant."""
        x, y = torch.randn(4, 3, 32, 32), torch.randint(9, (4,))
        seen = student.run(features_of, seed=int(torch.randint(10**6, ())), x=x, y=y)
        require(not seen["changed"], f"Après l'appel, {seen['changed'][:1]} a changé.")
        require(seen["graph"] is False, "Les traits portent encore leur graphe : calculez sous torch.no_grad().")


# --------------------------------------------------------------------------------- find_lr


def sweep(student, seed, x, y, batch_size, init_value, final_value, name, training):
    """Nous avons appelé votre find_lr sur un petit réseau, et comparé l'état d'avant et d'après"""
    torch.manual_seed(seed)
    model = torch.nn.Sequential(
        torch.nn.Linear(x.shape[1], 6, bias=False), torch.nn.BatchNorm1d(6), torch.nn.ReLU(), torch.nn.Linear(6, 3)
    )
    groups = [{"params": model[0].parameters(), "lr": 0.02}, {"params": [*model[1].parameters()]}]
    groups.append({"params": model[3].parameters(), "lr": 0.05})
    options = {"momentum": 0.9} if name == "momentum" else {}
    optimizer = (torch.optim.Adam if name == "Adam" else torch.optim.SGD)(groups, lr=0.03, **options)
    loss_fn = torch.nn.CrossEntropyLoss()
    if name != "SGD":  # so that the optimiser has something to remember
        loss_fn(model(x), y).backward()
        optimizer.step()
    model.train(training)

    def states():
        memory = [value for state in optimizer.state_dict()["state"].values() for value in state.values()]
        return {
            "model": {key: value.clone() for key, value in model.state_dict().items()},
            "memory": [value.clone() for value in memory if isinstance(value, torch.Tensor)],
            "rates": [group["lr"] for group in optimizer.param_groups],
            "training": [module.training for module in model.modules()],
        }

    before = states()
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size)
    lrs, losses = student.find_lr(model, loss_fn, optimizer, loader, init_value, final_value)
    return {"lrs": lrs, "losses": losses, "before": before, "after": states()}


def scripted_sweep(student, script):
    """Nous avons appelé votre find_lr avec des erreurs de notre choix, l'une après l'autre"""
    model = torch.nn.Linear(2, 2)
    calls = []

    def loss_fn(scores, _labels):
        value = script[min(len(calls), len(script) - 1)]
        calls.append(value)
        return 0 * scores.sum() + value

    data = torch.utils.data.TensorDataset(torch.randn(2 * len(script), 2), torch.zeros(2 * len(script)).long())
    loader = torch.utils.data.DataLoader(data, 2)
    _, losses = student.find_lr(model, loss_fn, torch.optim.SGD(model.parameters(), lr=0.1), loader, 1e-4, 1e-2)
    return losses


def swept(student, n, batch_size, init_value, final_value, name="SGD", training=True):
    """A sweep of the copy, with its seed and its batches."""
    seed, y = int(torch.randint(10**6, ())), torch.randint(3, (n,))
    x = torch.randn(n, 5) + y[:, None]
    inputs = {"seed": seed, "x": x, "y": y, "batch_size": batch_size, "name": name, "training": training}
    seen = student.run(sweep, **inputs, init_value=init_value, final_value=final_value)
    return seen, seed, list(zip(x.split(batch_size), y.split(batch_size), strict=True))


@exercise("find_lr")
class TestFindLr:
    def test_rates(self, student):
        """Les pas forment une suite géométrique qui part de init_value, un par lot ; un seul lot suffit."""
        for n, batch_size, first, last in ((40, 4, 1e-6, 0.01), (22, 4, 1e-3, 0.1), (8, 8, 1e-3, 0.1)):
            seen, _, batches = swept(student, n, batch_size, first, last)
            lrs = numbers(seen["lrs"], "La liste des pas", len(batches))
            numbers(seen["losses"], "La liste des erreurs", len(batches))
            assert_close(lrs[0], first, rtol=1e-4, message="Le premier pas doit être init_value.")
            accepted = [oracle.geometric(first, last, len(lrs), len(lrs) - extra) for extra in (0, 1)]
            right = any(np.allclose(lrs, rates, rtol=1e-3) for rates in accepted)
            require(right, "Les pas ne sont pas ceux de la suite géométrique demandée.")

    def test_losses(self, student):
        """Chaque erreur est celle de son lot avant la mise à jour, faite avec son pas, dans tous les groupes."""
        for training in (True, False):
            seen, seed, batches = swept(student, 44, 6, 0.02, 0.4, training=training)
            model = oracle.mixed_model(seed, 5, 3)
            lrs = numbers(seen["lrs"], "La liste des pas")
            expected = oracle.sweep(model, torch.optim.SGD(model.parameters(), lr=1.0), batches, lrs)
            losses = numbers(seen["losses"], "La liste des erreurs", len(lrs))
            message = "Les erreurs ne sont pas celles des lots : mode train() ? le pas mis dans chaque groupe ?"
            assert_close(losses, expected, rtol=5e-3, atol=1e-3, message=message)

    def test_stops(self, student):
        """Le balayage s'arrête quand l'erreur dépasse quatre fois la plus petite, et pas avant."""
        for script, kept in (([2.0, 0.5, 1.9, 2.1, 0.4, 0.3], 3), ([1.0, 3.9, 0.3, 1.1, 0.5, 0.2], 6)):
            losses = numbers(student.run(scripted_sweep, script=script), "La liste des erreurs")
            require(len(losses) >= kept, "Le balayage s'arrête trop tôt.")
            require(len(losses) <= kept + 1, "Le balayage continue après l'explosion de l'erreur.")
            assert_close(losses, script[: len(losses)], rtol=1e-4, message="Les erreurs notées ne sont pas les bonnes.")

    @points(3)
    def test_restores_everything(self, student):
        """Au retour, le modèle et l'optimiseur sont exactement comme avant l'appel."""
        for name, training in (("SGD", False), ("momentum", True), ("Adam", True)):
            seen, _, _ = swept(student, 30, 8, 0.01, 0.5, name, training)
            before, after = seen["before"], seen["after"]
            same_states(after["model"], before["model"], "Les poids ou les statistiques du modèle ont changé.")
            assert_close(after["rates"], before["rates"], rtol=0, message="Le pas d'un groupe n'est plus le même.")
            kept = len(after["memory"]) == len(before["memory"])
            require(
                kept and all(map(torch.equal, after["memory"], before["memory"])),
                "La mémoire de l'optimiseur a changé.",
            )
            require(after["training"] == before["training"], "Le mode du modèle (training) a changé.")


# ----------------------------------------------------------------------------- layer_rates


def unfreeze_some(student, free, names):
    """Nous avons appelé votre unfreeze sur un ResNet en partie figé"""
    with torch.device("meta"):
        model = resnet.ResNet(resnet.BasicBlock, [1, 1, 1, 1])
    for key, parameter in model.named_parameters():
        parameter.requires_grad = key.startswith(tuple(free))
    student.unfreeze(model, list(names))
    return {key: parameter.requires_grad for key, parameter in model.named_parameters()}


def rates_of(student, free, lr, deep_head):
    """Nous avons donné à un optimiseur les groupes de votre parameter_groups"""
    with torch.device("meta"):
        model = resnet.ResNet(resnet.BasicBlock, [1, 1, 1, 1], num_classes=3)
        if deep_head:
            model.fc = torch.nn.Sequential(torch.nn.Linear(512, 20), torch.nn.ReLU(), torch.nn.Linear(20, 3))
    for key, parameter in model.named_parameters():
        parameter.requires_grad = key.startswith(tuple(free))
    optimizer = torch.optim.SGD(student.parameter_groups(model, lr), lr=123.0)
    pairs = [(id(parameter), group["lr"]) for group in optimizer.param_groups for parameter in group["params"]]
    return {
        key: [rate for number, rate in pairs if number == id(parameter)]
        for key, parameter in model.named_parameters()
        if parameter.requires_grad
    }


FREE = (
    ("layer3.", "layer4.", "fc."),
    ("bn1.", "layer1.0.bn2.", "layer2.0.downsample.1.", "layer4.0.bn1.", "fc."),
    ("",),
)


@exercise("layer_rates")
class TestLayerRates:
    def test_unfreeze(self, student):
        """unfreeze dégèle toutes les couches nommées, et ne change pas les autres."""
        for free, names in ((("fc.",), ["layer3", "layer4"]), (("layer4.", "bn1."), ["layer2"]), (("bn1.",), [])):
            flags = student.run(unfreeze_some, free=free, names=names)
            for key, flag in flags.items():
                asked = key.split(".")[0] in names or key.startswith(free)
                require(flag == asked, f"Le requires_grad de {key} n'est pas celui attendu.")

    def test_each_parameter_once(self, student):
        """Chaque paramètre qui demande son gradient, tête comprise, est dans un groupe et un seul."""
        for free, deep_head in zip(FREE, (False, True, False), strict=True):
            found = student.run(rates_of, free=free, lr=0.3, deep_head=deep_head)
            missing = sorted(key for key, rates in found.items() if not rates)
            require(not missing, f"{missing[:1]} n'est dans aucun groupe : il ne serait jamais mis à jour.")

    def test_rates(self, student):
        """La tête a le pas lr, layer4 a lr / 3, layer3 et tout le reste lr / 9."""
        for free, deep_head in zip(FREE, (True, False, False), strict=True):
            lr = float(torch.rand(()) + 0.1)
            found = student.run(rates_of, free=free, lr=lr, deep_head=deep_head)
            for key, rates in found.items():
                expected = lr / {"fc": 1, "layer4": 3}.get(key.split(".")[0], 9)
                if rates:
                    assert_close(rates[0], expected, rtol=1e-4, message=f"Le pas de {key} n'est pas celui demandé.")


# -------------------------------------------------------------------------------- ensemble


def add_noise(student, sigma, x):
    """Nous avons appelé votre AddNoise deux fois sur un même tenseur"""
    given = x.clone()
    transform = student.AddNoise(sigma)
    return {"noisy": [transform(given), transform(given)], "given": given}


def answer_together(student, tables, mode):
    """Nous avons appelé votre ensemble avec des réseaux dont nous avons choisi les scores"""

    class Table(torch.nn.Module):
        def __init__(self, scores, mode):
            super().__init__()
            self.scores = torch.nn.Parameter(scores.clone())
            self.mode = mode

        def forward(self, x):
            rows = self.scores[x[:, 0, 0, 0].round().long()]
            return -rows if self.training and self.mode == "train" else rows

    models = [Table(scores, mode) for scores in tables]
    rows = torch.arange(tables.shape[1]).float()
    return student.ensemble(models, rows[:, None, None, None].expand(-1, 3, 2, 2).contiguous())


def tables_of_scores(models, n, classes):
    """Scores of models of different confidence, without near ties."""
    scores = torch.randn(models, 4 * n, classes) * torch.linspace(0.5, 5, models)[:, None, None]
    scores = scores + 3 * torch.randn(models, 4 * n, 1)
    best = scores.double().softmax(2).mean(0).topk(2, 1).values
    clear = (best[:, 0] - best[:, 1] > 0.01).nonzero()[:n, 0]
    return scores[:, clear]


@exercise("ensemble")
class TestEnsemble:
    def test_noise(self, student):
        """AddNoise ajoute à chaque valeur un bruit de moyenne 0, d'écart-type sigma, nouveau à chaque appel."""
        for sigma in (0.3, 2.0):
            x = torch.randint(2, (3, 90, 110)).float()
            seen = student.run(add_noise, sigma=sigma, x=x)
            first, second = (as_tensor(noisy) for noisy in seen["noisy"])
            require(first.shape == x.shape and first.dtype == torch.float32, "La taille ou le type a changé.")
            check_noise(first - x, sigma, "Le bruit n'a pas l'écart-type sigma : est-il borné, ou multiplié ?")
            check_noise((first[0] - x[0]) - (first[1] - x[1]), sigma * 2**0.5, "Le bruit des canaux est le même.")
            check_noise(first - second, sigma * 2**0.5, "Le bruit est le même à chaque appel.")

    def test_noise_keeps_its_input(self, student):
        """AddNoise laisse son entrée telle quelle, et ne fait rien avec sigma = 0."""
        x = 3 * torch.randn(5, 7)
        require(torch.equal(as_tensor(student.run(add_noise, sigma=0.5, x=x)["given"]), x), "L'entrée a changé.")
        for noisy in student.run(add_noise, sigma=0.0, x=x)["noisy"]:
            assert_close(noisy, x, message="Avec sigma = 0, le résultat doit être égal à l'entrée.")

    @points(2)
    def test_mean_of_probabilities(self, student):
        """ensemble rend pour chaque image la classe de la plus grande probabilité moyenne."""
        for models, n, classes in ((3, 60, 2), (5, 40, 4), (1, 9, 3)):
            tables = tables_of_scores(models, n, classes)
            found = as_tensor(student.run(answer_together, tables=tables, mode="any"))
            require(tuple(found.shape) == (tables.shape[1],), "On demande une classe par image : un tenseur (n,).")
            require(found.dtype == torch.int64, "Les classes sont des entiers (int64).")
            message = "Une réponse n'est pas celle de la moyenne des probabilités : vote, ou moyenne des scores ?"
            assert_close(found, oracle.mean_of_probabilities(tables), message=message)

    def test_eval_mode(self, student):
        """Les réseaux de l'ensemble sont en mode eval()."""
        tables = tables_of_scores(3, 30, 3)
        found = student.run(answer_together, tables=tables, mode="train")
        assert_close(found, oracle.mean_of_probabilities(tables), message="Un réseau est resté en mode train().")


def check_noise(added, deviation, message):
    """Mean and standard deviation of many values."""
    require(abs(added.mean().item()) < 6 * deviation / added.numel() ** 0.5, "Le bruit n'est pas de moyenne nulle.")
    require(abs(added.std().item() / deviation - 1) < 0.05, message)
