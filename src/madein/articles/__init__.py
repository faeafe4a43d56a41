"""Reading articles: the quantitative statements of a news text, drafted as claims."""
