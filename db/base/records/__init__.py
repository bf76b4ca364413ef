"""The records that screens and widgets see: frozen, without a session. ``cards`` is all that the first frame needs."""
