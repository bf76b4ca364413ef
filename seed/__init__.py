"""What fills the catalogue: the starter films, IMDb's data sets, and the atomic build of ``catalogue.db``."""
