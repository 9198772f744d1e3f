"""TP 5 — régression softmax sur MNIST."""

import itertools
import math

import torch

from graders.oracles import tp05_softmax as oracle
from tptorch import (
    as_number,
    as_pair,
    as_tensor,
    assert_close,
    dataset,
    exercise,
    points,
    require,
    show_inputs,
    threshold,
)

TP = "tp05_softmax"
KEYS = ("loss", "acc_train", "acc_test")
ROWS = 6000  # digits that the checks of accuracy train on, in every profile


def numbers(values, length, name):
    """A list of numbers, of the length asked."""
    require(isinstance(values, (list, tuple)) or as_tensor(values).ndim == 1, f"{name} doit être une liste de nombres.")
    require(len(values) == length, f"{name} contient {len(values)} valeurs pour {length} demandées.")
    return [as_number(value, f"Chaque valeur de {name}") for value in values]


def size_note():
    """Where the statement says how many images there are, for a copy that has a number written in it."""
    counts = [f"{len(dataset(TP, 'MNIST', part)[1]):,}".replace(",", "\u202f") for part in ("train", "test")]
    return (
        f"Attention au nombre d'images : les données ont ici {counts[0]} lignes (apprentissage) et {counts[1]} (test), "
        "comme le dit « Les données » dans la première cellule du notebook. N'écrivez pas ce nombre en dur : "
        "utilisez len(…) ou .shape."
    )


def run(student, driver, **inputs):
    """``student.run``; an error that a written size of MNIST may have caused is told what the sizes are."""
    try:
        return student.run(driver, **inputs)
    except AssertionError as error:
        reason = str(error)
        hard_coded = any(sign in reason.replace("_", "") for sign in ("60000", "10000", "out of bounds"))
        require(not hard_coded, f"{reason} {size_note()}")
        raise


# ------------------------------------------------------------------------------------- data


def prepare_and_look(student, images):
    """Nous avons appelé votre prepare sur des images tirées au hasard, puis regardé ces images"""
    given = images.clone()
    return {"prepared": student.prepare(given), "given": given}


def look_at_data(student, rows, test_rows):
    """Nous avons lu quelques lignes de x_train, y_train, x_test et y_test"""
    found = {}
    for x, y, chosen in (("x_train", "y_train", rows), ("x_test", "y_test", test_rows)):
        images, labels = student[x], student[y]
        for name, tensor in ((x, images), (y, labels)):
            if not isinstance(tensor, torch.Tensor):
                raise TypeError(f"{name} n'est pas un tenseur")
            found[name] = {"shape": tensor.shape, "dtype": tensor.dtype}
            kept = chosen[chosen < len(tensor)] if tensor.ndim else chosen[:0]
            found[name]["rows"] = tensor.detach().cpu()[kept] if tensor.ndim else tensor
    return found | {"mnist": [len(student["mnist_train"]), len(student["mnist_test"])]}


@exercise("data")
class TestData:
    def test_prepare(self, student):
        """prepare rend des float32 entre 0 et 1, de taille (n, 1, 28, 28) : chaque pixel divisé par 255."""
        for n, brightest in ((7, 256), (1, 101), (3, 2)):
            images = torch.randint(brightest, (n, 28, 28), dtype=torch.uint8)
            images[0, 0, :2] = torch.tensor([0, brightest - 1])
            seen = run(student, prepare_and_look, images=images)
            prepared = as_tensor(seen["prepared"])
            require(prepared.dtype == torch.float32, f"Le résultat doit être en float32, il est en {prepared.dtype}.")
            assert_close(
                prepared, oracle.prepare(images), message="Les pixels ne sont pas ceux d'avant, divisés par 255."
            )
            require(torch.equal(as_tensor(seen["given"]), images), "Les images reçues ont changé pendant l'appel.")

    def test_train_and_test(self, student):
        """x_train, y_train, x_test et y_test sont toutes les images préparées et leurs étiquettes, dans l'ordre."""
        parts = {part: dataset(TP, "MNIST", part) for part in ("train", "test")}
        chosen = {part: torch.randint(len(labels), (40,)) for part, (_, labels) in parts.items()}
        try:
            seen = student.run(look_at_data, rows=chosen["train"], test_rows=chosen["test"])
        except AssertionError as error:
            require(False, f"{error} {size_note()}")
        for part, (images, labels) in parts.items():
            x, y = seen[f"x_{part}"], seen[f"y_{part}"]
            n = len(labels)
            asked = tuple(x["shape"]) == (n, 1, 28, 28) and tuple(y["shape"]) == (n,)
            require(asked, f"x_{part} ou y_{part} n'a pas la taille demandée. {size_note()}")
            require(x["dtype"] == torch.float32, f"x_{part} doit être en float32.")
            require(y["dtype"] == torch.int64, f"y_{part} doit être en int64.")
            rows = chosen[part]
            assert_close(x["rows"], oracle.prepare(images[rows]), message=f"x_{part} n'a pas les bonnes images.")
            assert_close(y["rows"], labels[rows], message=f"y_{part} n'a pas les bonnes étiquettes.")
        sizes = [len(labels) for _, labels in parts.values()]
        require(seen["mnist"] == sizes, f"mnist_train ou mnist_test n'a pas la bonne longueur. {size_note()}")


