"""What fills pages: one module a source, each turning the bytes of what a viewer downloaded into plain records."""
