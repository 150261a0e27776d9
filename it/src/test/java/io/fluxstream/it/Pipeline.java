package io.fluxstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.it.fleet.Fleet;
import io.fluxstream.it.product.Deployment;
import io.fluxstream.it.rig.Rig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Everything together: clusters with their fleets, flux-stream on them, and what it must say of them. */
public final class Pipeline implements AutoCloseable {
    private final Rig rig;
    private final Deployment deployment;
    private final Agreement agreement;
    private final Map<String, Fleet> fleets = new LinkedHashMap<>();
    private int marks;

    private Pipeline(Rig rig, Deployment deployment, Agreement agreement) {
        this.rig = rig;
        this.deployment = deployment;
        this.agreement = agreement;
        Rig.CLUSTERS.forEach(cluster -> fleets.put(cluster, Fleet.of(rig.apiServer(cluster))));
    }

    static Pipeline start(Rig rig) {
        Deployment deployment = Deployment.start(rig);
        Agreement agreement = new Agreement(
                deployment.broker().bootstrapServers(), rig.temporal().address(), Deployment.RULES);
        return new Pipeline(rig, deployment, agreement);
    }

    Rig rig() {
        return rig;
    }

    Deployment deployment() {
        return deployment;
    }

    Agreement agreement() {
        return agreement;
    }

    Fleet fleet(String cluster) {
        return Objects.requireNonNull(fleets.get(cluster), () -> "there is no cluster " + cluster);
    }

    /** Waits until everything done to the clusters so far has been seen, judged and can be asked for. */
    void settles() {
        marks++;
        String mark = Integer.toString(marks);
        fleets.forEach((cluster, fleet) -> {
            List<ResourceId> marked = fleet.mark(mark);
            Eventually.holds("everything done to " + cluster + " is in flux-status", () -> {
                Map<ResourceId, FluxResourceStatus> rows =
                        agreement.verdicts(cluster).rows();
                for (ResourceId id : marked) {
                    assertThat(Objects.requireNonNull(rows.get(id), id::toString)
                                    .labels())
                            .containsEntry(Fleet.MARK, mark);
                }
            });
        });
        agreement.reached();
    }

    @Override
    public void close() {
        try {
            agreement.vouchedFor();
        } finally {
            agreement.close();
            deployment.close();
        }
    }
}
