"""How the accuracies behind graders/thresholds.json are measured (`tp thresholds`)."""
