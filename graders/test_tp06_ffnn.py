"""TP 6 — réseau à couches cachées sur MNIST."""

import itertools
import math

import torch

from graders.oracles import tp06_ffnn as oracle
from tptorch import as_number, as_tensor, assert_close, dataset, exercise, points, require, show_inputs, threshold

TP = "tp06_ffnn"
ROWS = 2000  # digits that the check of accuracy trains on, in every profile


def entry(found, key):
    """One entry of the dictionary that a function was asked to return."""
    require(isinstance(found, dict) and key in found, f"On demande un dictionnaire, avec la clé {key!r}.")
    return found[key]


# ------------------------------------------------------------- what a network computes


def outputs_with(student, name, arguments, values, x):
    """Nous avons mis nos poids dans votre réseau, puis calculé ses sorties"""
    model = student[name] if arguments is None else student[name](*arguments)
    own = list(model.parameters())
    before = [parameter.detach().clone() for parameter in own]
    by_shape = {tuple(value.shape): value for value in values}
    if sorted(by_shape) != sorted(tuple(parameter.shape) for parameter in own):
        return {"shapes": [tuple(parameter.shape) for parameter in own]}
    with torch.no_grad():
        for parameter in own:
            parameter.copy_(by_shape[tuple(parameter.shape)])
        outputs = model(x).clone()
        for parameter, value in zip(own, before, strict=True):
            parameter.copy_(value)
    return {"outputs": outputs}


def judge_network(student, name, sizes, x, *, arguments=None, asked="scores"):
    """The copy's network, with our weights in it, computes what was asked."""
    weights = oracle.dense_weights(sizes)
    seen = student.run(outputs_with, name=name, arguments=arguments, values=weights, x=x)
    message = f"{name} n'a pas les paramètres (poids et biais) d'un réseau {'-'.join(map(str, sizes))}"
    require("outputs" in seen, f"{message} : les siens sont de tailles {seen.get('shapes')}.")
    found = as_tensor(seen["outputs"])
    mistakes = oracle.mistake(found, weights, x, asked) or ["le calcul n'est pas celui de ce réseau"]
    message = f"Avec les mêmes poids, les sorties ne sont pas celles demandées : {', et '.join(mistakes)}."
    assert_close(found, oracle.ENDS[asked](oracle.dense(weights, x)), rtol=1e-3, atol=1e-3, message=message)


@exercise("model_ffnn")
class TestModelFfnn:
    @points(2)
    def test_scores(self, student):
        """model_ffnn est le réseau 784-128-10 : il rend les scores, avec une ReLU après la couche cachée."""
        for n in (5, 1):
            judge_network(student, "model_ffnn", (784, 128, 10), torch.randn(n, 1, 28, 28))

    @show_inputs
    def test_dense_parameters(self, student):
        """dense_parameters compte les poids et les biais de toutes les couches."""
        for length in (2, 3, 5):
            sizes = torch.randint(2, 40, (length,)).tolist()
            found = as_number(student.dense_parameters(sizes), "Le nombre de paramètres")
            weights_only = sum(n * m for n, m in itertools.pairwise(sizes))
            require(found != weights_only, "Vous ne comptez que les poids : les biais sont aussi des paramètres.")
            require(found == oracle.count_parameters(sizes), "Ce n'est pas le bon compte.")


@exercise("model_log")
class TestModelLog:
    @points(2)
    def test_log_probabilities(self, student):
        """model_log est le réseau 784-128-64-10 : il rend les log-probabilités de chaque image."""
        for n in (6, 1):
            judge_network(student, "model_log", (784, 128, 64, 10), torch.randn(n, 1, 28, 28), asked="log-probabilités")

    def test_criterion(self, student):
        """criterion_log, sur des log-probabilités, rend l'entropie croisée moyenne."""
        for n in (7, 1):
            scores, y = 2 * torch.randn(n, 10), torch.randint(10, (n,))
            found = as_tensor(student.criterion_log(scores.log_softmax(1), y))
            expected = float(torch.nn.functional.cross_entropy(scores, y))
            require(found.numel() == 1, "criterion_log doit rendre un seul nombre : la moyenne du lot.")
            require(not math.isclose(found, -expected, rel_tol=1e-3), "L'erreur a le mauvais signe.")
            assert_close(float(found), expected, rtol=1e-3, message="Ce n'est pas l'entropie croisée moyenne.")

    @show_inputs
    def test_probabilities(self, student):
        """probabilities rend les probabilités dont on donne les logarithmes."""
        for shape in ((2, 4), (3, 3), (1, 10)):
            chances = torch.randn(shape).softmax(1)
            found = student.probabilities(chances.log())
            assert_close(found, chances, message="Ce ne sont pas les probabilités dont nous donnons les logarithmes.")


