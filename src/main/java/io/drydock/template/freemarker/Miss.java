package io.drydock.template.freemarker;

import java.util.Collection;

/** A name that was looked for and not found; {@code owner} is the scope or map, {@code names} are those it has. */
record Miss(Object owner, String name, Collection<String> names) {}