# ------------------------------------------------------------------------------ exploration


@exercise("exploration")
class TestExploration:
    @show_inputs
    def test_proportions(self, student):
        """proportions rend la proportion de chaque classe."""
        for n, n_classes in ((12, 3), (20, 6)):
            y = torch.cat([torch.arange(n_classes), torch.randint(n_classes, (n - n_classes,))])
            found = as_tensor(student.proportions(y, n_classes))
            assert_close(found, oracle.proportions(y, n_classes), message="Les proportions ne sont pas les bonnes.")

    @show_inputs
    def test_absent_classes(self, student):
        """Une classe absente a la proportion 0, à sa place ; sans n_classes, il y a dix classes."""
        first, last = torch.randint(1, 4, (9,)), torch.tensor([5, 5, 8])
        assert_close(student.proportions(first, 6), oracle.proportions(first, 6))
        assert_close(student.proportions(last), oracle.proportions(last, 10))

    def test_largest_gap(self, student):
        """largest_gap rend le plus grand écart, en valeur absolue, entre les proportions des deux tenseurs."""
        for n_a, n_b, n_classes in ((40, 23, 4), (9, 60, 7)):
            y_a, y_b = torch.randint(n_classes - 1, (n_a,)), torch.randint(n_classes, (n_b,))
            for one, other in ((y_a, y_b), (y_b, y_a), (y_a, y_a)):
                gap = as_number(student.largest_gap(one, other, n_classes), "Le plus grand écart")
                assert_close(gap, oracle.largest_gap(one, other, n_classes), atol=1e-6, message="L'écart est faux.")


# ----------------------------------------------------------------------------- model_linear


def scores_with(student, weight, bias, x):
    """Nous avons mis nos poids dans votre model_linear, puis calculé les scores de quelques images"""
    model = student["model_linear"]
    before = [parameter.detach().clone() for parameter in model.parameters()]
    shapes = [parameter.shape for parameter in before]
    if sorted(map(tuple, shapes)) != sorted([tuple(weight.shape), tuple(bias.shape)]):
        return {"shapes": shapes}
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(weight if parameter.ndim == 2 else bias)
        scores = model(x)
        for parameter, value in zip(model.parameters(), before, strict=True):
            parameter.copy_(value)
    return {"shapes": shapes, "scores": scores}


def count_in(student, sizes, bias):
    """Nous avons compté les paramètres de réseaux de notre choix avec votre count_parameters"""
    layers = [torch.nn.Linear(n, m, bias=bias) for n, m in itertools.pairwise(sizes)]
    nested = torch.nn.Sequential(layers[0], torch.nn.ReLU(), torch.nn.Sequential(*layers[1:]))
    return {"count": student.count_parameters(nested), "one": student.count_parameters(layers[0])}


@exercise("model_linear")
class TestModelLinear:
    def test_scores(self, student):
        """model_linear aplatit les images et rend leurs dix scores, W x + b, sans rien après."""
        weight, bias, x = torch.randn(10, 784), torch.randn(10), torch.rand(5, 1, 28, 28)
        seen = run(student, scores_with, weight=weight, bias=bias, x=x)
        require("scores" in seen, "model_linear n'a pas les paramètres d'une seule couche linéaire de 784 à 10.")
        message = (
            "Avec les mêmes poids, vos scores ne sont pas W x + b : y a-t-il une couche de trop après la linéaire ?"
        )
        assert_close(seen["scores"], oracle.linear(weight, bias, x), rtol=1e-3, atol=1e-3, message=message)

    def test_count(self, student):
        """count_parameters compte toutes les valeurs de tous les paramètres d'un modèle quelconque."""
        for sizes, bias in (([7, 4, 3], True), ([5, 2, 6, 3], False)):
            seen = run(student, count_in, sizes=sizes, bias=bias)
            counts = [n * m + bias * m for n, m in itertools.pairwise(sizes)]
            require(as_number(seen["count"], "Le nombre de paramètres") == sum(counts), "Ce n'est pas le bon compte.")
            require(as_number(seen["one"], "Le nombre de paramètres") == counts[0], "Ce n'est pas le bon compte.")


