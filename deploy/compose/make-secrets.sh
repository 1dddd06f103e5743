#!/bin/sh
# Makes new secrets for compose.yaml in deploy/compose/secrets/, unless they are there. Git leaves that folder alone.
set -eu
cd "$(dirname "$0")"
[ ! -e secrets ] || { echo 'deploy/compose/secrets/ exists already: delete it to make new ones' >&2; exit 1; }
umask 077
mkdir secrets
secret() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
postgres="$(secret)"
rabbitmq="$(secret)"
printf %s "$postgres" > secrets/postgres-password
printf 'postgres://shop:%s@postgres:5432/shop' "$postgres" > secrets/database-url
printf 'default_user = shop\ndefault_pass = %s\n' "$rabbitmq" > secrets/rabbitmq.conf
printf 'amqp://shop:%s@rabbitmq:5672' "$rabbitmq" > secrets/amqp-url
secret > secrets/grafana-password
# The containers read them as users of their own.
chmod 644 secrets/*
