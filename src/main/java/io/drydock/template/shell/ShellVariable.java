package io.drydock.template.shell;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.SourcePos;

/** A variable of the shell as a text uses it; {@code replaceable} if {@code [=name]} can stand in its place. */
public record ShellVariable(String name, String written, SourcePos pos, boolean replaceable) {
    /** For a text in whose scope Drydock has a variable of that name: who wrote it most likely means that one. */
    public Diagnostic confused() {
        String remedy = replaceable ? "write [=" + name + "]" : "assign it first: " + name + "=[=" + name + "]";
        return new Diagnostic(
                pos,
                written + " is a variable of the shell, not Drydock's \"" + name + "\"",
                remedy + "; to mean the shell's own, assign it in the text or give it by environment");
    }
}
