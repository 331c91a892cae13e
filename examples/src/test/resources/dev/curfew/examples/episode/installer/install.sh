#!/bin/sh
[ -t 0 ] || { echo "This installer needs a terminal" >&2; exit 2; }
printf 'Do you accept the license? [yes/no] '
read -r accepted
[ "$accepted" = yes ] || { echo 'Nothing is installed'; exit 1; }
printf 'Choose a password: '
stty -echo
read -r password
stty echo
printf '\nRepeat the password: '
stty -echo
read -r repeated
stty echo
[ "$password" = "$repeated" ] || { printf '\nThe passwords differ\n'; exit 1; }
mkdir -p app && printf 'password=%s\n' "$password" >app/config
printf '\nInstalled\n'
