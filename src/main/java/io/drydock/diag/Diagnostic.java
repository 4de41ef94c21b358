package io.drydock.diag;

/** One problem of an input: where, what, and what to do about it (empty when the message says it all). */
public record Diagnostic(SourcePos pos, String message, String remedy) {}
