package io.fluxstream.cli.run;

import io.fluxstream.bridge.BridgeConfig;
import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.config.KindSettings;
import io.fluxstream.cli.config.ProcessorSettings;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.notify.NotifyConfig;
import io.fluxstream.processor.ProcessorConfig;
import io.fluxstream.processor.RuleOffer;
import io.fluxstream.watcher.WatchedSource;
import io.fluxstream.watcher.WatcherConfig;
import io.fluxstream.watcher.kubernetes.KindSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each role takes from the settings. */
final class Roles {
    private Roles() {}

    static WatcherConfig watcher(Settings settings, List<WatchedSource> sources) {
        return new WatcherConfig(
                settings.kafka().properties(),
                sources,
                kinds(settings),
                settings.watcher().snapshotInterval(),
                settings.watcher().group());
    }

    /** Flux's kinds and those of the settings. */
    static List<KindSpec> kinds(Settings settings) {
        List<KindSpec> kinds = new ArrayList<>(KindSpec.DEFAULTS);
        for (KindSettings kind : settings.kinds()) {
            KindSpec spec = new KindSpec(kind.group(), kind.kind(), kind.versions());
            // One that is watched anyway may be named again for other versions.
            kinds.removeIf(known -> known.name().equals(spec.name()));
            kinds.add(spec);
        }
        return kinds;
    }

    static ProcessorConfig processor(Settings settings) {
        ProcessorSettings processor = settings.processor();
        return ProcessorConfig.builder(settings.kafka().properties())
                .applicationId(processor.applicationId())
                .rules(rules(processor.rules()))
                .partitions(settings.topics().partitions())
                .replicationFactor(settings.topics().replicationFactor())
                .threads(processor.threads())
                .standbys(processor.standbys())
                .commitInterval(processor.commitInterval())
                .groupInstanceId(processor.instanceId())
                .stateDirectory(processor.stateDirectory())
                .build();
    }

    private static RuleOffer rules(@Nullable Path file) {
        return file == null ? RuleOffer.builtIn() : RuleOffer.atStart(file.toString(), RuleFiles.read(file));
    }

    static BridgeConfig bridge(Settings settings) {
        return new BridgeConfig(
                settings.kafka().properties(),
                settings.temporal().connection(),
                settings.temporal().taskQueue());
    }

    static NotifyConfig notify(Settings settings) {
        if (settings.notifying().sinks().isEmpty()) {
            throw CommandFailure.usage(
                    "there is nowhere to send alerts to; name sinks in the configuration (--config), in notify.sinks");
        }
        return new NotifyConfig(
                settings.kafka().properties(), settings.notifying().sinks());
    }
}