# ------------------------------------------------------------------------------ one_step


def two_steps(student, weights, batches, criterion, name, lr):
    """Nous avons appelé deux fois votre one_step sur un petit réseau, avec des restes de gradients au départ"""
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(9, 4), torch.nn.Tanh(), torch.nn.Linear(4, 3))
    for parameter, value in zip(model.parameters(), weights, strict=True):
        parameter.data = value.clone()
        parameter.grad = torch.full_like(value, 3.0)
    optimizer = getattr(torch.optim, name)(model.parameters(), lr=lr)
    states, traces = [[value.clone() for value in weights]], []
    for images, labels in batches:
        traces.append(student.one_step(model, getattr(torch.nn, criterion)(), optimizer, images, labels))
        states.append([parameter.detach().clone() for parameter in model.parameters()])
    return {"traces": traces, "states": states}


SETTINGS = (("CrossEntropyLoss", "SGD", 0.3), ("MultiMarginLoss", "Adam", 0.05))


def trace_two_steps(student, setting):
    """The copy's two steps, with what the oracle makes of each from the state that the copy had reached."""
    criterion, name, lr = setting
    batches = [(torch.rand(n, 1, 3, 3), torch.randint(3, (n,))) for n in (8, 5)]
    weights = oracle.dense_weights((9, 4, 3))
    seen = student.run(two_steps, weights=weights, batches=batches, criterion=criterion, name=name, lr=lr)
    loss_of = getattr(torch.nn, criterion)()
    expected = [
        oracle.steps([as_tensor(value) for value in state], [batch], loss_of, "SGD", lr)[0][0]
        for state, batch in zip(seen["states"], batches, strict=False)
    ]
    return seen, expected, oracle.steps(weights, batches, loss_of, name, lr)[1]


def assert_all_close(found, expected, name, message):
    """A list of tensors, one a parameter."""
    require(isinstance(found, (list, tuple)), f"{name} doit être une liste de tenseurs.")
    require(len(found) == len(expected), f"{name} doit contenir un tenseur par paramètre.")
    for value, wanted in zip(found, expected, strict=True):
        assert_close(value, wanted, rtol=1e-3, atol=2e-4, message=message)


@exercise("one_step")
class TestOneStep:
    def test_update(self, student):
        """Chaque appel fait une mise à jour du modèle, avec le gradient de ce lot seulement."""
        for setting in SETTINGS:
            seen, _, states = trace_two_steps(student, setting)
            moved = any(not torch.equal(as_tensor(a), b) for a, b in zip(seen["states"][1], states[0], strict=True))
            require(moved, "Le modèle n'a pas changé : avez-vous appelé optimizer.step() ?")
            for state, wanted in zip(seen["states"], states, strict=True):
                message = "Les poids ne sont pas ceux d'une mise à jour : les gradients sont-ils remis à zéro avant ?"
                assert_all_close(state, wanted, "Le modèle", message)

    def test_loss_and_gradients(self, student):
        """La trace contient l'erreur d'avant la mise à jour, et les gradients de cette erreur."""
        for setting in SETTINGS:
            seen, expected, _ = trace_two_steps(student, setting)
            for trace, (loss, gradients) in zip(seen["traces"], expected, strict=True):
                found = as_number(entry(trace, "loss"), "L'erreur")
                require(math.isclose(found, loss, rel_tol=1e-3), "L'erreur n'est pas celle d'avant la mise à jour.")
                message = "Les gradients de la trace ne sont pas ceux de l'erreur sur ce lot."
                assert_all_close(entry(trace, "gradients"), gradients, "gradients", message)

    def test_before_and_after(self, student):
        """La trace contient les paramètres d'avant et d'après, et ne change plus ensuite."""
        for setting in SETTINGS:
            seen, _, _ = trace_two_steps(student, setting)
            for trace, moments in zip(seen["traces"], itertools.pairwise(seen["states"]), strict=True):
                for key, state in zip(("before", "after"), moments, strict=True):
                    message = f"{key} ne contient pas les paramètres de ce moment-là : les avez-vous copiés ?"
                    assert_all_close(entry(trace, key), state, key, message)


