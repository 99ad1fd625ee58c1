"""Writes data/digits-train.npz: what samples are compared with.

Run from kernel/, after train_features.py: PYTHONPATH=src python training/build_reference.py
"""

from imagegen_kernel.artefacts import load
from imagegen_kernel.digits import held_out_split, train_split
from imagegen_kernel.features import extract
from imagegen_kernel.measures import gaussian
from pin import write_artefact

network = load("digits-cnn-1")
train = train_split().images
mean, covariance = gaussian(extract(train, network).values)
write_artefact(
    "digits-train",
    mean=mean,
    covariance=covariance,
    held_out_features=extract(held_out_split().images, network).values,
    train_images=train,
)
