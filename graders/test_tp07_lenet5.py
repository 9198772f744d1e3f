"""TP 7 — convolutions et LeNet5."""

import math

import numpy as np
import torch

from graders.oracles import tp07_lenet5 as oracle
from tptorch import as_number, as_tensor, assert_close, dataset, exercise, points, require, show_inputs, threshold

TP = "tp07_lenet5"


def whole(value, name):
    """A value that is one integer."""
    tensor = as_tensor(value)
    require(tensor.numel() == 1, f"{name} doit être un seul nombre.")
    require(not tensor.is_floating_point(), f"{name} doit être un entier : vous rendez un flottant.")
    return int(tensor)


# ------------------------------------------------------------------------------ output_size


@exercise("output_size")
class TestOutputSize:
    @show_inputs
    def test_output_size(self, student):
        """output_size rend le nombre (entier) de positions du noyau."""
        for n, f, p, s in ((28, 5, 2, 1), (28, 5, 0, 2), (32, 7, 3, 4), (9, 1, 0, 2), (5, 7, 1, 1), (6, 4, 1, 3)):
            found = whole(student.output_size(n, f, p, s), "La taille")
            expected = oracle.output_size(n, f, p, s)
            require(found != expected - 1, "Il manque une position : avez-vous compté celle du départ (+ 1) ?")
            require(found == expected, "Ce n'est pas la bonne taille : le quotient est-il arrondi vers le bas ?")
        for n, f in ((12, 3), (5, 5)):
            found = whole(student.output_size(n, f), "La taille")
            require(found == oracle.output_size(n, f, 0, 1), "Sans p ni s, le padding est 0 et le pas 1.")

    @show_inputs
    def test_same_padding(self, student):
        """same_padding rend le padding (entier) qui garde la taille, de pas 1."""
        for f in (1, 3, 5, 11):
            p = whole(student.same_padding(f), "Le padding")
            require(oracle.output_size(40, f, max(p, 0), 1) == 40 and p >= 0, "Ce padding ne garde pas la taille.")

    @show_inputs
    def test_sizes(self, student):
        """sizes rend la liste des tailles (entières), de l'entrée à la dernière sortie."""
        for n, layers in ((28, [(5, 2, 1), (2, 0, 2), (5, 0, 1), (2, 0, 2), (5, 0, 1)]), (32, [(7, 3, 2)]), (9, [])):
            found = student.sizes(n, layers)
            require(isinstance(found, (list, tuple, torch.Tensor)), "On demande une liste.")
            found = [whole(value, "Chaque taille") for value in found]
            require(len(found) == len(layers) + 1, "La liste a une taille par couche, et commence par n.")
            require(found == oracle.sizes(n, layers), "Les tailles ne sont pas les bonnes.")


# ------------------------------------------------------------------------- conv2d, pooling


def check_map(student, image_size, kernel_size, message, **settings):
    """The copy's convolution of a random image by a random kernel."""
    image, kernel = torch.randn(image_size), torch.randn(kernel_size)
    found, expected = as_tensor(student.conv2d(image, kernel, **settings)), oracle.conv2d(image, kernel, **settings)
    if found.shape == expected.shape:
        flipped = oracle.conv2d(image, kernel.flip(0, 1), **settings)
        require(not torch.allclose(found.double(), flipped.double(), atol=1e-4), "Le noyau ne doit pas être retourné.")
    assert_close(found, expected, rtol=1e-3, atol=1e-4, message=message)


