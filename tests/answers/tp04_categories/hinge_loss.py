# %% right="gather et δ retranché"
def hinge_loss(scores, categories, delta=1.0):
    good = scores.gather(1, categories[:, None])
    return (scores - good + delta).clamp(min=0).sum() - delta * len(scores)

# %% right="masque one_hot"
def hinge_loss(scores, categories, delta=1.0):
    mask = F.one_hot(categories, num_classes=scores.shape[1]) == 0
    good = (scores * ~mask).sum(dim=1, keepdim=True)
    return (F.relu(scores - good + delta) * mask).sum()

# %% right="terme j = c mis à zéro"
def hinge_loss(scores, categories, delta=1.0):
    I = torch.arange(0, scores.shape[0], dtype=torch.int64)
    G = scores[I, categories].reshape(-1, 1)
    M = torch.max(torch.zeros_like(scores), scores - G + delta)
    M[I, categories] = 0
    return M.sum()

# %% right="boucle sur les catégories seulement"
def hinge_loss(scores, categories, delta=1.0):
    good = scores[range(len(scores)), categories]
    total = torch.tensor(0.0)
    for j in range(scores.shape[1]):
        total = total + (torch.relu(scores[:, j] - good + delta) * (categories != j)).sum()
    return total

# %% right="perte charnière de PyTorch"
def hinge_loss(scores, categories, delta=1.0):
    return scores.shape[1] * F.multi_margin_loss(scores, categories, margin=delta, reduction="sum")

# %% right="vmap"
def hinge_loss(scores, categories, delta=1.0):
    def one(s, c):
        return torch.relu(s - s.gather(0, c.unsqueeze(0)) + delta).sum() - delta
    return torch.vmap(one)(scores, categories).sum()

# %% wrong="somme sur tous les j" trips="test_total_of_the_batch test_error_can_be_zero_and_scores_equal"
def hinge_loss(scores, categories, delta=1.0):
    I = torch.arange(len(scores))
    good = scores[I, categories].unsqueeze(1)
    return torch.relu(scores - good + delta).sum()

# %% wrong="signe de la marge" trips="test_total_of_the_batch test_error_can_be_zero_and_scores_equal test_gradient"
def hinge_loss(scores, categories, delta=1.0):
    I = torch.arange(len(scores))
    good = scores[I, categories].unsqueeze(1)
    return torch.relu(scores - good - delta).sum()

# %% wrong="Scores[:, CAT]" trips="test_total_of_the_batch test_error_can_be_zero_and_scores_equal test_gradient test_no_loop_over_the_points"
def hinge_loss(scores, categories, delta=1.0):
    return torch.relu(scores - scores[:, categories] + delta).sum() - delta * len(scores)

# %% wrong="unsqueeze oublié" trips="test_total_of_the_batch test_error_can_be_zero_and_scores_equal test_gradient test_no_loop_over_the_points"
def hinge_loss(scores, categories, delta=1.0):
    I = torch.arange(len(scores))
    return torch.relu(scores - scores[I, categories] + delta).sum() - delta * len(scores)

# %% wrong="moyenne sur le lot" trips="test_total_of_the_batch test_error_can_be_zero_and_scores_equal test_gradient"
def hinge_loss(scores, categories, delta=1.0):
    good = scores.gather(1, categories[:, None])
    return ((scores - good + delta).clamp(min=0).sum() - delta * len(scores)) / len(scores)

# %% wrong="bon score détaché" trips="test_gradient"
def hinge_loss(scores, categories, delta=1.0):
    good = scores.detach().gather(1, categories[:, None])
    return (scores - good + delta).clamp(min=0).sum() - delta * len(scores)

# %% wrong="calcul NumPy, sans gradient" trips="test_gradient test_no_loop_over_the_points"
def hinge_loss(scores, categories, delta=1.0):
    total = 0.0
    for s, c in zip(scores.detach().numpy(), categories.numpy()):
        total += sum(max(0.0, float(s[j] - s[c] + delta)) for j in range(len(s)) if j != c)
    return torch.tensor(total, requires_grad=True)

# %% wrong="boucle sur les points" trips="test_no_loop_over_the_points"
def hinge_loss(scores, categories, delta=1.0):
    total = torch.tensor(0.0)
    for i in range(len(scores)):
        total = total + torch.relu(scores[i] - scores[i, categories[i]] + delta).sum() - delta
    return total

# %% wrong="boucle cachée dans une compréhension" trips="test_no_loop_over_the_points"
def hinge_loss(scores, categories, delta=1.0):
    good = torch.stack([s[c] for s, c in zip(scores, categories)]).unsqueeze(1)
    return torch.relu(scores - good + delta).sum() - delta * len(scores)

# %% wrong="bonne catégorie exclue par sa valeur" trips="test_error_can_be_zero_and_scores_equal"
def hinge_loss(scores, categories, delta=1.0):
    good = scores.gather(1, categories[:, None])
    return (torch.relu(scores - good + delta) * (scores != good)).sum()

# %% wrong="marge par défaut nulle" trips="test_error_can_be_zero_and_scores_equal"
def hinge_loss(scores, categories, delta=0.0):
    good = scores.gather(1, categories[:, None])
    return torch.relu(scores - good + delta).sum() - delta * len(scores)

# %% wrong="δ retranché une seule fois" trips="test_total_of_the_batch test_error_can_be_zero_and_scores_equal"
def hinge_loss(scores, categories, delta=1.0):
    good = scores.gather(1, categories[:, None])
    return torch.relu(scores - good + delta).sum() - delta
