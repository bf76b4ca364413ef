"""What a screen asks for: pages, lists, diary and home, joined from the catalogue and the viewer's records."""
