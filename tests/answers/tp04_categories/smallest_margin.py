# %% right="boucle"
def smallest_margin(scores, categories):
    best = float("inf")
    for s, c in zip(scores.tolist(), categories.tolist()):
        others = [v for j, v in enumerate(s) if j != c]
        best = min(best, s[c] - max(others))
    return best

# %% right="masked_fill avec one_hot"
def smallest_margin(scores, categories):
    mask = F.one_hot(categories, scores.shape[1]).bool()
    return (scores[mask] - scores.masked_fill(mask, -1e9).max(dim=1)[0]).min().item()

# %% right="topk"
def smallest_margin(scores, categories):
    top = scores.topk(2, dim=1)
    good = scores.gather(1, categories.unsqueeze(1)).squeeze(1)
    other = torch.where(top.indices[:, 0] == categories, top.values[:, 1], top.values[:, 0])
    return torch.min(good - other)

# %% wrong="le bon score compte parmi les autres" trips="test_all_points_well_classified"
def smallest_margin(scores, categories):
    I = torch.arange(len(scores))
    return (scores[I, categories] - scores.max(dim=1).values).min()

# %% wrong="écart entre les deux plus hauts scores" trips="test_a_wrong_point_has_a_negative_margin"
def smallest_margin(scores, categories):
    top = scores.topk(2, dim=1).values
    return (top[:, 0] - top[:, 1]).min()

# %% wrong="plus grande marge" trips="test_all_points_well_classified test_a_wrong_point_has_a_negative_margin"
def smallest_margin(scores, categories):
    I = torch.arange(len(scores))
    others = scores.clone()
    others[I, categories] = -torch.inf
    return (scores[I, categories] - others.max(dim=1).values).max()

# %% wrong="marge moyenne" trips="test_all_points_well_classified test_a_wrong_point_has_a_negative_margin"
def smallest_margin(scores, categories):
    I = torch.arange(len(scores))
    others = scores.clone()
    others[I, categories] = -torch.inf
    return (scores[I, categories] - others.max(dim=1).values).mean()

# %% wrong="écart avec le plus bas des autres" trips="test_all_points_well_classified test_a_wrong_point_has_a_negative_margin"
def smallest_margin(scores, categories):
    I = torch.arange(len(scores))
    others = scores.clone()
    others[I, categories] = torch.inf
    return (scores[I, categories] - others.min(dim=1).values).min()

# %% wrong="valeur absolue" trips="test_a_wrong_point_has_a_negative_margin"
def smallest_margin(scores, categories):
    I = torch.arange(len(scores))
    others = scores.clone()
    others[I, categories] = -torch.inf
    return (scores[I, categories] - others.max(dim=1).values).abs().min()

# %% wrong="signe inversé" trips="test_all_points_well_classified test_a_wrong_point_has_a_negative_margin"
def smallest_margin(scores, categories):
    I = torch.arange(len(scores))
    others = scores.clone()
    others[I, categories] = -torch.inf
    return (others.max(dim=1).values - scores[I, categories]).min()

# %% wrong="modifie les scores reçus" trips="test_scores_are_left_as_they_were"
def smallest_margin(scores, categories):
    I = torch.arange(len(scores))
    good = scores[I, categories]
    scores[I, categories] = -torch.inf
    return (good - scores.max(dim=1).values).min()

# %% wrong="une marge par point" trips="test_all_points_well_classified test_a_wrong_point_has_a_negative_margin test_scores_are_left_as_they_were"
def smallest_margin(scores, categories):
    I = torch.arange(len(scores))
    others = scores.clone()
    others[I, categories] = -torch.inf
    return scores[I, categories] - others.max(dim=1).values