# ---------------------------------------------------------------------------- cross_entropy


def gradient_of_loss(student, scores, y):
    """Nous avons calculé le gradient de votre cross_entropy par rapport aux scores"""
    scores = scores.clone().requires_grad_()
    student.cross_entropy(scores, y).backward()
    return scores.grad


def extreme_scores():
    """Rows far from each other, and far from zero."""
    rows = [[1000.0, 999.0, 0.0], [-1000.0, -999.0, -1001.0], [0.5, -0.5, 0.0], [1e4, -1e4, 9999.0]]
    return torch.tensor(rows)


def finite(value):
    """A tensor without nan or infinity."""
    tensor = as_tensor(value)
    require(tensor.isfinite().all(), "Le résultat contient nan ou inf : le calcul déborde.")
    return tensor


@exercise("cross_entropy")
class TestCrossEntropy:
    @show_inputs
    def test_softmax(self, student):
        """softmax rend les probabilités de chaque ligne."""
        for shape in ((2, 3), (5, 4), (3, 3)):
            scores = 2 * torch.randn(shape)
            assert_close(
                student.softmax(scores), torch.softmax(scores, 1), message="Ce n'est pas le softmax des lignes."
            )

    def test_softmax_of_large_scores(self, student):
        """softmax ne déborde pas, même si les lignes sont très éloignées."""
        scores = extreme_scores()
        message = "Les probabilités sont fausses : chaque ligne a-t-elle son propre maximum ?"
        assert_close(finite(student.softmax(scores)), torch.softmax(scores, 1), rtol=3e-3, atol=1e-3, message=message)

    def test_cross_entropy(self, student):
        """cross_entropy rend l'entropie croisée moyenne, de taille ()."""
        for n, k in ((7, 10), (3, 4), (1, 2)):
            scores, y = 2 * torch.randn(n, k), torch.randint(k, (n,))
            found, expected = as_tensor(student.cross_entropy(scores, y)), torch.nn.functional.cross_entropy(scores, y)
            is_sum = n > 1 and found.numel() == 1 and math.isclose(float(found), n * float(expected), rel_tol=1e-4)
            require(not is_sum, "C'est la somme des échantillons : l'énoncé demande leur moyenne.")
            assert_close(found, expected)

    def test_cross_entropy_of_large_scores(self, student):
        """cross_entropy ne déborde pas, même quand la bonne classe a une probabilité infime."""
        scores = extreme_scores()
        for y in (torch.tensor([2, 0, 1, 1]), torch.tensor([0, 1, 0, 0])):
            found = finite(student.cross_entropy(scores, y))
            assert_close(found, torch.nn.functional.cross_entropy(scores, y), rtol=2e-3, atol=2e-3)

    def test_gradient(self, student):
        """cross_entropy reste dans le graphe : son gradient par rapport aux scores est juste."""
        scores, y = 2 * torch.randn(6, 5), torch.randint(5, (6,))
        gradient = run(student, gradient_of_loss, scores=scores, y=y)
        require(gradient is not None, "Aucun gradient n'arrive jusqu'aux scores : le graphe est coupé.")
        assert_close(gradient, oracle.cross_entropy_gradient(scores, y))


# ------------------------------------------------------------------------------- save_state


def save_change_restore(student, x):
    """Nous avons appelé save_state, changé les poids, sauvé encore, puis rechargé les deux états"""
    model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.BatchNorm1d(4), torch.nn.Linear(4, 2))
    model.eval()
    outputs, states = [], []
    for _ in range(2):
        outputs.append(model(x).detach().clone())
        states.append(student.save_state(model))
        outputs.append(model(x).detach().clone())
        with torch.no_grad():
            for parameter in model.parameters():
                parameter.add_(torch.rand_like(parameter) + 0.5)
            model[1].running_mean.add_(1.0)
    restored = []
    for state in states:
        model.load_state_dict(state)
        restored.append(model(x).detach().clone())
    return {"outputs": outputs, "restored": restored}