@exercise("conv2d")
class TestConv2d:
    def test_values(self, student):
        """conv2d fait glisser le noyau sur l'image : une somme de produits par position."""
        message = "Les valeurs de la carte ne sont pas celles de la formule."
        for image_size, kernel_size in (((6, 9), (3, 2)), ((7, 5), (1, 4)), ((4, 4), (4, 4))):
            check_map(student, image_size, kernel_size, message)

    def test_stride(self, student):
        """Avec un pas, le noyau se déplace d'autant de pixels, dans les deux directions."""
        message = "Les valeurs sont fausses quand le pas n'est pas 1."
        for image_size, kernel_size, stride in (((8, 11), (3, 2), 2), ((10, 7), (2, 4), 3)):
            check_map(student, image_size, kernel_size, message, stride=stride)

    def test_padding(self, student):
        """Avec un padding, l'image est entourée de zéros des quatre côtés."""
        message = "Les valeurs sont fausses avec un padding : le bord est-il fait de zéros, des quatre côtés ?"
        for image_size, kernel_size, padding in (((5, 6), (3, 3), 1), ((4, 3), (2, 5), 2)):
            check_map(student, image_size, kernel_size, message, padding=padding)

    def test_stride_and_padding(self, student):
        """Le pas et le padding vont ensemble."""
        message = "Les valeurs sont fausses quand il y a un pas et un padding à la fois."
        for image_size, kernel_size, stride, padding in (((7, 8), (3, 3), 2, 1), ((6, 9), (2, 5), 3, 2)):
            check_map(student, image_size, kernel_size, message, stride=stride, padding=padding)


def check_pool(student, kind, image_size, k):
    """The copy's pooling of a random image, of negative values too."""
    image = torch.randn(image_size) - 1
    found = (student.max_pool if kind == "max" else student.mean_pool)(image, k)
    message = f"Les valeurs ne sont pas {'les maximums' if kind == 'max' else 'les moyennes'} des carrés."
    assert_close(found, oracle.pool(image, k, kind), message=message)


@exercise("pooling")
class TestPooling:
    def test_max(self, student):
        """max_pool rend le maximum de chaque carré de k × k pixels."""
        for image_size, k in (((6, 8), 2), ((9, 6), 3)):
            check_pool(student, "max", image_size, k)

    def test_mean(self, student):
        """mean_pool rend la moyenne de chaque carré de k × k pixels."""
        for image_size, k in (((6, 8), 2), ((9, 6), 3)):
            check_pool(student, "mean", image_size, k)

    def test_what_is_left_over(self, student):
        """Les lignes et les colonnes qui ne remplissent pas un carré sont ignorées."""
        for kind in ("max", "mean"):
            for image_size, k in (((5, 5), 2), ((8, 10), 3), ((7, 4), 4)):
                check_pool(student, kind, image_size, k)


# ------------------------------------------------------------------------------ cnn, LeNet5


def scores_with(student, name, arguments, values, x):
    """Nous avons créé votre réseau, mis nos poids dans ses couches, puis calculé les scores de quelques images"""
    model = student[name](*arguments)
    trace, error = [], ""

    def note(module, _inputs, output):
        if isinstance(output, torch.Tensor):
            trace.append([type(module).__name__, list(output.shape[1:])])

    for module in model.modules():
        if not list(module.children()):
            module.register_forward_hook(note)
    try:
        model(x)
    except Exception as problem:
        if not list(model.parameters()):
            raise
        error = f"{type(problem).__name__}: {problem}"
    lazy = torch.nn.parameter.UninitializedParameter
    found = [parameter for parameter in model.parameters() if not isinstance(parameter, lazy)]
    seen = {"trace": trace[:], "error": error, "shapes": [list(parameter.shape) for parameter in found]}
    placed, extra = set(), []
    with torch.no_grad():
        for parameter in found:  # all shapes differ: a layer is found by its shape, wherever it is declared
            key = (parameter.numel(), parameter.shape[:1])
            index = next((i for i, value in enumerate(values) if (value.numel(), value.shape[:1]) == key), None)
            if index is None or index in placed:
                extra.append(list(parameter.shape))
            else:
                placed.add(index)
                parameter.copy_(values[index].reshape(parameter.shape))
    scores = [] if error else [model(x), model(x), model(x[:1])]
    return seen | {"placed": sorted(placed), "extra": extra, "scores": scores}


def transplant(student, name, layers, *arguments):
    """The copy's network with our weights in its layers, these weights, and the images."""
    values, x = oracle.parameters(layers), 1.5 * torch.rand(4, 1, 28, 28)
    return student.run(scores_with, name=name, arguments=list(arguments), values=values, x=x), values, x


