package io.drydock.template;

/** A value that exists only after something earlier was applied; {@code waitsFor} says what, for people. */
public record Unknown(String waitsFor) {}
