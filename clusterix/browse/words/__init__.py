"""Words: how texts and searches become the words that either database indexes as they are."""