# ------------------------------------------------------------------------------ training


def watched_training(student, state, data, batch_sizes, criterion, name, lr, shift, epochs, mode):
    """Nous avons appelé votre training sur un petit réseau, puis lu ses poids et ce que vous rendez"""
    norm = torch.nn.BatchNorm1d(6) if "2.weight" in state else torch.nn.Identity()
    layers = torch.nn.Linear(16, 6), norm, torch.nn.ReLU(), torch.nn.Linear(6, 3)
    model = torch.nn.Sequential(torch.nn.Flatten(), *layers)
    model.load_state_dict(state)
    model.train(mode)
    for parameter in model.parameters():
        parameter.grad = torch.full_like(parameter, 3.0)
    optimizer = getattr(torch.optim, name)(model.parameters(), lr=lr)
    if shift:  # each step moves the weights by as much, whatever the gradients
        optimizer.register_step_post_hook(lambda *_: [value.data.add_(shift) for value in model.parameters()])
    graphs = []
    model[4].register_forward_hook(lambda _module, _inputs, output: graphs.append((len(output), output.requires_grad)))
    loaders = [
        torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=size)
        for (x, y), size in zip(data, batch_sizes, strict=True)
    ]
    history = student.training(model, getattr(torch.nn, criterion)(), optimizer, *loaders, epochs)
    return {"history": history, "state": model.state_dict(), "graphs": graphs}


def train_both_ways(
    student, sizes, batch_sizes, *, criterion="CrossEntropyLoss", name="SGD", lr=0.0, shift=0.0, norm=False, mode=True
):
    """What the copy's training and the oracle's make of the same small problem: history and final state."""
    settings = {"name": name, "lr": lr, "shift": shift}
    state, data = oracle.small_state(norm=norm), [oracle.small_problem(n) for n in sizes]
    inputs = {"state": state, "data": data, "batch_sizes": batch_sizes, "criterion": criterion, **settings}
    seen = student.run(watched_training, **inputs, epochs=3, mode=mode)
    model = oracle.small_network(state)
    loss_of, optimizer = getattr(torch.nn, criterion)(), oracle.optimizer_of(model, **settings)
    history = oracle.training(model, loss_of, optimizer, data, batch_sizes, epochs=3)
    return seen, history, model.state_dict()


def assert_history(found, expected, key, message):
    """One list of losses, a value an epoch."""
    values = entry(found, key)
    require(isinstance(values, (list, tuple)) or as_tensor(values).ndim == 1, f"{key} doit être une liste de nombres.")
    require(len(values) == len(expected), f"{key} doit contenir une valeur par époque.")
    values = [as_number(value, f"Chaque valeur de {key}") for value in values]
    assert_close(values, expected, rtol=1e-3, atol=1e-4, message=message)


