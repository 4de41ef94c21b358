#!/bin/sh
printf '%s\n' "$@" >/srv/work/script
