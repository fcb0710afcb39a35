"""Accounts: one per person, signing in with staff code or e-mail."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Upper

from agencies.enums import Role
from agencies.models.people import StaffMember
from agencies.models.search import holds_words


class UserQuerySet(models.QuerySet["User"]):
    """Accounts by name and by who may see them."""

    def named(self, words: str) -> Self:
        """Accounts whose person's name, or whose own user name, holds every word, accents apart."""
        by_person = StaffMember.objects.filter(holds_words("name_folded", words, code="code"))
        return self.filter(Q(staff__in=by_person.values("pk")) | Q(username__iexact=words.strip()))

    def visible_to(self, user: "User", on: date) -> Self:
        """All for those who keep roles or accounts, else one's own (RELIABILITY §2.2, roles and users)."""
        from agencies.models.scope import scope_of

        keeps = scope_of(user, on).has(Role.HOME_AFFAIRS, Role.OPERATOR)
        return self.all() if keeps else self.filter(pk=user.pk)

    def in_name_order(self) -> Self:
        """By the person's given name; accounts without a person come first, by user name."""
        return self.order_by(Coalesce("staff__name_sort", Value("")), "username")


_UserManager = BaseUserManager.from_queryset(UserQuerySet)


class UserManager(_UserManager):
    """Makes accounts; passwords are hashed with Argon2id."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """A new account; without a password nobody can sign in until one is set."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account. What it may do comes from its person's postings and its role grants, never from flags."""

    username = models.CharField(
        "mã cán bộ",
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[A-Za-z0-9._-]+$", "Chỉ dùng chữ không dấu, số, dấu chấm, gạch.")],
    )
    email = models.EmailField("thư điện tử", null=True, blank=True, unique=True)
    staff = models.OneToOneField(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="user"
    )
    display_name = models.CharField("họ và tên", max_length=120)
    is_active = models.BooleanField("đang hoạt động", default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    objects = UserManager()

    class Meta:
        verbose_name = "tài khoản"
        constraints = [
            # people type their name in any case; allauth looks it up so, at every login
            models.UniqueConstraint(
                Upper("username"),
                name="user_username_any_case",
                violation_error_message="Đã có tài khoản mang mã này (không phân biệt chữ hoa, chữ thường).",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        """The person's full name, family name first."""
        return self.display_name

    def get_short_name(self) -> str:
        """The given name, which Vietnamese address each other by."""
        return self.display_name.split(" ")[-1]

    @property
    def is_staff(self) -> bool:
        """Nobody uses Django's admin here."""
        return False
