package io.drydock.remote;

import io.drydock.remote.RemoteException.Kind;
import io.drydock.sshconfig.Keyword;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Opens TCP connections. */
final class Dial {
    private Dial() {}

    /** A connected socket without Nagle's delay; the time-out is for the name lookup and all addresses together. */
    static Socket open(Target target, Duration timeout) throws RemoteException {
        long deadline = System.nanoTime() + timeout.toNanos();
        InetAddress[] addresses = ofFamily(target, lookUp(target.address(), timeout));
        Optional<InetAddress[]> own = ownAddresses(target, timeout);
        for (int i = 0; ; i++) {
            // An equal share for each address still to try: one that drops packets must not starve the others.
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) / (addresses.length - i);
            try {
                return open(addresses[i], target.port(), own, (int) Math.max(1, millis));
            } catch (IOException e) {
                if (i == addresses.length - 1) {
                    throw failure(target, timeout, e);
                }
            }
        }
    }

    private static Socket open(InetAddress address, int port, Optional<InetAddress[]> own, int millis)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            if (own.isPresent()) {
                socket.bind(new InetSocketAddress(ofSameFamily(address, own.get()), 0));
            }
            socket.connect(new InetSocketAddress(address, port), millis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** BindAddress; empty where nobody sets it. */
    private static Optional<InetAddress[]> ownAddresses(Target target, Duration timeout) throws RemoteException {
        Optional<String> name = target.config().value(Keyword.BIND_ADDRESS);
        return name.isPresent() ? Optional.of(lookUp(name.get(), timeout)) : Optional.empty();
    }

    private static InetAddress ofSameFamily(InetAddress there, InetAddress... own) throws IOException {
        return Stream.of(own)
                .filter(o -> o.getClass() == there.getClass())
                .findFirst()
                .orElseThrow(() -> new BindException("it is of another family"));
    }

    /** What AddressFamily leaves. */
    private static InetAddress[] ofFamily(Target target, InetAddress... addresses) throws RemoteException {
        String family = target.config().value(Keyword.ADDRESS_FAMILY).orElse("any");
        InetAddress[] left = Stream.of(addresses)
                .filter(a -> switch (family) {
                    case "inet" -> a instanceof Inet4Address;
                    case "inet6" -> a instanceof Inet6Address;
                    default -> true;
                })
                .toArray(InetAddress[]::new);
        if (left.length == 0) {
            String message = "no address found for " + target.address() + " of AddressFamily " + family;
            throw new RemoteException(Kind.UNREACHABLE, message, "Set AddressFamily to any for " + target.name() + ".");
        }
        return left;
    }

    private static InetAddress[] lookUp(String name, Duration timeout) throws RemoteException {
        try {
            return new InetAddress[] {InetAddress.ofLiteral(name)};
        } catch (IllegalArgumentException isNoAddress) {
            return lookUpName(name, timeout);
        }
    }

    /** On a platform thread: the system's resolver blocks, and would hold one of the few carriers of virtual threads. */
    private static InetAddress[] lookUpName(String name, Duration timeout) throws RemoteException {
        CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("lookup-" + name).start(() -> {
            try {
                answer.complete(InetAddress.getAllByName(name));
            } catch (UnknownHostException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new RemoteException(
                    Kind.UNREACHABLE,
                    "no address found for " + name,
                    "Check ansible_host, or HostName and ProxyJump in ssh_config: drydock inventory --explain shows which of them says so.",
                    e);
        } catch (TimeoutException e) {
            throw new RemoteException(
                    Kind.UNREACHABLE,
                    "name lookup of " + name + " took more than " + FailureText.seconds(timeout),
                    "Write its address as ansible_host, or look at the name servers of this machine.",
                    e);
        } catch (InterruptedException e) {
            throw FailureText.interrupted(e);
        }
    }

    private static RemoteException failure(Target target, Duration timeout, IOException e) {
        if (e instanceof SocketTimeoutException) {
            String message = target.endpoint() + " did not answer within " + FailureText.seconds(timeout);
            String remedy =
                    "Check that the host is up, its ansible_host and ansible_port, and the firewalls between; --timeout waits longer.";
            return new RemoteException(Kind.UNREACHABLE, message, remedy, e);
        }
        if (e instanceof BindException) {
            return new RemoteException(
                    Kind.UNREACHABLE,
                    "cannot connect to " + target.endpoint() + " from BindAddress "
                            + target.config().value(Keyword.BIND_ADDRESS).orElse("") + ": " + FailureText.of(e),
                    "BindAddress must be an address of this machine, of the same family as the host's.",
                    e);
        }
        // A closed port and a missing route are one exception class; only the system's text tells them apart.
        if (e instanceof ConnectException && String.valueOf(e.getMessage()).startsWith("Connection refused")) {
            String remedy = "Check that sshd runs there and listens on port " + target.port() + ".";
            return new RemoteException(Kind.REFUSED, target.endpoint() + " refused the connection", remedy, e);
        }
        return new RemoteException(Kind.UNREACHABLE, target.endpoint() + ": " + FailureText.of(e), "", e);
    }
}
