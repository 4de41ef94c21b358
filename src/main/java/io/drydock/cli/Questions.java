package io.drydock.cli;

import io.drydock.diag.Printable;
import io.drydock.diag.Secret;
import io.drydock.remote.Dialog;
import io.drydock.report.Progress;
import java.util.Optional;
import java.util.function.Supplier;

/** Passes on to the terminal what hosts and keys ask for, one question at a time, also over what progress is shown there. */
final class Questions implements Dialog {
    private Optional<Boolean> possible = Optional.empty();
    private volatile Optional<Progress> progress = Optional.empty();

    /** From now on progress is shown. */
    void over(Progress shown) {
        progress = Optional.of(shown);
    }

    @Override
    public synchronized boolean isPossible() {
        if (possible.isEmpty()) possible = Optional.of(Prompt.isPossible());
        return possible.get();
    }

    @Override
    public synchronized Optional<Secret> ask(String question, boolean echo) {
        Supplier<Optional<Secret>> work =
                () -> Prompt.ask(Printable.of(question), echo).map(Secret::new);
        Optional<Progress> shown = progress;
        return shown.isPresent() ? shown.get().aside(work) : work.get();
    }
}