def missing_layer(seen, layers):
    """The first layer of the statement whose weights are not in the network, as a sentence."""
    shapes = ", ".join(str(tuple(shape)) for shape in seen["shapes"] if len(shape) > 1)
    for index, (name, _, text) in enumerate(layers):
        if 2 * index not in seen["placed"]:
            return f"Aucune de vos couches n'est {name} ({text}). Les poids de vos couches sont de tailles : {shapes}."
    return ""


def check_layers(student, name, layers, *arguments):
    """The layers of the statement, with their biases, and no other."""
    seen, _, _ = transplant(student, name, layers, *arguments)
    missing = missing_layer(seen, layers)
    require(not missing, missing)
    for index, (layer, _, _) in enumerate(layers):
        require(2 * index + 1 in seen["placed"], f"Il manque le biais d'une couche : {layer}.")
    require(not seen["extra"], too_many(seen))


def too_many(seen):
    """The parameters that no layer of the statement has, as a sentence."""
    sizes = ", ".join(str(tuple(shape)) for shape in seen["extra"])
    return f"Il y a des paramètres de trop, de tailles : {sizes}." if sizes else ""


def where_sizes_go_wrong(seen, maps):
    """Which convolution gives maps of another size than the statement's, as far as its modules tell."""
    found = [shape for kind, shape in seen["trace"] if kind.startswith(("Conv", "LazyConv")) and len(shape) == 3]
    for index, (shape, expected) in enumerate(zip(found, maps, strict=False)):
        if shape[1:] != [expected, expected]:
            return (
                f"La convolution n° {index + 1} rend des cartes de {shape[1]} × {shape[2]}, et non de {expected} × "
                f"{expected} : vérifiez son noyau, son pas, son padding, et ceux du pooling qui la précède."
            )
    return ""


def check_scores(student, name, layers, official, near, *arguments):
    """The scores are the official network's, with the same weights; else, the fault by name."""
    seen, values, x = transplant(student, name, layers, *arguments)
    where = where_sizes_go_wrong(seen, oracle.MAPS[official.__name__])
    if seen["error"]:
        kind, shape = seen["trace"][-1] if seen["trace"] else ("", [])
        last = f" après la couche {kind}, qui rend des tenseurs de taille {tuple(shape)} par image" if kind else ""
        pooling = "Un pooling de noyau 2 n'accepte pas ce padding. " if "pad should be" in seen["error"] else ""
        reason = f"Le calcul s'arrête{last} ({seen['error'][:150]})."
        require(False, f"{pooling}{where or reason}")
    missing = missing_layer(seen, layers)
    require(not missing, where or missing)
    for index in range(1, len(values), 2):  # a missing bias is told by the other check
        values[index] = values[index] * (index in seen["placed"])
    scores, again, alone = map(as_tensor, seen["scores"])
    expected = official(values, x)
    sizes = f"les scores sont de taille {tuple(scores.shape)} pour 4 images, {tuple(alone.shape)} pour une seule."
    require(scores.shape == expected.shape and alone.shape == expected[:1].shape, f"On demande (n, 10) ; {sizes}")
    if not same(scores, expected):
        require(same(scores, again), "Deux appels sur les mêmes images donnent des scores différents (un dropout ?).")
        for message, changes in near:
            require(not same(scores, official(values, x, **changes)), message)
        unknown = "Avec les mêmes poids, vos scores ne sont pas ceux du réseau demandé, couche par couche."
        require(False, where or too_many(seen) or unknown)
    require(same(alone, expected[:1]), "Les scores d'une image changent selon les autres images du lot.")


def same(scores, expected):
    """The same scores, up to rounding."""
    return torch.allclose(scores.detach().double(), expected.double(), rtol=1e-3, atol=1e-3)


def change_the_first(student, x):
    """Nous avons appelé votre new_cnn deux fois, et changé les poids du premier réseau"""
    networks = [student.new_cnn(), student.new_cnn()]
    for network in networks:
        try:
            network(x)  # lazy layers take their sizes; whether the network works is told by other checks
        except Exception:
            continue
    lazy = torch.nn.parameter.UninitializedParameter
    first, second = ([p for p in network.parameters() if not isinstance(p, lazy)] for network in networks)
    before = [parameter.detach().clone() for parameter in second]
    with torch.no_grad():
        for parameter in first:
            parameter.add_(1.0)
    return {"before": before, "after": [parameter.detach() for parameter in second]}


