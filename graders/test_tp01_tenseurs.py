"""TP 1 — tenseurs et broadcasting."""

import random

import numpy as np
import torch

from graders.oracles import tp01_tenseurs as oracle
from tptorch import as_tensor, assert_close, exercise, require, show_inputs

# --- Exercice 1 -------------------------------------------------------------------------------------------------------


def write_in_the_array(student, array):
    """Nous avons appelé to_tensor(array), puis changé les valeurs du tableau"""
    tensor = student.to_tensor(array)
    array += 100
    return tensor


@exercise("creation")
class TestCreation:
    def test_float32_whatever_the_source(self, student):
        """to_tensor rend un tenseur float32 de mêmes taille et valeurs, pour des listes et pour des tableaux."""
        cube, flat = torch.randint(-9, 9, (2, 3, 4)), torch.randn(5)
        sources = [cube.tolist(), flat.tolist(), cube.numpy(), np.random.randn(4, 2), flat.numpy()]
        for source in sources:
            actual = student.to_tensor(source)
            require(isinstance(actual, torch.Tensor), "to_tensor ne rend pas un tenseur.")
            require(actual.dtype == torch.float32, "Le tenseur n'est pas de type torch.float32.")
            assert_close(actual, np.array(source))

    def test_a_number_has_rank_zero(self, student):
        """Un nombre seul devient un tenseur de rang 0."""
        for number in (random.randint(2, 9), random.random()):
            assert_close(student.to_tensor(number), number)

    def test_copies_the_array(self, student):
        """Changer le tableau numpy ensuite ne change pas le tenseur."""
        array = np.random.randn(3, 2).astype(np.float32)
        actual = student.run(write_in_the_array, array=array)
        assert_close(actual, array, message="Le tenseur a suivi le tableau, ou n'a pas ses valeurs : copiez.")

    def test_describe(self, student):
        """describe rend le rang, la taille et le type du tenseur, dans cet ordre."""
        shapes = [(), (1,), (random.randint(2, 9),), (2, random.randint(3, 9)), (3, 1, 2, 4)]
        dtypes = [torch.float32, torch.int64, torch.float64, torch.bool, torch.float32]
        for shape, dtype in zip(shapes, dtypes, strict=True):
            actual = student.describe(torch.ones(shape, dtype=dtype))
            require(isinstance(actual, (tuple, list)) and len(actual) == 3, "describe doit rendre un triplet.")
            require(actual[0] == len(shape), "Le rang n'est pas le nombre de dimensions.")
            require(isinstance(actual[1], (tuple, list)), "La taille doit être un tuple.")
            require(tuple(actual[1]) == shape, "La taille n'est pas la bonne.")
            require(actual[2] == dtype, "Le type n'est pas le dtype du tenseur.")


# --- Exercice 2 -------------------------------------------------------------------------------------------------------


def device_when(student, available):
    """Nous avons appelé choose_device() en faisant croire qu'un GPU est présent, ou absent"""
    import contextlib
    from unittest import mock

    found = torch.device("cuda") if available else None
    fakes = [
        (torch.cuda, "is_available", lambda: available),
        (torch.cuda, "device_count", lambda: int(available)),
        (torch.cuda, "current_device", lambda: 0),
        (torch.accelerator, "is_available", lambda: available),
        (torch.accelerator, "current_accelerator", lambda *_, **__: found),
        (torch.backends.mps, "is_available", lambda: False),
    ]
    with contextlib.ExitStack() as stack:
        for owner, name, fake in fakes:
            stack.enter_context(mock.patch.object(owner, name, fake))
        return student.choose_device()


def device_of_moved(student, tensor, device):
    """Nous avons appelé to_device(tensor, device) et lu le dispositif, la taille et le type du résultat"""
    moved = student.to_device(tensor, device)
    return {"device": moved.device.type, "shape": tuple(moved.shape), "dtype": moved.dtype}


