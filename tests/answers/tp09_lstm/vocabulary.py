# %% right="dictionnaire de comptes, tri, ex æquo par ordre alphabétique"
class Vocabulary:
    def __init__(self, texts, max_size=None):
        counts = {}
        for text in texts:
            for word in text:
                counts[word] = counts.get(word, 0) + 1
        self.ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        kept = self.ordered[:max_size]
        self.itos = ["<unk>", "<pad>"] + [word for word, _ in kept]
        self.stoi = {word: i for i, word in enumerate(self.itos)}

    def __len__(self):
        return len(self.itos)

    def index(self, word):
        return self.stoi.get(word, 0)

    def word(self, i):
        return self.itos[i]

    def most_common(self, k):
        return self.ordered[:k]


# %% right="Counter sur tous les textes, defaultdict"
from collections import defaultdict
from itertools import chain


class Vocabulary:
    UNK, PAD = 0, 1

    def __init__(self, texts, max_size=None):
        self.freqs = Counter(chain.from_iterable(texts))
        self._index = defaultdict(int)
        self._words = {0: "<unk>", 1: "<pad>"}
        self._index["<pad>"] = 1
        for i, (w, _) in enumerate(self.freqs.most_common(max_size)):
            self._index[w] = i + 2
            self._words[i + 2] = w

    def __len__(self):
        return len(self._words)

    def index(self, word):
        return self._index[word] if word in self._index else self.UNK

    def word(self, i):
        return self._words[i]

    def most_common(self, k):
        return [list(pair) for pair in self.freqs.most_common(k)]


# %% right="liste et list.index"
class Vocabulary:
    def __init__(self, texts, max_size=None):
        tous = [w for t in texts for w in t]
        self.compte = Counter(tous)
        mots = sorted(set(tous), key=lambda w: self.compte[w], reverse=True)
        if max_size is not None:
            mots = mots[:max_size]
        self.mots = ["<unk>", "<pad>"] + mots

    def __len__(self):
        return len(self.mots)

    def index(self, word):
        try:
            return self.mots.index(word)
        except ValueError:
            return 0

    def word(self, i):
        return self.mots[i]

    def most_common(self, k):
        return [(w, self.compte[w]) for w in self.mots[2 : k + 2]]


# %% wrong="max_size compte les tokens spéciaux" trips="test_length test_most_frequent_words"
class Vocabulary:
    def __init__(self, texts, max_size=None):
        counts = {}
        for text in texts:
            for word in text:
                counts[word] = counts.get(word, 0) + 1
        self.ordered = sorted(counts.items(), key=lambda pair: -pair[1])
        kept = self.ordered[:None if max_size is None else max(0, max_size - 2)]
        self.itos = ["<unk>", "<pad>"] + [word for word, _ in kept]
        self.stoi = {word: i for i, word in enumerate(self.itos)}

    def __len__(self):
        return len(self.itos)

    def index(self, word):
        return self.stoi.get(word, 0)

    def word(self, i):
        return self.itos[i]

    def most_common(self, k):
        return self.ordered[:k]


# %% wrong="len sans les tokens spéciaux" trips="test_length"
class Vocabulary:
    def __init__(self, texts, max_size=None):
        counts = {}
        for text in texts:
            for word in text:
                counts[word] = counts.get(word, 0) + 1
        self.ordered = sorted(counts.items(), key=lambda pair: -pair[1])
        kept = self.ordered[:max_size]
        self.itos = ["<unk>", "<pad>"] + [word for word, _ in kept]
        self.stoi = {word: i for i, word in enumerate(self.itos)}

    def __len__(self):
        return len(self.itos) - 2

    def index(self, word):
        return self.stoi.get(word, 0)

    def word(self, i):
        return self.itos[i]

    def most_common(self, k):
        return self.ordered[:k]


# %% wrong="max_size ignoré" trips="test_length test_unknown_and_special"
class Vocabulary:
    def __init__(self, texts, max_size=None):
        counts = {}
        for text in texts:
            for word in text:
                counts[word] = counts.get(word, 0) + 1
        self.ordered = sorted(counts.items(), key=lambda pair: -pair[1])
        kept = self.ordered[:None]
        self.itos = ["<unk>", "<pad>"] + [word for word, _ in kept]
        self.stoi = {word: i for i, word in enumerate(self.itos)}

    def __len__(self):
        return len(self.itos)

    def index(self, word):
        return self.stoi.get(word, 0)

    def word(self, i):
        return self.itos[i]

    def most_common(self, k):
        return self.ordered[:k]


