# %% right="listes complétées, liste rendue"
def encode(tokens, vocabulary, max_length=None):
    indices = [vocabulary.index(t) for t in tokens]
    if max_length is not None:
        indices = indices[:max_length]
    return indices if indices else [0]


def collate(pairs):
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([list(indices) + [1] * (L - len(indices)) for indices, _ in pairs])
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    y = torch.tensor([label for _, label in pairs])
    return [x, lengths, y]


# %% right="torch.full et boucle"
def encode(tokens, vocabulary, max_length=None):
    if len(tokens) == 0:
        return [0]
    out = []
    for k, t in enumerate(tokens):
        if max_length is not None and k >= max_length:
            break
        out.append(vocabulary.index(t))
    return out


def collate(pairs):
    seqs, labels = zip(*pairs)
    lengths = torch.LongTensor([len(s) for s in seqs])
    x = torch.full((len(seqs), int(lengths.max())), 1, dtype=torch.long)
    for i, s in enumerate(seqs):
        x[i, : len(s)] = torch.tensor(s)
    return x, lengths, torch.LongTensor(labels)


# %% right="pad_sequence puis transposée"
def encode(tokens, vocabulary, max_length=None):
    tokens = tokens if max_length is None else tokens[:max_length]
    return list(map(vocabulary.index, tokens)) or [0]


def collate(pairs):
    seqs = [torch.tensor(s, dtype=torch.int64) for s, _ in pairs]
    x = pad_sequence(seqs, padding_value=1).T
    return x, torch.tensor(list(map(len, seqs))), torch.tensor([y for _, y in pairs])


# %% wrong="remplissage par 0" trips="test_collate"
def encode(tokens, vocabulary, max_length=None):
    indices = [vocabulary.index(t) for t in tokens]
    if max_length is not None:
        indices = indices[:max_length]
    return indices if indices else [0]


def collate(pairs):
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([list(indices) + [0] * (L - len(indices)) for indices, _ in pairs])
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    y = torch.tensor([label for _, label in pairs])
    return x, lengths, y


# %% wrong="remplissage au début" trips="test_collate"
def encode(tokens, vocabulary, max_length=None):
    indices = [vocabulary.index(t) for t in tokens]
    if max_length is not None:
        indices = indices[:max_length]
    return indices if indices else [0]


def collate(pairs):
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([[1] * (L - len(indices)) + list(indices) for indices, _ in pairs])
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    y = torch.tensor([label for _, label in pairs])
    return x, lengths, y


# %% wrong="longueurs avec le remplissage" trips="test_collate"
def encode(tokens, vocabulary, max_length=None):
    indices = [vocabulary.index(t) for t in tokens]
    if max_length is not None:
        indices = indices[:max_length]
    return indices if indices else [0]


def collate(pairs):
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([list(indices) + [1] * (L - len(indices)) for indices, _ in pairs])
    lengths = torch.tensor([L for _ in pairs])
    y = torch.tensor([label for _, label in pairs])
    return x, lengths, y


# %% wrong="texte dans le sens (L, B)" trips="test_collate"
def encode(tokens, vocabulary, max_length=None):
    indices = [vocabulary.index(t) for t in tokens]
    if max_length is not None:
        indices = indices[:max_length]
    return indices if indices else [0]


def collate(pairs):
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([list(indices) + [1] * (L - len(indices)) for indices, _ in pairs])
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    y = torch.tensor([label for _, label in pairs])
    return x.T, lengths, y


# %% wrong="étiquettes flottantes" trips="test_collate"
def encode(tokens, vocabulary, max_length=None):
    indices = [vocabulary.index(t) for t in tokens]
    if max_length is not None:
        indices = indices[:max_length]
    return indices if indices else [0]


def collate(pairs):
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([list(indices) + [1] * (L - len(indices)) for indices, _ in pairs])
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    y = torch.tensor([label for _, label in pairs], dtype=torch.float32)
    return x, lengths, y


# %% wrong="indices flottants" trips="test_collate"
def encode(tokens, vocabulary, max_length=None):
    indices = [vocabulary.index(t) for t in tokens]
    if max_length is not None:
        indices = indices[:max_length]
    return indices if indices else [0]


def collate(pairs):
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([list(indices) + [1] * (L - len(indices)) for indices, _ in pairs])
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    y = torch.tensor([label for _, label in pairs])
    return x.float(), lengths, y