@exercise("save_state")
class TestSaveState:
    def test_restores_the_model(self, student):
        """Recharger l'état rendu ramène exactement les sorties du moment de l'appel, quoi qu'il soit arrivé depuis."""
        seen = run(student, save_change_restore, x=torch.randn(5, 3))
        first, after, second, _ = seen["outputs"]
        assert_close(after, first, message="L'appel de save_state a changé le modèle.")
        message = "L'état rendu a changé avec le modèle : en avez-vous fait une copie indépendante ?"
        assert_close(seen["restored"][0], first, message=message)
        assert_close(seen["restored"][1], second, message="Le second état rendu n'est pas celui du second appel.")


# ------------------------------------------------------------------------------- full_batch


def descend(student, weight, bias, x, y, name, lr, epochs, leftover):
    """Nous avons appelé votre full_batch sur un petit modèle linéaire, puis lu ses poids"""
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(weight.shape[1], weight.shape[0]))
    model.load_state_dict({"1.weight": weight.clone(), "1.bias": bias.clone()})
    for parameter in model.parameters():
        parameter.grad = torch.full_like(parameter, leftover) if leftover else None
    optimizer = getattr(torch.optim, name)(model.parameters(), lr=lr)
    losses = student.full_batch(model, optimizer, x, y, epochs)
    return {"losses": losses, "weights": [parameter.detach() for parameter in model.parameters()]}


def small_problem(n=12, classes=3):
    """Images of 4 × 4 pixels that a linear model can learn, their labels, and where to start from."""
    y = torch.randint(classes, (n,))
    x = torch.rand(n, 1, 4, 4) + 1.5 * torch.nn.functional.one_hot(y, 16).reshape(n, 1, 4, 4)
    return {"weight": torch.randn(classes, 16), "bias": torch.randn(classes), "x": x, "y": y}


def descend_both_ways(student, name, lr, epochs, leftover=0.0):
    """What the copy and the oracle make of the same problem."""
    problem = small_problem()
    seen = run(student, descend, **problem, name=name, lr=lr, epochs=epochs, leftover=leftover)
    whole = [torch.arange(len(problem["y"]))] * epochs
    losses, weights = oracle.replay(**problem, batches=whole, optimizer_name=name, lr=lr)
    return seen, losses, weights[-1]


def assert_weights(actual, expected, message):
    """All parameters as the oracle's."""
    for value, wanted in zip(actual, expected, strict=True):
        require(as_tensor(value).isfinite().all(), "Les poids contiennent nan ou inf.")
        assert_close(value, wanted, rtol=1e-3, atol=2e-4, message=message)


@exercise("full_batch")
class TestFullBatch:
    def test_updates(self, student):
        """Les poids sont ceux d'epochs mises à jour, chacune sur tous les échantillons."""
        for name, lr, epochs in (("SGD", 0.2, 1), ("SGD", 0.2, 4), ("Adam", 0.05, 5)):
            seen, _, expected = descend_both_ways(student, name, lr, epochs)
            assert_weights(seen["weights"], expected, f"Avec {name}, les poids ne sont pas ceux attendus.")

    def test_leftover_gradients(self, student):
        """Les gradients qui traînaient avant l'appel n'ont aucun effet."""
        seen, _, expected = descend_both_ways(student, "SGD", 0.2, 2, leftover=3.0)
        message = (
            "Les poids ne sont pas ceux attendus : les gradients sont-ils remis à zéro avant chaque passe arrière ?"
        )
        assert_weights(seen["weights"], expected, message)

    def test_losses(self, student):
        """La liste contient les epochs erreurs, relevées avant chaque mise à jour."""
        for name, lr, epochs in (("SGD", 0.2, 3), ("Adam", 0.05, 4)):
            seen, expected, _ = descend_both_ways(student, name, lr, epochs)
            losses = numbers(seen["losses"], epochs, "La liste")
            assert_close(losses[0], expected[0], rtol=1e-3, message="La première erreur n'est pas celle du départ.")
            assert_close(
                losses, expected, rtol=1e-3, message="Les erreurs ne sont pas celles d'avant chaque mise à jour."
            )


# --------------------------------------------------------------------------------- accuracy


def accuracy_of(student, weight, bias, x, y):
    """Nous avons appelé votre accuracy avec un modèle linéaire dont nous avons choisi les poids"""
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(weight.shape[1], weight.shape[0]))
    model.load_state_dict({"1.weight": weight, "1.bias": bias})
    return student.accuracy(model, x, y)


