package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.inventory.Inventory;
import io.drydock.template.TemplateEngine;
import io.drydock.yaml.YamlScalar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is long is read, or refused, but needs no deeper stack than what is short. */
class LongTextsTest {
    private static final int TIMES = 50_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"h x=@", "h x=1_@", "@:22", "[@]", "h x='@'", "h x=0x@", "h x=[@", "[g:vars]\nx=@"})
    void inventories(String line) throws IOException {
        for (String part : new String[] {"9", "a", "_1", ".1"}) {
            String text = line.replace("@", part.repeat(TIMES)) + "\n";
            Inventory.read(Files.writeString(folder.resolve("hosts.ini"), text), new Diagnostics());
        }
    }

    @Test
    void extraVariables() throws IOException {
        Path inventory = Files.writeString(folder.resolve("hosts.ini"), "a ansible_connection=local\n");
        Path play = Files.writeString(
                folder.resolve("play.yml"), "- hosts: all\n  tasks: [{assert: {that: 'x?length == " + TIMES + "'}}]\n");
        for (String given : new String[] {"x=@", "x='@'", "x=\"@\""}) {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(said, true);
            String value = given.replace("@", "a".repeat(TIMES));
            int status = Drydock.run(out, out, "check", "-i", inventory.toString(), "-e", value, play.toString());
            assertEquals(0, status, said::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[=9", "${9", "${a.a", "{{ a.a", "${\"9", "<#if a.a"})
    void templates(String beginning) {
        TemplateEngine engine = new TemplateEngine();
        SourcePos pos = new SourcePos("play.yml", 1, 1);
        for (String part : new String[] {"9", ".a"}) {
            YamlScalar text = YamlScalar.of(beginning + part.repeat(TIMES), pos);
            engine.value(text, new Diagnostics());
            engine.expression(text, new Diagnostics());
            engine.shell(text, new Diagnostics());
            engine.data("f.ftl", text.text(), new Diagnostics());
        }
    }
}