@exercise("training")
class TestTraining:
    @points(2)
    def test_updates(self, student):
        """Chaque lot d'apprentissage donne une mise à jour : les poids finaux sont ceux du même calcul."""
        for n, size, criterion, name, lr in (
            (25, 10, "CrossEntropyLoss", "SGD", 0.2),
            (24, 24, "MultiMarginLoss", "SGD", 0.2),
            (17, 5, "CrossEntropyLoss", "Adam", 0.02),
        ):
            seen, _, expected = train_both_ways(student, (n, 9), (size, 4), criterion=criterion, name=name, lr=lr)
            hint = "gradients remis à zéro à chaque lot ? criterion reçu en argument ? validation sans mise à jour ?"
            for key, value in expected.items():
                message = f"Avec {name}, les poids ne sont pas ceux attendus : {hint}"
                assert_close(entry(seen["state"], key), value, rtol=2e-3, atol=1e-3, message=message)

    def test_train_loss(self, student):
        """train_loss donne l'erreur moyenne des images de chaque époque, relevée avant chaque mise à jour."""
        for n, size, criterion in ((25, 10, "CrossEntropyLoss"), (22, 7, "MultiMarginLoss")):
            seen, expected, _ = train_both_ways(student, (n, 8), (size, 8), criterion=criterion, shift=0.05)
            message = "train_loss n'est pas la moyenne sur les images de l'époque : chaque lot a-t-il son poids ?"
            assert_history(seen["history"], expected["train_loss"], "train_loss", message)

    @points(2)
    def test_valid_loss(self, student):
        """valid_loss donne, à la fin de chaque époque, l'erreur moyenne sur toutes les images de validation."""
        for n, size, criterion in ((23, 10, "CrossEntropyLoss"), (21, 6, "MultiMarginLoss")):
            seen, expected, _ = train_both_ways(student, (18, n), (6, size), criterion=criterion, shift=0.05)
            message = (
                "valid_loss n'est pas la moyenne sur toutes les images de validation, à la fin de l'époque : "
                "additionnez-vous les lots, chacun avec son poids, en repartant de zéro à chaque époque ?"
            )
            assert_history(seen["history"], expected["valid_loss"], "valid_loss", message)

    @points(2)
    def test_modes(self, student):
        """Le modèle est en mode apprentissage pour apprendre, à chaque époque, et en mode évaluation pour valider."""
        for mode in (True, False):
            seen, _, expected = train_both_ways(student, (25, 23), (10, 6), shift=0.05, norm=True, mode=mode)
            for key in ("2.running_mean", "2.running_var"):
                message = (
                    "Une couche dont l'effet dépend du mode (BatchNorm) n'a pas vu ce qu'elle devait : model.train() "
                    "au début de chaque époque, model.eval() avant de valider ?"
                )
                assert_close(entry(seen["state"], key), expected[key], rtol=1e-3, atol=1e-4, message=message)

    def test_no_graph(self, student):
        """La validation se fait sans graphe."""
        seen, _, _ = train_both_ways(student, (20, 14), (5, 7), shift=0.05)
        validation = [graph for n, graph in seen["graphs"] if n != 5]  # by lots, or all at once
        require(validation, "Aucune image de validation n'est passée dans le modèle.")
        require(not any(validation), "Le graphe est enregistré pendant la validation : calculez sous torch.no_grad().")


# ----------------------------------------------------------------------------------- MLP


@exercise("MLP")
class TestMLP:
    def test_scores(self, student):
        """MLP(120, 84) est le réseau 784-120-84-10 : des ReLU après les deux couches cachées, des scores en sortie."""
        for n in (5, 1):
            judge_network(student, "MLP", (784, 120, 84, 10), torch.randn(n, 1, 28, 28), arguments=(120, 84))

    def test_other_sizes_and_rows(self, student):
        """Les tailles des couches cachées sont celles reçues ; les images peuvent venir déjà aplaties."""
        for sizes, shape in (((7, 5), (6, 784)), ((5, 13), (4, 1, 28, 28)), ((21, 17), (1, 784))):
            judge_network(student, "MLP", (784, *sizes, 10), torch.randn(shape), arguments=sizes)


# ------------------------------------------------------------ misclassified, accuracy_per_class


def call_on_scores(student, name, scores, y, arguments):
    """Nous avons appelé votre fonction avec un modèle dont nous choisissons les scores"""
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(scores.shape[1], scores.shape[1], bias=False))
    torch.nn.init.eye_(model[1].weight)
    return student[name](model, scores.reshape(len(scores), 1, 1, -1), y, *arguments)


@exercise("misclassified")
class TestMisclassified:
    def judge(self, student, n, k, wrong):
        y = torch.randint(k, (n,))
        scores = oracle.scores_for(y, wrong, k)
        found = as_tensor(student.run(call_on_scores, name="misclassified", scores=scores, y=y, arguments=()))
        require(found.ndim == 1, f"Le résultat doit être de taille (m,) ; il est de taille {tuple(found.shape)}.")
        require(not found.numel() or found.dtype == torch.int64, f"Des indices int64 sont demandés, pas {found.dtype}.")
        right = sorted(set(range(n)) - set(wrong.tolist()))
        require(found.tolist() != right or not right, "Ce sont les indices des échantillons bien classés.")
        assert_close(found, oracle.misclassified(scores, y), message="Ce ne sont pas les indices demandés.")

    def test_indices(self, student):
        """misclassified rend les indices, croissants, des échantillons mal classés."""
        for n, k, errors in ((10, 4, 3), (30, 10, 12), (7, 7, 4)):
            self.judge(student, n, k, torch.randperm(n)[:errors])

    def test_none_one_or_all(self, student):
        """Le résultat a la taille (m,), même pour zéro ou une erreur, ou si tout est faux."""
        for n, k, errors in ((6, 3, 0), (8, 5, 1), (5, 3, 5), (1, 4, 1)):
            self.judge(student, n, k, torch.randperm(n)[:errors])


