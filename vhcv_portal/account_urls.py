"""Those pages of allauth that the portal uses; adding e-mail addresses and signing in by code stay shut."""

from allauth.account.urls import urlpatterns as all_patterns

USED = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
urlpatterns = [pattern for pattern in all_patterns if pattern.name in USED]
