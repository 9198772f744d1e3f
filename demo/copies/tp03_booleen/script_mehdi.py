# %% base="reference" mark="20"
# Tout est juste, et la copie affiche du HTML actif : il ne doit pas vivre dans la page de l'enseignant.

# %% after="samples"
from IPython.display import HTML, Javascript, display

display(HTML("<script>document.title = 'pris'</script><b>regardez</b>"), Javascript("document.title = 'pris'"))
