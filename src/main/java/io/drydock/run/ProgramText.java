package io.drydock.run;

import static io.drydock.template.ShellWord.quoted;

import io.drydock.action.ActionLibrary;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The shell text of a program, made of its tasks' parts. */
final class ProgramText {
    private ProgramText() {}

    /**
     * The whole program.
     *
     * @param view where the host stands before it is run
     * @param last no other program of the run follows on this host
     */
    static String of(HostContext context, HostView view, List<CompiledTask> tasks, boolean last) {
        ActionLibrary library = context.library();
        StringBuilder text = new StringBuilder(
                header(context.mode().label(), context.options().id(), last));
        text.append(library.shared("runtime.sh"));
        Set<String> modules = new LinkedHashSet<>();
        tasks.forEach(task -> modules.addAll(task.modules()));
        modules.forEach(name -> text.append(library.shared(file(name))));
        text.append("NOTIFIED=")
                .append(quoted(String.join(" ", view.asked().notified())))
                .append(" PERHAPS=")
                .append(quoted(String.join(" ", view.asked().perhaps())))
                .append('\n');
        if (view.lastChange() > 0) {
            text.append("LAST_CHANGE=")
                    .append(view.lastChange())
                    .append(" PROMISES=")
                    .append(quoted(view.promises()))
                    .append('\n');
        }
        text.append("start\n");
        tasks.forEach(task -> text.append(task.text()));
        return text.append("finish\n").toString();
    }

    /** The line every program begins with, once it has its marker. */
    static String header(String mode, String run, boolean last) {
        return "MODE=" + mode + " RUN=" + quoted(run) + " LAST=" + (last ? "yes" : "") + "\n";
    }

    static String file(String module) {
        return "lib/" + module + ".sh";
    }
}