def accuracy_and_state(student, x, y, training):
    """Nous avons appelé votre accuracy en regardant si elle laisse tout en l'état"""
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(16, 3))
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)
    model.train(training)
    graphs = []
    model[1].register_forward_hook(lambda _module, _inputs, output: graphs.append(output.requires_grad))
    student.accuracy(model, x, y)
    grads = [parameter.grad for parameter in model.parameters()]
    asks = [parameter.requires_grad for parameter in model.parameters()]
    enabled = torch.is_grad_enabled()
    torch.set_grad_enabled(True)
    return {"graphs": graphs, "training": model.training, "grads": grads, "asks": asks, "enabled": enabled}


@exercise("accuracy")
class TestAccuracy:
    @points(2)
    def test_proportion(self, student):
        """accuracy rend la proportion de bonnes réponses, entre 0 et 1."""
        for n, k in ((4, 3), (6, 6), (1, 4), (700, 5)):
            weight, bias, x = torch.randn(k, 9), torch.randn(k) - 5, torch.rand(n, 1, 3, 3)
            y = oracle.linear(weight, bias, x).argmax(1)
            y[: n // 3] = (y[: n // 3] + 1) % k
            found = as_number(run(student, accuracy_of, weight=weight, bias=bias, x=x, y=y), "Le résultat")
            expected = oracle.accuracy(weight, bias, x, y)
            right = n - n // 3
            require(n == 1 or not math.isclose(found, right), "C'est le nombre de bonnes réponses : divisez-le par n.")
            require(not math.isclose(found, 100 * right / n), "C'est un pourcentage : on demande une proportion.")
            divided = any(math.isclose(found * size, right, rel_tol=1e-3) for size in (60000, 10000))
            require(not divided, f"On divise par le nombre d'échantillons reçus. {size_note()}")
            assert_close(found, expected, atol=1e-4, message="La proportion est fausse.")

    def test_leaves_all_as_it_was(self, student):
        """Le modèle est appelé sans enregistrer de graphe, et rien n'a changé après l'appel."""
        for training in (True, False):
            x, y = torch.rand(5, 1, 4, 4), torch.randint(3, (5,))
            seen = run(student, accuracy_and_state, x=x, y=y, training=training)
            require(not any(seen["graphs"]), "Le graphe est enregistré : calculez sous torch.no_grad().")
            require(seen["enabled"] is True, "Après l'appel, PyTorch n'enregistre plus de graphe.")
            require(seen["training"] is training, "Le mode du modèle (model.training) a changé.")
            kept = all(grad is not None and bool((as_tensor(grad) == 1).all()) for grad in seen["grads"])
            require(kept and all(seen["asks"]), "Les gradients du modèle ont changé.")


# --------------------------------------------------------------------------------- training


def watched_training(student, weight, bias, x, y, x_test, y_test, name, lr, epochs, batch_size):
    """Nous avons appelé votre training sur de petites images numérotées, en notant les lots"""
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(weight.shape[1], weight.shape[0]))
    model.load_state_dict({"1.weight": weight.clone(), "1.bias": bias.clone()})
    batches = []

    def note(_module, inputs, output):
        if output.requires_grad:
            marks = inputs[0].detach()[:, 0].clone()
            output.register_hook(lambda _: batches.append(marks))

    model[1].register_forward_hook(note)
    optimizer = getattr(torch.optim, name)(model.parameters(), lr=lr)
    arguments = (x.clone(), y.clone(), x_test.clone(), y_test.clone())
    history = student.training(model, optimizer, *arguments, epochs, batch_size)
    weights = [parameter.detach() for parameter in model.parameters()]
    return {"batches": batches, "weights": weights, "history": history}


def train_on_digits(student, images, labels):
    """Nous avons entraîné un modèle linéaire avec votre training : 6 000 chiffres, 20 époques, lots de 512, Adam"""
    x = images.float().div(255).unsqueeze(1)
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(784, 10))
    optimizer = torch.optim.Adam(model.parameters())
    student.training(model, optimizer, x, labels, x[:200], labels[:200], epochs=20, batch_size=512)
    return [parameter.detach() for parameter in model.parameters()]


def numbered_problem(n):
    """A small problem whose first pixel is the row's number over 1000, and test images that have numbers, too."""
    problem = small_problem(n)
    test = small_problem(15)
    problem["x"][:, 0, 0, 0] = torch.arange(n) / 1000
    test["x"][:, 0, 0, 0] = (500 + torch.arange(15)) / 1000
    problem["weight"][:, 0] = 0
    return problem | {"x_test": test["x"], "y_test": test["y"]}


