# %% right="masque"
def sample_error(scores, category, delta=0.0):
    mask = torch.ones(len(scores), dtype=torch.bool)
    mask[category] = False
    return (scores[mask] - scores[category] + delta).clamp(min=0).sum()

# %% right="somme totale moins δ"
def sample_error(scores, category, delta=0.0):
    return torch.relu(scores - scores[category] + delta).sum() - delta

# %% right="max de tenseurs, résultat de taille (1,)"
def sample_error(scores, category, delta=0.0):
    c = int(category)
    err = torch.zeros(1)
    for j in range(scores.shape[0]):
        if j == c:
            continue
        err = err + torch.max(torch.tensor(0.0), scores[j] - (scores[c] - delta))
    return err

# %% right="if sur l'écart"
def sample_error(scores, category, delta=0.0):
    err = 0
    for j, s in enumerate(scores):
        ecart = s - scores[category] + delta
        if j != category and ecart > 0:
            err += ecart
    return err

# %% right="perte charnière de PyTorch"
def sample_error(scores, category, delta=0.0):
    cible = torch.tensor([int(category)])
    return len(scores) * F.multi_margin_loss(scores.unsqueeze(0), cible, margin=delta)

# %% wrong="somme sur tous les j" trips="test_formula_with_margin test_margin_respected_costs_nothing test_category_as_tensor_and_equal_scores"
def sample_error(scores, category, delta=0.0):
    return torch.relu(scores - scores[category] + delta).sum()

# %% wrong="signe de la marge" trips="test_formula_with_margin test_category_as_tensor_and_equal_scores"
def sample_error(scores, category, delta=0.0):
    total = torch.zeros(())
    for j in range(len(scores)):
        if j != category:
            total = total + torch.relu(scores[j] - scores[category] - delta)
    return total

# %% wrong="marge ignorée" trips="test_formula_with_margin test_category_as_tensor_and_equal_scores"
def sample_error(scores, category, delta=0.0):
    return torch.relu(scores - scores[category]).sum()

# %% wrong="is not au lieu de !=" trips="test_category_as_tensor_and_equal_scores"
def sample_error(scores, category, delta=0.0):
    total = torch.zeros(())
    for j in range(len(scores)):
        if j is not category:
            total = total + torch.relu(scores[j] - scores[category] + delta)
    return total

# %% wrong="bonne catégorie exclue par sa valeur" trips="test_category_as_tensor_and_equal_scores"
def sample_error(scores, category, delta=0.0):
    good = scores[category]
    return torch.relu(scores[scores != good] - good + delta).sum()

# %% wrong="seulement le plus grand dépassement" trips="test_formula_without_margin test_formula_with_margin test_category_as_tensor_and_equal_scores test_gradient"
def sample_error(scores, category, delta=0.0):
    gaps = [torch.relu(scores[j] - scores[category] + delta) for j in range(len(scores)) if j != category]
    return torch.stack(gaps).max()

# %% wrong="valeur absolue au lieu de max(0, ·)" trips="test_formula_without_margin test_formula_with_margin test_margin_respected_costs_nothing test_category_as_tensor_and_equal_scores test_gradient"
def sample_error(scores, category, delta=0.0):
    return (scores - scores[category] + delta).abs().sum() - delta

# %% wrong="relu de la somme" trips="test_formula_without_margin test_formula_with_margin test_category_as_tensor_and_equal_scores test_gradient"
def sample_error(scores, category, delta=0.0):
    return torch.relu((scores - scores[category] + delta).sum() - delta)

# %% wrong="nombres Python, sans gradient" trips="test_gradient"
def sample_error(scores, category, delta=0.0):
    s = scores.tolist()
    return torch.tensor(sum(max(0.0, s[j] - s[category] + delta) for j in range(len(s)) if j != category))

# %% wrong="bon score détaché" trips="test_gradient"
def sample_error(scores, category, delta=0.0):
    good = scores[category].item()
    return torch.relu(scores - good + delta).sum() - delta

# %% wrong="toujours trois catégories" trips="test_formula_without_margin test_formula_with_margin test_gradient"
def sample_error(scores, category, delta=0.0):
    total = torch.zeros(())
    for j in range(3):
        if j != category:
            total = total + torch.relu(scores[j] - scores[category] + delta)
    return total

# %% wrong="moyenne au lieu de la somme" trips="test_formula_without_margin test_formula_with_margin test_category_as_tensor_and_equal_scores test_gradient"
def sample_error(scores, category, delta=0.0):
    return (torch.relu(scores - scores[category] + delta).sum() - delta) / (len(scores) - 1)

# %% wrong="rien à payer dès que le point est bien classé" trips="test_formula_with_margin"
def sample_error(scores, category, delta=0.0):
    if all(scores[category] > scores[j] for j in range(len(scores)) if j != category):
        return scores.sum() * 0
    return torch.relu(scores - scores[category] + delta).sum() - delta