@exercise("device")
class TestDevice:
    def test_choose_device(self, student):
        """choose_device rend « cuda » si un GPU est disponible au moment de l'appel, « cpu » sinon."""
        for available in (True, False, True):
            actual = student.run(device_when, available=available)
            require(isinstance(actual, (str, torch.device)), "Le dispositif est une chaîne ou un torch.device.")
            expected = "cuda" if available else "cpu"
            told = "présent" if available else "absent"
            require(torch.device(actual).type == expected, f"Ce n'est pas le bon dispositif quand le GPU est {told}.")

    def test_to_device(self, student):
        """to_device rend le tenseur sur le dispositif demandé, avec ses valeurs et son type."""
        tensor = torch.randint(-9, 9, (2, 3))
        for device in ("meta", torch.device("meta"), "cpu"):
            actual = student.run(device_of_moved, tensor=tensor, device=device)
            require(actual["device"] == torch.device(device).type, "Le tenseur n'est pas sur le dispositif demandé.")
            require(actual["shape"] == (2, 3) and actual["dtype"] == torch.int64, "La taille ou le type a changé.")
        actual = student.to_device(tensor, torch.device("cpu"))
        require(torch.equal(as_tensor(actual), tensor), "Les valeurs ont changé.")


# --- Exercice 3 -------------------------------------------------------------------------------------------------------


def matrices():
    """Matrices of both parities, real and integer, none square."""
    shapes = [(4, 7), (6, 8), (3, 5), (5, 9)]
    return [torch.randn(shape) if shape[0] > 3 else torch.randint(10, 99, shape) for shape in shapes]


def require_pieces(student, a, **expected):
    """Each of the keys of ``extract(a)`` holds what is expected."""
    actual = student.extract(a)
    require(isinstance(actual, dict), "extract ne rend pas un dictionnaire.")
    for key, value in expected.items():
        require(key in actual, f"La clé « {key} » manque.")
        shape = tuple(as_tensor(actual[key]).shape)
        require(shape == tuple(value.shape), f"« {key} » est de taille {shape} : ce n'est pas la taille demandée.")
        assert_close(actual[key], value, message=f"« {key} » n'a pas les bonnes valeurs.")


def after_marking(student, a, value):
    """Nous avons appelé mark_even_columns(a, value), puis relu a"""
    marked = student.mark_even_columns(a, value)
    return {"a": a, "marked": marked}


@exercise("slicing")
class TestSlicing:
    def test_first_row_and_last_column(self, student):
        """extract rend la première ligne, de taille (m,), et la dernière colonne, de taille (n,)."""
        for a in matrices():
            n, m = a.shape
            last = torch.stack([a[i, m - 1] for i in range(n)])
            require_pieces(student, a, first_row=a[0], last_column=last)

    def test_even_columns_and_block(self, student):
        """extract rend les colonnes d'indice pair, jusqu'au bout, et le bloc des lignes 1, 2 et colonnes 2, 3, 4."""
        for a in matrices():
            block = torch.stack([torch.stack([a[i, j] for j in (2, 3, 4)]) for i in (1, 2)])
            require_pieces(student, a, even_columns=oracle.even_columns(a), block=block)

    def test_mark_even_columns(self, student):
        """mark_even_columns met value dans toutes les colonnes d'indice pair, et laisse les autres."""
        for a in matrices():
            value = -random.randint(100, 200) * (1.0 if a.is_floating_point() else 1)
            assert_close(student.mark_even_columns(a, value), oracle.mark_even_columns(a, value))

    def test_input_is_left_alone(self, student):
        """mark_even_columns travaille sur une copie : la matrice reçue ne change pas."""
        a = torch.randn(4, 6)
        actual = student.run(after_marking, a=a, value=50.0)
        require(torch.equal(actual["a"], a), "La matrice reçue a été modifiée : l'avez-vous copiée ?")
        require(not torch.equal(as_tensor(actual["marked"]), a), "Rien n'a été marqué dans le résultat.")


