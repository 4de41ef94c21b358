package io.drydock.template.function;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Paths of hosts, as texts: nothing is looked at. */
final class PathFunctions {
    static final List<TemplateFunction> ALL = List.of(
            TemplateFunction.of(
                    "basename",
                    "text path",
                    "What is behind the last /.",
                    "basename(\"/etc/docker/daemon.json\")",
                    "\"daemon.json\"",
                    call -> call.text(0).substring(call.text(0).lastIndexOf('/') + 1)),
            TemplateFunction.of(
                    "dirname",
                    "text path",
                    "What is before it.",
                    "dirname(\"/etc/docker/daemon.json\")",
                    "\"/etc/docker\"",
                    call -> directory(call.text(0))),
            TemplateFunction.of(
                    "splitext",
                    "text path",
                    "The path without the ending of its name, and the ending.",
                    "splitext(\"/srv/app.tar.gz\")",
                    "[\"/srv/app.tar\",\".gz\"]",
                    call -> ending(call.text(0))),
            TemplateFunction.of(
                    "path_join",
                    "list parts",
                    "The parts with / between; one that begins with / begins anew.",
                    "path_join([\"/etc\", \"docker\", \"daemon.json\"])",
                    "\"/etc/docker/daemon.json\"",
                    PathFunctions::join),
            TemplateFunction.of(
                    "normpath",
                    "text path",
                    "The path without `.`, `..` and empty parts.",
                    "normpath(\"/srv/app/../www//a\")",
                    "\"/srv/www/a\"",
                    call -> normal(call.text(0))),
            TemplateFunction.of(
                    "relpath",
                    "text path, text start",
                    "The way to an absolute path from another one.",
                    "relpath(\"/srv/www/a\", \"/srv/app\")",
                    "\"../www/a\"",
                    PathFunctions::relative));

    private PathFunctions() {}

    private static String directory(String path) {
        String before = path.substring(0, path.lastIndexOf('/') + 1);
        return before.matches("/*") ? before : before.replaceFirst("/+$", "");
    }

    private static List<String> ending(String path) {
        int name = path.lastIndexOf('/') + 1;
        int dot = path.lastIndexOf('.');
        boolean has = dot > name && !path.substring(name, dot).matches("\\.*");
        return has ? List.of(path.substring(0, dot), path.substring(dot)) : List.of(path, "");
    }

    private static String join(Call call) {
        Bounded joined = new Bounded();
        String path = "";
        for (Object part : call.list(0)) {
            String text = call.text(part);
            path = text.startsWith("/") || path.isEmpty() ? text : path + (path.endsWith("/") ? "" : "/") + text;
        }
        return joined.add(path).toString();
    }

    private static String normal(String path) {
        Deque<String> parts = new ArrayDeque<>();
        boolean absolute = path.startsWith("/");
        for (String part : path.split("/")) {
            boolean up = part.equals("..");
            if (part.isEmpty() || part.equals(".") || up && absolute && parts.isEmpty()) continue;
            if (up && !parts.isEmpty() && !parts.getLast().equals("..")) parts.removeLast();
            else parts.addLast(part);
        }
        String joined = (absolute ? "/" : "") + String.join("/", parts);
        return joined.isEmpty() ? "." : joined;
    }

    private static String relative(Call call) {
        if (!call.text(0).startsWith("/") || !call.text(1).startsWith("/"))
            throw new FunctionFailure("relpath needs two absolute paths", "begin them with /");
        List<String> path = parts(call.text(0));
        List<String> start = parts(call.text(1));
        int same = 0;
        while (same < Math.min(path.size(), start.size()) && path.get(same).equals(start.get(same))) same++;
        List<String> way = new ArrayList<>();
        for (int i = same; i < start.size(); i++) way.add("..");
        way.addAll(path.subList(same, path.size()));
        return way.isEmpty() ? "." : String.join("/", way);
    }

    private static List<String> parts(String path) {
        return List.of(normal(path).substring(1).split("/")).stream()
                .filter(p -> !p.isEmpty())
                .toList();
    }
}
