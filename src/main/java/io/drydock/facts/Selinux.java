package io.drydock.facts;

/** SELinux: what is in force, and what the host's configuration says of the next boot. */
public record Selinux(
        @Meaning("`enabled` or `disabled`: whether SELinux is in force")
        String status,

        @Meaning("`enforcing` or `permissive`; empty when SELinux is not in force or does not tell")
        String mode,

        @Meaning("What /etc/selinux/config says: `enforcing`, `permissive` or `disabled`; empty without it")
        String configMode,

        @Meaning("The policy, such as `targeted`; empty without a configuration")
        String type,

        @Meaning("The version of the policy that is loaded: `33`; empty when SELinux is not in force")
        String policyVersion) {
    static Selinux of(RawFacts raw) {
        var configured = raw.map("selinux.config");
        var enforce = raw.text("selinux");
        return new Selinux(
                raw.list("lsm", ",").contains("selinux") ? "enabled" : "disabled",
                enforce.equals("1") ? "enforcing" : enforce.equals("0") ? "permissive" : "",
                configured.getOrDefault("SELINUX", "").strip(),
                configured.getOrDefault("SELINUXTYPE", "").strip(),
                raw.text("selinux.policy"));
    }
}
