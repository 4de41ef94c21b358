package io.drydock.action;

import io.drydock.action.Arguments.Bound;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.SourcePos;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Where the controller keeps a file of a host: templates see its path, and the sha256 of what is there, which is empty where nothing is.
 *
 * @param dest a folder, in which the host and the file's own path follow; with {@code flat} the file, or a folder that ends in a slash
 */
record KeptPath(
        ValueTemplate dest, Optional<ValueTemplate> src, Optional<ValueTemplate> flat, Path directory, SourcePos pos)
        implements Bound {
    @Override
    public Optional<Object> evaluate(Scope scope) {
        try {
            Path path = path(scope);
            return Optional.of(Map.of("path", path.toString(), "sha256", sum(path)));
        } catch (InvalidPathException e) {
            throw failure("is no path of this machine: " + e.getMessage(), "");
        } catch (IOException e) {
            throw failure("cannot be read: " + e, "");
        }
    }

    private Path path(Scope scope) {
        String text = String.valueOf(dest.evaluate(scope));
        String file = src.map(s -> String.valueOf(s.evaluate(scope))).orElse("");
        boolean isFlat = flat.flatMap(f -> Truth.of(f.evaluate(scope))).orElse(false);
        if (file.endsWith("/") || hasDots(Path.of(file)))
            throw failure(
                    "cannot take its name from \"" + file + "\"", "write src without . and .. and a slash at its end");
        Path base = directory.resolve(text);
        Path path = !isFlat
                ? base.resolve(host(scope)).resolve(file.replaceFirst("^/+", ""))
                : text.endsWith("/") ? base.resolve(Path.of(file).getFileName()) : base;
        Path whole = path.toAbsolutePath().normalize();
        if (dest.holdsHostData(scope)
                && !whole.startsWith(directory.toAbsolutePath().normalize()))
            throw failure(
                    "\"" + text + "\" is made of what the host says, and leads out of " + directory,
                    "make it of variables of your own");
        if (Files.isDirectory(whole)) throw failure(whole + " is a folder", isFlat ? "end dest in a slash" : "");
        return whole;
    }

    private String host(Scope scope) {
        String host = String.valueOf(scope.get("inventory_hostname"));
        if (host.contains("/") || host.startsWith("."))
            throw failure("no folder can have the name of the host \"" + host + "\"", "use flat: true");
        return host;
    }

    private static boolean hasDots(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .anyMatch(
                        part -> part.toString().equals("..") || part.toString().equals("."));
    }

    private static String sum(Path path) throws IOException {
        return Files.isRegularFile(path) && Files.size(path) <= ControllerFiles.LIMIT
                ? Sha256.of(Files.readAllBytes(path))
                : "";
    }

    @Override
    public List<Diagnostic> problems(Scope scope) {
        return dest.problems(scope);
    }

    private TemplateFailure failure(String problem, String remedy) {
        return new TemplateFailure(new Diagnostic(pos, "argument \"dest\": " + problem, remedy));
    }
}
