# %% base="reference" mark="20"
# Tout est juste, mais la copie imprime, avertit et écrit sur stderr.

# %% answer="model"
import logging
import sys
import warnings


def f(x, y, a):
    print("x =", x, file=sys.stderr)
    warnings.warn("je ne suis pas sûr de moi")
    logging.error("en suis-je sûre ?")
    return torch.clamp(a * torch.abs(x - y), max=1)
