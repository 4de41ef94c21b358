package io.drydock.report;

import static io.drydock.report.TestRun.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.drydock.journal.RunEvent;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** JUnit XML is what the schemas of those who read it say: Jenkins the whole, Surefire each suite. */
class HistoryJunitTest {
    private static Element valid(RunHistory history) throws Exception {
        String xml = HistoryJunit.of(history);
        Element root = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
        schema("junit-10.xsd").newValidator().validate(new DOMSource(root));
        for (Element suite : elements(root, "testsuite"))
            schema("surefire-test-report.xsd").newValidator().validate(new DOMSource(suite));
        return root;
    }

    private static Schema schema(String name) throws Exception {
        Path file = Path.of(System.getProperty("drydock.home"), "src/test/schemas", name);
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(file.toFile());
    }

    private static List<Element> elements(Element root, String name) {
        NodeList nodes = root.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) elements.add((Element) nodes.item(i));
        assertFalse(elements.isEmpty(), "no " + name);
        return elements;
    }

    private static List<String> attributes(Element root, String element, String... names) {
        return elements(root, element).stream()
                .map(e -> String.join(
                        " ", List.of(names).stream().map(e::getAttribute).toList()))
                .toList();
    }

    @Test
    void everyStateOfAHost() throws Exception {
        RunHistory history = TestRun.of("ok", "failed", "lost", "cut", "open", "waiting", "broken")
                .host("ok", "changed", task(1, "one", "changed"), task(2, "two", "skipped"), task(2, "two", "ok"))
                .host("failed", "failed", task(1, "one", "failed", "no space left\nat all", "+x"))
                .host("lost", "unreachable", Optional.of("connection refused"))
                .host("cut", "interrupted", Optional.of("interrupted"), task(1, "one", "ok"))
                .add(new RunEvent.HostBegan("open"), new RunEvent.TaskBegan("open", "one"))
                .host("broken", "failed", Optional.of("the program did not arrive"))
                .history();
        Element root = valid(history);
        assertEquals(
                List.of(
                        "ok 3 0 0 1",
                        "failed 1 1 0 0",
                        "lost 1 0 1 0",
                        "cut 2 0 1 0",
                        "open 1 0 1 0",
                        "waiting 1 0 0 1",
                        "broken 1 0 1 0"),
                attributes(root, "testsuite", "name", "tests", "failures", "errors", "skipped"));
        assertEquals(List.of("10 1 4"), attributesOfRoot(root));
        assertEquals(
                List.of("connection refused", "interrupted", "at one", "the program did not arrive"),
                attributes(root, "error", "message"));
        assertEquals("no space left", attributes(root, "failure", "message").getFirst());
        assertEquals(
                "at site.yml:1:7\nno space left\nat all\n+x\n",
                elements(root, "failure").getFirst().getTextContent());
        assertEquals(
                List.of("one", "two", "two [2]"),
                attributes(root, "testcase", "name").subList(0, 3));
    }

    private static List<String> attributesOfRoot(Element root) {
        return List.of(
                root.getAttribute("tests") + " " + root.getAttribute("failures") + " " + root.getAttribute("errors"));
    }

    @Test
    void whateverHostsAndPlaybooksSay() throws Exception {
        Element root = valid(TestRun.hostile().history());
        assertEquals(TestRun.HOSTILE.size(), elements(root, "testsuite").size());
        assertEquals(TestRun.HOSTILE.get(2), elements(root, "testsuite").get(2).getAttribute("name"));
    }

    @Test
    void aRunWithoutHosts() throws Exception {
        String xml = HistoryJunit.of(TestRun.of().history());
        schema("junit-10.xsd")
                .newValidator()
                .validate(new DOMSource(DocumentBuilderFactory.newDefaultNSInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(xml)))));
    }
}
