"""TP 9 — LSTM sur des tweets."""

import itertools
import math
import random
import string
from collections import Counter

import torch

from graders.oracles import tp09_lstm as oracle
from tptorch import as_number, as_tensor, assert_close, exercise, points, require, show_inputs, threshold

TP = "tp09_lstm"
KEYS = ("loss_train", "loss_valid", "acc_valid")
ROWS, MAX_SIZE = 1900, 1000  # of the check that trains on real tweets
WIDTH = 64  # of embeddings and hidden states there


def sequence(value, length, name):
    """A list, or what can be read as one, of the length asked."""
    if isinstance(value, torch.Tensor) and value.ndim:
        value = list(value)
    require(isinstance(value, (list, tuple)), f"{name} doit être une liste.")
    require(length in (None, len(value)), f"{name} n'a pas la longueur demandée : elle en a {len(value)}.")
    return list(value)


def integers(value, name):
    """A list of integers."""
    found = [as_number(item, f"Chaque élément de {name}") for item in sequence(value, None, name)]
    require(all(item == int(item) for item in found), f"{name} doit contenir des entiers.")
    return list(map(int, found))


def words(count, length=5):
    """Different made-up words."""
    found = set()
    while len(found) < count:
        found.add("".join(random.choices(string.ascii_lowercase, k=length)))
    return sorted(found, key=lambda _: random.random())


# --------------------------------------------------------------------------------- tokenize


@exercise("tokenize")
class TestTokenize:
    @show_inputs
    def test_rule(self, student):
        """tokenize rend les mots et les signes, en minuscules, selon la règle."""
        first, second, third = words(3)
        number_, year = random.randrange(10, 99), random.randrange(1000, 9999)
        for text in (
            f"{first.upper()} {second}'s, {third}!!! #{first}_{number_}",
            f"@{second}: ({third}) {number_}{first}; http://{first}_{second} -- {year}.",
            f"{first.title()}É{second} ¿ça? 🙂🙂 {third}…",
        ):
            found = sequence(student.tokenize(text), None, "Le résultat")
            require(found == oracle.tokenize(text), "Les tokens ne sont pas ceux de la règle de l'énoncé.")

    @show_inputs
    def test_blanks(self, student):
        """Les blancs séparent et ne sont jamais des tokens ; un texte vide n'a aucun token."""
        first, second = words(2)
        for text in ("", "   ", f"  {first}\t\t{second}\n ", f"{first}   .   {second}", f"{second}\n{first} "):
            found = sequence(student.tokenize(text), None, "Le résultat")
            require(all(isinstance(word, str) and word.strip() for word in found), "Un token est vide, ou un blanc.")
            require(found == oracle.tokenize(text), "Les tokens ne sont pas ceux de la règle de l'énoncé.")


# ------------------------------------------------------------------------------- vocabulary


def look_up(student, texts, max_size, known, k):
    """Nous avons construit deux de vos Vocabulary, puis interrogé le premier"""
    first = student.Vocabulary(texts) if max_size is None else student.Vocabulary(texts, max_size)
    student.Vocabulary([["other", "words", "other"]], 1)
    indices = [first.index(word) for word in known]
    return {
        "len": len(first),
        "indices": indices,
        "special": [first.index("<unk>"), first.index("<pad>")],
        "back": [first.word(int(i)) for i in indices],
        "special_back": [first.word(0), first.word(1)],
        "unknown": [first.index(word) for word in ("zzzzzzzz", "", "other")],
        "most_common": first.most_common(k),
    }


def small_corpus():
    """Texts in which the words, given from the most to the least frequent, come 9, 8, 7… times."""
    known = words(9)
    bag = [word for count, word in enumerate(reversed(known), 1) for _ in range(count)]
    random.shuffle(bag)
    cuts = sorted(random.sample(range(len(bag)), 5))
    texts = [bag[a:b] for a, b in zip([0, *cuts], [*cuts, len(bag)], strict=True)]
    return [*texts[:2], [], *texts[2:]], known


