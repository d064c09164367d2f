"""The rule engine: rule file → Rule → Findings. It knows CEL and nothing of journalism."""
