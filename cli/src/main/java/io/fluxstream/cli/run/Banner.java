package io.fluxstream.cli.run;

import io.fluxstream.cli.config.TemporalSettings;
import io.fluxstream.observe.RoleView;
import java.io.PrintWriter;

/** What somebody who has just started a pipeline wants to know. */
final class Banner {
    private Banner() {}

    static void print(PrintWriter out, Pipeline pipeline, Plan plan, RoleView view) {
        String temporal = pipeline.settings().temporal().address();
        boolean usual = temporal.equals(TemporalSettings.DEFAULT_ADDRESS);
        String cluster = pipeline.clusters().get(0);
        out.println("flux-stream is ready");
        out.println("  clusters  " + String.join(", ", pipeline.clusters()));
        out.println("  Kafka     " + pipeline.settings().kafka().bootstrapServers() + origin(plan.kafka()));
        out.println("  Temporal  " + temporal + origin(plan.temporal()));
        out.println("  data      " + plan.data());
        if (view.port() != 0) {
            out.println("  metrics   http://127.0.0.1:" + view.port() + "/metrics");
        }
        out.println();
        out.println("Ask it, from another terminal:");
        out.println(
                "  flux-stream get resources --status-selector ready=false" + (usual ? "" : " --temporal " + temporal));
        out.println("  flux-stream get alerts" + (usual ? "" : " --temporal " + temporal));
        out.println("  temporal workflow query --workflow-id flux-watch-" + cluster + " --type summary"
                + (usual ? "" : " --address " + temporal));
        out.flush();
    }

    private static String origin(Plan.Server server) {
        return server.embedded() ? " (in this process)" : "";
    }
}
