#!/bin/sh
# Ends with an error when others than this machine reach the gateway ($SILLAGE_HTTP_HOST) and a secret is still one of
# .env.example, which everybody can read in the repository.
set -eu

case ${SILLAGE_HTTP_HOST:-127.0.0.1} in
  127.* | ::1 | localhost) exit 0 ;;
esac

examples=$(env | sed -n 's/^\([A-Z_]*\)=dev-only-.*/\1/p')
if [ -n "$examples" ]; then
  echo "The gateway is published on $SILLAGE_HTTP_HOST, and these secrets in .env are those of the example:" $examples >&2
  echo "Make others (openssl rand -hex 32), or publish it on 127.0.0.1." >&2
  exit 1
fi
