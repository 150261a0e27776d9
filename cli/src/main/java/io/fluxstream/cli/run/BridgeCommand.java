package io.fluxstream.cli.run;

import io.fluxstream.bridge.Bridge;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.observe.RoleView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code flux-stream bridge}: topics to workflows, and the workflows themselves. */
@Command(
        name = "bridge",
        description = "Feeds the workflows from the topics, and runs them.",
        mixinStandardHelpOptions = true)
public final class BridgeCommand implements Callable<Integer> {
    @Mixin
    private RoleOptions role;

    @Override
    public Integer call() {
        Settings settings = role.settings();
        try (RoleView view = role.view("bridge", settings);
                Bridge bridge = Bridge.start(Roles.bridge(settings), view.registry(), view.tracer())) {
            view.tells("bridge", () -> RoleHealth.of(bridge));
            return role.untilInterrupted(() -> bridge.status().ready());
        }
    }
}
