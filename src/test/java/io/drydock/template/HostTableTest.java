package io.drydock.template;

import static io.drydock.template.Templates.expression;
import static io.drydock.template.Templates.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drydock.yaml.YamlMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTableTest {
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
                "play.yml:1:1 fitting needs a list of maps",
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
}
