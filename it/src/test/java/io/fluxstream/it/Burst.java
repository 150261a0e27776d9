package io.fluxstream.it;

import io.fluxstream.it.fleet.Fleet;
import io.fluxstream.it.fleet.Played;
import java.util.List;

/** Many changes at once, with something that happens in their midst. */
final class Burst {
    private Burst() {}

    /**
     * All were ready and known to be, all fail, and in the midst of it something happens; then the first half recovers.
     */
    static void around(List<Played> apps, Agreement agreement, Runnable interruption) {
        Fleet.inParallel(apps, app -> app.succeedsAt("main@sha1:1111111"));
        agreement.areReady(apps);
        int half = apps.size() / 2;
        Fleet.inParallel(apps.subList(0, half), Burst::fail);
        Thread meanwhile = new Thread(() -> Fleet.inParallel(stayingFailed(apps), Burst::fail));
        meanwhile.start();
        interruption.run();
        try {
            meanwhile.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Fleet.inParallel(apps.subList(0, half), app -> app.succeedsAt("main@sha1:2222222"));
    }

    /** The half that does not recover. */
    static List<Played> stayingFailed(List<Played> apps) {
        return apps.subList(apps.size() / 2, apps.size());
    }

    /** As controllers say it of a workload that does not become ready. */
    static Played fail(Played app) {
        return app.failsWith(
                "HealthCheckFailed",
                "timeout waiting for: Deployment/" + app.id().name());
    }
}
