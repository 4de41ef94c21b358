package io.drydock.template;

import static io.drydock.template.Templates.ENGINE;
import static io.drydock.template.Templates.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockdownTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${'freemarker.template.utility.Execute'?new()}",
                "${x?api}",
                "${x?has_api}",
                "${'1'?eval}",
                "${'1' ? eval}",
                "${'1'?evalJson}",
                "${'${x}'?interpret}",
                "${\"${'1'?eval}\"}",
                "${\"\\x24{'1'?eval}\"}",
                "${.data_model}",
                "${.now}",
                "${[.vars]}",
                "${x!.globals}",
                "${.get_optional_template('x')}",
                "<#include 'x'>",
                "<#import 'x' as y>",
                "<#macro m></#macro>",
                "<#function f></#function>",
                "<#setting locale='de'>",
                "<#ftl tag_syntax='square_bracket'>${x}",
                "<#global x = 1>",
                "<#local x = 1>",
                "<#attempt>x<#recover>y</#attempt>",
                "<#noparse>x</#noparse>",
                "<@x/>${x}",
                "<#visit x>",
                "<#stop 'x'>",
                "<#assign y>x</#assign>",
                "<#assign __drydock_words = 1>",
                "${__drydock_result}",
                "<#outputformat 'HTML'>x</#outputformat>",
                "<#escape x as y>x</#escape>",
                "<#if '1'?eval>x</#if>",
                "<#if x <#-- > --> ?eval>x</#if>"
            })
    void refusedInData(String template) {
        List<String> problems = refused(p -> ENGINE.data("t", template, p));
        assertTrue(
                problems.getFirst().matches("t:1:\\d+ .*(is not available|are reserved|needs a value).*"),
                problems::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[=x?no_esc]",
                "[=x?noEsc]",
                "[=(x)?no_esc]",
                "<#noautoesc>[=x]</#noautoesc>",
                "<#outputformat 'HTML'>[=x]</#outputformat>",
                "<#ftl output_format='plainText'>[=x]",
                "<#ftl auto_esc=false>[=x]",
                "<#assign y>[=x]</#assign>",
                "[=\"[=x?no_esc]\"]"
            })
    void refusedInShell(String template) {
        refused(p -> ENGINE.shell("t", template, p));
    }

    @Test
    void namesOfJavaAndFreeMarkerReachNothing() {
        for (String name : List.of("class", "compress", "normalize_newlines", "html_escape", "getClass", "Session")) {
            assertEquals("d", Templates.value("${" + name + "!'d'}", Map.of()));
            assertEquals("d", Templates.value("${(x." + name + ")!'d'}", Map.of("x", Map.of())));
        }
    }
}
