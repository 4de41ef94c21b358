package io.drydock.facts;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Interfaces and addresses, of the lines of facts_more.sh: a word for the kind, and columns with tabs between them. */
record Network(
        @Meaning(
                "By the interface's name: `mac`, `mtu`, `active`, and lists `ipv4` and `ipv6` of `address` and `prefix`")
        Map<String, Object> interfaces,

        @Meaning("All IPv4 addresses but those of 127.0.0.0/8")
        List<String> ipv4Addresses,

        @Meaning("All IPv6 addresses but ::1") List<String> ipv6Addresses,

        DefaultRoute defaultIpv4,
        DefaultRoute defaultIpv6,
        Dns dns) {

    /** Where what leaves the host's own networks goes. */
    record DefaultRoute(
            @Meaning("The interface; empty when there is no default route")
            String interface_,

            @Meaning("The host's first address on it that is not link-local")
            String address,

            @Meaning("The length of that network's prefix; 0 when unknown")
            long prefix,

            @Meaning("The next hop; empty when there is none")
            String gateway) {}

    /** How the host resolves names. */
    record Dns(
            @Meaning("The name servers of /etc/resolv.conf") List<String> nameservers,
            @Meaning("Its search domains") List<String> search) {}

    static Network of(String text) {
        var rows = text.lines().map(line -> line.split("\t", -1)).toList();
        var interfaces = new LinkedHashMap<String, Object>();
        of(rows, "link").forEach(row -> interfaces.put(RowMap.column(row, 1), device(row, rows)));
        return new Network(
                interfaces,
                addresses(rows, "ipv4").filter(a -> !a.startsWith("127.")).toList(),
                addresses(rows, "ipv6").filter(a -> !a.equals("::1")).toList(),
                route(rows, "ipv4"),
                route(rows, "ipv6"),
                new Dns(words(rows, "nameserver"), words(rows, "search")));
    }

    private static List<String[]> of(List<String[]> rows, String kind) {
        return rows.stream().filter(row -> row[0].equals(kind)).toList();
    }

    private static Stream<String> addresses(List<String[]> rows, String kind) {
        return of(rows, kind).stream().map(row -> RowMap.column(row, 2)).distinct();
    }

    private static List<String> words(List<String[]> rows, String kind) {
        return of(rows, kind).stream()
                .flatMap(row -> Arrays.stream(RowMap.column(row, 1).split("\\s+")))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Map<String, Object> device(String[] link, List<String[]> rows) {
        var name = RowMap.column(link, 1);
        var data = new LinkedHashMap<String, Object>();
        data.put("mac", RowMap.column(link, 2));
        data.put("mtu", RawFacts.numberIn(RowMap.column(link, 3)));
        data.put("active", RowMap.column(link, 4).equals("up"));
        data.put("ipv4", on(name, "ipv4", rows));
        data.put("ipv6", on(name, "ipv6", rows));
        return Collections.unmodifiableMap(data);
    }

    private static List<Map<String, Object>> on(String name, String kind, List<String[]> rows) {
        return of(rows, kind).stream()
                .filter(row -> RowMap.column(row, 1).equals(name))
                .map(Network::address)
                .toList();
    }

    private static Map<String, Object> address(String[] row) {
        var data = new LinkedHashMap<String, Object>();
        data.put("address", RowMap.column(row, 2));
        data.put("prefix", RawFacts.numberIn(RowMap.column(row, 3)));
        return Collections.unmodifiableMap(data);
    }

    private static DefaultRoute route(List<String[]> rows, String kind) {
        var route = of(rows, "default_" + kind).stream().findFirst();
        var name = route.map(row -> RowMap.column(row, 1)).orElse("");
        Optional<String[]> address = of(rows, kind).stream()
                .filter(row -> RowMap.column(row, 1).equals(name))
                .filter(row -> !RowMap.column(row, 2).startsWith("fe80:"))
                .findFirst();
        return new DefaultRoute(
                name,
                address.map(row -> RowMap.column(row, 2)).orElse(""),
                address.map(row -> RawFacts.numberIn(RowMap.column(row, 3))).orElse(0L),
                route.map(row -> RowMap.column(row, 2)).orElse(""));
    }
}
