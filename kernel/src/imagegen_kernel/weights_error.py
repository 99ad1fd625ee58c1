"""What is wrong with weights; known without PyTorch, which reading them needs."""


class WeightsError(ValueError):
    """The weights are not those of the network they should be of; says what is wrong."""
