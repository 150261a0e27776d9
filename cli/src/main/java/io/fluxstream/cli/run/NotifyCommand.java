package io.fluxstream.cli.run;

import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.notify.Notifier;
import io.fluxstream.notify.NotifyConfig;
import io.fluxstream.notify.NotifyMeters;
import io.fluxstream.observe.RoleView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code flux-stream notify}: flux-alerts to people and other systems. */
@Command(
        name = "notify",
        description = "Sends alerts to the sinks of the configuration: Alertmanager, webhooks, CloudEvents.",
        mixinStandardHelpOptions = true)
public final class NotifyCommand implements Callable<Integer> {
    @Mixin
    private RoleOptions role;

    @Override
    public Integer call() {
        Settings settings = role.settings();
        NotifyConfig config = Roles.notify(settings);
        try (RoleView view = role.view("notifier", settings);
                KafkaTopics topics = new KafkaTopics(settings.kafka(), settings.topics())) {
            view.tells("notifier", () -> topics.waiting("notifier"));
            if (!topics.await()) {
                return ExitCodes.DONE;
            }
            try (Notifier notifier = Notifier.start(config)) {
                view.tells("notifier", () -> RoleHealth.of(notifier));
                new NotifyMeters(notifier).bindTo(view.registry());
                return role.untilInterrupted(() -> notifier.status().ready());
            }
        }
    }
}