@exercise("cnn")
class TestCnn:
    def test_layers(self, student):
        """Le réseau a les deux convolutions et la couche linéaire demandées, leurs biais, et rien d'autre."""
        check_layers(student, "new_cnn", oracle.CNN)

    @points(2)
    def test_scores(self, student):
        """Avec les mêmes poids, le réseau rend les mêmes scores que celui de l'énoncé."""
        check_scores(student, "new_cnn", oracle.CNN, oracle.cnn, oracle.near_cnn())

    def test_new_each_time(self, student):
        """new_cnn crée un nouveau réseau à chaque appel."""
        seen = student.run(change_the_first, x=torch.rand(2, 1, 28, 28))
        message = "Changer les poids d'un réseau change l'autre : est-ce deux fois le même ?"
        require(seen["before"], "Le réseau n'a pas de paramètres.")
        for before, after in zip(seen["before"], seen["after"], strict=True):
            assert_close(after, before, message=message)


def scores_of_classes(student, n_classes, x):
    """Nous avons créé votre LeNet5 avec un autre nombre de classes, et calculé les scores de quelques images"""
    return student.LeNet5(n_classes)(x)


@exercise("LeNet5")
class TestLeNet5:
    def test_layers(self, student):
        """Le réseau a les couches C1, C3, C5, F6 et la sortie du tableau, leurs biais, et aucune autre."""
        check_layers(student, "LeNet5", oracle.LENET5, 10)

    @points(2)
    def test_scores(self, student):
        """Avec les mêmes poids, le réseau rend les mêmes scores que LeNet5."""
        check_scores(student, "LeNet5", oracle.LENET5, oracle.lenet5, oracle.near_lenet5(), 10)

    def test_number_of_classes(self, student):
        """LeNet5(n_classes) rend n_classes scores par image."""
        for n_classes in (3, 26):
            scores = as_tensor(student.run(scores_of_classes, n_classes=n_classes, x=torch.rand(2, 1, 28, 28)))
            message = f"LeNet5({n_classes}) rend, pour 2 images, des scores de taille {tuple(scores.shape)}."
            require(scores.shape == (2, n_classes), message)


# ------------------------------------------------------------------------------- parameters


@exercise("parameters")
class TestParameters:
    @show_inputs
    def test_convolution(self, student):
        """conv_parameters compte les poids et les biais d'une couche convolutive."""
        for in_channels, out_channels, f in ((1, 6, 5), (6, 16, 5), (3, 4, 1), (5, 2, 7)):
            layer = torch.nn.Conv2d(in_channels, out_channels, f)
            found = whole(student.conv_parameters(in_channels, out_channels, f), "Le nombre de paramètres")
            require(found != layer.weight.numel(), "Il manque les biais.")
            message = (
                "Un biais par filtre, ni plus ni moins." if layer.weight.numel() < found else "Il manque des poids."
            )
            require(found == layer.weight.numel() + layer.bias.numel(), message)

    @show_inputs
    def test_width(self, student):
        """dense_width rend la plus grande largeur qui tient dans le nombre de paramètres."""
        budgets = [61_706, 5_994, 805, 795 * 12 + 9, 795 * 12 + 10, 795 * 40 + 804]
        for budget in [*budgets, int(torch.randint(900, 90_000, ()))]:
            h = whole(student.dense_width(budget), "La largeur")
            require(h >= 1 and 784 * h + h + 10 * h + 10 <= budget, "Avec cette largeur, il y a trop de paramètres.")
            require(795 * (h + 1) + 10 > budget, "Une plus grande largeur tiendrait encore.")


# ---------------------------------------------------------------------------------- compare