# --- Exercice 4 -------------------------------------------------------------------------------------------------------


def after_replacing(student, a):
    """Nous avons appelé replace_negatives(a), puis relu a"""
    result = student.replace_negatives(a)
    return {"a": a, "result": result}


@exercise("selection")
class TestSelection:
    @show_inputs
    def test_rows_in_the_order_of_the_list(self, student):
        """select_rows rend les lignes demandées, dans l'ordre de la liste, répétitions comprises."""
        for n, m in ((4, 4), (5, 2)):
            a, (first, second, third, *_) = torch.randint(0, 99, (n, m)).float(), torch.randperm(n).tolist()
            a += torch.arange(0, 100 * n, 100)[:, None]  # no two rows alike
            for indices in ([first, second, first, third], [second]):
                expected = torch.tensor([a[i].tolist() for i in indices])
                assert_close(student.select_rows(a, indices), expected)

    @show_inputs
    def test_negatives_become_zero(self, student):
        """replace_negatives met 0 à la place des valeurs négatives et garde les autres, taille comprise."""
        mixed = torch.randn(3, 5)
        mixed[1, :3] = torch.tensor([-0.5, -0.0, 0.25])
        for a in (mixed, torch.rand(4, 2) + 0.1, -torch.rand(2, 2) - 0.1):
            assert_close(student.replace_negatives(a), oracle.replace_negatives(a))

    def test_input_is_left_alone(self, student):
        """replace_negatives ne modifie pas la matrice reçue."""
        a = torch.randn(3, 4)
        a[2, 1] = -0.5
        actual = student.run(after_replacing, a=a)
        require(torch.equal(actual["a"], a), "La matrice reçue a été modifiée : l'avez-vous copiée ?")
        require(not torch.equal(as_tensor(actual["result"]), a), "Aucune valeur négative n'a été remplacée.")


# --- Exercice 5 -------------------------------------------------------------------------------------------------------


def matrix_with_max():
    """Matrices with a single maximum, off the diagonal and the first row; some are negative throughout."""
    for (n, m), top, shift in (((3, 7), 0.5, -200), ((6, 2), 99.0, 0), ((4, 4), -0.25, -30), ((2, 5), 1e4, -5)):
        i = random.randrange(1, n)
        j = random.choice([j for j in range(m) if j != i])
        a = torch.randperm(n * m).reshape(n, m).float() + shift
        a[i, j] = top
        yield a, top, (i, j)


def parts(actual):
    """Value, row and column of an answer ``(value, (i, j))``."""
    right = isinstance(actual, (tuple, list)) and len(actual) == 2
    right = right and isinstance(actual[1], (tuple, list, torch.Tensor, np.ndarray)) and np.size(actual[1]) == 2
    require(right, "Le résultat doit avoir la forme (valeur, (i, j)).")
    return actual[0], actual[1][0], actual[1][1]


def log2_then_write(student, a):
    """Nous avons appelé log2_in_place(a), relu a, puis écrit des zéros dans le résultat"""
    result = student.log2_in_place(a)
    after, is_tensor = a.clone(), isinstance(result, torch.Tensor)
    returned = result.clone() if is_tensor else None
    if is_tensor:
        result.zero_()
    return {"after": after, "returned": returned, "last": a}


