# %% mark="0"
