package io.evenkeel.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The line between a browser and a server: passes on what either says, byte by byte, until it is
 * cut. Cut, it ends what is open and takes nothing new, as where a cable is pulled.
 */
final class Line implements AutoCloseable {
  private static final int BUFFER_BYTES = 16_384;

  private final InetSocketAddress server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int port;
  private ServerSocket listening;

  /**
   * @param url of the server
   */
  Line(String url) {
    var at = URI.create(url);
    this.server = new InetSocketAddress(at.getHost(), at.getPort());
    this.listening = listen(0);
    this.port = listening.getLocalPort();
  }

  /** The same pages as the server's, through this line. */
  String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  void cut() {
    close(listening);
    open.forEach(Line::close);
    open.clear();
  }

  /** Is whole again, at the same address. */
  void mend() {
    listening = listen(port);
  }

  private ServerSocket listen(int port) {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      background(() -> accept(socket));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket socket) throws IOException {
    while (!socket.isClosed()) {
      var browser = socket.accept();
      var there = new Socket();
      open.add(browser);
      open.add(there);
      there.connect(server);
      background(() -> pass(browser, there));
      background(() -> pass(there, browser));
      if (socket.isClosed()) {
        close(browser); // It came just when the line was cut.
        close(there);
      }
    }
  }

  private void pass(Socket from, Socket to) throws IOException {
    var buffer = new byte[BUFFER_BYTES];
    try (from;
        to) {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void background(Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One of the two has left, or the line was cut.
              }
            },
            "line");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(AutoCloseable closed) {
    try {
      closed.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    cut();
  }
}