@exercise("maximum")
class TestMaximum:
    @show_inputs
    def test_value_and_position(self, student):
        """position_of_max rend le maximum, sa ligne et sa colonne."""
        for a, value, place in matrix_with_max():
            top, i, j = parts(student.position_of_max(a))
            require(float(top) == value, "Ce n'est pas la plus grande valeur.")
            require((int(j), int(i)) != place, "La ligne et la colonne sont échangées.")
            require((int(i), int(j)) == place, "Ce n'est pas la place du maximum (ligne, colonne).")

    def test_python_numbers(self, student):
        """position_of_max rend des nombres Python, pas des tenseurs."""
        a, _, _ = next(matrix_with_max())
        top, i, j = parts(student.position_of_max(a))
        require(isinstance(top, (float, np.floating)), "La valeur n'est pas un float Python : pensez à item().")
        integers = all(isinstance(index, (int, np.integer)) for index in (i, j))
        require(integers, "La ligne et la colonne ne sont pas des int Python : pensez à item().")

    def test_writes_in_the_tensor(self, student):
        """log2_in_place met les logarithmes en base 2 dans le tenseur reçu lui-même."""
        a = 10 * torch.rand(3, 4) + 1.5
        after = student.run(log2_then_write, a=a)["after"]
        require(not torch.equal(after, a), "Le tenseur reçu n'a pas changé : « a = … » ne fait que renommer.")
        assert_close(after, oracle.log2(a))

    def test_returns_the_same_tensor(self, student):
        """log2_in_place rend le tenseur reçu, et non un autre."""
        a = 10 * torch.rand(2, 5) + 1.5
        actual = student.run(log2_then_write, a=a)
        require(actual["returned"] is not None, "La fonction ne rend pas de tenseur.")
        assert_close(actual["returned"], oracle.log2(a))
        require(not as_tensor(actual["last"]).any(), "Le tenseur rendu n'est pas celui qui a été reçu.")


# --- Exercice 6 -------------------------------------------------------------------------------------------------------


def copy_then_write(student, values, needs_grad):
    """Nous avons appelé independent_copy(t), puis mis des zéros dans t"""
    t = values.clone().requires_grad_(needs_grad)
    copy = student.independent_copy(t)
    first = copy.detach().clone()
    with torch.no_grad():
        t.zero_()
    return {"first": first, "later": copy, "requires_grad": copy.requires_grad}


def ask_who_shares(student, t):
    """Nous avons appelé shares_memory sur des tenseurs, leurs vues et leurs copies"""
    pairs = [(t, t), (t, t[1:]), (t[2:], t[:4]), (t[1], t), (t, t.T), (t[:, 2], t[3]), (t.reshape(-1), t[:, 1:])]
    pairs += [(t, t.clone()), (t[1], t[1].clone()), (t.T, t.T.contiguous()), (t[:, :2].reshape(-1), t)]
    return {"answers": [student.shares_memory(a, b) for a, b in pairs], "t": t}


def ask_which_reshape_is_a_view(student, t):
    """Nous avons appelé reshape_is_view sur un tenseur (4, 6), sur des tranches de celui-ci et sur sa transposée"""
    views = [(t, (24,)), (t, (2, 2, 6)), (t[1:3], (12,)), (t[:, 2], (2, 2)), (t.T, (3, 2, 4)), (t[:, :4], (2, 2, 4))]
    copies = [(t.T, (24,)), (t.T, (4, 6)), (t[:, :4], (16,)), (t[:, ::4], (8,)), (t[1:, 1:], (5, 3))]
    return {"answers": [student.reshape_is_view(a, shape) for a, shape in views + copies], "t": t}


def require_answers(actual, expected, t, wrong):
    """The booleans are those expected, in order, and ``t`` was left alone."""
    flags = [as_tensor(answer) for answer in actual["answers"]]
    require(all(flag.dtype == torch.bool and flag.numel() == 1 for flag in flags), "Une réponse n'est pas un booléen.")
    for flag, (value, case) in zip(flags, expected, strict=True):
        require(bool(flag) == value, f"{wrong} {case}.")
    require(torch.equal(actual["t"], t), "Les valeurs des tenseurs reçus ont changé.")


