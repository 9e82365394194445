#!/bin/sh
# Any warning of qmllint fails.
set -eu
log=$(cmake --build "$1" --target all_qmllint 2>&1) || { echo "$log"; exit 1; }
if echo "$log" | grep -E '^(Warning|Error):'; then exit 1; fi
