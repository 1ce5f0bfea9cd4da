package io.evenkeel.cli;

import io.evenkeel.cluster.Clients;
import io.evenkeel.json.Json;
import io.evenkeel.schemas.Control;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what is halted. */
@Command(
    name = "halts",
    mixinStandardHelpOptions = true,
    description = "Lists what is kept from custodians just now, by whom and why.")
final class HaltsCommand implements Runnable {
  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Mixin private Settings settings;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var halted = HaltWords.read(new Clients(settings.readForOneCommand())).halted();
    if (json) {
      halted.forEach(halt -> spec.commandLine().getOut().println(line(halt)));
    } else {
      tell(halted);
    }
  }

  private void tell(List<Control> halted) {
    var out = spec.commandLine().getOut();
    if (halted.isEmpty()) {
      out.println("nothing is halted");
    }
    for (var halt : halted) {
      out.printf(
          "%s %s since %s by %s: %s%n",
          halt.getScope().name().toLowerCase(Locale.ROOT),
          halt.getScopeId(),
          halt.getSetAt(),
          halt.getSetBy(),
          halt.getReason() == null ? "no reason was given" : halt.getReason());
    }
  }

  private static String line(Control halt) {
    return Json.line(
        Json.object()
            .put("scope", halt.getScope().name())
            .put("scopeId", halt.getScopeId())
            .put("reason", halt.getReason())
            .put("setBy", halt.getSetBy())
            .put("setAt", halt.getSetAt().toString()));
  }
}