@exercise("vocabulary")
class TestVocabulary:
    def test_length(self, student):
        """len compte les tokens gardés et les deux tokens spéciaux."""
        texts, known = small_corpus()
        for max_size in (None, 4, 1, 9, 50):
            seen = student.run(look_up, texts=texts, max_size=max_size, known=known[:1], k=1)
            expected = min(9, max_size or 9) + 2
            require(
                as_number(seen["len"], "len(v)") == expected, f"Avec max_size = {max_size}, len(v) n'est pas le bon."
            )

    @points(2)
    def test_most_frequent_words(self, student):
        """Les tokens gardés sont les plus fréquents ; leurs indices vont du plus fréquent (2) au moins fréquent."""
        for max_size in (None, 5, 1):
            texts, known = small_corpus()
            kept = known[:max_size]
            seen = student.run(look_up, texts=texts, max_size=max_size, known=kept, k=1)
            message = "Les indices des tokens les plus fréquents ne sont pas 2, 3, 4… dans l'ordre."
            require(integers(seen["indices"], "indices") == list(range(2, len(kept) + 2)), message)
            require(sequence(seen["back"], None, "word") == kept, "v.word(v.index(mot)) n'est pas le mot.")

    def test_unknown_and_special(self, student):
        """Un token absent ou écarté a l'indice 0 ; <unk> est 0, <pad> est 1, dans les deux sens."""
        texts, known = small_corpus()
        seen = student.run(look_up, texts=texts, max_size=6, known=known[6:], k=1)
        require(integers(seen["unknown"], "indices") == [0] * 3, "Un token inconnu n'a pas l'indice 0.")
        require(integers(seen["indices"], "indices") == [0] * 3, "Un token que max_size écarte n'a pas l'indice 0.")
        require(integers(seen["special"], "indices") == [0, 1], "L'indice de <unk> ou de <pad> n'est pas le bon.")
        require(list(seen["special_back"]) == ["<unk>", "<pad>"], "v.word(0) ou v.word(1) n'est pas le bon token.")

    def test_most_common(self, student):
        """most_common rend les couples (token, occurrences), du plus au moins fréquent."""
        texts, known = small_corpus()
        for max_size, k in ((None, 9), (5, 3), (None, 1)):
            seen = student.run(look_up, texts=texts, max_size=max_size, known=known[:1], k=k)
            found = [tuple(sequence(pair, 2, "Un couple")) for pair in sequence(seen["most_common"], k, "Le résultat")]
            expected = Counter(word for text in texts for word in text).most_common(k)
            require(found == expected, "Ce ne sont pas les tokens les plus fréquents, avec leurs occurrences.")


# ------------------------------------------------------------------------------------ split


def split_again(student, labels, ratios, seed):
    """Nous avons appelé stratified_split plusieurs fois, en tirant d'autres nombres au hasard entre les appels"""
    import random as other

    found = []
    for chosen in (seed, seed, seed + 1):
        found.append(student.stratified_split(list(labels), ratios, chosen))
        torch.rand(7)
        [other.random() for _ in range(7)]
    return found


def splits(student, n, ratios=(0.6, 0.2, 0.2), share=0.3):
    """Labels sorted by class, and three splits of them (the first two with the same seed)."""
    labels = [0] * round(share * n) + [1] * (n - round(share * n))
    seen = student.run(split_again, labels=labels, ratios=ratios, seed=random.randrange(1000))
    found = []
    for split in seen:
        parts = [integers(part, "Chaque partie") for part in sequence(split, 3, "Le résultat")]
        require(all(0 <= i < n for part in parts for i in part), "Une partie contient autre chose que des positions.")
        found.append(parts)
    return labels, found


@exercise("split")
class TestSplit:
    def test_partition(self, student):
        """Chaque position est dans une liste, et une seule."""
        for n in (37, 400):
            for parts in splits(student, n)[1]:
                everyone = sorted(i for part in parts for i in part)
                require(everyone == list(range(n)), "Une position manque, ou se trouve deux fois.")

    def test_proportions(self, student):
        """De chaque classe, chaque liste reçoit la proportion demandée, à moins de deux tweets près."""
        for n, ratios, share in (
            (1000, (0.6, 0.2, 0.2), 0.3),
            (1203, (0.5, 0.4, 0.1), 0.45),
            (900, (0.8, 0.1, 0.1), 0.2),
        ):
            labels, found = splits(student, n, ratios, share)
            for parts in found:
                for part, ratio in zip(parts, ratios, strict=True):
                    for label in (0, 1):
                        gap = abs(sum(labels[i] == label for i in part) - ratio * labels.count(label))
                        require(gap < 2, "Une liste n'a pas la proportion demandée d'une classe.")

    def test_random(self, student):
        """Les classes sont mélangées ; même graine, même découpage ; autre graine, autre découpage."""
        _, (first, again, other) = splits(student, 500)
        first, again, other = ([sorted(part) for part in parts] for parts in (first, again, other))
        for part in first:
            together = sum(b - a == 1 for a, b in itertools.pairwise(part)) / max(1, len(part))
            require(together < 0.85, "Une liste contient des positions qui se suivent : mélangez chaque classe.")
        require(first == again, "La même graine ne donne pas le même découpage.")
        require(first != other, "Deux graines différentes donnent le même découpage.")


# ----------------------------------------------------------------------------------- encode


