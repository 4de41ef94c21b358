package io.drydock.template.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Addresses of IPv4 and IPv6, and their networks. */
final class AddressFunctions {
    private static final Map<String, Function<IpNetwork, Object>> QUERIES = queries();

    static final List<TemplateFunction> ALL = List.of(
            TemplateFunction.of(
                    "ipaddr",
                    "any address, [text query]",
                    "What the query asks of an address such as `192.0.2.7/24`: `address`, `network`, `netmask`, `prefix`, `broadcast`, `subnet`, `size`, `first_usable`, `last_usable`, `range_usable`, `version`, the number of a host, or a network that it must be in. Without one the address itself. What is no address, or not in the network, is not defined; of a list the others are left out.",
                    "ipaddr(\"192.0.2.7/24\", \"network\")",
                    "\"192.0.2.0\"",
                    call -> each(call, network -> query(network, call.text(1, "")))),
            TemplateFunction.of(
                    "ipv4",
                    "any address, [text query]",
                    "The same for addresses of IPv4 alone.",
                    "ipv4([\"192.0.2.7\", \"2001:db8::7\"])",
                    "[\"192.0.2.7\"]",
                    call -> each(call, n -> n.bits() == 32 ? query(n, call.text(1, "")) : null)),
            TemplateFunction.of(
                    "ipv6",
                    "any address, [text query]",
                    "The same for addresses of IPv6 alone.",
                    "ipv6([\"192.0.2.7\", \"2001:db8::7\"])",
                    "[\"2001:db8::7\"]",
                    call -> each(call, n -> n.bits() == 128 ? query(n, call.text(1, "")) : null)),
            TemplateFunction.of(
                    "ipwrap",
                    "text address",
                    "An address of IPv6 in brackets, as URLs have it; any other text as it is.",
                    "ipwrap(\"2001:db8::7\")",
                    "\"[2001:db8::7]\"",
                    call -> IpNetwork.of(call.text(0))
                            .filter(n -> n.bits() == 128)
                            .map(n -> "[" + call.text(0) + "]")
                            .orElse(call.text(0))),
            TemplateFunction.of(
                    "in_network",
                    "text address, text network",
                    "Whether an address, or a network, is in a network.",
                    "in_network(\"192.0.2.7\", \"192.0.2.0/24\")",
                    "true",
                    call -> network(call, 1).holds(network(call, 0))),
            TemplateFunction.of(
                    "nthhost",
                    "text network, number n",
                    "The address of this number in the network; negative ones count from its end.",
                    "nthhost(\"192.0.2.0/24\", 10)",
                    "\"192.0.2.10\"",
                    call -> Optional.ofNullable(nth(network(call, 0), BigInteger.valueOf(call.count(1, 0))))
                            .map(IpNetwork::text)
                            .orElse(null)),
            TemplateFunction.of(
                    "ipmath",
                    "text address, number n",
                    "The address so many further on.",
                    "ipmath(\"192.0.2.255\", 1)",
                    "\"192.0.3.0\"",
                    AddressFunctions::plus),
            TemplateFunction.of(
                    "ipsubnet",
                    "text network, number prefix, [number n]",
                    "How many networks of this length it has, or the one of this number.",
                    "ipsubnet(\"192.0.2.0/24\", 26, 1)",
                    "\"192.0.2.64/26\"",
                    AddressFunctions::subnet),
            TemplateFunction.of(
                    "ip_hosts",
                    "text network",
                    "All addresses that hosts may have in it.",
                    "ip_hosts(\"192.0.2.0/30\")",
                    "[\"192.0.2.1\",\"192.0.2.2\"]",
                    AddressFunctions::hosts));

    private AddressFunctions() {}