@exercise("memory")
class TestMemory:
    def test_copy_is_independent(self, student):
        """independent_copy rend une copie de même type, que les changements de l'original n'atteignent pas."""
        for values, needs_grad in ((torch.randn(3, 2).double(), True), (torch.randint(1, 9, (4,)), False)):
            actual = student.run(copy_then_write, values=values, needs_grad=needs_grad)
            assert_close(actual["first"], values, message="La copie n'a pas les valeurs de l'original.")
            require(as_tensor(actual["first"]).dtype == values.dtype, "La copie n'a pas le type de l'original.")
            assert_close(actual["later"], values, message="La copie a changé avec l'original : mémoire commune.")

    def test_copy_leaves_the_graph(self, student):
        """La copie a requires_grad faux, même si celui de l'original est vrai."""
        values = torch.randn(2, 3)
        actual = student.run(copy_then_write, values=values, needs_grad=True)
        assert_close(actual["first"], values, message="La copie n'a pas les valeurs de l'original.")
        require(actual["requires_grad"] is False, "La copie est encore attachée au calcul : pensez à detach.")

    def test_shares_memory(self, student):
        """shares_memory distingue les vues, où qu'elles commencent, des copies."""
        t = torch.randn(6, 5)
        cases = ["un tenseur et lui-même", "un tenseur et ses dernières lignes", "deux tranches qui se recouvrent"]
        cases += ["une ligne et son tenseur", "un tenseur et sa transposée", "une ligne et une colonne d'un tenseur"]
        cases += ["un tenseur aplati et une tranche", "un tenseur et sa copie", "une ligne et sa copie"]
        cases += ["une transposée et sa copie contiguë", "la copie d'une tranche et le tenseur"]
        expected = [(k < 7, case) for k, case in enumerate(cases)]
        require_answers(student.run(ask_who_shares, t=t), expected, t, "shares_memory se trompe pour")

    def test_reshape_is_view(self, student):
        """reshape_is_view dit si reshape rend une vue, pour des tenseurs contigus ou non."""
        t = torch.randn(4, 6)
        cases = ["un tenseur contigu", "un tenseur contigu", "des lignes qui se suivent", "une colonne"]
        cases += ["une transposée dont on découpe une dimension", "une tranche dont on découpe une dimension"]
        cases += ["une transposée", "une transposée", *["une tranche de colonnes"] * 2, "un bloc"]
        expected = [(k < 6, case) for k, case in enumerate(cases)]
        actual = student.run(ask_which_reshape_is_a_view, t=t)
        require_answers(actual, expected, t, "reshape_is_view se trompe pour")


# --- Exercice 7 -------------------------------------------------------------------------------------------------------


def image_then_write(student, v):
    """Nous avons appelé to_image(v), puis ajouté 1 à toutes les valeurs de v"""
    image = student.to_image(v)
    first = image.clone()
    v += 1
    return {"first": first, "later": image, "shape": tuple(v.shape)}


def flatten_permuted(student, x):
    """Nous avons appelé flatten_batch sur un lot non contigu"""
    return student.flatten_batch(x.transpose(0, 2))


@exercise("reshaping")
class TestReshaping:
    def test_to_image(self, student):
        """to_image rend l'image (1, 28, 28), lue ligne après ligne, qui partage la mémoire du vecteur."""
        v = torch.randn(784)
        actual = student.run(image_then_write, v=v)
        expected = torch.stack([v[28 * i : 28 * (i + 1)] for i in range(28)])[None]
        assert_close(actual["first"], expected)
        assert_close(actual["later"], expected + 1, message="L'image n'a pas suivi le vecteur : c'est une copie.")
        require(actual["shape"] == (784,), "Le vecteur reçu a changé de taille.")

    def test_hwc_to_chw(self, student):
        """hwc_to_chw place les canaux en premier sans mélanger les valeurs."""
        for shape in ((6, 4, 3), (5, 5, 3), (2, 7, 1), (3, 3, 3)):
            image = torch.randn(shape)
            assert_close(student.hwc_to_chw(image), oracle.hwc_to_chw(image))

    def test_flatten_batch(self, student):
        """flatten_batch aplatit chaque échantillon et garde le nombre d'échantillons."""
        for shape in ((5, 3), (4, 2, 3), (2, 3, 4, 2), (1, 3, 2)):
            x = torch.randn(shape)
            assert_close(student.flatten_batch(x), oracle.flatten_batch(x))

    def test_flatten_a_batch_that_is_not_contiguous(self, student):
        """flatten_batch accepte un lot qui n'est pas contigu."""
        x = torch.randn(3, 4, 5)
        assert_close(student.run(flatten_permuted, x=x), oracle.flatten_batch(x.transpose(0, 2)))


