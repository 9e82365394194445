#!/bin/sh
# setup.sh DIRECTORY: what package-lock.json names, installed there; nothing where it is already.
set -eu
mkdir -p "$1"
cmp -s package-lock.json "$1/package-lock.json" && [ -d "$1/node_modules" ] && exit 0
cp package.json .npmrc "$1"
cd "$1"
rm -rf node_modules
cp "$OLDPWD/package-lock.json" .
npm ci --no-progress || { rm -f package-lock.json; exit 1; }
