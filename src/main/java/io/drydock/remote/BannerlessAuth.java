package io.drydock.remote;

import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.userauth.UserAuthImpl;

/** Authentication that passes over banners, which nobody reads here: sshj keeps them, and ends with one above 32 kB. */
final class BannerlessAuth extends UserAuthImpl {
  BannerlessAuth(Transport transport) {
    super(transport);
  }

  @Override
  public void handle(Message message, SSHPacket packet) throws SSHException {
    if (message != Message.USERAUTH_BANNER) {
      super.handle(message, packet);
    }
  }
}
