#!/bin/sh
# The image of a terminal: build.sh TERMINAL OUT. TERMINAL: the folder that `npm run terminal` makes. OUT: a disk image to be
# written to the terminal's disk as it is. As root; what it needs from Debian is named below.
#
# KIOSK_IMAGE_SOURCES: where Debian's packages come from, a sources file; by default this machine's own.
# KIOSK_IMAGE_CMDLINE: added to the kernel's command line.
set -eu

needed="mmdebstrap mtools dosfstools e2fsprogs grub-efi-amd64-bin grub-common fdisk"
packages="systemd systemd-sysv systemd-timesyncd systemd-resolved dbus udev kmod login passwd iproute2
  ca-certificates tzdata linux-image-amd64 initramfs-tools seatd cage xwayland chromium fonts-noto-cjk libudev1 libusb-1.0-0
  sane-utils sane-airscan cups-client libasound2 libtss2-esys-3.0.2-0 libtss2-mu0 libtss2-rc0 libtss2-tcti-device0"
suite=bookworm

here=$(dirname "$(readlink -f "$0")")
terminal=${1:?"usage: build.sh TERMINAL OUT"}
out=${2:?"usage: build.sh TERMINAL OUT"}
[ -x "$terminal/bin/node" ] || {
  echo "$terminal is no terminal: npm run terminal makes one" >&2
  exit 1
}
missing=""
for package in $needed; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
[ -z "$missing" ] || {
  echo "please install:$missing" >&2
  exit 1
}
[ "$(id -u)" -eq 0 ] || {
  echo "an image is made as root" >&2
  exit 1
}

sources=${KIOSK_IMAGE_SOURCES:-/etc/apt/sources.list.d/debian.sources}
[ -e "$sources" ] || sources=/etc/apt/sources.list
work=$(mktemp -d "${TMPDIR:-/var/tmp}/kiosk-image.XXXXXX")
trap 'rm -rf "$work"' EXIT
root=$work/root

include=$(echo "$packages" | tr -s ' \n' ',')
mmdebstrap --quiet --variant=apt "--include=$include" --aptopt='APT::Install-Recommends "false"' "$suite" "$root" "$sources"

# The kiosk, its units, and what of Debian must be otherwise.
cp -rT --no-preserve=ownership "$here/overlay" "$root"
install -D -m 0644 "$here/../udev/70-kiosk-devices.rules" "$root/usr/lib/udev/rules.d/70-kiosk-devices.rules"
mkdir -p "$root/opt/kiosk" "$root/efi"
cp -rT --no-preserve=ownership "$terminal" "$root/opt/kiosk"
ln -sf /opt/kiosk/bin/kiosk "$root/usr/bin/kiosk"
echo kiosk >"$root/etc/hostname"
printf '127.0.0.1 localhost\n127.0.1.1 kiosk\n' >"$root/etc/hosts"
ln -sf /run/systemd/resolve/resolv.conf "$root/etc/resolv.conf"
chroot "$root" systemd-sysusers
chroot "$root" systemctl --quiet enable kiosk.service kiosk-window.service kiosk-enrol.service \
  systemd-networkd.service systemd-resolved.service systemd-timesyncd.service
chroot "$root" systemctl --quiet mask getty@tty1.service ctrl-alt-del.target debug-shell.service \
  apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer systemd-firstboot.service
chroot "$root" passwd --quiet --lock root
# One for each terminal, at its first start; empty is not the same as missing.
: >"$root/etc/machine-id"
# Where this one was built says nothing to a terminal.
rm -rf "$root/etc/apt/sources.list.d" "$root/etc/apt/auth.conf.d" "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/*.bin
echo '# A terminal is renewed by its next image.' >"$root/etc/apt/sources.list"

# Three parts: what starts it, the system (read only), and what changes.
mv "$root/var" "$work/var"
mkdir "$root/var"
kernel=$(readlink -f "$root/vmlinuz")
initrd=$(readlink -f "$root/initrd.img")

cat >"$work/grub.cfg" <<EOF
search --no-floppy --label KIOSK-EFI --set=root
set timeout=0
linux /vmlinuz root=LABEL=kiosk-root ro quiet loglevel=3 panic=10 systemd.show_status=false vt.global_cursor_default=0 ${KIOSK_IMAGE_CMDLINE:-}
initrd /initrd.img
boot
EOF
grub-mkstandalone --format=x86_64-efi --output="$work/BOOTX64.EFI" --modules="part_gpt fat search search_label linux" --install-modules="part_gpt fat search search_label linux normal configfile echo" \
  --locales="" --fonts="" "boot/grub/grub.cfg=$work/grub.cfg" >/dev/null

truncate -s 256M "$work/efi.img"
mkfs.vfat -F 32 -n KIOSK-EFI "$work/efi.img" >/dev/null
mmd -i "$work/efi.img" ::EFI ::EFI/BOOT
mcopy -i "$work/efi.img" "$work/BOOTX64.EFI" ::EFI/BOOT/BOOTX64.EFI
mcopy -i "$work/efi.img" "$kernel" ::vmlinuz
mcopy -i "$work/efi.img" "$initrd" ::initrd.img

# A file system with so much room left, in MiB.
filesystem() {
  label=$1 folder=$2 image=$3 spare=$4
  size=$(($(du -sm --apparent-size "$folder" | cut -f1) * 115 / 100 + spare))
  truncate -s "${size}M" "$image"
  mke2fs -q -t ext4 -L "$label" -d "$folder" "$image"
}
filesystem kiosk-root "$root" "$work/root.img" 200
filesystem kiosk-var "$work/var" "$work/var.img" 512

# Offsets in MiB; a MiB before and after for the two partition tables.
mib() { echo $(($(stat -c %s "$1") / 1048576)); }
efi=$(mib "$work/efi.img") system=$(mib "$work/root.img") changing=$(mib "$work/var.img")
truncate -s $((efi + system + changing + 2))M "$work/disk.img"
sfdisk --quiet "$work/disk.img" <<EOF
label: gpt
start=1MiB, size=${efi}MiB, type=c12a7328-f81f-11d2-ba4b-00a0c93ec93b, name=kiosk-efi
start=$((1 + efi))MiB, size=${system}MiB, type=4f68bce3-e8cd-4db1-96e7-fbcaf984b709, name=kiosk-root
start=$((1 + efi + system))MiB, size=${changing}MiB, type=4d21b016-b534-45c2-a9fb-5c16e091fd2d, name=kiosk-var
EOF
put() { dd "if=$1" "of=$work/disk.img" bs=1M "seek=$2" conv=notrunc,sparse status=none; }
put "$work/efi.img" 1
put "$work/root.img" $((1 + efi))
put "$work/var.img" $((1 + efi + system))
mv "$work/disk.img" "$out"
echo "$out"
