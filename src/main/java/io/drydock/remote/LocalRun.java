package io.drydock.remote;

import io.drydock.remote.RemoteException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One process of this machine with a thread for each of its three streams. */
final class LocalRun implements AutoCloseable {
    private interface Receiver {
        boolean take(byte[] data, int length);
    }

    private final Process process;
    private final Output out;
    private final CountDownLatch outputs = new CountDownLatch(2);
    private volatile boolean enough;
    private volatile boolean killed;
    private volatile boolean left;
    private volatile boolean over;
    private volatile Optional<Throwable> failure = Optional.empty();

    LocalRun(Process process, Output out) {
        this.process = process;
        this.out = out;
    }

    Exit await(InputSource stdin, Duration timeout) throws RemoteException {
        // Platform threads: reading a pipe blocks the thread that carries a virtual one.
        Thread.ofPlatform().daemon().start(() -> feed(stdin));
        Thread.ofPlatform().daemon().start(() -> pump(process.getInputStream(), out::stdout));
        Thread.ofPlatform().daemon().start(() -> pump(process.getErrorStream(), out::stderr));
        try {
            // As over SSH, the run lasts until the process has ended and nobody holds its output open any more.
            long deadline = System.nanoTime() + timeout.toNanos();
            if (!outputs.await(timeout.toNanos(), TimeUnit.NANOSECONDS)
                    || !process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new RemoteException(
                        Kind.TIMED_OUT, "the command did not end within " + FailureText.seconds(timeout), "");
            }
        } catch (InterruptedException e) {
            left = true;
            throw FailureText.interrupted(e);
        }
        return exit();
    }

    private Exit exit() throws RemoteException {
        switch (failure.orElse(null)) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> {}
        }
        if (enough) {
            return new Exit.Enough();
        }
        if (killed) {
            throw new RemoteException(Kind.LOST, "closed here", "");
        }
        return new Exit.Exited(process.exitValue());
    }

    private void pump(InputStream in, Receiver receiver) {
        try (in) {
            byte[] buffer = new byte[32 * 1024];
            int length;
            while (!enough && (length = in.read(buffer)) >= 0) {
                if (!take(receiver, Arrays.copyOf(buffer, length), length)) {
                    enough = true;
                    close();
                }
            }
        } catch (IOException closed) {
            // the process was killed
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            outputs.countDown();
        }
    }

    private synchronized boolean take(Receiver receiver, byte[] data, int length) {
        return !enough && !over && receiver.take(data, length);
    }

    private void feed(InputSource stdin) {
        byte[] buffer = new byte[32 * 1024];
        OutputStream pipe = process.getOutputStream();
        try (InputStream in = stdin.open()) {
            int length;
            while ((length = in.read(buffer)) >= 0 && written(pipe, buffer, length)) {}
        } catch (IOException e) {
            fail(new UncheckedIOException("cannot read the command's input", e));
        }
        end(pipe);
    }

    /** A command is free not to read its input. */
    private static boolean written(OutputStream pipe, byte[] buffer, int length) {
        try {
            pipe.write(buffer, 0, length);
            pipe.flush();
            return true;
        } catch (IOException broken) {
            return false;
        }
    }

    private static void end(OutputStream pipe) {
        try {
            pipe.close();
        } catch (IOException broken) {
            // as above
        }
    }

    private void fail(Throwable e) {
        failure = Optional.of(e);
        close();
    }

    /** Kills the process and its descendants if they still run and were not left to themselves, and delivers no more output. */
    @Override
    public void close() {
        if (process.isAlive() && !left) {
            killed = true;
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        over = true;
        // A descendant that has left the process tree may hold the output open for as long as it likes.
        outputs.countDown();
        outputs.countDown();
    }
}