    private static Map<String, Function<IpNetwork, Object>> queries() {
        Map<String, Function<IpNetwork, Object>> queries = new LinkedHashMap<>();
        queries.put("address", IpNetwork::text);
        queries.put("network", n -> n.text(n.first()));
        queries.put("netmask", IpNetwork::netmask);
        queries.put("prefix", n -> (long) n.prefix());
        queries.put("broadcast", n -> n.text(n.last()));
        queries.put("subnet", IpNetwork::subnet);
        queries.put("network/prefix", IpNetwork::subnet);
        queries.put("host", IpNetwork::cidr);
        queries.put("host/prefix", IpNetwork::cidr);
        queries.put("size", n -> Decimals.plain(new BigDecimal(n.size())));
        queries.put("first_usable", n -> n.text(n.firstHost()));
        queries.put("last_usable", n -> n.text(n.lastHost()));
        queries.put("range_usable", n -> n.text(n.firstHost()) + "-" + n.text(n.lastHost()));
        queries.put("version", n -> n.bits() == 32 ? 4L : 6L);
        return queries;
    }

    private static @Nullable Object each(Call call, Function<IpNetwork, @Nullable Object> question) {
        if (!(call.value(0) instanceof List<?> list)) return one(call, call.value(0), question);
        List<Object> found = new ArrayList<>();
        for (Object item : list) Optional.ofNullable(one(call, item, question)).ifPresent(found::add);
        return found;
    }

    private static @Nullable Object one(
            Call call, @Nullable Object address, Function<IpNetwork, @Nullable Object> question) {
        Optional<IpNetwork> network = IpNetwork.of(call.text(address));
        if (network.isEmpty()) return null;
        return call.text(1, "").isEmpty() && question.apply(network.get()) != null
                ? call.text(address)
                : question.apply(network.get());
    }

    private static @Nullable Object query(IpNetwork network, String query) {
        if (query.isEmpty()) return network.text();
        if (QUERIES.containsKey(query)) return QUERIES.get(query).apply(network);
        if (query.matches("-?\\d{1,9}"))
            return Optional.ofNullable(nth(network, new BigInteger(query)))
                    .map(IpNetwork::cidr)
                    .orElse(null);
        IpNetwork in = IpNetwork.of(query)
                .orElseThrow(() -> new FunctionFailure(
                        "nothing is known of an address by \"" + query + "\"",
                        "valid: " + String.join(", ", QUERIES.keySet()) + ", a number, a network"));
        return !in.holds(network) ? null : network.prefix() == network.bits() ? network.text() : network.cidr();
    }

    private static IpNetwork network(Call call, int place) {
        return IpNetwork.of(call.text(place))
                .orElseThrow(() -> call.wrong(place, "an address such as 192.0.2.7 or 192.0.2.0/24"));
    }

    private static @Nullable IpNetwork nth(IpNetwork network, BigInteger n) {
        BigInteger at = n.signum() < 0
                ? network.last().add(BigInteger.ONE).add(n)
                : network.first().add(n);
        boolean inside = at.compareTo(network.first()) >= 0 && at.compareTo(network.last()) <= 0;
        return inside ? network.at(at) : null;
    }

    private static String plus(Call call) {
        IpNetwork network = network(call, 0);
        BigInteger sum = network.address().add(BigInteger.valueOf(call.count(1, 0)));
        if (!network.isNumber(sum)) throw new FunctionFailure("there is no such address", "");
        return network.text(sum);
    }

    private static @Nullable Object subnet(Call call) {
        IpNetwork network = network(call, 0);
        int prefix = call.count(1, 0);
        if (prefix < network.prefix() || prefix > network.bits())
            throw new FunctionFailure(
                    "a network of /" + network.prefix() + " has none of /" + prefix,
                    "the length is " + network.prefix() + " to " + network.bits());
        BigInteger all = BigInteger.ONE.shiftLeft(prefix - network.prefix());
        if (!call.has(2)) return Decimals.plain(new BigDecimal(all));
        BigInteger n = BigInteger.valueOf(call.count(2, 0));
        BigInteger at = n.signum() < 0 ? all.add(n) : n;
        if (at.signum() < 0 || at.compareTo(all) >= 0) return null;
        return network.at(network.first().add(at.shiftLeft(network.bits() - prefix)))
                .withPrefix(prefix)
                .cidr();
    }

    private static List<Object> hosts(Call call) {
        IpNetwork network = network(call, 0);
        List<Object> hosts = new ArrayList<>();
        for (BigInteger at = network.firstHost(); at.compareTo(network.lastHost()) <= 0; at = at.add(BigInteger.ONE)) {
            call.surroundings().step(1);
            hosts.add(network.text(at));
        }
        return hosts;
    }
}
