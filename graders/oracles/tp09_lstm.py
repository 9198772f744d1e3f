"""Naive or official oracles for the checks of TP 9, and its tweets."""

import math
from collections import Counter
from functools import cache
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

ROOT = Path(__file__).parents[2]
FILES = {
    "students": ROOT / "source" / "tp09_lstm" / "data" / "tweets" / "tweets.tsv",
    "holdout": ROOT / "graders" / "data" / "tweets" / "holdout.tsv",
}


@cache
def tweets(part):
    """Texts and labels: those that students have, or the hold-out that no copy has."""
    rows = [line.split("\t") for line in FILES[part].read_text(encoding="utf-8").splitlines()[1:]]
    return [text for _, _, text in rows], [int(label) for label, _, _ in rows]


def tokenize(text):
    """The statement's rule, character by character."""
    found, word = [], ""
    for char in [*text.lower(), " "]:
        if char.isalnum() or char == "_":
            word += char
            continue
        found += [word] * bool(word) + [char] * (not char.isspace())
        word = ""
    return found


@cache
def encoded_tweets(part, count, max_size):
    """The tweets of a part as ``x``, ``lengths`` and ``y``; the vocabulary is that of the first ``count`` students'."""
    known = Counter(word for text in tweets("students")[0][:count] for word in tokenize(text))
    index = {word: i for i, (word, _) in enumerate(known.most_common(max_size), 2)}
    texts, labels = tweets(part)
    rows = [[index.get(word, 0) for word in tokenize(text)] or [0] for text in texts]
    rows, labels = (rows[:count], labels[:count]) if part == "students" else (rows, labels)
    return (*pad(rows), torch.tensor(labels))


def pad(rows):
    """Lists of indices as a rectangle of int64, completed by 1 at the end, and their lengths."""
    width = max(map(len, rows))
    return torch.tensor([row + [1] * (width - len(row)) for row in rows]), torch.tensor([len(row) for row in rows])


def waste(lengths, batches):
    """Cells of padding in all batches."""
    return sum(max(lengths[i] for i in batch) - lengths[j] for batch in batches for j in batch)


def is_subsequence(short, long):
    """The elements of ``short`` stand in ``long``, in order."""
    rest = iter(long)
    return all(word in rest for word in short)


class Lstm(nn.Module):
    """The classifier of the statement: the output at the last true word of each text."""

    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        output, _ = self.lstm(self.embedding(x))
        return self.linear(output[torch.arange(len(x)), lengths - 1])


def lstm_scores(weights, sizes, rows):
    """Scores of texts read one by one, by an LSTM whose weights are told apart by their shapes."""
    model = Lstm(*sizes)
    given = list(weights)
    with torch.no_grad():
        for parameter in model.parameters():
            chosen = next(i for i, weight in enumerate(given) if weight.shape == parameter.shape)
            parameter.copy_(given.pop(chosen))
        return torch.cat([model(torch.tensor([row]), torch.tensor([len(row)])) for row in rows])


def bag_scores(table, rows, scale=1.0):
    """Scores of the checks' own model: the mean of the words' rows in a table, times a scale that tells the mode."""
    return scale * torch.stack([table[row].mean(0) for row in rows])


def evaluate(table, rows, labels):
    """Mean loss and accuracy of that model in eval mode, where its scale is -0.5."""
    scores, y = bag_scores(table, rows, -0.5), torch.tensor(labels)
    return F.cross_entropy(scores, y).item(), (scores.argmax(1) == y).double().mean().item()


def replay(table, rows, labels, batches, optimizer_name, lr):
    """Train that model on these batches in this order: loss before, and table after, each update."""
    table = nn.Parameter(table.clone())
    optimizer = getattr(torch.optim, optimizer_name)([table], lr=lr)
    losses, tables = [], []
    for batch in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(bag_scores(table, [rows[i] for i in batch]), torch.tensor([labels[i] for i in batch]))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        tables.append(table.detach().clone())
    return losses, tables


def train(model, x, lengths, y, epochs=5, batch_size=32, lr=5e-3, *, shuffled=True, after_epoch=lambda: None):
    """The statement's settings, on batches of near lengths in random order."""
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    order = lengths.argsort()
    count = math.ceil(len(y) / batch_size)
    for _ in range(epochs):
        for k in torch.randperm(count).tolist() if shuffled else range(count):
            rows = order[k * batch_size : (k + 1) * batch_size]
            optimizer.zero_grad()
            F.cross_entropy(model(x[rows, : int(lengths[rows].max())], lengths[rows]), y[rows]).backward()
            optimizer.step()
        after_epoch()


def accuracy(model, x, lengths, y):
    """Proportion of well-classified texts."""
    with torch.no_grad():
        return (model.eval()(x, lengths).argmax(1) == y).double().mean().item()
