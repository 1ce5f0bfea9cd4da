package io.evenkeel.chaos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A link between instances and one broker that can be made slow, made to break off, or cut. TCP
 * hides lost packets behind delay, so a lossy link is one that stalls now and then and breaks.
 */
public final class Proxy implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean cut;

  /** From an address of this machine to a port on loopback. */
  Proxy(String host, int port, int target) throws IOException {
    this.server = new ServerSocket(port, 50, InetAddress.getByName(host));
    this.target = target;
    start(this::accept, "proxy-" + port);
  }

  private static void start(Runnable work, String name) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        if (cut) {
          client.close();
        } else {
          connect(client);
        }
      } catch (IOException e) {
        // Closed, or nobody listens behind it: who asked is told by the connection.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    var broker = new Socket();
    try {
      broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
    } catch (IOException e) {
      client.close();
      throw e;
    }
    open.add(client);
    open.add(broker);
    client.setTcpNoDelay(true);
    broker.setTcpNoDelay(true);
    start(() -> pump(client, broker), "proxy-out");
    start(() -> pump(broker, client), "proxy-in");
  }

  private void pump(Socket from, Socket to) {
    var buffer = new byte[BUFFER];
    try (from;
        to) {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        LockSupport.parkNanos(delay.toNanos());
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      // Broken off; both ends are closed.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  /** Holds up every piece that passes for so long, from now on. */
  public void slow(Duration each) {
    delay = each;
  }

  /** Breaks every connection off; new ones are taken. */
  public void breakOff() {
    open.forEach(
        socket -> {
          try {
            socket.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Breaks every connection off and takes no new one, until it is mended. */
  public void cut() {
    cut = true;
    breakOff();
  }

  public void mend() {
    cut = false;
    delay = Duration.ZERO;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    breakOff();
  }
}
