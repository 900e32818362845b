"""One shopper: history by category beside the ranked lists of two runs."""
