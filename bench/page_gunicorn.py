"""How gunicorn serves the page measurement: one sync worker, no Celery beside it, nothing logged."""

worker_class = "sync"
workers = 1
loglevel = "error"
accesslog = None
control_socket_disable = True