@exercise("accuracy_per_class")
class TestAccuracyPerClass:
    def found(self, student, scores, y, *arguments):
        result = student.run(call_on_scores, name="accuracy_per_class", scores=scores, y=y, arguments=arguments)
        pair = isinstance(result, (tuple, list)) and len(result) == 2
        require(pair, "On demande un couple : les proportions par classe, et la proportion globale.")
        return result

    def judge_classes(self, student, counts, k, *arguments):
        y = torch.cat([torch.full((n,), c) for c, n in enumerate(counts)])[torch.randperm(sum(counts))]
        wrong = torch.randperm(len(y))[: len(y) // 3]
        scores = oracle.scores_for(y, wrong, k)
        per_class = as_tensor(self.found(student, scores, y, *arguments)[0])
        expected, _ = oracle.accuracy_per_class(scores, y, k)
        require(per_class.shape == (k,), f"Une proportion par classe est demandée : {k} valeurs.")
        for value, wanted in zip(per_class.tolist(), expected, strict=True):
            if wanted is None:
                require(math.isnan(value), "Une classe absente doit avoir nan.")
            else:
                message = "La proportion d'une classe est fausse : la divise-t-on par le nombre de ses échantillons ?"
                require(math.isclose(value, wanted, abs_tol=1e-4), message)

    def test_per_class(self, student):
        """La proportion d'une classe est celle de bonnes réponses parmi les échantillons de cette classe."""
        self.judge_classes(student, (9, 4, 12, 5), 4, 4)
        self.judge_classes(student, (3, 8, 2, 2, 6, 5), 6, 6)

    def test_absent_classes(self, student):
        """Une classe absente a nan, à sa place ; sans n_classes, il y a dix classes."""
        self.judge_classes(student, (7, 0, 9, 0, 0), 5, 5)
        self.judge_classes(student, (0, 6, 5), 10)

    def test_overall(self, student):
        """La proportion globale est celle de tous les échantillons, même si une classe est absente."""
        for counts, k in (((2, 9, 5), 3), ((12, 0, 3, 1), 4)):
            y = torch.cat([torch.full((n,), c) for c, n in enumerate(counts)])
            scores = oracle.scores_for(y, torch.arange(3), k)
            found = as_number(self.found(student, scores, y, k)[1], "La proportion globale")
            expected = oracle.accuracy_per_class(scores, y, k)[1]
            require(math.isclose(found, expected, abs_tol=1e-4), "La proportion globale est fausse.")


# -------------------------------------------------------------------------- learn_digits


def watched_learning(student, weight, bias, x_train, y_train, x_valid, y_valid, token):
    """Nous avons appelé votre learn_digits avec une fonction training à nous, qui lit les lots"""
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(16, 3))
    model.load_state_dict({"1.weight": weight, "1.bias": bias})
    calls = []

    def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):  # noqa: ARG001
        call = {"passes": [], "error": criterion(model(x_valid), y_valid).detach().clone()}
        for loader in (train_loader, train_loader, valid_loader):
            batches = [(images.flatten(1)[:, 0].clone(), labels.clone()) for images, labels in loader]
            marks, labels = (torch.cat(parts) for parts in zip(*batches, strict=True))
            call["passes"].append({"marks": marks, "labels": labels})
        calls.append(call)
        optimizer.zero_grad()
        criterion(model(x_train), y_train).backward()
        optimizer.step()
        return {"train_loss": [token], "valid_loss": [token + 1]}

    history = student.learn_digits(training, model, x_train, y_train, x_valid, y_valid)
    return {"calls": calls, "history": history, "weight": model[1].weight.detach()}


