package io.drydock.facts;

/** A fact as its users know it: its dotted name below {@code facts}, its type (string, number, boolean, list, map). */
public record FactDoc(String name, String type, String meaning) {}