# %% wrong="une colonne de trop" trips="test_collate"
def encode(tokens, vocabulary, max_length=None):
    indices = [vocabulary.index(t) for t in tokens]
    if max_length is not None:
        indices = indices[:max_length]
    return indices if indices else [0]


def collate(pairs):
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([list(indices) + [1] * (L + 1 - len(indices)) for indices, _ in pairs])
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    y = torch.tensor([label for _, label in pairs])
    return x, lengths, y


# %% wrong="ordre changé par longueur" trips="test_collate"
def encode(tokens, vocabulary, max_length=None):
    indices = [vocabulary.index(t) for t in tokens]
    if max_length is not None:
        indices = indices[:max_length]
    return indices if indices else [0]


def collate(pairs):
    pairs = sorted(pairs, key=lambda pair: -len(pair[0]))
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([list(indices) + [1] * (L - len(indices)) for indices, _ in pairs])
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    y = torch.tensor([label for _, label in pairs])
    return x, lengths, y


# %% wrong="longueurs rendues en dernier" trips="test_collate"
def encode(tokens, vocabulary, max_length=None):
    indices = [vocabulary.index(t) for t in tokens]
    if max_length is not None:
        indices = indices[:max_length]
    return indices if indices else [0]


def collate(pairs):
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([list(indices) + [1] * (L - len(indices)) for indices, _ in pairs])
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    y = torch.tensor([label for _, label in pairs])
    return x, y, lengths


# %% wrong="liste vide pour un texte vide" trips="test_encode"
def encode(tokens, vocabulary, max_length=None):
    return [vocabulary.index(t) for t in tokens][:max_length]


def collate(pairs):
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([list(indices) + [1] * (L - len(indices)) for indices, _ in pairs])
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    y = torch.tensor([label for _, label in pairs])
    return x, lengths, y


# %% wrong="tronque le début" trips="test_encode"
def encode(tokens, vocabulary, max_length=None):
    indices = [vocabulary.index(t) for t in tokens]
    return (indices[-max_length:] if max_length else indices) or [0]


def collate(pairs):
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([list(indices) + [1] * (L - len(indices)) for indices, _ in pairs])
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    y = torch.tensor([label for _, label in pairs])
    return x, lengths, y


# %% wrong="max_length ignoré" trips="test_encode"
def encode(tokens, vocabulary, max_length=None):
    return [vocabulary.index(t) for t in tokens] or [0]


def collate(pairs):
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([list(indices) + [1] * (L - len(indices)) for indices, _ in pairs])
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    y = torch.tensor([label for _, label in pairs])
    return x, lengths, y


# %% wrong="complète jusqu'à max_length" trips="test_encode"
def encode(tokens, vocabulary, max_length=None):
    indices = [vocabulary.index(t) for t in tokens][:max_length] or [0]
    return indices + [1] * ((max_length or 0) - len(indices))


def collate(pairs):
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([list(indices) + [1] * (L - len(indices)) for indices, _ in pairs])
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    y = torch.tensor([label for _, label in pairs])
    return x, lengths, y


# %% wrong="un <pad> pour un texte vide" trips="test_encode"
def encode(tokens, vocabulary, max_length=None):
    return [vocabulary.index(t) for t in tokens][:max_length] or [1]


def collate(pairs):
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([list(indices) + [1] * (L - len(indices)) for indices, _ in pairs])
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    y = torch.tensor([label for _, label in pairs])
    return x, lengths, y


# %% wrong="mots inconnus sautés" trips="test_encode"
def encode(tokens, vocabulary, max_length=None):
    return [vocabulary.index(t) for t in tokens if vocabulary.index(t)][:max_length] or [0]


def collate(pairs):
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([list(indices) + [1] * (L - len(indices)) for indices, _ in pairs])
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    y = torch.tensor([label for _, label in pairs])
    return x, lengths, y


# %% wrong="vide la liste reçue" trips="test_encode"
def encode(tokens, vocabulary, max_length=None):
    out = []
    while tokens and (max_length is None or len(out) < max_length):
        out.append(vocabulary.index(tokens.pop(0)))
    return out or [0]


def collate(pairs):
    L = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([list(indices) + [1] * (L - len(indices)) for indices, _ in pairs])
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    y = torch.tensor([label for _, label in pairs])
    return x, lengths, y
