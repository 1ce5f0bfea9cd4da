package io.evenkeel.wireformat;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Does for every test what {@code main} does for every command, whichever test comes first. */
public final class TrustsGeneratedClasses implements LauncherSessionListener {
  @Override
  public void launcherSessionOpened(LauncherSession session) {
    AvroTrust.establish();
  }
}
