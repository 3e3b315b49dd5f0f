#!/usr/bin/env bash
# Makes the sample folders again. On a fresh Debian it installs, besides a Rust toolchain that must be there:
#   from Debian: libreoffice-writer, libreoffice-calc, chromium, fonts-thai-tlwg, poppler-utils, python3-venv,
#                and pango for WeasyPrint
#   from PyPI:   requirements.txt, into target/samples-venv
# Arguments go to make.py.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
venv=$root/target/samples-venv

packages=(libreoffice-writer libreoffice-calc chromium fonts-thai-tlwg poppler-utils python3-venv libpango-1.0-0 libpangoft2-1.0-0)
missing=()
for package in "${packages[@]}"; do
    dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if ((${#missing[@]})); then
    sudo=
    [[ $(id -u) -eq 0 ]] || sudo=sudo
    $sudo apt-get update -qq
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

[[ -x $venv/bin/python ]] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
PYTHONDONTWRITEBYTECODE=1 exec "$venv/bin/python" "$here/make.py" "$@"
