# Executables for EFI: kernels, and unified kernel images, which hold a kernel, its initial file system and its command line in sections.

# efi_signed IMAGE: true when it carries a signature; whose, is for the firmware to judge. By the table of certificates in
# the header of the executable.
efi_signed() {
  _at=$(efi_number "$1" 60 4)
  case $(efi_number "$1" "$((_at + 24))" 2) in 523) _at=$((_at + 24 + 148)) ;; 267) _at=$((_at + 24 + 132)) ;; *) return 1 ;; esac
  [ "$(efi_number "$1" "$_at" 4)" -gt 0 ]
}

# efi_want_signed IMAGE RELEASE
efi_want_signed() {
  efi_signed "$1" ||
    cannot "kernel $2 is not signed, and Secure Boot would not start it: take a signed package, sign it (sbsign) with a key enrolled by mokutil, or turn Secure Boot off"
}

# efi_section FILE NAME: prints the text of this section; nothing where there is none.
efi_section() {
  [ "$(efi_number "$1" 0 2)" = 23117 ] || return 0   # MZ
  _at=$(efi_number "$1" 60 4)
  _left=$(efi_number "$1" "$((_at + 6))" 2) _row=$((_at + 24 + $(efi_number "$1" "$((_at + 20))" 2)))
  while [ "$_left" -gt 0 ] && [ "$_left" -le 96 ]; do
    if [ "$(efi_bytes "$1" "$_row" 8 | tr -d '\000')" = "$2" ]; then
      efi_bytes "$1" "$(efi_number "$1" "$((_row + 20))" 4)" "$(efi_number "$1" "$((_row + 8))" 4)" | tr -d '\000'
      return
    fi
    _left=$((_left - 1)) _row=$((_row + 40))
  done
}

efi_bytes() { tail -c "+$(($2 + 1))" "$1" | head -c "$3"; } # FILE OFFSET BYTES

efi_number() { # FILE OFFSET BYTES: little-endian
  _n=0 _scale=1
  for _byte in $(od -An -v -tu1 -j "$2" -N "$3" "$1" 2>/dev/null); do _n=$((_n + _byte * _scale)) _scale=$((_scale * 256)); done
  echo "$_n"
}