# --- Exercice 8 -------------------------------------------------------------------------------------------------------


def shapes_of(student, pairs):
    """Nous avons appelé broadcast_shape sur de nombreuses paires de tailles"""
    return [student.broadcast_shape(a, b) for a, b in pairs]


def shapes_or_errors(student, pairs):
    """Nous avons appelé broadcast_shape sur de nombreuses paires de tailles, compatibles ou non"""
    answers = []
    for a, b in pairs:
        try:
            answers.append(student.broadcast_shape(a, b))
        except NotImplementedError:
            raise
        except Exception as error:
            answers.append(f"{type(error).__name__}")
    return answers


def compatible(rank, sizes):
    """Two compatible shapes of this rank; a random share of their sizes are 1."""
    common = [random.choice(sizes) for _ in range(rank)]
    kinds = [random.choice(["same", "same", "left", "right", "both"]) for _ in range(rank)]
    a = tuple(1 if kind in ("left", "both") else size for kind, size in zip(kinds, common, strict=True))
    b = tuple(1 if kind in ("right", "both") else size for kind, size in zip(kinds, common, strict=True))
    return a, b


def spoiled(a, b, sizes):
    """The same two shapes, made incompatible in one dimension."""
    k = random.randrange(len(a))
    p, q = random.sample(sizes, 2)
    return (*a[:k], p, *a[k + 1 :]), (*b[:k], q, *b[k + 1 :])


def require_shapes(pairs, answers):
    """Each answer is PyTorch's own."""
    for (a, b), answer in zip(pairs, answers, strict=True):
        right = oracle.broadcast_shape(a, b)
        answer = tuple(answer) if isinstance(answer, (tuple, list)) else answer
        require(type(answer) is type(right) and answer == right, f"Réponse fausse pour les tailles {a} et {b}.")


@exercise("broadcast_shape")
class TestBroadcastShape:
    def test_same_rank(self, student):
        """Les tailles compatibles de même longueur donnent la bonne taille."""
        pairs = [compatible(rank, (2, 3, 4, 5)) for rank in (1, 2, 3, 4) for _ in range(20)]
        require_shapes(pairs, student.run(shapes_of, pairs=pairs))

    def test_different_ranks(self, student):
        """La taille la plus courte est complétée à gauche par des 1."""
        pairs = [((), (3, 4)), ((2,), ()), ((4, 2), (2,)), ((5,), (3, 1))]
        for _ in range(60):
            a, b = compatible(random.randint(2, 4), (2, 3, 4, 5))
            cut = random.randint(1, len(a))
            pairs.append(random.choice([(a[cut:], b), (a, b[cut:])]))
        require_shapes(pairs, student.run(shapes_of, pairs=pairs))

    def test_size_zero(self, student):
        """Une taille 0 suit la règle comme les autres : égale, ou face à 1."""
        pairs = [((0,), (1,)), ((1, 3), (0, 3)), ((2, 0), (2, 0)), ((0,), (2,)), ((4, 3), (4, 0))]
        pairs += [compatible(rank, (0, 0, 3)) for rank in (1, 2, 3) for _ in range(20)]
        answers = student.run(shapes_or_errors, pairs=pairs)
        answers = [None if isinstance(answer, str) else answer for answer in answers]
        require_shapes(pairs, answers)

    def test_none_when_incompatible(self, student):
        """Des tailles incompatibles donnent None ; des tailles compatibles, non."""
        right = [compatible(rank, (2, 3, 4, 6)) for rank in (1, 2, 3, 4) for _ in range(6)]
        wrong = [((4,), (2,)), ((3, 2), (3, 6)), *(spoiled(a, b, (2, 3, 4, 6)) for a, b in right)]
        pairs = random.sample(right + wrong, len(right + wrong))
        for (a, b), answer in zip(pairs, student.run(shapes_or_errors, pairs=pairs), strict=True):
            require(not isinstance(answer, str), f"Une erreur {answer} est levée pour {a} et {b}.")
            same = (answer is None) == (oracle.broadcast_shape(a, b) is None)
            require(same, f"La compatibilité est mal jugée pour les tailles {a} et {b}.")