# %% wrong="les plus rares" trips="test_most_frequent_words test_unknown_and_special test_most_common"
class Vocabulary:
    def __init__(self, texts, max_size=None):
        counts = {}
        for text in texts:
            for word in text:
                counts[word] = counts.get(word, 0) + 1
        self.ordered = sorted(counts.items(), key=lambda pair: pair[1])
        kept = self.ordered[:max_size]
        self.itos = ["<unk>", "<pad>"] + [word for word, _ in kept]
        self.stoi = {word: i for i, word in enumerate(self.itos)}

    def __len__(self):
        return len(self.itos)

    def index(self, word):
        return self.stoi.get(word, 0)

    def word(self, i):
        return self.itos[i]

    def most_common(self, k):
        return self.ordered[:k]


# %% wrong="ordre d'apparition" trips="test_most_frequent_words test_unknown_and_special test_most_common"
class Vocabulary:
    def __init__(self, texts, max_size=None):
        counts = {}
        for text in texts:
            for word in text:
                counts[word] = counts.get(word, 0) + 1
        self.ordered = sorted(counts.items(), key=lambda pair: 0)
        kept = self.ordered[:max_size]
        self.itos = ["<unk>", "<pad>"] + [word for word, _ in kept]
        self.stoi = {word: i for i, word in enumerate(self.itos)}

    def __len__(self):
        return len(self.itos)

    def index(self, word):
        return self.stoi.get(word, 0)

    def word(self, i):
        return self.itos[i]

    def most_common(self, k):
        return self.ordered[:k]


# %% wrong="pad à 0 et unk à 1" trips="test_unknown_and_special"
class Vocabulary:
    def __init__(self, texts, max_size=None):
        counts = {}
        for text in texts:
            for word in text:
                counts[word] = counts.get(word, 0) + 1
        self.ordered = sorted(counts.items(), key=lambda pair: -pair[1])
        kept = self.ordered[:max_size]
        self.itos = ["<pad>", "<unk>"] + [word for word, _ in kept]
        self.stoi = {word: i for i, word in enumerate(self.itos)}

    def __len__(self):
        return len(self.itos)

    def index(self, word):
        return self.stoi.get(word, 1)

    def word(self, i):
        return self.itos[i]

    def most_common(self, k):
        return self.ordered[:k]


# %% wrong="un mot inconnu lève une erreur" trips="test_length test_most_frequent_words test_unknown_and_special test_most_common"
class Vocabulary:
    def __init__(self, texts, max_size=None):
        counts = {}
        for text in texts:
            for word in text:
                counts[word] = counts.get(word, 0) + 1
        self.ordered = sorted(counts.items(), key=lambda pair: -pair[1])
        kept = self.ordered[:max_size]
        self.itos = ["<unk>", "<pad>"] + [word for word, _ in kept]
        self.stoi = {word: i for i, word in enumerate(self.itos)}

    def __len__(self):
        return len(self.itos)

    def index(self, word):
        return self.stoi[word]

    def word(self, i):
        return self.itos[i]

    def most_common(self, k):
        return self.ordered[:k]


# %% wrong="un mot inconnu donne None" trips="test_unknown_and_special"
class Vocabulary:
    def __init__(self, texts, max_size=None):
        counts = {}
        for text in texts:
            for word in text:
                counts[word] = counts.get(word, 0) + 1
        self.ordered = sorted(counts.items(), key=lambda pair: -pair[1])
        kept = self.ordered[:max_size]
        self.itos = ["<unk>", "<pad>"] + [word for word, _ in kept]
        self.stoi = {word: i for i, word in enumerate(self.itos)}

    def __len__(self):
        return len(self.itos)

    def index(self, word):
        return self.stoi.get(word)

    def word(self, i):
        return self.itos[i]

    def most_common(self, k):
        return self.ordered[:k]


