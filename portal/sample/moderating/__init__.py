"""What was moderated in the sample world before anybody looks: decisions, appeals, second readings."""
