#!/bin/sh
# What tests and the demo need beside npm packages, from Debian. Run as often as you like: it installs what is missing.
set -eu

needed="chromium cups-client cups-daemon fonts-noto-cjk sane-utils sane-airscan cups-ipp-utils dbus-daemon socat libudev1 libusb-1.0-0 poppler-utils xvfb gcc libc6-dev sqlite3"

command -v dpkg-query >/dev/null 2>&1 || {
  echo "setup: this is not Debian; please install what these packages hold: $needed" >&2
  exit 1
}

missing=""
for package in $needed; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "setup: please run as root: apt-get install --no-install-recommends$missing" >&2
  exit 1
fi

echo "setup: installing$missing" >&2
export DEBIAN_FRONTEND=noninteractive
# Names in $missing hold no blanks.
# shellcheck disable=SC2086
if ! { apt-get update -qq && apt-get install -qq -y --no-install-recommends $missing; } >&2; then
  echo "setup: apt-get failed; please install:$missing" >&2
  exit 1
fi
