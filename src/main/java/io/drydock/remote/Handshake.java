package io.drydock.remote;

import io.drydock.remote.RemoteException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.SocketFactory;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;

/** Key exchange and authentication on a fresh TCP connection, within one time limit. */
final class Handshake {
  private final Target target;
  private final SshOptions options;
  private final HostKeyCheck check;
  private final Login login;
  private final Socket socket;
  private final Greeting greeting;
  private final SSHClient client;
  private boolean keysExchanged;

  Handshake(Config config, Target target, SshOptions options, HostKeyCheck check, Login login, Socket socket)
      throws RemoteException {
    this.target = target;
    this.options = options;
    this.check = check;
    this.login = login;
    this.socket = socket;
    this.greeting = greeting(socket, target);
    this.client = new SSHClient(config);
  }

  private static Greeting greeting(Socket socket, Target target) throws RemoteException {
    try {
      return new Greeting(socket.getInputStream());
    } catch (IOException e) {
      throw new RemoteException(Kind.LOST, "lost the connection to " + target.endpoint() + ": " + Words.of(e), "", e);
    }
  }

  Remote perform() throws RemoteException {
    prepare();
    Deadline deadline = Deadline.in(options.handshake(), this::hangUp);
    try (deadline) {
      // The address, not the name: sshj would look the name up again.
      client.connect(socket.getInetAddress().getHostAddress(), target.port());
      keysExchanged = true;
      login.perform(client);
    } catch (IOException | RuntimeException e) {
      hangUp();
      throw explained(e, deadline.expired());
    } catch (RemoteException e) {
      hangUp();
      throw e;
    }
    return new SshRemote(target, socket, client, options.keepAlive());
  }

  private void prepare() {
    client.setSocketFactory(new Given(new GreetedSocket(socket, greeting)));
    client.addHostKeyVerifier(check);
    // sshj's own waits: ours are shorter, and close the socket, which ends them all.
    client.getTransport().setTimeoutMs(Integer.MAX_VALUE);
    client.getConnection().setTimeoutMs(Integer.MAX_VALUE);
  }

  private void hangUp() {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed all the same
    }
  }

  private RemoteException explained(Exception e, boolean expired) {
    if (check.refusal().isPresent()) {
      return check.refusal().get();
    }
    String host = target.endpoint();
    if (expired) {
      String step = keysExchanged ? "authentication of " + target.user() : "SSH handshake";
      String message = host + " did not finish the " + step + " within " + Words.seconds(options.handshake());
      return new RemoteException(Kind.TIMED_OUT, message, "", e);
    }
    if (Thread.currentThread().isInterrupted()) {
      return new RemoteException(Kind.LOST, "interrupted", "", e);
    }
    if (keysExchanged) {
      return duringLogin(e);
    }
    if (greeting.refusal().isPresent()) {
      String remedy = "Check that it is sshd that answers on port " + target.port() + ".";
      return new RemoteException(Kind.PROTOCOL, host + " does not speak SSH: " + greeting.refusal().get(), remedy, e);
    }
    if (!check.serverIsNamed()) {
      String message = host + " hung up before the SSH handshake: " + Words.of(e);
      String remedy = "Check that sshd answers on port " + target.port() + " and is not at its MaxStartups limit.";
      return new RemoteException(Kind.REFUSED, message, remedy, e);
    }
    Optional<Disagreement> disagreement = Disagreement.of(e);
    if (disagreement.isPresent()) {
      return new RemoteException(Kind.PROTOCOL, disagreement.get().message(host), disagreement.get().remedy(), e);
    }
    Kind kind = gaveReason(e) ? Kind.PROTOCOL : Kind.LOST;
    return new RemoteException(kind, "the SSH handshake with " + host + " failed: " + Words.of(e), "", e);
  }

  private RemoteException duringLogin(Exception e) {
    // Servers hang up on those who try too often, with a reason; a lost connection has none.
    boolean refused = gaveReason(e);
    String message = target.endpoint() + " ended the authentication of " + target.user() + ": " + Words.of(e);
    return new RemoteException(refused ? Kind.AUTHENTICATION : Kind.LOST, message, "", e);
  }

  /** sshj wraps the failure that has the reason in others that have none. */
  private static boolean gaveReason(Throwable e) {
    return e instanceof SSHException ssh
        && (ssh.getDisconnectReason() != DisconnectReason.UNKNOWN || gaveReason(e.getCause()));
  }

  /** Hands sshj a socket that is already connected. */
  private static final class Given extends SocketFactory {
    private final Socket socket;

    Given(Socket socket) {
      this.socket = socket;
    }

    @Override
    public Socket createSocket() {
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
      throw new UnsupportedOperationException();
    }
  }
}
