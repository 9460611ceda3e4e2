#!/bin/sh
# Draws the keys of a county once, after its key vault was deployed. Keys that are there stay as they are: without them no personal data can be read.
set -eu
vault=${GRIDCASE_VAULT:?the key vault of the deployment}

for name in gridcase-data-key gridcase-seal-key; do
  tries=0
  # A right that was just granted takes some minutes to reach the vault.
  until found=$(az keyvault secret list --vault-name "$vault" --query "length([?name=='$name'])" --output tsv); do
    tries=$((tries + 1))
    [ "$tries" -lt 20 ] || { echo "The vault $vault does not let you in. Does GRIDCASE_OPERATOR name you?" >&2; exit 1; }
    sleep 15
  done
  if [ "$found" = 0 ]; then
    file=$(umask 077 && mktemp)
    trap 'rm -f "$file"' EXIT
    openssl rand -hex 32 | tr -d '\n' >"$file"
    az keyvault secret set --vault-name "$vault" --name "$name" --file "$file" --output none
    rm -f "$file"
    echo "Made $name. Keep a copy of it outside Azure."
  fi
done
