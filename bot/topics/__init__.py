"""What we tell people: topics with dated facts and prose in ten languages."""
