#!/bin/sh
# Fails when a file is not in the house style; `./dev format` mends it.
set -eu
git ls-files '*.h' '*.cpp' | xargs clang-format-19 --dry-run -Werror