def train_and_watch(student, n, epochs, batch_size, name="SGD", lr=0.5):
    """The copy's training, and its batches as rows of the training images."""
    problem = numbered_problem(n)
    seen = run(student, watched_training, **problem, name=name, lr=lr, epochs=epochs, batch_size=batch_size)
    batches = [(as_tensor(marks) * 1000).round().long() for marks in seen["batches"]]
    require(any(map(len, batches)), "Aucune passe arrière : le modèle n'est pas entraîné.")
    known = all(bool(((rows >= 0) & (rows < n)).all()) for rows in batches)
    require(known, "Un lot contient autre chose que des images de x_train.")
    seen["note"] = "" if all(map(len, batches)) else f"Certains lots sont vides. {size_note()}"
    return problem, seen, [rows for rows in batches if len(rows)]


def epochs_of(batches, epochs, n, batch_size):
    """Batches by epoch; each must use every row once."""
    each = math.ceil(n / batch_size)
    message = f"Pour {n} échantillons et des lots de {batch_size}, {each} lots par époque étaient attendus."
    require(len(batches) == epochs * each, message)
    return [batches[each * epoch : each * (epoch + 1)] for epoch in range(epochs)]


@exercise("training")
class TestTraining:
    def test_last_batch(self, student):
        """last_batch rend le nombre de lots et la taille du dernier."""
        for n, size in ((60000, 64), (6000, 64), (128, 64), (65, 64), (3, 64), (7, 1)):
            count, last = as_pair(student.last_batch(n, size), "nombre de lots, taille du dernier")
            expected = math.ceil(n / size)
            message = f"Pour {n} échantillons et des lots de {size}, ce n'est pas le bon"
            require(as_number(count, "Le nombre de lots") == expected, f"{message} nombre de lots.")
            require(as_number(last, "La taille du dernier") == n - (expected - 1) * size, f"{message} dernier lot.")

    @points(2)
    def test_blocks(self, student):
        """À chaque époque, des lots de batch_size, le dernier plus petit, où chaque échantillon sert une fois."""
        for n, size in ((100, 40), (48, 24)):
            _, seen, batches = train_and_watch(student, n, 3, size)
            require(not seen["note"], seen["note"])
            expected = sorted([size] * (n // size) + [n % size] * (n % size > 0))
            for epoch in epochs_of(batches, 3, n, size):
                sizes = sorted(len(rows) for rows in epoch)
                require(
                    sizes == expected, f"Les lots d'une époque ont les tailles {sizes} : {n} échantillons par {size}."
                )
                rows = torch.cat(epoch).sort().values
                require(torch.equal(rows, torch.arange(n)), "À chaque époque, chaque échantillon sert une fois.")

    @points(2)
    def test_shuffle(self, student):
        """L'ordre des échantillons est tiré au hasard, de nouveau à chaque époque."""
        _, _, batches = train_and_watch(student, 120, 3, 40)
        half = len(batches) // 3
        require(half > 0, "Il y a moins d'un lot par époque.")
        orders = [torch.cat(batches[half * epoch : half * (epoch + 1)]) for epoch in range(3)]
        for order in orders:
            in_order = (order.diff() == 1).double().mean().item()
            require(in_order < 0.5, "Les échantillons viennent dans l'ordre du jeu de données : mélangez-les.")
        same = [torch.equal(orders[0], other) for other in orders[1:]]
        require(not any(same), "L'ordre est le même d'une époque à l'autre : mélangez à chaque époque.")
        blocks = [{frozenset(rows.tolist()) for rows in batches[half * e : half * (e + 1)]} for e in range(3)]
        require(
            half == 1 or not blocks[0] & blocks[1],
            "Les lots sont les mêmes d'une époque à l'autre, dans un autre ordre.",
        )

    @points(3)
    def test_updates(self, student):
        """Chaque lot donne une mise à jour exacte : les poids finaux sont ceux du calcul sur les mêmes lots."""
        for n, size, name, lr in ((40, 40, "SGD", 0.5), (100, 40, "SGD", 0.3), (90, 40, "Adam", 0.05)):
            problem, seen, batches = train_and_watch(student, n, 3, size, name, lr)
            batches = [torch.arange(n)] * 3 if size == n else batches
            start = {key: problem[key] for key in ("weight", "bias", "x", "y")}
            _, weights = oracle.replay(**start, batches=batches, optimizer_name=name, lr=lr)
            hint = "gradients remis à zéro à chaque lot ? images et étiquettes mélangées ensemble ? pas de softmax ?"
            message = f"Avec {name}, les poids ne sont pas ceux attendus : {seen['note'] or hint}"
            assert_weights(seen["weights"], weights[-1], message)

    @points(2)
    def test_history(self, student):
        """Les trois listes ont une valeur par époque : erreur moyenne, proportions de bonnes réponses à la fin."""
        for n, size in ((40, 40), (100, 40)):
            problem, seen, batches = train_and_watch(student, n, 4, size)
            history = seen["history"]
            require(isinstance(history, dict) and set(KEYS) <= set(history), f"On demande un dictionnaire {KEYS}.")
            lists = {key: numbers(history[key], 4, f"La liste {key!r}") for key in KEYS}
            start = {key: problem[key] for key in ("weight", "bias", "x", "y")}
            losses, weights = oracle.replay(**start, batches=batches, optimizer_name="SGD", lr=0.5)
            each = len(losses) // 4  # judged on the copy's own batches, whatever their sizes
            require(len(losses) == 4 * each > 0, "Les époques n'ont pas toutes le même nombre de lots.")
            require(all(map(math.isfinite, lists["loss"])), f"La liste 'loss' contient nan. {seen['note']}")
            for epoch in range(4):
                of_epoch = slice(each * epoch, each * (epoch + 1))
                check_loss(lists["loss"][epoch], losses[of_epoch], batches[of_epoch])
                for key, x, y in (("acc_train", "x", "y"), ("acc_test", "x_test", "y_test")):
                    expected = oracle.accuracy(*weights[of_epoch][-1], problem[x], problem[y])
                    message = f"{key} n'est pas la proportion de bonnes réponses à la fin de chaque époque."
                    close = abs(lists[key][epoch] - expected) < 1.01 / len(problem[y])
                    require(close, message)

    def test_unseen_digits(self, student):
        """Un modèle entraîné par training reconnaît des chiffres qu'il n'a jamais vus."""
        images, labels = dataset(TP, "MNIST", "train")
        weight, bias = run(student, train_on_digits, images=images[:ROWS], labels=labels[:ROWS])
        images, labels = dataset(TP, "MNIST", "holdout")
        found = oracle.accuracy(weight, bias, oracle.prepare(images), labels)
        require_accuracy(found, "adam")


def check_loss(found, losses, batches):
    """The epoch's mean loss, over batches or over samples."""
    sizes = [len(rows) for rows in batches]
    weighted = sum(loss * size for loss, size in zip(losses, sizes, strict=True)) / sum(sizes)
    means = (sum(losses) / len(losses), weighted)
    close = any(math.isclose(found, mean, rel_tol=2e-3, abs_tol=1e-3) for mean in means)
    require(
        close, "Une valeur de loss n'est pas la moyenne des erreurs des lots de l'époque, avant leurs mises à jour."
    )


def require_accuracy(found, name):
    """At least the threshold of the table."""
    least = threshold(TP, name)
    message = (
        f"Sur des chiffres jamais vus, la proportion de bonnes réponses est de {found:.3f} : il en faut {least:.3f}."
    )
    require(found >= least, message)


# ---------------------------------------------------------------------------------- compare


def watched_comparison(student, x, y, x_test, y_test, epochs):
    """Nous avons appelé votre compare_optimizers avec une fonction training à nous, qui fait quelques mises à jour"""
    calls = []

    def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
        call = {"start": [parameter.detach().clone() for parameter in model.parameters()]}
        for _ in range(3):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(x_train), y_train).backward()
            optimizer.step()
        call["end"] = [parameter.detach().clone() for parameter in model.parameters()]
        call["data"] = [value.clone() for value in (x_train, y_train, x_test, y_test)]
        call["settings"] = [epochs, batch_size]
        call["loss"] = float(torch.rand(()))
        calls.append(call)
        return {"loss": [call["loss"]], "acc_train": [0.5], "acc_test": [0.25]}

    def new_model():
        return torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(16, 3))

    results = student.compare_optimizers(training, new_model, x, y, x_test, y_test, epochs)
    found = {}
    for name in ("SGD", "Adam"):
        model, history = results[name]
        found[name] = {"end": [value.detach() for value in model.parameters()], "loss": history["loss"]}
    return {"calls": calls, "found": found}


