package io.drydock.template;

import java.util.List;

/** What expressions have of FreeMarker for filters and tests of Ansible. */
final class Builtins {
    static final List<Builtin> ALL = List.of(
            new Builtin(
                    "x!other",
                    "the other value where x is not defined; `(a.b.c)!other` wherever it ends",
                    "(nothing.at.all)!\"none\"",
                    "\"none\""),
            new Builtin("x??", "whether x is defined; `!x??` whether not", "nothing??", "false"),
            new Builtin("?has_content", "whether x is there and not empty", "\"\"?has_content", "false"),
            new Builtin("?then(a, b)", "one or the other", "(1 > 2)?then(\"a\", \"b\")", "\"b\""),
            new Builtin(
                    "?switch(v, r, ..., other)",
                    "what stands behind the value that it is",
                    "\"arm64\"?switch(\"x86_64\", \"amd64\", \"arm64\", \"arm\", \"other\")",
                    "\"arm\""),
            new Builtin(
                    "?is_string, ?is_number, ?is_boolean, ?is_sequence, ?is_hash",
                    "the kind of a value",
                    "{}?is_hash",
                    "true"),
            new Builtin("?string, ?c", "a number or a truth value as text", "5?string + true?c", "\"5true\""),
            new Builtin("?number", "a text as a number", "\"5\"?number + 1", "6"),
            new Builtin("?boolean", "`true` or `false`", "\"true\"?boolean", "true"),
            new Builtin("?abs, ?round, ?floor, ?ceiling", "numbers", "(7 / 2)?floor", "3"),
            new Builtin(
                    "?upper_case, ?lower_case, ?capitalize, ?cap_first",
                    "letters",
                    "\"web server\"?capitalize",
                    "\"Web Server\""),
            new Builtin("?trim", "without blanks at both ends", "\" a \"?trim", "\"a\""),
            new Builtin("?length", "characters of a text", "\"web\"?length", "3"),
            new Builtin("?replace(a, b)", "every a by b", "\"a.b.c\"?replace(\".\", \"-\")", "\"a-b-c\""),
            new Builtin(
                    "?contains(s), ?starts_with(s), ?ends_with(s)",
                    "parts of a text",
                    "\"web1\"?starts_with(\"web\")",
                    "true"),
            new Builtin(
                    "?keep_before(s), ?keep_after(s), ?keep_before_last(s), ?keep_after_last(s)",
                    "one side of a part",
                    "\"web1.example.com\"?keep_before(\".\")",
                    "\"web1\""),
            new Builtin(
                    "?remove_beginning(s), ?remove_ending(s)",
                    "without it",
                    "\"/dev/sda\"?remove_beginning(\"/dev/\")",
                    "\"sda\""),
            new Builtin(
                    "?ensure_starts_with(s), ?ensure_ends_with(s)",
                    "with it",
                    "\"/srv\"?ensure_ends_with(\"/\")",
                    "\"/srv/\""),
            new Builtin(
                    "[a..b], [a..<b], [a..]",
                    "parts of a text or list, counted from 0; b included or not",
                    "\"docker\"[0..<3]",
                    "\"doc\""),
            new Builtin("?split(s)", "a list of a text", "\"a,b\"?split(\",\")", "[\"a\",\"b\"]"),
            new Builtin("?word_list", "its words", "\"a  b\"?word_list", "[\"a\",\"b\"]"),
            new Builtin("?left_pad(n, s), ?right_pad(n, s)", "as wide as n", "\"7\"?left_pad(3, \"0\")", "\"007\""),
            new Builtin("?truncate(n)", "no longer than n", "\"abcdefgh\"?truncate(6, \"..\")", "\"abcd..\""),
            new Builtin(
                    "?url, ?url_path", "escaped for a URL; the second keeps /", "\"a b/c\"?url_path", "\"a%20b/c\""),
            new Builtin(
                    "?matches(p)",
                    "whether a regular expression of Java matches all of it",
                    "\"web1\"?matches(\"[a-z]+[0-9]\")?c",
                    "\"true\""),
            new Builtin("?join(s)", "a text of a list", "[\"a\", \"b\"]?join(\", \")", "\"a, b\""),
            new Builtin("?size", "items of a list or map", "[1, 2]?size", "2"),
            new Builtin("?first, ?last", "an item; of an empty list not defined", "[]?first!\"none\"", "\"none\""),
            new Builtin(
                    "?seq_contains(x), ?seq_index_of(x)",
                    "whether, and where, it is in a list",
                    "[\"a\", \"b\"]?seq_index_of(\"b\")",
                    "1"),
            new Builtin(
                    "?map(i -> ...)",
                    "something of each item: `map(attribute=...)`",
                    "[{\"n\": 1}, {\"n\": 2}]?map(i -> i.n)",
                    "[1,2]"),
            new Builtin(
                    "?filter(i -> ...)",
                    "the items for which it holds: `select`, `reject`, `selectattr`, `rejectattr`",
                    "[{\"n\": 1}, {\"n\": 2}]?filter(i -> i.n > 1)",
                    "[{\"n\":2}]"),
            new Builtin(
                    "?take_while(i -> ...), ?drop_while(i -> ...)",
                    "the beginning, or the rest",
                    "[1, 2, 3]?drop_while(i -> i < 3)",
                    "[3]"),
            new Builtin("?reverse", "from the end", "[1, 2]?reverse", "[2,1]"),
            new Builtin("?chunk(n)", "lists of n items: `batch`", "[1, 2, 3]?chunk(2)", "[[1,2],[3]]"),
            new Builtin("xs + ys, m + n", "one list of two, one map of two", "[1] + [2]", "[1,2]"),
            new Builtin("0..3, 0..<3", "numbers", "0..<3", "[0,1,2]"),
            new Builtin("?keys, ?values", "of a map", "{\"a\": 1}?keys", "[\"a\"]"),
            new Builtin("m[k]", "the value of a key that is computed", "{\"a\": 1}[\"a\"]", "1"));

    private Builtins() {}
}
