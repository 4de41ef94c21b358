package io.drydock.cli;

import io.drydock.report.Tty;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * A question on the terminal that this process was started on, whatever its standard streams are: as ssh and
 * sudo do. A secret does not show as it is typed; when the process ends or is stopped meanwhile, the terminal is as it was.
 */
final class Prompt {
    private final String question;
    private final boolean echo;
    /** The terminal's state before, as stty writes and reads it. */
    private final String before;

    private Prompt(String question, boolean echo, String before) {
        this.question = question;
        this.echo = echo;
        this.before = before;
    }

    /** Whether there is somebody to ask. */
    static boolean isPossible() {
        return Tty.stty("-g").isPresent();
    }

    /** What is typed; empty where there is no terminal, or instead of an answer the input ends. */
    static Optional<String> secret(String question) {
        return ask(question, false);
    }

    /** @param echo what is typed shows */
    static synchronized Optional<String> ask(String question, boolean echo) {
        if (Thread.currentThread().isInterrupted()) return Optional.empty();
        return Tty.stty("-g").flatMap(before -> new Prompt(question, echo, before).ask());
    }

    /** A new secret, which is typed {@link #twice}. */
    static Optional<String> fresh(String question) {
        return twice(question, false);
    }

    /** What is typed twice, the second time until it is what it was the first time. */
    static Optional<String> twice(String question, boolean echo) {
        String again = "The same again, to confirm: ";
        Optional<String> first = ask(question, echo);
        Optional<String> second = first.flatMap(_ -> ask(again, echo));
        while (second.isPresent() && !second.equals(first)) {
            first = ask("That was another one. " + question, echo);
            second = first.flatMap(_ -> ask(again, echo));
        }
        return second;
    }

    private Optional<String> ask() {
        Thread atExit = Thread.ofPlatform().unstarted(this::show);
        Runtime.getRuntime().addShutdownHook(atExit);
        Optional<SignalHandler> stop = handle("TSTP", this::stop);
        Optional<SignalHandler> goOn = handle("CONT", _ -> hide());
        try {
            hide();
            return typed();
        } finally {
            stop.ifPresent(h -> handle("TSTP", h));
            goOn.ifPresent(h -> handle("CONT", h));
            show();
            if (!echo) print("\n");
            dismiss(atExit);
        }
    }

    /** Nothing ends the reading of a terminal but a line, so that an interrupted command does not wait for it. */
    private static Optional<String> typed() {
        CompletableFuture<Optional<String>> typed = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try (InputStream in = new FileInputStream(Tty.FILE)) {
                typed.complete(line(in).map(Prompt::text));
            } catch (IOException e) {
                typed.complete(Optional.empty()); // it has gone
            }
        });
        try {
            return typed.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void hide() {
        if (!echo) Tty.stty("-echo");
        print(question);
    }

    private void show() {
        Tty.stty(before);
    }

    /** Ctrl-Z: the shell gets the terminal as it was. Where nobody could continue the process, the system does not stop it. */
    private void stop(Signal asked) {
        show();
        Optional<SignalHandler> ours = handle("TSTP", SignalHandler.SIG_DFL);
        Tty.run("sh", "-c", "kill -TSTP " + ProcessHandle.current().pid());
        ours.ifPresent(h -> handle("TSTP", h));
        if (!echo) Tty.stty("-echo");
    }

    private static Optional<SignalHandler> handle(String signal, SignalHandler handler) {
        try {
            return Optional.of(Signal.handle(new Signal(signal), handler));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the JVM was told to leave signals alone
        }
    }

    private static void dismiss(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // it runs already
        }
    }

    /** The system edits the line: erases characters, kills it. */
    private static Optional<byte[]> line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n' || next == '\r') return Optional.of(line.toByteArray());
            line.write(next);
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
    }

    /** A terminal speaks UTF-8 today, whatever LANG is; what is none is of an older one. */
    private static String text(byte[] line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(line, StandardCharsets.ISO_8859_1);
        }
    }

    private static void print(String text) {
        try (OutputStream out = new FileOutputStream(Tty.FILE)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it has gone, and with it whoever would read
        }
    }
}