def learn_on_digits(student, images, labels):
    """Nous avons appelé votre learn_digits sur 2 000 chiffres, avec un réseau 784-128-10 et notre fonction training"""

    def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):  # noqa: ARG001
        for _ in range(epochs):
            for x, y in train_loader:
                optimizer.zero_grad()
                criterion(model(x), y).backward()
                optimizer.step()
        return {"train_loss": [0.0] * epochs, "valid_loss": [0.0] * epochs}

    hidden, output = torch.nn.Linear(784, 128), torch.nn.Linear(128, 10)
    model = torch.nn.Sequential(torch.nn.Flatten(), hidden, torch.nn.ReLU(), output)
    x = images.float().div(255).unsqueeze(1)
    student.learn_digits(training, model, x, labels, x[:200], labels[:200])
    return [parameter.detach() for parameter in model.parameters()]


def learn_and_watch(student):
    """The copy's learning on small images, numbered by their first pixel, and the one call of training."""
    data = {}
    for part, first in (("train", 0), ("valid", 1000)):
        data[f"x_{part}"], data[f"y_{part}"] = oracle.numbered_images(first)
    weight, bias = torch.randn(3, 16), torch.randn(3)
    weight[:, 0] = 0
    token = float(torch.rand(()))
    seen = student.run(watched_learning, weight=weight, bias=bias, token=token, **data)
    require(len(seen["calls"]) == 1, "On demande un seul appel de training.")
    return data, (weight, bias, token), seen, seen["calls"][0]


@exercise("learn_digits")
class TestLearnDigits:
    def test_loaders(self, student):
        """Les lots contiennent chaque échantillon une fois, avec son étiquette, mélangés pour l'apprentissage."""
        data, _, _, call = learn_and_watch(student)
        for part, found in zip(("train", "train", "valid"), call["passes"], strict=True):
            marks, order = as_tensor(found["marks"]).sort()
            all_there = torch.equal(marks, data[f"x_{part}"][:, 0, 0, 0])
            require(all_there, f"Dans les lots de {part}_loader, chaque échantillon doit venir une fois.")
            message = f"Dans les lots de {part}_loader, les étiquettes ne sont pas celles des images."
            require(torch.equal(as_tensor(found["labels"])[order], data[f"y_{part}"]), message)
        first, second = (as_tensor(found["marks"]) for found in call["passes"][:2])
        in_order = (first.diff() == 1).double().mean().item()
        require(in_order < 0.5, "Les échantillons d'apprentissage viennent dans l'ordre : mélangez-les.")
        require(not torch.equal(first, second), "L'ordre est le même à chaque parcours : mélangez à chaque fois.")

    def test_call(self, student):
        """training reçoit le modèle, l'entropie croisée, un optimiseur de ce modèle ; son historique est rendu."""
        data, (weight, bias, token), seen, call = learn_and_watch(student)
        scores = oracle.dense((weight, bias), data["x_valid"])
        expected = torch.nn.functional.cross_entropy(scores, data["y_valid"])
        message = "L'erreur donnée à training n'est pas l'entropie croisée moyenne des scores."
        require(math.isclose(as_number(call["error"], "L'erreur"), float(expected), rel_tol=1e-3), message)
        require(
            not torch.equal(as_tensor(seen["weight"]), weight),
            "L'optimiseur ne règle pas les paramètres du modèle reçu.",
        )
        losses = [entry(seen["history"], key) for key in ("train_loss", "valid_loss")]
        require(losses == [[token], [token + 1]], "L'historique rendu n'est pas celui de training.")

    def test_unseen_digits(self, student):
        """Le réseau entraîné reconnaît des chiffres qu'il n'a jamais vus."""
        images, labels = dataset(TP, "MNIST", "train")
        weights = student.run(learn_on_digits, images=images[:ROWS], labels=labels[:ROWS])
        images, labels = dataset(TP, "MNIST", "holdout")
        answers = oracle.dense([as_tensor(value) for value in weights], oracle.prepare(images)).argmax(1)
        found, least = (answers == labels).double().mean().item(), threshold(TP, "learn_digits")
        message = f"Sur des chiffres jamais vus, la proportion est de {found:.3f} : il en faut {least:.3f}."
        require(found >= least, message)
