package io.drydock.facts;

/** The tool by which the engine sets up its networks. */
public record Iptables(
        @Meaning("Whether it is installed") boolean installed,

        @Meaning("Its version: `1.8.9`; empty when it is not installed")
        String version,

        @Meaning(
                "What it speaks to: `nf_tables` or `legacy`, as every one before 1.8 does; empty when it is not installed")
        String backend) {
    static Iptables of(RawFacts raw) {
        var tool = Tool.of(raw, "iptables");
        boolean modern = raw.text("iptables.version").contains("nf_tables");
        return new Iptables(tool.installed(), tool.version(), modern ? "nf_tables" : tool.installed() ? "legacy" : "");
    }
}
