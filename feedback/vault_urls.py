"""Addresses of the custodians: keys and vaults; all stand below the path that the cookie goes to."""

from django.urls import path

from feedback.views.vaults import holding, home, keys, session

urlpatterns = [
    path("", home.vault_home, name="vault_home"),
    path("mo/", session.vault_unlock, name="vault_unlock"),
    path("khoa-lai/", session.vault_lock, name="vault_lock"),
    path("khoa/", keys.key_make, name="holder_key_make"),
    path("khoa/doi-mat-khau/", keys.key_change, name="holder_key_change"),
    path("khoa/lam-lai/", keys.key_renew, name="holder_key_renew"),
    path("ket/moi/", holding.vault_make, name="vault_make"),
    path("ket/<int:pk>/", home.vault_detail, name="vault_detail"),
    path("ket/<int:pk>/trao/", holding.vault_share_give, name="vault_share_give"),
    path("phan-khoa/<int:pk>/thu-hoi/", holding.vault_share_end, name="vault_share_end"),
]