def compare_on_digits(student, images, labels, unseen):
    """Nous avons appelé votre compare_optimizers (6 000 chiffres, 20 époques), puis les modèles rendus"""

    def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):  # noqa: ARG001
        for _ in range(epochs):
            for rows in torch.randperm(len(x_train)).split(batch_size):
                optimizer.zero_grad()
                torch.nn.functional.cross_entropy(model(x_train[rows]), y_train[rows]).backward()
                optimizer.step()
        return {"loss": [0.0] * epochs, "acc_train": [0.0] * epochs, "acc_test": [0.0] * epochs}

    def new_model():
        return torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(784, 10))

    x = images.float().div(255).unsqueeze(1)
    results = student.compare_optimizers(training, new_model, x, labels, x[:200], labels[:200], epochs=20)
    with torch.no_grad():
        return {name: results[name][0](unseen.float().div(255).unsqueeze(1)) for name in ("SGD", "Adam")}


def compare_and_watch(student):
    """The copy's comparison on a small problem; for each optimiser the training that gave the returned weights."""
    problem, test = small_problem(20), small_problem(8)
    data = [problem["x"], problem["y"], test["x"], test["y"]]
    epochs = int(torch.randint(2, 9, ()))
    names = ("x", "y", "x_test", "y_test")
    seen = run(student, watched_comparison, **dict(zip(names, data, strict=True)), epochs=epochs)
    trained = {}
    for name, found in seen["found"].items():
        same = [call for call in seen["calls"] if torch.equal(as_tensor(call["end"][0]), as_tensor(found["end"][0]))]
        require(same, f"Le modèle rendu pour {name} n'est pas sorti tel quel d'un entraînement.")
        trained[name] = same[0]
    return data, epochs, seen["found"], trained