def watched_comparison(student, weights, x, y, x_test, y_test):
    """Nous avons appelé votre compare avec une fonction train et de petits réseaux à nous"""

    class Mode(torch.nn.Module):
        def forward(self, scores):
            return -scores if self.training else scores

    def builder(weight, bias):
        def build():
            linear = torch.nn.Linear(weight.shape[1], weight.shape[0])
            linear.load_state_dict({"weight": weight.clone(), "bias": bias.clone()})
            return torch.nn.Sequential(torch.nn.Flatten(), linear, Mode())

        return build

    def train(model, x, y, epochs=4, batch_size=64, after_epoch=None):  # noqa: ARG001
        model.train()
        for _ in range(3):
            model.zero_grad()
            torch.nn.functional.cross_entropy(model[1](x.flatten(1)), y).backward()
            with torch.no_grad():
                for parameter in model.parameters():
                    parameter -= 0.5 * parameter.grad
        return [0.0] * epochs

    builders = {name: builder(*pair) for name, pair in weights.items()}
    results = student.compare(builders, train, x, y, x_test, y_test)
    found = {name: dict(results[name]) for name in weights}
    for result in found.values():
        model = result.pop("model", None)
        network = isinstance(model, torch.nn.Module)
        result["weights"] = [parameter.detach() for parameter in model.parameters()] if network else None
    return found


def compare_and_watch(student, classes):
    """The copy's comparison of two small networks; for each, what is expected."""
    y, y_test = torch.randint(classes, (30,)), torch.randint(classes, (70,))
    x, x_test = torch.rand(30, 1, 4, 4), torch.rand(70, 1, 4, 4)
    weights = {name: (torch.randn(classes, 16), torch.randn(classes)) for name in ("un", "autre")}
    trained = {name: oracle.three_steps(*pair, x, y) for name, pair in weights.items()}
    answers = torch.nn.functional.linear(x_test.flatten(1), *trained["un"]).argmax(1)
    y_test[:40], y_test[-6:] = answers[:40], (answers[-6:] + 1) % classes  # right and wrong answers, unevenly
    seen = student.run(watched_comparison, weights=weights, x=x, y=y, x_test=x_test, y_test=y_test)
    return [(seen[name], trained[name], oracle.accuracy(*trained[name], x_test, y_test)) for name in weights]


def names_of_fashion(student):
    """Nous avons lu les noms des réseaux de votre dictionnaire fashion"""
    return list(student["fashion"])


def clothes_answers(student, name, unseen, test):
    """Nous avons demandé à un réseau de votre dictionnaire fashion de reconnaître des vêtements"""
    result = student["fashion"][name]
    model = result["model"].eval()
    device = next(model.parameters()).device
    answers = {"accuracy": result["accuracy"]}
    with torch.no_grad():
        for part, pixels in (("unseen", unseen), ("test", test)):
            blocks = (pixels.float().div(255).unsqueeze(1)).split(1000)
            answers[part] = torch.cat([model(block.to(device)).argmax(1).cpu() for block in blocks])
    return answers


@exercise("compare")
class TestCompare:
    @points(2)
    def test_trained_networks(self, student):
        """Chaque réseau rendu est créé par sa fonction, puis entraîné une fois sur les images d'apprentissage."""
        for classes in (3, 5):
            for found, trained, _ in compare_and_watch(student, classes):
                require(found["weights"] is not None, 'Il n\'y a pas de réseau sous la clé "model".')
                for value, expected in zip(found["weights"], trained, strict=True):
                    message = "Le réseau rendu n'a pas les poids d'un seul entraînement sur les images d'apprentissage."
                    assert_close(value, expected, rtol=1e-3, atol=1e-4, message=message)

    @points(2)
    def test_accuracy(self, student):
        """accuracy est la proportion de bonnes réponses du réseau entraîné sur les images de test, en évaluation."""
        for classes in (3, 5):
            for found, _, expected in compare_and_watch(student, classes):
                accuracy = as_number(found.get("accuracy"), "accuracy")
                require(accuracy <= 1, "C'est un nombre ou un pourcentage : on demande une proportion, entre 0 et 1.")
                message = "La proportion est fausse : mesurez le réseau entraîné, en mode évaluation, sur tout x_test."
                require(math.isclose(accuracy, expected, abs_tol=5e-3), message)

    def test_parameters(self, student):
        """parameters est le nombre de tous les paramètres du réseau."""
        for classes in (3, 5):
            for found, _, _ in compare_and_watch(student, classes):
                count = whole(found.get("parameters"), "parameters")
                require(count == 17 * classes, "Ce n'est pas le nombre de paramètres du réseau.")

    @points(2)
    def test_unseen_clothes(self, student):
        """fashion dit vrai sur les images de test, et son meilleur réseau reconnaît des vêtements jamais vus."""
        names = student.run(names_of_fashion)
        asked = "On demande au moins deux réseaux, dont « dense »."
        require(isinstance(names, list) and len(names) >= 2 and "dense" in names, asked)
        unseen, truth = dataset(TP, "FashionMNIST", "holdout")
        test, test_truth = dataset(TP, "FashionMNIST", "test")
        best = 0.0
        for name in names:
            seen = student.run(clothes_answers, name=name, unseen=unseen, test=test)
            measured, told = proportion(seen["test"], test_truth), as_number(seen["accuracy"], "accuracy")
            message = f"« {name} » : la proportion annoncée n'est pas celle de ce réseau sur les images de test."
            require(math.isclose(measured, told, abs_tol=5e-3), message)
            best = max(best, proportion(seen["unseen"], truth))
        least = threshold(TP, "fashion")
        message = (
            f"Sur des vêtements jamais vus, le meilleur réseau a {best:.3f} de bonnes réponses : il faut {least:.3f}."
        )
        require(best >= least, message)


