# Systems whose own files are replaced as a whole, by facts.os.image, and not changed by a package manager.

# image_instead IMAGE: ends the check of what would install, upgrade or remove packages, with what does that there; nothing where IMAGE is empty.
image_instead() {
  case $1 in
    '') return 0 ;;
    ostree) unsupported "this system is an image of ostree: packages are layered on it (rpm-ostree install NAME) or come with it (rpm-ostree upgrade), and count after a \
reboot; Drydock does that for the kernel alone (kernel, boot_kernel)" ;;
    bootc) unsupported "this system is a container image that bootc boots: packages belong into its Containerfile (RUN dnf install NAME), and come with bootc upgrade, or \
bootc switch IMAGE, and a reboot; Drydock does that for the kernel alone (kernel, boot_kernel)" ;;
    transactional-update) unsupported "this system takes packages in a new snapshot alone: transactional-update pkg install NAME, then a reboot; Drydock does that for \
the kernel alone (kernel, boot_kernel)" ;;
    flatcar) unsupported "Flatcar is an image without a package manager, with the engine and its kernel in it: they change with the image (update_engine_client -update), and \
other programs come as a system extension (systemd-sysext)" ;;
    bottlerocket) unsupported "Bottlerocket is an image without a package manager, with its kernel and container runtime in it: apiclient update check, apiclient update apply --reboot" ;;
    talos) unsupported "Talos is an image without a package manager or a shell: talosctl upgrade --image, with what is wanted as system extensions" ;;
    nixos) unsupported "NixOS takes packages, services and kernels from its configuration alone: they belong into /etc/nixos/configuration.nix \
(virtualisation.docker.enable, boot.kernelPackages), and nixos-rebuild switch, or boot, brings them" ;;
    ubuntu-core) unsupported "Ubuntu Core consists of snaps, its kernel too: snap install docker, snap refresh NAME, which keeps the old one and goes back to it" ;;
  esac
}
