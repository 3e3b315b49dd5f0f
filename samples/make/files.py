"""What an agency's folder holds: paths, contents and the producer that writes each."""

from dataclasses import dataclass, field


@dataclass
class File:
    """One file of the folder.

    `producer` names a function of `convert.py`, or is `noise` with the bytes in `content`. `readable` is
    True, or says why nothing can be read: `scan`, `encrypted`, `corrupt`.
    """

    path: str
    producer: str
    content: object
    items: list = field(default_factory=list)
    readable: object = True