@exercise("compare")
class TestCompare:
    def test_same_start(self, student):
        """Deux modèles différents sont entraînés, partis des mêmes poids."""
        _, _, found, trained = compare_and_watch(student)
        for start, other in zip(trained["SGD"]["start"], trained["Adam"]["start"], strict=True):
            assert_close(start, other, message="Les deux entraînements ne partent pas des mêmes poids.")
        different = not torch.equal(as_tensor(found["SGD"]["end"][0]), as_tensor(found["Adam"]["end"][0]))
        require(different, "Les deux modèles rendus ont les mêmes poids : est-ce deux fois le même ?")

    def test_optimizers(self, student):
        """Le premier modèle est entraîné par SGD avec un pas de 0,005, le second par Adam avec son pas par défaut."""
        (x, y, _, _), _, found, trained = compare_and_watch(student)
        for name, lr in (("SGD", 0.005), ("Adam", None)):
            weight, bias = trained[name]["start"]
            _, weights = oracle.replay(weight, bias, x, y, [torch.arange(len(y))] * 3, name, lr)
            for value, expected in zip(found[name]["end"], weights[-1], strict=True):
                message = (
                    f"Le modèle {name} n'a pas les poids d'un entraînement par torch.optim.{name} avec le pas demandé."
                )
                assert_close(value, expected, rtol=1e-4, atol=1e-5, message=message)

    def test_arguments_and_histories(self, student):
        """training reçoit les quatre tenseurs, epochs et des lots de 512 ; ses historiques sont rendus."""
        data, epochs, found, trained = compare_and_watch(student)
        for name, call in trained.items():
            same = all(torch.equal(as_tensor(a), b) for a, b in zip(call["data"], data, strict=True))
            require(same, "training n'a pas reçu les quatre tenseurs, dans l'ordre.")
            require(list(call["settings"]) == [epochs, 512], "training n'a pas reçu epochs, ou pas des lots de 512.")
            losses = numbers(found[name]["loss"], 1, "L'historique")
            assert_close(
                losses[0], call["loss"], message=f"L'historique de {name} n'est pas celui de son entraînement."
            )

    def test_unseen_digits(self, student):
        """Les deux modèles reconnaissent des chiffres qu'ils n'ont jamais vus."""
        images, labels = dataset(TP, "MNIST", "train")
        unseen, truth = dataset(TP, "MNIST", "holdout")
        seen = run(student, compare_on_digits, images=images[:ROWS], labels=labels[:ROWS], unseen=unseen)
        for name in ("SGD", "Adam"):
            scores = as_tensor(seen[name])
            require(scores.shape == (len(truth), 10), f"Le modèle {name} ne rend pas dix scores par image.")
            require_accuracy((scores.argmax(1) == truth).double().mean().item(), name.lower())
