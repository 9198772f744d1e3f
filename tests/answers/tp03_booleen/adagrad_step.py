# %% right="sur place, epsilon dans la racine"
def adagrad_step(param, grad, ssg, alpha, eps=1e-10):
    ssg += grad * grad
    param -= alpha / torch.sqrt(ssg + eps) * grad
    return param, ssg


# %% right="boucle sur les poids"
def adagrad_step(param, grad, ssg, alpha, eps=1e-10):
    new_param, new_ssg = param.clone(), ssg.clone()
    for i in range(len(param)):
        new_ssg[i] = ssg[i] + grad[i] ** 2
        new_param[i] = param[i] - alpha * grad[i] / (new_ssg[i] ** 0.5 + eps)
    return [new_param, new_ssg]


# %% right="addcmul et addcdiv"
def adagrad_step(param, grad, ssg, alpha, eps=1e-10):
    new = torch.addcmul(ssg, grad, grad)
    return torch.addcdiv(param, grad, new.sqrt().add(eps), value=-alpha), new


# %% wrong="ssg pas cumulé" trips="test_one_step test_several_steps"
def adagrad_step(param, grad, ssg, alpha, eps=1e-10):
    ssg = grad**2
    return param - alpha * grad / (ssg.sqrt() + eps), ssg


# %% wrong="divise par ssg sans racine" trips="test_one_step test_several_steps"
def adagrad_step(param, grad, ssg, alpha, eps=1e-10):
    ssg = ssg + grad**2
    return param - alpha * grad / (ssg + eps), ssg


# %% wrong="une seule somme pour tous les poids" trips="test_one_step test_several_steps test_zero_gradient"
def adagrad_step(param, grad, ssg, alpha, eps=1e-10):
    ssg = ssg + (grad**2).sum()
    return param - alpha * grad / (ssg.sqrt() + eps), ssg


# %% wrong="carré de la somme" trips="test_one_step test_several_steps"
def adagrad_step(param, grad, ssg, alpha, eps=1e-10):
    ssg = (ssg + grad) ** 2
    return param - alpha * grad / (ssg.sqrt() + eps), ssg


# %% wrong="divise par l'ancienne somme" trips="test_one_step test_several_steps"
def adagrad_step(param, grad, ssg, alpha, eps=1e-10):
    new = ssg + grad**2
    return param - alpha * grad / (ssg.sqrt() + eps), new


# %% wrong="sans epsilon" trips="test_zero_gradient"
def adagrad_step(param, grad, ssg, alpha, eps=1e-10):
    ssg = ssg + grad**2
    return param - alpha * grad / ssg.sqrt(), ssg


# %% wrong="monte au lieu de descendre" trips="test_one_step test_several_steps"
def adagrad_step(param, grad, ssg, alpha, eps=1e-10):
    ssg = ssg + grad**2
    return param + alpha * grad / (ssg.sqrt() + eps), ssg


# %% wrong="alpha écrit en dur" trips="test_one_step test_several_steps"
def adagrad_step(param, grad, ssg, alpha, eps=1e-10):
    ssg = ssg + grad**2
    return param - 0.01 * grad / (ssg.sqrt() + eps), ssg


# %% wrong="moyenne qui oublie, comme RMSprop" trips="test_one_step test_several_steps"
def adagrad_step(param, grad, ssg, alpha, eps=1e-10):
    ssg = 0.9 * ssg + 0.1 * grad**2
    return param - alpha * grad / (ssg.sqrt() + eps), ssg


# %% wrong="rend l'ancienne somme" trips="test_one_step test_several_steps"
def adagrad_step(param, grad, ssg, alpha, eps=1e-10):
    return param - alpha * grad / ((ssg + grad**2).sqrt() + eps), ssg