def encode_words(student, tokens, known, max_length):
    """Nous avons appelé votre encode avec un vocabulaire à nous"""

    class Vocabulary:
        def index(self, word):
            return known.get(word, 0)

    given = list(tokens)
    if max_length is None:
        return {"found": student.encode(given, Vocabulary()), "given": given}
    return {"found": student.encode(given, Vocabulary(), max_length), "given": given}


def ragged_pairs(count, longest):
    """Lists of indices of various lengths, and labels."""
    rows = [[random.randrange(2, 500) for _ in range(random.randint(1, longest - 1))] for _ in range(count - 1)]
    rows.insert(random.randrange(count), [random.randrange(2, 500) for _ in range(longest)])
    return [(row, random.randrange(2)) for row in rows]


@exercise("encode")
class TestEncode:
    @show_inputs
    def test_encode(self, student):
        """encode rend la liste des indices, dans l'ordre, tronquée à max_length ; [0] pour un texte vide."""
        tokens = words(7)
        known = {word: i for i, word in enumerate(tokens[1:6], 2)}
        for given, length in ((tokens, None), (tokens, 3), (tokens[::-1], 6), (tokens[:2], 5), ([], None), ([], 4)):
            seen = student.run(encode_words, tokens=given, known=known, max_length=length)
            expected = [known.get(word, 0) for word in given][:length] or [0]
            require(isinstance(seen["found"], list), "encode doit rendre une liste.")
            require(integers(seen["found"], "La liste") == expected, "Les indices ne sont pas ceux demandés.")
            require(list(seen["given"]) == given, "La liste de tokens reçue a changé.")

    @points(2)
    def test_collate(self, student):
        """collate rend x, complété à la fin par des 1 jusqu'au plus long, les longueurs et les étiquettes, en int64."""
        for count, longest in ((5, 9), (2, 4), (1, 6), (8, 3)):
            pairs = ragged_pairs(count, longest)
            x, lengths = oracle.pad([row for row, _ in pairs])
            found = sequence(student.collate(pairs), 3, "Le résultat")
            expected = (x, lengths, torch.tensor([label for _, label in pairs]))
            for name, actual, wanted in zip(("x", "lengths", "y"), found, expected, strict=True):
                require(isinstance(actual, torch.Tensor), f"{name} doit être un tenseur.")
                require(actual.shape == wanted.shape, f"{name} est de taille {tuple(actual.shape)}.")
                require(actual.dtype == torch.int64, f"{name} doit être en int64.")
                require(torch.equal(actual, wanted), f"{name} ne contient pas les valeurs demandées.")


# ---------------------------------------------------------------------------------- batches


def batches_twice(student, lengths, batch_size):
    """Nous avons appelé batches_by_length deux fois de suite"""
    return [[list(batch) for batch in student.batches_by_length(list(lengths), batch_size)] for _ in range(2)]


def two_epochs(student, n, batch_size):
    """Lengths, and the batches of two calls."""
    lengths = random.choices(range(1, 60), k=n)
    seen = student.run(batches_twice, lengths=lengths, batch_size=batch_size)
    epochs = [[integers(batch, "Chaque lot") for batch in epoch] for epoch in seen]
    known = all(0 <= i < n for epoch in epochs for batch in epoch for i in batch)
    require(known, "Un lot contient autre chose que des positions dans lengths.")
    require(all(batch for epoch in epochs for batch in epoch), "Un lot est vide.")
    return lengths, epochs


