# %% base="reference" mark="13.28"
# Spéciaux comptés ; pas de strates ; <unk> pour remplir ; état lu après les pads ; perte × longueur ; échange sur place.

# %% answer="vocabulary"
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

# %% answer="split"
def stratified_split(labels, ratios=(0.6, 0.2, 0.2), seed=0):
    rows = list(range(len(labels)))
    random.Random(seed).shuffle(rows)
    a = round(ratios[0] * len(rows))
    b = a + round(ratios[1] * len(rows))
    return rows[:a], rows[a:b], rows[b:]

# %% answer="encode"
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

# %% answer="lstm"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        output, (h, c) = self.lstm(self.embedding(x))
        return self.linear(h[-1])

# %% answer="training"
def evaluate(model, data, collate, batch_size=32):
    model.eval()
    total, good = 0.0, 0
    with torch.no_grad():
        for k in range(0, len(data), batch_size):
            x, lengths, y = collate(data[k : k + batch_size])
            scores = model(x, lengths)
            total += nn.functional.cross_entropy(scores, y).item() * len(y)
            good += (scores.argmax(1) == y).sum().item()
    return total / len(data), good / len(data)


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    history = {"loss_train": [], "loss_valid": [], "acc_valid": []}
    criterion = nn.CrossEntropyLoss()
    for epoch in range(epochs):
        model.train()
        training_loss = 0.0
        batches = make_batches([len(tokens) for tokens, _ in train_data], batch_size)
        for batch in batches:
            x, lengths, y = collate([train_data[i] for i in batch])
            optimizer.zero_grad()
            loss = criterion(model(x, lengths), y)
            loss.backward()
            optimizer.step()
            training_loss += loss.item() * x.size(1)
        history["loss_train"].append(training_loss / len(batches))
        loss_valid, acc_valid = evaluate(model, valid_data, collate, batch_size)
        history["loss_valid"].append(loss_valid)
        history["acc_valid"].append(acc_valid)
    return history

# %% answer="augmentation"
def random_swap(words, n=5):
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result
