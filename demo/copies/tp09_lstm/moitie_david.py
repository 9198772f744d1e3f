# %% mark="9"
# S'est arrêté avant le modèle, faute de temps.

# %% answer="tokenize"
def tokenize(text):
    return re.sub(r"([^\w\s])", r" \1 ", text.lower()).split()

# %% answer="vocabulary"
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

# %% answer="split"
def stratified_split(labels, ratios=(0.6, 0.2, 0.2), seed=0):
    g = torch.Generator().manual_seed(seed)
    y = torch.tensor(labels)
    train, valid, test = [], [], []
    for c in y.unique():
        idx = (y == c).nonzero().flatten()
        idx = idx[torch.randperm(len(idx), generator=g)]
        n1, n2 = round(len(idx) * ratios[0]), round(len(idx) * ratios[1])
        train.append(idx[:n1])
        valid.append(idx[n1 : n1 + n2])
        test.append(idx[n1 + n2 :])
    return torch.cat(train).tolist(), torch.cat(valid).tolist(), torch.cat(test).tolist()

# %% answer="encode"
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

# %% answer="batches"
def batches_by_length(lengths, batch_size=32):
    order = torch.randperm(len(lengths)).tolist()
    batches = []
    step = 20 * batch_size
    for start in range(0, len(order), step):
        pool = sorted(order[start : start + step], key=lambda i: lengths[i])
        batches += [pool[k : k + batch_size] for k in range(0, len(pool), batch_size)]
    random.shuffle(batches)
    return batches
