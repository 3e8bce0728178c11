#!/bin/sh
# Writes the Secrets that hold the keys as a manifest to $2. Keys that the cluster has already (mounted at $1) stay.
set -eu

existing=$1
manifest=$2
keys=/tmp/keys

mkdir -p "$keys/private" "$keys/tls"
[ ! -s "$existing/jwt/private.pem" ] || cp "$existing/jwt/private.pem" "$keys/private/"
[ ! -s "$existing/tls/tls.crt" ] || cp "$existing/tls/tls.crt" "$existing/tls/tls.key" "$keys/tls/"
sh "$(dirname "$0")/make-keys.sh" "$keys"

base64_of() {
  openssl base64 -A -in "$1"
}

cat >"$manifest" <<YAML
apiVersion: v1
kind: Secret
metadata:
  name: sillage-jwt
  labels:
    app.kubernetes.io/part-of: sillage
type: Opaque
data:
  private.pem: $(base64_of "$keys/private/private.pem")
  public.pem: $(base64_of "$keys/public/public.pem")
---
apiVersion: v1
kind: Secret
metadata:
  name: sillage-gateway-tls
  labels:
    app.kubernetes.io/part-of: sillage
type: kubernetes.io/tls
data:
  tls.crt: $(base64_of "$keys/tls/tls.crt")
  tls.key: $(base64_of "$keys/tls/tls.key")
YAML
