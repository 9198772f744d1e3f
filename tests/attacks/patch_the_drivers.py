"""The copy fills the bridge's table of drivers with one of its own, which ignores what it was asked."""

MARKS = {"double": 0}


# %% after="imports"
class Drivers(dict):
    def __contains__(self, source):
        return True

    def __getitem__(self, source):
        return lambda student, **inputs: (torch.zeros(3), torch.zeros(3), torch.zeros(3))


get_ipython().kernel.bridge.drivers = Drivers()

# %% answer="double"
double = lambda x: torch.zeros(3)
