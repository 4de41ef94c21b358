package io.drydock.cli;

import io.drydock.template.TemplateEngine;
import java.io.FileOutputStream;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The process: arguments in, exit status out. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Thread.ofPlatform().daemon().start(TemplateEngine::prepare); // the slowest part to start; nothing needs it yet
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    int status = Drydock.run(out, err, args);
    out.flush();
    err.flush();
    Runtime.getRuntime().halt(status); // sshj leaves threads behind, and there is nothing to wait for
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16), true, StandardCharsets.UTF_8);
  }
}
