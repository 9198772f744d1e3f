# %% right="état de rang lengths - 1, padding_idx"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim, padding_idx=1)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        output, _ = self.lstm(self.embedding(x))
        return self.linear(output[torch.arange(x.shape[0]), lengths - 1])


# %% right="paquet sans batch_first, autre ordre de déclaration"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.sortie = nn.Linear(hidden_size, 2)
        self.couches = nn.ModuleDict({"lstm": nn.LSTM(embedding_dim, hidden_size), "mots": nn.Embedding(vocab_size, embedding_dim)})

    def forward(self, x, lengths):
        v = self.couches["mots"](x).permute(1, 0, 2)
        _, (h, c) = self.couches["lstm"](pack_padded_sequence(v, lengths, enforce_sorted=False))
        return self.sortie(h.squeeze(0))


# %% right="boucle sur les textes"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        states = []
        for row, n in zip(x, lengths):
            _, (h, _) = self.lstm(self.embedding(row[:n]))
            states.append(h[-1])
        return self.linear(torch.stack(states))


# %% right="gather"
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


# %% right="lot trié puis remis dans l'ordre"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        sorted_lengths, order = lengths.sort(descending=True)
        packed = pack_padded_sequence(self.embedding(x[order]), sorted_lengths, batch_first=True)
        _, (h, _) = self.lstm(packed)
        back = torch.empty_like(order)
        back[order] = torch.arange(len(order))
        return self.linear(h[0][back])


# %% wrong="état lu après les pads" trips="test_padding test_last_state"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        output, (h, c) = self.lstm(self.embedding(x))
        return self.linear(h[-1])


# %% wrong="dernière colonne de output" trips="test_padding test_last_state"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        output, _ = self.lstm(self.embedding(x))
        return self.linear(output[:, -1])


# %% wrong="pads à zéro mais lus quand même" trips="test_padding test_last_state"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim, padding_idx=1)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        output, (h, c) = self.lstm(self.embedding(x))
        return self.linear(h[-1])


# %% wrong="lu au rang lengths" trips="test_parameters test_size test_padding test_last_state"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        output, _ = self.lstm(self.embedding(x))
        return self.linear(output[torch.arange(len(x)), lengths])


# %% wrong="batch_first oublié" trips="test_padding test_last_state"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        output, _ = self.lstm(self.embedding(x))
        return self.linear(output[torch.arange(x.shape[0]), lengths - 1])


# %% wrong="squeeze sans dimension" trips="test_size"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        packed = pack_padded_sequence(self.embedding(x), lengths.cpu(), batch_first=True, enforce_sorted=False)

        _, (h, _) = self.lstm(packed)
        return self.linear(h.squeeze()).squeeze()


# %% wrong="lot trié, pas remis dans l'ordre" trips="test_padding test_last_state"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        sorted_lengths, order = lengths.sort(descending=True)
        packed = pack_padded_sequence(self.embedding(x[order]), sorted_lengths, batch_first=True)
        _, (h, _) = self.lstm(packed)
        return self.linear(h[0])


# %% wrong="longueurs supposées triées" trips="test_parameters test_size test_padding test_last_state"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        packed = pack_padded_sequence(self.embedding(x), lengths, batch_first=True)
        _, (h, _) = self.lstm(packed)
        return self.linear(h[0])


# %% wrong="moyenne des états" trips="test_last_state"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        output, _ = self.lstm(self.embedding(x))
        mask = (torch.arange(x.shape[1]) < lengths[:, None])[..., None]
        return self.linear((output * mask).sum(1) / lengths[:, None])


# %% wrong="moyenne des embeddings" trips="test_parameters test_last_state"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.linear = nn.Linear(embedding_dim, 2)

    def forward(self, x, lengths):
        mask = (torch.arange(x.shape[1]) < lengths[:, None])[..., None]
        return self.linear((self.embedding(x) * mask).sum(1) / lengths[:, None])


# %% wrong="softmax à la fin" trips="test_last_state"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        output, _ = self.lstm(self.embedding(x))
        return nn.functional.softmax(self.linear(output[torch.arange(x.shape[0]), lengths - 1]), dim=1)


# %% wrong="la mémoire c au lieu de h" trips="test_last_state"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        packed = pack_padded_sequence(self.embedding(x), lengths.cpu(), batch_first=True, enforce_sorted=False)

        _, (h, c) = self.lstm(packed)
        return self.linear(c[-1])


# %% wrong="une seule sortie" trips="test_parameters test_size test_last_state"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 1)

    def forward(self, x, lengths):
        output, _ = self.lstm(self.embedding(x))
        return self.linear(output[torch.arange(x.shape[0]), lengths - 1])


# %% wrong="trois sorties" trips="test_parameters test_size test_last_state"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 3)

    def forward(self, x, lengths):
        output, _ = self.lstm(self.embedding(x))
        return self.linear(output[torch.arange(x.shape[0]), lengths - 1])


# %% wrong="bidirectionnel" trips="test_parameters test_last_state"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True, bidirectional=True)
        self.linear = nn.Linear(2 * hidden_size, 2)

    def forward(self, x, lengths):
        packed = pack_padded_sequence(self.embedding(x), lengths.cpu(), batch_first=True, enforce_sorted=False)

        _, (h, c) = self.lstm(packed)
        return self.linear(torch.cat([h[0], h[1]], dim=1))


# %% wrong="tailles échangées" trips="test_parameters test_last_state"
class OurFirstLSTM(nn.Module):
    def __init__(self, embedding_dim, hidden_size, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        packed = pack_padded_sequence(self.embedding(x), lengths.cpu(), batch_first=True, enforce_sorted=False)

        _, (h, c) = self.lstm(packed)
        return self.linear(h[-1])


# %% wrong="GRU au lieu de LSTM" trips="test_parameters test_last_state"
class OurFirstLSTM(nn.Module):
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.GRU(embedding_dim, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        packed = pack_padded_sequence(self.embedding(x), lengths.cpu(), batch_first=True, enforce_sorted=False)

        _, h = self.lstm(packed)
        return self.linear(h[-1])
