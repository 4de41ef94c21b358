package io.drydock.ansible.jinja;

import io.drydock.ansible.jinja.JinjaToken.Kind;
import java.util.List;

/** Tokens as they are read, one after the other. */
final class JinjaTokens {
    private final List<JinjaToken> all;
    private int at;

    JinjaTokens(List<JinjaToken> all) {
        this.all = all;
    }

    JinjaToken peek() {
        return peek(0);
    }

    /** The last one is the end, however far it is looked ahead. */
    JinjaToken peek(int ahead) {
        return all.get(Math.min(at + ahead, all.size() - 1));
    }

    JinjaToken next() {
        JinjaToken token = peek();
        at++;
        return token;
    }

    boolean takes(String symbol) {
        boolean is = peek().is(symbol);
        if (is) at++;
        return is;
    }

    boolean takesName(String name) {
        boolean is = peek().isName(name);
        if (is) at++;
        return is;
    }

    JinjaToken expect(Kind kind) {
        if (peek().kind() != kind) throw unexpected();
        return next();
    }

    void expect(String symbol) {
        if (!takes(symbol)) throw new JinjaFault("\"" + symbol + "\" is missing before " + peek().shown());
    }

    void expectName(String name) {
        if (!takesName(name)) throw new JinjaFault("\"" + name + "\" is missing before " + peek().shown());
    }

    JinjaFault unexpected() {
        return new JinjaFault(peek().shown() + " cannot stand where it does");
    }
}
