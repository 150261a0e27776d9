package io.fluxstream.it.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fluxstream.it.Eventually;
import io.fluxstream.it.Workflows;
import io.fluxstream.it.rig.Restartable;
import java.time.Duration;

/** So many signals that a workflow has to continue as new, and no Temporal at that moment. */
final class Flood {
    private static final int AFTERWARDS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Plant plant;
    private final Workflows workflows;

    Flood(Plant plant, Workflows workflows) {
        this.plant = plant;
        this.workflows = workflows;
    }

    /** Returns once the workflow is in another run, which the server was killed during the beginning of. */
    void until(Fault fault) {
        String workflow = fault.target();
        String before = Eventually.answers("the workflow is there", () -> workflows.run(workflow));
        for (long sent = 0; sent < fault.amount(); sent++) {
            signal(workflow);
        }
        Restartable temporal = plant.process(Places.TEMPORAL);
        temporal.kill();
        temporal.start();
        temporal.awaitReady();
        Eventually.holds("the workflow continued as new", PATIENCE, () -> {
            for (int sent = 0; sent < AFTERWARDS; sent++) {
                signal(workflow);
            }
            Judge.require(!workflows.run(workflow).equals(before), () -> workflow + " is still in run " + before);
        });
    }

    /** A batch with nothing in it, which counts as a signal. */
    private void signal(String workflow) {
        boolean isAlerts = workflow.equals("flux-alerts");
        ObjectNode batch = JsonNodeFactory.instance.objectNode();
        batch.put("topic", isAlerts ? "flux-alerts" : "flux-resources").put("partition", 0);
        batch.putArray("items");
        Eventually.holds(
                "Temporal takes a signal",
                () -> workflows.signal(workflow, isAlerts ? "alert" : "status-update", batch));
    }
}
