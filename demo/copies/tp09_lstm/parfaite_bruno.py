# %% mark="20"
# Tout est juste, dans un autre style.

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

# %% answer="lstm"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        output, _ = self.lstm(self.embedding(x))
        where = (lengths - 1).view(-1, 1, 1).expand(-1, 1, output.size(2))
        return self.linear(output.gather(1, where).squeeze(1))

# %% answer="training"
@torch.no_grad()
def evaluate(model, data, collate, batch_size=32):
    mode = model.training
    model.eval()
    x, lengths, y = collate(data)
    scores = model(x, lengths)
    model.train(mode)
    return nn.CrossEntropyLoss()(scores, y), (scores.argmax(dim=1) == y).float().mean()


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    train_losses, valid_losses, accuracies = [], [], []
    for _ in range(epochs):
        model.train()
        losses, sizes = [], []
        for rows in make_batches([len(a) for a, b in train_data], batch_size):
            x, lengths, y = collate([train_data[r] for r in rows])

            def closure():
                optimizer.zero_grad()
                loss = nn.functional.cross_entropy(model(x, lengths), y)
                loss.backward()
                return loss

            losses.append(float(optimizer.step(closure)))
            sizes.append(len(rows))
        train_losses.append(sum(l * s for l, s in zip(losses, sizes)) / sum(sizes))
        loss, acc = evaluate(model, valid_data, collate, batch_size)
        valid_losses.append(loss)
        accuracies.append(acc)
    return {"loss_train": train_losses, "loss_valid": torch.stack(valid_losses), "acc_valid": accuracies}

# %% answer="classify"
def classify_tweet(tweet, model, tokenize, encode):
    was_training = model.training
    model.eval()
    x = torch.tensor(encode(tokenize(tweet))).view(1, -1)
    negative, positive = model(x, torch.tensor([x.shape[1]]))[0].tolist()
    model.train(was_training)
    if positive > negative:
        return "Positive"
    return "Negative"

# %% answer="augmentation"
def random_swap(words, n=5):
    order = list(range(len(words)))
    for _ in range(n):
        if len(order) >= 2:
            i, j = torch.randperm(len(order))[:2].tolist()
            order[i], order[j] = order[j], order[i]
    return [words[k] for k in order]


def random_deletion(words, p=0.5):
    keep = torch.rand(len(words)) >= p
    out = [w for w, k in zip(words, keep) if k]
    if not out and words:
        out = [words[torch.randint(len(words), (1,)).item()]]
    return out


def random_insertion(words, n, synonyms, stop_words=()):
    out = list(words)
    pool = [synonyms[w] for w in words if w in synonyms if w not in set(stop_words)]
    while pool and len(out) < len(words) + n:
        k = random.randrange(len(out) + 1)
        out = out[:k] + [random.choice(random.choice(pool))] + out[k:]
    return out