def proportion(answers, labels):
    """How many answers are right, over how many there are."""
    answers = as_tensor(answers)
    require(answers.shape == labels.shape, "Le réseau ne rend pas dix scores par image.")
    return (answers == labels).double().mean().item()


# ----------------------------------------------------------------------------- feature_maps


def maps_of(student, values, name, x, other, training):
    """Nous avons appelé votre feature_maps sur un réseau à nous, puis regardé ce réseau"""

    class Net(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.last = torch.nn.Linear(24, 4)
            self.block = torch.nn.ModuleDict(
                {"second": torch.nn.Conv2d(3, 2, 2), "first": torch.nn.Conv2d(1, 3, 3, padding=1)}
            )

        def forward(self, x):
            x = self.block["second"](torch.tanh(self.block["first"](x)))
            return self.last(torch.relu(x).flatten(1))

    model = Net().train(training)
    layers = {"first": model.block["first"], "second": model.block["second"], "last": model.last}
    with torch.no_grad():
        for index, layer in enumerate(layers.values()):
            layer.weight.copy_(values[2 * index])
            layer.bias.copy_(values[2 * index + 1])
    maps = student.feature_maps(model, layers[name], x)
    kept = maps.detach().clone()
    model(other)
    hooks = sum(len(module._forward_hooks) + len(module._forward_pre_hooks) for module in model.modules())
    state = {"graph": maps.requires_grad, "changed": not torch.equal(maps, kept), "hooks": hooks}
    return state | {"maps": kept, "training": model.training}


def watch_maps(student, name, training=True):
    """What the copy's function gives and leaves behind, and what is expected."""
    shapes = ((3, 1, 3, 3), (3,), (2, 3, 2, 2), (2,), (4, 24), (4,))
    values = [torch.randn(shape) for shape in shapes]
    x, other = torch.randn(3, 1, 4, 5), torch.randn(2, 1, 4, 5)
    seen = student.run(maps_of, values=values, name=name, x=x, other=other, training=training)
    return seen, oracle.hidden_outputs(values, x)


def filters_of(student, weight):
    """Nous avons appelé votre filters sur un réseau à nous, modifié le tableau, puis regardé le réseau"""
    first = torch.nn.Conv2d(weight.shape[1], len(weight), weight.shape[2:])
    nested = torch.nn.Sequential(torch.nn.Identity(), first)
    model = torch.nn.Sequential(nested, torch.nn.ReLU(), torch.nn.Conv2d(len(weight), 4, 2), torch.nn.Linear(3, 3))
    with torch.no_grad():
        first.weight.copy_(weight)
    found = student.filters(model)
    seen = {"found": found.clone() if isinstance(found, torch.Tensor) else found.copy()}
    if isinstance(found, torch.Tensor):
        return seen
    with torch.no_grad():
        first.weight.add_(1.0)
    seen["alone"] = found.copy()
    found *= 2
    return seen | {"weight": first.weight.detach()}


@exercise("feature_maps")
class TestFeatureMaps:
    @points(2)
    def test_maps(self, student):
        """feature_maps rend ce qui sort de la couche demandée, quel que soit le réseau."""
        for name in ("first", "second", "last"):
            seen, expected = watch_maps(student, name)
            for other in set(expected) - {name}:
                wrong = as_tensor(seen["maps"]).shape == expected[other].shape
                require(not wrong, "C'est la sortie d'une autre couche que celle demandée.")
            message = "Ce n'est pas ce qui sort de la couche (avant l'activation qui la suit)."
            assert_close(seen["maps"], expected[name], rtol=1e-3, atol=1e-4, message=message)

    def test_leaves_no_trace(self, student):
        """Le résultat est détaché du graphe ; aucun crochet ne reste, et le mode du réseau n'a pas changé."""
        for name, training in (("first", True), ("second", False)):
            seen, _ = watch_maps(student, name, training)
            require(not seen["graph"], "Le résultat est encore attaché au graphe.")
            require(seen["hooks"] == 0, "Un crochet est resté sur le réseau.")
            require(seen["changed"] is False, "Un autre calcul du réseau change le résultat rendu.")
            require(seen["training"] is training, "Le mode du réseau (model.training) a changé.")

    def test_filters(self, student):
        """filters rend une copie, en tableau NumPy, des poids de la première couche nn.Conv2d."""
        for shape in ((5, 2, 3, 3), (3, 1, 2, 4)):
            weight = torch.randn(shape)
            seen = student.run(filters_of, weight=weight)
            require(isinstance(seen["found"], np.ndarray), "On demande un tableau NumPy.")
            assert_close(seen["found"], weight, message="Ce ne sont pas les poids de la première couche nn.Conv2d.")
            require(np.array_equal(seen["alone"], seen["found"]), "Quand le réseau change, le tableau change : copiez.")
            assert_close(seen["weight"], weight + 1, message="Modifier le tableau change le réseau : faites une copie.")


# -------------------------------------------------------------------------------------- pca


def up_to_sign(found, expected):
    """The columns, each with the sign that the expected one has."""
    signs = (found.double() * expected).sum(0).sign()
    return found.double() * torch.where(signs == 0, 1, signs)


@exercise("pca")
class TestPca:
    @points(2)
    def test_coordinates(self, student):
        """pca rend les coordonnées des points centrés dans les k premières directions principales, dans l'ordre."""
        for n, d, k in ((30, 6, 2), (9, 20, 3), (12, 3, 3)):
            vectors = oracle.stretched(n, d)
            found, expected = as_tensor(student.pca(vectors, k)).detach(), oracle.pca(vectors, k)[0]
            require(
                found.shape == (n, k), f"On demande la taille (n, k) ; le résultat est de taille {tuple(found.shape)}."
            )
            least = 1e-3 * expected.abs().max().item()
            centred = found.double() - found.double().mean(0)
            moved = not torch.allclose(centred, found.double(), atol=least)
            require(not moved, "Les coordonnées ne sont pas de moyenne nulle : centrez les vecteurs.")
            reverse = torch.allclose(up_to_sign(found.flip(1), expected), expected, atol=least)
            require(not reverse, "Les directions sont dans l'ordre inverse : la plus étalée d'abord.")
            near = torch.allclose(up_to_sign(found, expected), expected, atol=100 * least)
            message = "Les coordonnées sont approchées : avez-vous utilisé une méthode approchée ?"
            message = message if near else "Ce ne sont pas les coordonnées dans les directions principales."
            assert_close(up_to_sign(found, expected), expected, rtol=1e-3, atol=least, message=message)

    def test_explained(self, student):
        """explained rend la part de la variance totale que gardent les k premières directions."""
        for n, d, k in ((30, 6, 2), (9, 20, 3), (12, 3, 1), (15, 4, 4)):
            vectors = oracle.stretched(n, d)
            share = as_number(student.explained(vectors, k), "La part")
            require(share <= 1.001, "La part est un nombre entre 0 et 1.")
            assert_close(share, oracle.pca(vectors, k)[1], rtol=0, atol=1e-3, message="La part de variance est fausse.")
