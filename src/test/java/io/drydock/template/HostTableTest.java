package io.drydock.template;

import static io.drydock.template.Templates.expression;
import static io.drydock.template.Templates.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drydock.diag.Diagnostics;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTableTest {
    private static final Path TEMPLATES = Path.of(System.getProperty("drydock.home"), "templates");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                   | ubuntu debian 22.04 | true",
                "{packages: [docker.io]}              | ubuntu debian 22.04 | true",
                "{id: ubuntu}                         | ubuntu debian 22.04 | true",
                "{id: ubuntu, family: redhat}         | ubuntu debian 22.04 | false",
                "{family: debian}                     | ubuntu debian 22.04 | true",
                "{id: debian}                         | ubuntu debian 22.04 | false",
                "{id: [debian, ubuntu]}               | ubuntu debian 22.04 | true",
                "{id: []}                             | ubuntu debian 22.04 | false",
                "{version: 22.04}                     | ubuntu debian 22.04 | true",
                "{version: 22}                        | ubuntu debian 22.04 | true",
                "{version: 2}                         | ubuntu debian 22.04 | false",
                "{version: 22.0}                      | ubuntu debian 22.04 | false",
                "{version: 22.04.1}                   | ubuntu debian 22.04 | false",
                "{version: ['20.04', '22.04']}        | ubuntu debian 22.04 | true",
                "{version: 22.1}                      | ubuntu debian 22.10 | false",
                "{id: almalinux, version: 8}          | almalinux redhat 8.9 | true",
                "{id: centos, version: 8}             | centos redhat 8     | true",
                "{id: debian, version: 1}             | debian debian 12    | false",
                "{id: amzn, version: 2}               | amzn redhat 2023    | false",
                "{id: kali, version: 2024}            | kali debian 2024-r1 | true",
                "{version: 12}                        | arch arch ''        | false",
                "{family: arch}                       | arch arch ''        | true",
            })
    void rowsAreForTheHostsTheyName(String row, String host, boolean fits) {
        var words = host.split(" ");
        var os = Map.of("id", words[0], "family", words[1], "version_id", words[2].replace("'", ""));
        Object table = List.of(((YamlMap) Templates.yaml("row: " + row))
                .get("row")
                .orElseThrow()
                .data());
        var found = expression("fitting(table)?has_content")
                .evaluate(Scope.of(Map.of("table", table, "facts", Map.of("os", os))));
        assertEquals(fits, found, row);
    }

    @Test
    void rowsKeepTheirOrderAndTheirData() {
        var table = List.of(
                Map.of("id", "debian", "package", "a"),
                Map.of("id", "ubuntu", "package", "b"),
                Map.of("family", "debian", "package", "c"));
        var os = new HashMap<String, Object>(Map.of("id", "ubuntu", "family", "debian", "version_id", "22.04"));
        var variables = Map.<String, Object>of("table", table, "facts", Map.of("os", os));
        assertEquals(
                List.of("b", "c"),
                expression("fitting(table)?map(r -> r.package)").evaluate(Scope.of(variables)));
        assertEquals(
                "play.yml:1:1 fitting needs a list of maps | write [{\"family\": \"debian\", ...}]",
                failure(() -> expression("fitting(table?first.id)").evaluate(Scope.of(variables))));
        assertEquals(
                "play.yml:1:9 undefined variable \"tabel\" | did you mean \"table\"?",
                failure(() -> expression("fitting(tabel)").evaluate(Scope.of(variables))));
        os.put("id", Any.ANY);
        assertEquals(Any.ANY, expression("fitting(table)").evaluate(Scope.of(variables)));
        os.put("id", new Unknown("a task"));
        assertThrows(
                UnknownValueException.class, () -> expression("fitting(table)").evaluate(Scope.of(variables)));
    }

    /** A key that is written wrongly would make a row one for every host. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "docker_engine/packages.yml | distribution  | packages",
                "docker_engine/packages.yml | docker        | packages",
                "docker_engine/packages.yml | companions    | package lsm rootless",
                "docker_engine/packages.yml | flags         | packages flags",
                "kernel/series.yml          | packages      | series package several",
                "kernel_policy/policy.yml   | distributions | minimum",
                "kernel_policy/policy.yml   | newer         | in_place_of package",
                "live_patch/vendors.yml     | vendors       | by",
            })
    void shippedRowsHaveNoOtherKeys(String file, String table, String data) {
        var known = Stream.concat(Stream.of("id", "family", "version"), Stream.of(data.split(" ")))
                .toList();
        var problems = new Diagnostics();
        var tables = YamlReader.read(TEMPLATES.resolve(file), problems)
                .map(node -> (Map<?, ?>) node.data())
                .orElseThrow(() -> new AssertionError(problems.all()));
        var rows = (List<?>) tables.get(table);
        assertFalse(rows.isEmpty());
        for (Object row : rows) assertEquals(Set.of(), without(((Map<?, ?>) row).keySet(), known), row.toString());
    }

    private static Set<Object> without(Set<?> keys, List<String> known) {
        var others = new HashSet<Object>(keys);
        others.removeAll(known);
        return others;
    }
}