@exercise("batches")
class TestBatches:
    def test_partition(self, student):
        """Chaque position est dans un lot, et un seul ; tous les lots sont pleins, sauf un au plus."""
        for n, size in ((100, 8), (96, 8), (5, 8), (33, 32)):
            for epoch in two_epochs(student, n, size)[1]:
                everyone = sorted(i for batch in epoch for i in batch)
                require(everyone == list(range(n)), "Une position manque, ou se trouve deux fois.")
                sizes = sorted(map(len, epoch))
                require(sizes == sorted([size] * (n // size) + [n % size] * (n % size > 0)), "Un lot n'est pas plein.")

    def test_padding(self, student):
        """Le remplissage ne dépasse pas le quart de celui de lots formés au hasard."""
        for n, size in ((600, 10), (1000, 32)):
            lengths, epochs = two_epochs(student, n, size)
            shuffled = [list(rows) for rows in torch.randperm(n).split(size)]
            limit = oracle.waste(lengths, shuffled) / 4
            for epoch in epochs:
                require(oracle.waste(lengths, epoch) <= limit, "Il y a trop de remplissage : groupez par longueur.")

    def test_order(self, student):
        """L'ordre des lots est tiré au hasard, de nouveau à chaque appel."""
        lengths, epochs = two_epochs(student, 600, 10)
        means = [[sum(lengths[i] for i in batch) / len(batch) for batch in epoch] for epoch in epochs]
        for epoch in means:
            rising = sum(a <= b for a, b in itertools.pairwise(epoch)) / (len(epoch) - 1)
            require(0.1 < rising < 0.9, "Les lots viennent dans l'ordre des longueurs : mélangez les lots.")
        require(means[0] != means[1], "Deux appels donnent les lots dans le même ordre.")


# ------------------------------------------------------------------------------------- lstm


def read_texts(student, sizes, rows):
    """Nous avons créé un de vos OurFirstLSTM, lu ses poids, et calculé les scores de textes, ensemble et seuls"""
    model = student.OurFirstLSTM(*sizes)
    model.eval()
    weights = [parameter.detach().clone() for parameter in model.parameters()]
    width = max(len(row) for row in rows)
    x = torch.tensor([row + [1] * (width - len(row)) for row in rows])
    together = model(x, torch.tensor([len(row) for row in rows]))
    alone = [model(torch.tensor([row]), torch.tensor([len(row)])) for row in rows]
    return {"weights": weights, "together": together, "alone": alone}


def parameter_shapes(hidden, dim, vocab):
    """Shapes of the parameters that the statement gives."""
    return [(vocab, dim), (4 * hidden, dim), (4 * hidden, hidden), (4 * hidden,), (4 * hidden,), (2, hidden), (2,)]


def read_some_texts(student, sizes, count=6):
    """What a copy's model makes of texts of unsorted lengths."""
    rows = [[random.randrange(2, sizes[2]) for _ in range(n)] for n in random.sample(range(2, 15), count - 1)]
    rows.insert(1, [random.randrange(2, sizes[2])])
    return rows, student.run(read_texts, sizes=sizes, rows=rows)


@exercise("lstm")
class TestLstm:
    def test_parameters(self, student):
        """Le modèle a les paramètres d'un embedding, d'un LSTM et d'une couche linéaire, de tailles demandées."""
        for sizes in ((5, 7, 31), (6, 3, 40)):
            _, seen = read_some_texts(student, sizes)
            shapes = [tuple(as_tensor(weight).shape) for weight in seen["weights"]]
            count = sum(math.prod(shape) for shape in shapes)
            message = f"Pour OurFirstLSTM{sizes}, vous avez {count} paramètres, ou de tailles autres que demandé."
            require(sorted(shapes) == sorted(parameter_shapes(*sizes)), message)

    def test_size(self, student):
        """Les scores sont de taille (B, 2), même pour un seul texte."""
        _, seen = read_some_texts(student, (5, 7, 31))
        shape = tuple(as_tensor(seen["together"]).shape)
        require(shape == (6, 2), f"Pour six textes, les scores sont de taille {shape}.")
        for scores in seen["alone"]:
            shape = tuple(as_tensor(scores).shape)
            require(shape == (1, 2), f"Pour un seul texte, les scores sont de taille {shape}.")

    @points(2)
    def test_padding(self, student):
        """Les scores d'un texte sont les mêmes, seul ou à côté de textes plus longs."""
        for sizes in ((5, 7, 31), (9, 4, 50)):
            _, seen = read_some_texts(student, sizes)
            alone = torch.cat([as_tensor(scores).reshape(1, -1) for scores in seen["alone"]])
            message = "Les scores d'un texte changent avec ses voisins de lot : quel état lisez-vous ?"
            assert_close(as_tensor(seen["together"]).reshape(alone.shape), alone, rtol=1e-4, atol=1e-5, message=message)

    @points(2)
    def test_last_state(self, student):
        """Les scores viennent de l'état caché du LSTM après le dernier vrai mot, par la couche linéaire."""
        for sizes in ((5, 7, 31), (9, 4, 50)):
            rows, seen = read_some_texts(student, sizes)
            weights = [as_tensor(weight) for weight in seen["weights"]]
            known = sorted(tuple(weight.shape) for weight in weights) == sorted(parameter_shapes(*sizes))
            require(known, "Les paramètres ne sont pas ceux du modèle demandé.")
            expected = oracle.lstm_scores(weights, sizes, rows)
            message = "Avec vos poids, ce ne sont pas les scores du modèle de l'énoncé (dernier état, puis linéaire)."
            assert_close(seen["together"], expected, rtol=1e-3, atol=1e-5, message=message)


# --------------------------------------------------------------------------------- training


def watched_training(student, table, train_data, valid_data, name, lr, epochs, batch_size):
    """Nous avons appelé votre training (ou evaluate) avec un petit modèle à nous, en notant les lots"""

    class Bag(torch.nn.Module):  # the words' mean; outputs differ between train and eval modes
        def __init__(self):
            super().__init__()
            self.table = torch.nn.Parameter(table.clone())

        def forward(self, x, lengths):
            true = torch.arange(x.shape[1]) < lengths[:, None]
            mean = (self.table[x] * true[..., None]).sum(1) / lengths[:, None]
            return mean if self.training else -0.5 * mean

    made, seen, graphs = [], [], []

    def make_batches(lengths, batch_size):
        found = [rows.tolist() for rows in torch.randperm(len(lengths)).split(batch_size)]
        made.append({"lengths": list(lengths), "size": batch_size, "batches": [list(rows) for rows in found]})
        return found

    def collate(pairs):
        width = max(len(row) for row, _ in pairs)
        x = torch.tensor([list(row) + [1] * (width - len(row)) for row, _ in pairs])
        return x, torch.tensor([len(row) for row, _ in pairs]), torch.tensor([label for _, label in pairs])

    model = Bag()
    model.eval()

    def note(module, inputs, output):
        marks = inputs[0][:, 0].tolist()
        if output.requires_grad:
            output.register_hook(lambda _: seen.append(marks))
        if not module.training:
            graphs.append(output.requires_grad)

    model.register_forward_hook(note)
    pairs = [[(list(row), label) for row, label in data] for data in (train_data, valid_data)]
    if not epochs:
        return {"measures": student.evaluate(model, pairs[1], collate, batch_size), "graphs": graphs}
    optimizer = getattr(torch.optim, name)(model.parameters(), lr=lr)
    history = student.training(model, optimizer, *pairs, make_batches, collate, epochs, batch_size)
    return {"made": made, "seen": seen, "history": history, "table": model.table.detach()}


def small_texts(count, first):
    """Texts whose first word is their own number, and their labels."""
    rows = [[first + i, *random.choices(range(2, 12), k=random.randrange(9))] for i in range(count)]
    return [(row, random.randrange(2)) for row in rows]


def small_problem(n):
    """A table of words' scores, and texts to train and to measure on."""
    return {"table": torch.randn(100, 2), "train_data": small_texts(n, 20), "valid_data": small_texts(13, 80)}


def train_and_watch(student, n=22, batch_size=8, epochs=3, name="SGD", lr=1.0):
    """The copy's training on a small problem, and its batches as positions in the training data."""
    problem = small_problem(n)
    seen = student.run(watched_training, **problem, name=name, lr=lr, epochs=epochs, batch_size=batch_size)
    batches = [[mark - 20 for mark in integers(marks, "lot")] for marks in sequence(seen["seen"], None, "lots")]
    require(batches, "Aucune passe arrière : le modèle n'est pas entraîné.")
    require(all(0 <= i < n for batch in batches for i in batch), "Un lot ne vient pas de train_data.")
    return problem, seen, batches


def replay(problem, batches, name, lr):
    """What the oracle makes of the copy's own batches."""
    rows, labels = zip(*problem["train_data"], strict=True)
    return oracle.replay(problem["table"], rows, labels, batches, name, lr)


def expected_history(problem, batches):
    """The measures of each of four epochs, on the copy's own batches."""
    losses, tables = replay(problem, batches, "SGD", 1.0)
    rows, labels = zip(*problem["valid_data"], strict=True)
    each, found = len(batches) // 4, []
    for end in range(each, len(batches) + 1, each):
        sizes = list(map(len, batches[end - each : end]))
        total = sum(loss * size for loss, size in zip(losses[end - each : end], sizes, strict=True))
        measures = oracle.evaluate(tables[end - 1], rows, labels)
        found.append(dict(zip(KEYS, (total / sum(sizes), *measures), strict=True)))
    return found


def train_on_tweets(student, x, lengths, y, width, vocab_size, weights, state, seed):
    """Nous avons entraîné un LSTM avec votre training : 1 900 tweets, une époque, lots de 32, Adam, pas de 0,005"""

    class Lstm(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding = torch.nn.Embedding(vocab_size, width)
            self.lstm = torch.nn.LSTM(width, width, batch_first=True)
            self.linear = torch.nn.Linear(width, 2)

        def forward(self, x, lengths):
            return self.linear(self.lstm(self.embedding(x))[0][torch.arange(len(x)), lengths - 1])

    def make_batches(lengths, batch_size):
        batches = torch.tensor(list(lengths)).argsort().split(batch_size)
        return [batches[k].tolist() for k in torch.randperm(len(batches), generator=order).tolist()]

    def collate(pairs):
        longest = max(len(row) for row, _ in pairs)
        x = torch.tensor([row + [1] * (longest - len(row)) for row, _ in pairs])
        return x, torch.tensor([len(row) for row, _ in pairs]), torch.tensor([label for _, label in pairs])

    data = [(row[:n], label) for row, n, label in zip(x.tolist(), lengths.tolist(), y.tolist(), strict=True)]
    order, model = torch.Generator().manual_seed(seed), Lstm()
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    if state:
        model.load_state_dict(weights)
        optimizer.load_state_dict(state)
    student.training(model, optimizer, data, data[:64], make_batches, collate, epochs=1, batch_size=32)
    return {"weights": dict(model.state_dict()), "state": optimizer.state_dict()}


def accuracy_with(weights):
    """Of the LSTM that has these weights, on tweets that no copy knows."""
    model = oracle.Lstm(WIDTH, WIDTH, MAX_SIZE + 2)
    model.load_state_dict({name: as_tensor(weight) for name, weight in weights.items()})
    return oracle.accuracy(model, *oracle.encoded_tweets("holdout", ROWS, MAX_SIZE))


@exercise("training")
class TestTraining:
    def test_evaluate(self, student):
        """evaluate rend l'erreur moyenne sur les tweets et la part de bien classés, en mode eval et sans graphe."""
        for batch_size in (8, 5, 40):
            problem = small_problem(2)
            seen = student.run(watched_training, **problem, name="", lr=0.0, epochs=0, batch_size=batch_size)
            rows, labels = zip(*problem["valid_data"], strict=True)
            measures = [as_number(value, "Chaque mesure") for value in sequence(seen["measures"], 2, "Le résultat")]
            loss, proportion = oracle.evaluate(problem["table"], rows, labels)
            message = "L'erreur n'est pas la moyenne sur les tweets, en mode eval : comment réunissez-vous les lots ?"
            assert_close(measures[0], loss, rtol=1e-3, message=message)
            assert_close(measures[1], proportion, atol=1e-3, message="La proportion de bonnes réponses est fausse.")
            require(not any(seen["graphs"]), "Le graphe est enregistré : mesurez sous torch.no_grad().")

    def test_batches(self, student):
        """À chaque époque, le modèle apprend sur de nouveaux lots de make_batches, chaque tweet servant une fois."""
        for n, size, epochs in ((22, 8, 3), (16, 8, 2)):
            problem, seen, batches = train_and_watch(student, n, size, epochs)
            each = math.ceil(n / size)
            require(len(batches) == epochs * each, f"{len(batches)} mises à jour pour {epochs} époques de {each} lots.")
            lengths = [len(row) for row, _ in problem["train_data"]]
            made = [
                call["batches"] for call in seen["made"] if list(call["lengths"]) == lengths and call["size"] == size
            ]
            require(made, "make_batches n'a pas reçu les longueurs des textes de train_data et batch_size.")
            done = [batches[each * epoch : each * (epoch + 1)] for epoch in range(epochs)]
            for epoch in done:
                require(
                    sorted(i for batch in epoch for i in batch) == list(range(n)), "Un tweet manque, ou sert deux fois."
                )
                require(epoch in made, "Les lots d'une époque ne sont pas ceux de make_batches, dans l'ordre.")
            require(done[0] != done[1], "Les lots sont les mêmes à chaque époque : appelez make_batches à chacune.")

    @points(2)
    def test_updates(self, student):
        """Chaque lot donne une mise à jour exacte : les poids sont ceux du calcul sur les mêmes lots, en mode train."""
        for size, name, lr in ((8, "SGD", 1.0), (5, "Adam", 0.1)):
            problem, seen, batches = train_and_watch(student, 22, size, 3, name, lr)
            _, tables = replay(problem, batches, name, lr)
            message = f"Avec {name}, les poids ne sont pas ceux attendus : gradients remis à zéro ? mode train ?"
            assert_close(seen["table"], tables[-1], rtol=1e-3, atol=2e-4, message=message)

    @points(2)
    def test_history(self, student):
        """Les trois listes ont une valeur par époque, moyennes sur les tweets."""
        for n, size in ((22, 8), (16, 6)):
            problem, seen, batches = train_and_watch(student, n, size, 4)
            history = seen["history"]
            require(
                isinstance(history, dict) and set(KEYS) <= set(history), f"On demande un dictionnaire de clés {KEYS}."
            )
            lists = {key: sequence(history[key], 4, f"La liste {key!r}") for key in KEYS}
            require(len(batches) % 4 == 0, "Les époques n'ont pas toutes le même nombre de lots.")
            for epoch, expected in enumerate(expected_history(problem, batches)):
                for key in KEYS:
                    message = f"Une valeur de {key!r} est fausse : la moyenne est-elle faite sur les tweets ?"
                    found = as_number(lists[key][epoch], key)
                    assert_close(found, expected[key], rtol=1e-3, atol=2e-4, message=message)

    def test_unseen_tweets(self, student):
        """Un LSTM entraîné par training classe bien des tweets qu'il n'a jamais vus."""
        x, lengths, y = oracle.encoded_tweets("students", ROWS, MAX_SIZE)
        inputs = {"x": x, "lengths": lengths, "y": y, "width": WIDTH, "vocab_size": MAX_SIZE + 2}
        epochs, least = [{"weights": None, "state": None}], threshold(TP, "lstm")
        for _ in range(5):  # an epoch a call: on a busy machine, a call may take ten times as long
            epochs.append(student.run(train_on_tweets, **inputs, **epochs[-1], seed=random.randrange(2**31)))
        found = max(accuracy_with(seen["weights"]) for seen in epochs[-2:])  # a training now and then ends in a dip
        message = (
            f"Sur des tweets jamais vus, la proportion de bonnes réponses est de {found:.3f} (la meilleure des deux "
            f"dernières époques) : il en faut {least:.3f}."
        )
        require(found >= least, message)


# --------------------------------------------------------------------------------- classify


def classify_with(student, table, known, tweets, training):
    """Nous avons appelé classify_tweet sur des textes, avec un modèle, un découpage et des indices à nous"""

    class Bag(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.table = torch.nn.Parameter(table.clone())

        def forward(self, x, lengths):
            true = torch.arange(x.shape[1]) < lengths[:, None]
            mean = (self.table[x] * true[..., None]).sum(1) / lengths[:, None]
            scores = mean + self.table[x[torch.arange(len(x)), lengths - 1]]
            return -scores if self.training else scores

    def tokenize(text):
        return text.lower().split()

    def encode(tokens):
        return [known.get(word, 0) for word in tokens] or [0]

    found = []
    for tweet in tweets:
        model = Bag()
        model.train(training)
        found.append(student.classify_tweet(tweet, model, tokenize, encode))
    return found


def check_answers(student, tweets, training=False):
    """Every tweet gets the answer of the checks' own model."""
    known = {word: i for i, word in enumerate(string.ascii_lowercase, 2)}
    table = torch.randn(30, 2) * torch.tensor([8.0] + 29 * [2.0])[:, None]
    found = sequence(student.run(classify_with, table=table, known=known, tweets=tweets, training=training), None, "")
    rows = [[known.get(word, 0) for word in tweet.lower().split()] or [0] for tweet in tweets]
    scores = oracle.bag_scores(table, rows) + torch.stack([table[row[-1]] for row in rows])
    for answer, wanted in zip(found, scores.argmax(1).tolist(), strict=True):
        require(answer in ("Negative", "Positive"), 'La réponse doit être "Negative" ou "Positive".')
        require(answer == ("Negative", "Positive")[wanted], "La réponse n'est pas celle du modèle.")


def random_tweets(count):
    """Texts of one-letter words."""
    return [" ".join(random.choices(string.ascii_letters, k=random.randint(1, 12))) for _ in range(count)]


@exercise("classify")
class TestClassify:
    @points(2)
    def test_answers(self, student):
        """classify_tweet rend la réponse du modèle : "Negative" pour la classe 0, "Positive" pour la classe 1."""
        check_answers(student, random_tweets(20))

    def test_any_text(self, student):
        """Tout texte a sa réponse : vide, d'un mot, très long, plein de mots inconnus ou d'émojis."""
        check_answers(student, ["", "a", "B", "🙂 🙂", *(" ".join(random_tweets(60)) for _ in range(6))])
        check_answers(
            student, [f"zzz {tweet} yyy" if i % 2 else f"!!! {tweet}" for i, tweet in enumerate(random_tweets(8))]
        )

    def test_eval_mode(self, student):
        """Le modèle répond en mode eval, même s'il est reçu en mode train."""
        check_answers(student, random_tweets(12), training=True)


# ----------------------------------------------------------------------------- augmentation


def draw(student, name, given, options, count):
    """Nous avons appelé votre fonction plusieurs fois, en regardant la liste reçue et celle qu'elle rend"""
    results, kept = [], True
    for _ in range(count):
        mine = list(given)
        found = student[name](mine, *options)
        if not isinstance(found, list):
            raise TypeError(f"{name} doit rendre une liste, pas {type(found).__name__}")
        results.append(list(found))
        found.append("mark")
        kept = kept and mine == given
    return {"results": results, "kept": kept}


def draws(student, name, given, *options, count=120):
    """Many results of one function of the copy on the same words."""
    seen = student.run(draw, name=name, given=given, options=options, count=count)
    return [sequence(result, None, "Le résultat") for result in seen["results"]], seen["kept"]


def moved(before, after):
    """Positions whose word is another."""
    return [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]


@exercise("augmentation")
class TestAugmentation:
    @points(2)
    def test_swap(self, student):
        """random_swap échange n fois deux mots à des positions tirées au hasard parmi toutes."""
        given = words(30)
        single, several = draws(student, "random_swap", given, 1)[0], draws(student, "random_swap", given)[0]
        require(all(sorted(found) == sorted(given) for found in single + several), "Les mots ne sont plus les mêmes.")
        singles = [moved(given, found) for found in single]
        require({len(places) for places in singles} <= {0, 2}, "Avec n = 1, un seul échange de deux mots est permis.")
        require(any(places for places in singles), "Avec n = 1, aucun échange sur 120 appels.")
        require(any(places and places[1] - places[0] > 1 for places in singles), "Seuls des voisins sont échangés.")
        places = [moved(given, found) for found in several]
        require(max(map(len, places)) <= 10, "Avec n = 5, plus de cinq échanges ont été faits.")
        require(max(map(len, places)) > 8, "Avec n = 5 (le défaut), moins de cinq échanges sont faits.")
        require(len({i for found in places for i in found}) == 30, "Certaines positions ne sont jamais échangées.")
        require(draws(student, "random_swap", given, 0, count=3)[0] == [given] * 3, "Avec n = 0, rien ne change.")

    @points(2)
    def test_deletion(self, student):
        """random_deletion retire chaque mot avec la probabilité p, indépendamment, et garde l'ordre."""
        given = words(100)
        for options, kept in (((0.3,), 70), ((0.8,), 20), ((), 50)):
            found, _ = draws(student, "random_deletion", given, *options, count=50)
            require(
                all(oracle.is_subsequence(result, given) for result in found), "Les mots ne sont plus dans l'ordre."
            )
            sizes = list(map(len, found))
            require(abs(sum(sizes) / 50 - kept) <= 6, "Les mots ne sont pas retirés avec la probabilité p.")
            require(all(abs(size - kept) <= 30 for size in sizes), "Les mots ne sont pas retirés indépendamment.")
            require(len({tuple(result) for result in found}) > 25, "Les mêmes mots sont toujours retirés.")
        require(draws(student, "random_deletion", given, 0.0, count=3)[0] == [given] * 3, "p = 0 : rien n'est retiré.")
        found, _ = draws(student, "random_deletion", given[:3], 1.0, count=60)
        require(all(len(result) == 1 for result in found), "p = 1 : il reste un mot.")
        require({result[0] for result in found} == set(given[:3]), "p = 1 : le mot gardé est tiré au hasard.")

    @points(2)
    def test_insertion(self, student):
        """random_insertion insère exactement n synonymes de mots non vides du texte, au hasard, n'importe où."""
        given, others = words(6), [f"{word}_" for word in words(8, 6)]
        synonyms = {given[1]: others[:2], given[4]: others[2:4], given[2]: others[4:6], "absent": others[6:]}
        for n in (1, 3):
            found, _ = draws(student, "random_insertion", given, n, synonyms, [given[2]])
            require(all(len(result) == 6 + n for result in found), "On insère exactement n mots.")
            rest = [[word for word in result if word in given] for result in found]
            require(all(kept == given for kept in rest), "Les mots du texte ne sont plus tous là, dans leur ordre.")
            inserted = {word for result in found for word in result} - set(given)
            require(inserted <= set(others[:4]), "Un mot inséré n'est pas synonyme d'un mot non vide du texte.")
            require(inserted == set(others[:4]), "Certains synonymes ne sont jamais tirés.")
            places = {i for result in found for i, word in enumerate(result) if word in others}
            require(places == set(range(6 + n)), "Certains endroits (début, milieu, fin) ne sont jamais tirés.")
        found, _ = draws(student, "random_insertion", given[:1], 12, {given[0]: [given[0], given[5]], given[5]: ["no"]})
        require(all(set(result) <= {given[0], given[5]} for result in found), "Un mot inséré a donné des synonymes.")

    def test_short_lists(self, student):
        """Un texte vide, d'un seul mot ou sans mot qui convienne est bien traité."""
        [word] = words(1)
        cases = [("random_swap", given, options) for given in ([], [word]) for options in ((), (3,))]
        cases += [("random_deletion", given, options) for given in ([], [word]) for options in ((), (1.0,), (0.0,))]
        cases += [("random_insertion", given, (4, {"other": ["one"]}, ["other"])) for given in ([], [word], ["other"])]
        for name, given, options in cases:
            found, _ = draws(student, name, given, *options, count=8)
            require(found == [given] * 8, f"{name} ne rend pas ce qui est demandé pour {len(given)} mot.")

    def test_new_lists(self, student):
        """Les fonctions rendent une nouvelle liste ; celle qu'elles ont reçue est intacte."""
        given = words(5)
        synonyms = {given[0]: ["one"]}
        for name, options in (
            ("random_swap", (2,)),
            ("random_deletion", (0.4,)),
            ("random_deletion", (0.0,)),
            ("random_insertion", (2, synonyms, [])),
            ("random_insertion", (2, {}, [])),
        ):
            for words_ in (given, given[:1]):
                _, kept = draws(student, name, words_, *options, count=20)
                require(kept, f"{name} modifie la liste reçue, ou la rend elle-même.")
