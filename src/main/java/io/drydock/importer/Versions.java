package io.drydock.importer;

import io.drydock.ansible.jinja.Term;
import io.drydock.importer.Ftl.Level;
import io.drydock.template.Version;

/** Comparisons of versions. */
record Versions(TermPrinter printer) {
    Ftl print(Term.Test test) {
        Term wanted =
                test.given().get(0, "version").orElseThrow(() -> new Refusal("test version", "it takes a version"));
        String operator = test.given().get(1, "operator").map(Versions::literal).orElse("==");
        boolean odd = test.given().items().size() > 2
                || test.given().named().containsKey("strict")
                || test.given().named().containsKey("version_type");
        if (odd) throw new Refusal("version with strict or a type", "there is one order of versions");
        String both = printer.known
                        .facts()
                        .version(test.of())
                        .orElseGet(() -> printer.print(test.of()))
                        .text() + ", " + versionText(wanted);
        if (both.matches("(\"[0-9.]+\"), (\"[0-9.]+\")")) return decided(both, operator);
        return switch (operator) {
            case ">=", "ge" -> Ftl.atom("version_at_least(" + both + ")", Kind.TRUTH);
            case "<", "lt" -> new Ftl("!version_at_least(" + both + ")", Kind.TRUTH, Level.UNARY);
            case ">", "gt" -> compared(both, "gt", Level.COMPARISON);
            case "<=", "le" -> compared(both, "lte", Level.COMPARISON);
            case "==", "=", "eq" -> compared(both, "==", Level.EQUALITY);
            case "!=", "<>", "ne" -> compared(both, "!=", Level.EQUALITY);
            default -> throw new Refusal("version with " + operator, "there is no such comparison");
        };
    }

    /** Of two versions that are written out. */
    private static Ftl decided(String both, String operator) {
        String[] versions = both.replace("\"", "").split(", ");
        int order = new Version(versions[0]).compareTo(new Version(versions[1]));
        boolean holds = switch (operator) {
            case ">=", "ge" -> order >= 0;
            case "<", "lt" -> order < 0;
            case ">", "gt" -> order > 0;
            case "<=", "le" -> order <= 0;
            case "==", "=", "eq" -> order == 0;
            case "!=", "<>", "ne" -> order != 0;
            default -> throw new Refusal("version with " + operator, "there is no such comparison");
        };
        return Ftl.atom(String.valueOf(holds), Kind.TRUTH);
    }

    /** A number would lose zeros at its end. */
    private String versionText(Term wanted) {
        return wanted instanceof Term.Numeral(String written)
                ? Ftl.quoted(written)
                : printer.print(wanted).text();
    }

    private static Ftl compared(String both, String operator, Level level) {
        return new Ftl("version_compare(" + both + ") " + operator + " 0", Kind.TRUTH, level);
    }

    private static String literal(Term term) {
        if (term instanceof Term.Text(String value)) return value;
        throw new Refusal("version with an operator of a variable", "write it out");
    }
}
