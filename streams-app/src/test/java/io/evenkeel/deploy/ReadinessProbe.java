package io.evenkeel.deploy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Runs the question that a container is asked, against something that answers it. */
final class ReadinessProbe {
  private static final String PORT = "/dev/tcp/127.0.0.1/8080";

  private ReadinessProbe() {}

  /** The exit code of such a script where {@code /health/ready} answers so. */
  static int run(String script, int status) throws IOException, InterruptedException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      return exitCode(script.replace(PORT, "/dev/tcp/127.0.0.1/" + server.getAddress().getPort()));
    } finally {
      server.stop(0);
    }
  }

  private static int exitCode(String script) throws IOException, InterruptedException {
    var bash = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
    if (!bash.waitFor(30, TimeUnit.SECONDS)) {
      bash.destroyForcibly();
      throw new AssertionError("no answer within 30 s");
    }
    return bash.exitValue();
  }
}