# %% wrong="les mots commencent à 0" trips="test_most_frequent_words test_unknown_and_special"
class Vocabulary:
    def __init__(self, texts, max_size=None):
        counts = {}
        for text in texts:
            for word in text:
                counts[word] = counts.get(word, 0) + 1
        self.ordered = sorted(counts.items(), key=lambda pair: -pair[1])
        kept = self.ordered[:max_size]
        self.itos = ["<unk>", "<pad>"] + [word for word, _ in kept]
        self.stoi = {word: i for i, word in enumerate(self.itos)}

    def __len__(self):
        return len(self.itos)

    def index(self, word):
        return max(0, self.stoi.get(word, 2) - 2)

    def word(self, i):
        return self.itos[i]

    def most_common(self, k):
        return self.ordered[:k]


# %% wrong="word décalé" trips="test_most_frequent_words test_unknown_and_special"
class Vocabulary:
    def __init__(self, texts, max_size=None):
        counts = {}
        for text in texts:
            for word in text:
                counts[word] = counts.get(word, 0) + 1
        self.ordered = sorted(counts.items(), key=lambda pair: -pair[1])
        kept = self.ordered[:max_size]
        self.itos = ["<unk>", "<pad>"] + [word for word, _ in kept]
        self.stoi = {word: i for i, word in enumerate(self.itos)}

    def __len__(self):
        return len(self.itos)

    def index(self, word):
        return self.stoi.get(word, 0)

    def word(self, i):
        return self.itos[i - 2]

    def most_common(self, k):
        return self.ordered[:k]


# %% wrong="most_common sans les nombres" trips="test_most_common"
class Vocabulary:
    def __init__(self, texts, max_size=None):
        counts = {}
        for text in texts:
            for word in text:
                counts[word] = counts.get(word, 0) + 1
        self.ordered = sorted(counts.items(), key=lambda pair: -pair[1])
        kept = self.ordered[:max_size]
        self.itos = ["<unk>", "<pad>"] + [word for word, _ in kept]
        self.stoi = {word: i for i, word in enumerate(self.itos)}

    def __len__(self):
        return len(self.itos)

    def index(self, word):
        return self.stoi.get(word, 0)

    def word(self, i):
        return self.itos[i]

    def most_common(self, k):
        return [word for word, _ in self.ordered[:k]]


# %% wrong="most_common à l'envers" trips="test_most_common"
class Vocabulary:
    def __init__(self, texts, max_size=None):
        counts = {}
        for text in texts:
            for word in text:
                counts[word] = counts.get(word, 0) + 1
        self.ordered = sorted(counts.items(), key=lambda pair: -pair[1])
        kept = self.ordered[:max_size]
        self.itos = ["<unk>", "<pad>"] + [word for word, _ in kept]
        self.stoi = {word: i for i, word in enumerate(self.itos)}

    def __len__(self):
        return len(self.itos)

    def index(self, word):
        return self.stoi.get(word, 0)

    def word(self, i):
        return self.itos[i]

    def most_common(self, k):
        return self.ordered[:k][::-1]


# %% wrong="compte de textes, pas d'occurrences" trips="test_most_frequent_words test_unknown_and_special test_most_common"
class Vocabulary:
    def __init__(self, texts, max_size=None):
        counts = {}
        for text in texts:
            for word in set(text):
                counts[word] = counts.get(word, 0) + 1
        self.ordered = sorted(counts.items(), key=lambda pair: -pair[1])
        kept = self.ordered[:max_size]
        self.itos = ["<unk>", "<pad>"] + [word for word, _ in kept]
        self.stoi = {word: i for i, word in enumerate(self.itos)}

    def __len__(self):
        return len(self.itos)

    def index(self, word):
        return self.stoi.get(word, 0)

    def word(self, i):
        return self.itos[i]

    def most_common(self, k):
        return self.ordered[:k]


# %% wrong="comptes partagés entre vocabulaires" trips="test_length test_most_frequent_words test_most_common"
class Vocabulary:
    counts = Counter()
    itos = ["<unk>", "<pad>"]

    def __init__(self, texts, max_size=None):
        for text in texts:
            Vocabulary.counts.update(text)
        Vocabulary.itos = ["<unk>", "<pad>"] + [w for w, _ in Vocabulary.counts.most_common(max_size)]

    def __len__(self):
        return len(self.itos)

    def index(self, word):
        return self.itos.index(word) if word in self.itos else 0

    def word(self, i):
        return self.itos[i]

    def most_common(self, k):
        return self.counts.most_common(k)
