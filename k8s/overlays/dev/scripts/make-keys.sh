#!/bin/sh
# Makes the keys that an installation needs and that no repository may hold, where they are missing in the folder $1:
#   public/public.pem      verifies who is calling; for every service
#   private/private.pem    signs who is calling; for the gateway alone
#   tls/tls.crt, tls.key   self-signed, for HTTPS at the gateway
# What is there stays, so that it can run again at any time. The files belong to the user of the services.
set -eu
umask 027

owner=10001:10001
directory=$1
private=$directory/private/private.pem
public=$directory/public/public.pem
certificate=$directory/tls/tls.crt
mkdir -p "$directory/private" "$directory/public" "$directory/tls"

if [ ! -s "$private" ]; then
  echo "Making the key that signs internal tokens"
  openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$private.new"
  mv "$private.new" "$private"
fi

# Always derived, so that the two can never be of different pairs.
openssl pkey -in "$private" -pubout -out "$public.new"
mv "$public.new" "$public"

if [ ! -s "$certificate" ]; then
  echo "Making a self-signed certificate for localhost"
  openssl req -x509 -newkey rsa:2048 -noenc -days 825 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,DNS:gateway,IP:127.0.0.1 -addext extendedKeyUsage=serverAuth \
    -keyout "$directory/tls/tls.key" -out "$certificate.new"
  mv "$certificate.new" "$certificate"
fi

if [ "$(id -u)" = 0 ]; then
  chown -R "$owner" "$directory/private" "$directory/public" "$directory/tls"
fi
