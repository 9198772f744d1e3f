# %% right="logsumexp partout"
def softmax(scores):
    return torch.exp(scores - torch.logsumexp(scores, 1, keepdim=True))


def cross_entropy(scores, y):
    log_p = scores - torch.logsumexp(scores, 1, keepdim=True)
    return -log_p.gather(1, y.unsqueeze(1)).squeeze(1).mean()


# %% right="boucle sur les lignes"
def softmax(scores):
    rows = []
    for row in scores:
        e = torch.exp(row - torch.max(row))
        rows.append(e / torch.sum(e))
    return torch.stack(rows)


def cross_entropy(scores, y):
    total = 0
    for row, c in zip(scores, y):
        moved = row - row.max()
        total = total + torch.log(torch.exp(moved).sum()) - moved[c]
    return total / len(y)


# %% right="one_hot, amax"
def softmax(scores):
    e = (scores - scores.amax(1, True)).exp()
    return e / e.sum(1, True)


def cross_entropy(scores, y):
    moved = scores - scores.amax(1, True).detach()
    one_hot = nn.functional.one_hot(y, scores.shape[1]).to(scores.dtype)
    return (moved.exp().sum(1).log() - (moved * one_hot).sum(1)).mean()


# %% wrong="sans retirer le maximum" trips="test_softmax_of_large_scores test_cross_entropy_of_large_scores"
def softmax(scores):
    return scores.exp() / scores.exp().sum(1, keepdim=True)


def cross_entropy(scores, y):
    return (scores.exp().sum(1).log() - scores[torch.arange(len(y)), y]).mean()


# %% wrong="un maximum pour tout le lot" trips="test_softmax_of_large_scores"
def softmax(scores):
    e = (scores - scores.max()).exp()
    return e / e.sum(1, keepdim=True)


def cross_entropy(scores, y):
    return (scores.logsumexp(1) - scores[torch.arange(len(y)), y]).mean()


# %% wrong="scores bornés par clamp" trips="test_softmax_of_large_scores"
def softmax(scores):
    e = scores.clamp(-80, 80).exp()
    return e / e.sum(1, keepdim=True)


def cross_entropy(scores, y):
    return (scores.logsumexp(1) - scores[torch.arange(len(y)), y]).mean()


# %% wrong="softmax des colonnes" trips="test_softmax test_softmax_of_large_scores"
def softmax(scores):
    e = (scores - scores.max(dim=0).values).exp()
    return e / e.sum(0)


def cross_entropy(scores, y):
    return (scores.logsumexp(1) - scores[torch.arange(len(y)), y]).mean()


# %% wrong="logarithme du softmax" trips="test_cross_entropy_of_large_scores"
def softmax(scores):
    e = (scores - scores.max(1, keepdim=True).values).exp()
    return e / e.sum(1, keepdim=True)


def cross_entropy(scores, y):
    return -softmax(scores)[torch.arange(len(y)), y].log().mean()


# %% wrong="epsilon dans le logarithme" trips="test_cross_entropy_of_large_scores"
def softmax(scores):
    e = (scores - scores.max(1, keepdim=True).values).exp()
    return e / e.sum(1, keepdim=True)


def cross_entropy(scores, y):
    return -(softmax(scores)[torch.arange(len(y)), y] + 1e-12).log().mean()


# %% wrong="somme au lieu de la moyenne" trips="test_cross_entropy test_cross_entropy_of_large_scores test_gradient"
def softmax(scores):
    e = (scores - scores.max(1, keepdim=True).values).exp()
    return e / e.sum(1, keepdim=True)


def cross_entropy(scores, y):
    return (scores.logsumexp(1) - scores[torch.arange(len(y)), y]).sum()


# %% wrong="softmax deux fois" trips="test_cross_entropy test_cross_entropy_of_large_scores test_gradient"
def softmax(scores):
    e = (scores - scores.max(1, keepdim=True).values).exp()
    return e / e.sum(1, keepdim=True)


def cross_entropy(scores, y):
    p = softmax(scores)
    return (p.logsumexp(1) - p[torch.arange(len(y)), y]).mean()


# %% wrong="toutes les colonnes de y" trips="test_cross_entropy test_cross_entropy_of_large_scores test_gradient"
def softmax(scores):
    e = (scores - scores.max(1, keepdim=True).values).exp()
    return e / e.sum(1, keepdim=True)


def cross_entropy(scores, y):
    return (scores.logsumexp(1) - scores[:, y]).mean()


# %% wrong="signe oublié" trips="test_cross_entropy test_cross_entropy_of_large_scores test_gradient"
def softmax(scores):
    e = (scores - scores.max(1, keepdim=True).values).exp()
    return e / e.sum(1, keepdim=True)


def cross_entropy(scores, y):
    return (scores[torch.arange(len(y)), y] - scores.logsumexp(1)).mean()


# %% wrong="graphe coupé par item" trips="test_gradient"
def softmax(scores):
    e = (scores - scores.max(1, keepdim=True).values).exp()
    return e / e.sum(1, keepdim=True)


def cross_entropy(scores, y):
    return torch.tensor((scores.logsumexp(1) - scores[torch.arange(len(y)), y]).mean().item())
