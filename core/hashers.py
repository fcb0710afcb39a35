"""How passwords are kept: Argon2id at a cost that a month end with 31,000 logins can carry."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PortalArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB of memory, 2 passes, 1 lane (OWASP's second choice); about 20 ms per check.

    Django's default PBKDF2 costs ten times that and none of the memory which makes guessing dear.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