# --- Exercice 9 -------------------------------------------------------------------------------------------------------


def operations_for_each_size(student, sizes):
    """Nous avons compté les opérations PyTorch de vos trois fonctions, sur de petits puis de grands tenseurs"""
    from torch.overrides import TorchFunctionMode

    class Spy(TorchFunctionMode):
        def __init__(self):
            super().__init__()
            self.names = []

        def __torch_function__(self, func, types, args=(), kwargs=None):
            self.names.append(getattr(func, "__name__", "?"))
            return func(*args, **(kwargs or {}))

    report = {}
    for name, ranks in (("sum_table", (1, 1)), ("add_planes", (2, 1)), ("distances", (2, 2))):
        report[name] = []
        for size in sizes:
            inputs = [torch.rand([size] * rank, requires_grad=True) for rank in ranks]
            with Spy() as spy:
                result = getattr(student, name)(*inputs)
            tracked = bool(getattr(result, "requires_grad", False))
            report[name].append({"operations": spy.names[:1000], "tracked": tracked})
    return report


@exercise("broadcasting")
class TestBroadcasting:
    def test_sum_table(self, student):
        """sum_table rend la table (n, m) des sommes c[i] + r[j], même si n = m."""
        for n, m in ((4, 4), (3, 5), (1, 6), (5, 1)):
            c, r = torch.randn(n), torch.randn(m)
            assert_close(student.sum_table(c, r), oracle.sum_table(c, r))

    def test_add_planes(self, student):
        """add_planes rend la pile (k, p, q) dont le plan i est a + v[i], même si k = p = q."""
        for p, q, k in ((3, 3, 3), (2, 4, 3), (2, 4, 2), (2, 4, 4), (3, 2, 1)):
            a, v = torch.randn(p, q), torch.randn(k)
            assert_close(student.add_planes(a, v), oracle.add_planes(a, v))

    def test_distances(self, student):
        """distances rend les distances euclidiennes (n, m), quelle que soit la dimension des points."""
        for n, m, d in ((4, 4, 4), (3, 5, 2), (6, 2, 1), (5, 5, 3), (1, 4, 5)):
            a, b = torch.randn(n, d).double(), torch.randn(m, d).double()
            assert_close(student.distances(a, b), oracle.distances(a, b))

    def test_no_loop(self, student):
        """Les trois fonctions traitent chaque tenseur d'un seul coup : ni boucle, ni conversion, ni torch.cdist."""
        report = student.run(operations_for_each_size, sizes=[2, 7])
        for name, (small, large) in report.items():
            count = len(small["operations"])
            require(count > 0, f"{name} ne fait aucune opération PyTorch.")
            more = len(large["operations"]) > count
            require(not more, f"{name} fait plus d'opérations quand les tenseurs sont plus grands : une boucle ?")
            require(small["tracked"], f"Le résultat de {name} a perdu le lien avec ses entrées : liste ou numpy ?")
            require("cdist" not in small["operations"], f"{name} emploie torch.cdist.")
