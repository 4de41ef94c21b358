package io.drydock.run;

import static io.drydock.template.ShellWord.quoted;

import io.drydock.action.ActionLibrary;
import io.drydock.action.Sha256;
import io.drydock.diag.Secret;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The shell text of a program, made of its tasks' parts. */
final class ProgramText {
    private ProgramText() {}

    /**
     * The program without its header: the same for all hosts that do the same, whatever the run is.
     *
     * @param view where the host stands before it is run
     * @param secrets all that the tasks hold
     */
    static String of(HostContext context, HostView view, List<CompiledTask> tasks, List<Secret> secrets) {
        ActionLibrary library = context.library();
        StringBuilder text = new StringBuilder(library.shared("runtime.sh"));
        if (context.mode() == Mode.APPLY) {
            text.append(library.shared("apply.sh"));
            text.append(ConcealedSecrets.of(secrets).function()).append("attach\n");
        }
        Set<String> modules = new LinkedHashSet<>();
        tasks.forEach(task -> modules.addAll(task.modules()));
        modules.forEach(name -> text.append(library.shared(file(name))));
        text.append("NOTIFIED=")
                .append(quoted(String.join(" ", view.asked().notified())))
                .append(" PERHAPS=")
                .append(quoted(String.join(" ", view.asked().perhaps())))
                .append('\n');
        if (view.failures().isAny())
            text.append("FAILED=")
                    .append(quoted(String.join(" ", view.failures().tasks().keySet())))
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

    /** Has what a run has left on a host removed, once all of it has been read. */
    static String ofClearing(HostContext context) {
        return beside(context, 0, "clear_run");
    }

    /** Has one of the run's programs end after the task that runs; fails where it is not there. */
    static String ofStopping(HostContext context, int number) {
        return beside(context, number, "[ -d \"$DIR\" ] || exit 1\n: >\"$DIR/stop\"");
    }

    /** About one of the run's programs. */
    private static String beside(HostContext context, int number, String what) {
        ActionLibrary library = context.library();
        return header("facts", context.options().id(), true) + host(context.id()) + "NUMBER=" + number + "\n"
                + library.shared("runtime.sh")
                + library.shared("apply.sh")
                + "start_reading\nplaces\n" + what + "\nfinish\n";
    }

    /** The line every program begins with, once it has its marker. */
    static String header(String mode, String run, boolean last) {
        return "MODE=" + mode + " RUN=" + quoted(run) + " LAST=" + (last ? "yes" : "") + "\n";
    }

    /** What tells the hosts of a run apart that are one machine. */
    static String host(String id) {
        return "HOST_ID=" + Sha256.of(id).substring(0, 12) + "\n";
    }

    static String file(String module) {
        return "lib/" + module + ".sh";
    }
}
