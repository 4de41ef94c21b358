package io.drydock.gate;

import io.drydock.diag.Masking;
import io.drydock.diag.Secret;
import io.drydock.playbook.Gate;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.UnknownValueException;
import io.drydock.template.ValueTemplate;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks a gate. What it says holds no secrets.
 *
 * @param directory in which commands are run
 * @param secrets that messages must not show
 * @param tasks asks gates of tasks
 */
public record GateCheck(Scope scope, Path directory, List<Secret> secrets, Asked tasks) {
    /** Has a gate asked elsewhere. */
    public interface Asked {
        GateResult once(Gate gate) throws InterruptedException;
    }

    private static final int TEMPORARY = 75; // EX_TEMPFAIL of sysexits.h

    /** As often as the gate says, until it passes. */
    public GateResult ask(Gate gate) throws InterruptedException {
        GateResult result = once(gate);
        for (int i = 0; i < gate.retries() && !result.passes(); i++) {
            Thread.sleep(gate.delay());
            result = once(gate);
        }
        Masking masking = new Masking();
        masking.addAll(secrets);
        return new GateResult(result.outcome(), masking.apply(result.message()));
    }

    private GateResult once(Gate gate) throws InterruptedException {
        try {
            return switch (gate.check()) {
                case Gate.Command command -> command(gate, command);
                case Gate.Http http -> http(gate, http);
                case Gate.Prometheus prometheus -> prometheus(gate, prometheus);
                case Gate.Tasks _ -> tasks.once(gate);
            };
        } catch (TemplateFailure | UnknownValueException | WebServer.Silence e) {
            return GateResult.inconclusive(String.valueOf(e.getMessage()));
        }
    }

    private GateResult command(Gate gate, Gate.Command command) throws InterruptedException {
        try {
            LocalCommand.Ended ended =
                    new LocalCommand(command.text().render(scope), directory, gate.timeout()).run("");
            String said = ended.lastLine().isEmpty() ? "" : ": " + ended.lastLine();
            if (ended.late())
                return GateResult.inconclusive(
                        "the command did not end within " + gate.timeout().toSeconds() + " s" + said);
            String message = "status " + ended.status() + said;
            return switch (ended.status()) {
                case 0 -> GateResult.pass(message);
                case TEMPORARY -> GateResult.inconclusive(message);
                default -> GateResult.fail(message);
            };
        } catch (IOException e) {
            return GateResult.inconclusive("the command cannot be run: " + e.getMessage());
        }
    }

    private GateResult http(Gate gate, Gate.Http http) throws WebServer.Silence, InterruptedException {
        WebServer.Answer answer = WebServer.ask(http.method(), text(http.url()), texts(http.headers()), gate.timeout());
        boolean good = http.statuses().isEmpty()
                ? answer.status() / 100 == 2
                : http.statuses().contains(answer.status());
        if (!good) return GateResult.fail("status " + answer.status());
        if (http.contains().filter(text -> !answer.body().contains(text(text))).isPresent())
            return GateResult.fail("status " + answer.status() + ", without the text that it should hold");
        return GateResult.pass("status " + answer.status());
    }

    private GateResult prometheus(Gate gate, Gate.Prometheus prometheus)
            throws WebServer.Silence, InterruptedException {
        String url = text(prometheus.url()).replaceFirst("/+$", "") + "/api/v1/query?query="
                + URLEncoder.encode(text(prometheus.query()), StandardCharsets.UTF_8);
        WebServer.Answer answer = WebServer.ask("GET", url, texts(prometheus.headers()), gate.timeout());
        return PrometheusAnswer.judge(answer, prometheus.min(), prometheus.max());
    }

    private Map<String, String> texts(Map<String, ValueTemplate> templates) {
        Map<String, String> texts = new LinkedHashMap<>();
        templates.forEach((name, template) -> texts.put(name, text(template)));
        return texts;
    }

    private String text(ValueTemplate template) {
        Object value = template.evaluate(scope);
        return value instanceof Secret secret ? secret.reveal() : String.valueOf(value);
    }
}
