package io.drydock.template;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.template.freemarker.ExpressionCompiler;
import io.drydock.template.freemarker.ForeignBraces;
import io.drydock.template.freemarker.TemplateCompiler;
import io.drydock.template.freemarker.Text;
import io.drydock.template.freemarker.ValueCompiler;
import io.drydock.template.function.FunctionTable;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles templates. Each method reports what is wrong with a template and then gives none. Thread-safe as long as
 * each thread has its own {@link Diagnostics}.
 */
public final class TemplateEngine {
    private final Lookups lookups;
    private final TemplateCompiler compiler;

    /** One whose templates look nothing up. */
    public TemplateEngine() {
        this(Lookups.NONE);
    }

    /** @param lookups what its templates can find on this machine */
    public TemplateEngine(Lookups lookups) {
        this.lookups = lookups;
        this.compiler = new TemplateCompiler(lookups);
    }

    /** Whether there is a function of this name. */
    public static boolean isFunction(String name) {
        return FunctionTable.named(name).isPresent();
    }

    /** Whether a template that has been compiled mentions a part of a variable by its name, as {@code facts.packages} does. */
    public boolean mentions(String variable, String part) {
        return compiler.mentions(variable, part);
    }

    /** Whether a template that has been compiled mentions a variable. */
    public boolean mentions(String variable) {
        return compiler.mentions(variable);
    }

    public Lookups lookups() {
        return lookups;
    }

    /** Loads what every template needs; worth calling early on another thread, since FreeMarker is slow to start. */
    public static void prepare() {
        TemplateEngine engine = new TemplateEngine();
        Scope scope = Scope.of(Map.of("x", List.of("a", 1L), "y", "a", "z", Map.of("k", true)));
        Diagnostics none = new Diagnostics();
        SourcePos pos = SourcePos.of("");
        engine.value(YamlScalar.of("a ${y}", pos), none).ifPresent(sample -> sample.evaluate(scope));
        engine.expression(YamlScalar.of("y == 'a' and version_at_least('2', '1') && z.k", pos), none)
                .ifPresent(sample -> sample.test(scope));
        engine.shell("", "<#if y??>[=x] \"$a\" [=y]</#if><#list x as i>[=i]</#list>", none)
                .ifPresent(sample -> sample.render(scope));
    }

    /** A whole tree of YAML; strings with {@code ${...}} in them are templates. What has the name of a secret is one. */
    public Optional<ValueTemplate> value(YamlNode node, Diagnostics problems) {
        return value(node, false, problems);
    }

    /** The value of a variable, which is a secret if it has the name of one. */
    public Optional<ValueTemplate> value(String name, YamlNode node, Diagnostics problems) {
        return value(node, Secret.isName(name), problems);
    }

    /** @param secret whether it is one by what it is for */
    public Optional<ValueTemplate> value(YamlNode node, boolean secret, Diagnostics problems) {
        return new ValueCompiler(compiler, problems).compile(node, secret);
    }

    /** Whether a text that is going to be cut into words, each a value, has braces of Ansible in it; they are reported. */
    public boolean hasForeignBraces(YamlScalar text, Diagnostics problems) {
        return ForeignBraces.report(text, problems);
    }

    /** A bare expression: {@code when: facts.cpus > 1}. */
    public Optional<Expression> expression(YamlScalar scalar, Diagnostics problems) {
        return new ExpressionCompiler(compiler, problems).compile(scalar);
    }

    /** The content of a file with {@code ${...}} and {@code <#if>}, {@code <#list>}. */
    public Optional<DataTemplate> data(String fileName, String text, Diagnostics problems) {
        return compiler.text(Text.of(fileName, text), problems).map(t -> new DataTemplate(t, false));
    }

    /** The same of a file that is a secret, with all that is made of it. */
    public Optional<DataTemplate> secretData(String fileName, String text, Diagnostics problems) {
        return compiler.text(Text.of(fileName, text), problems).map(t -> new DataTemplate(t, true));
    }

    /** Shell text of a file, with {@code [=...]}. */
    public Optional<ShellTemplate> shell(String fileName, String text, Diagnostics problems) {
        return compiler.shell(Text.of(fileName, text), false, problems);
    }

    /** Shell text in a playbook, with {@code [=...]}. A secret fails where it would be an argument of a program. */
    public Optional<ShellTemplate> shell(YamlScalar scalar, Diagnostics problems) {
        return compiler.shell(Text.of(scalar), true, problems);
    }
}
