package io.fluxstream.watcher.kubernetes;

import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * What the followers of one cluster share.
 *
 * @param troubles shared, so that one outage is told once
 * @param becameLive called when a kind has caught up
 */
record FollowedCluster(
        String name,
        ApiServer server,
        Discovery discovery,
        ClusterIdentity identity,
        ListSlots slots,
        Troubles troubles,
        Timing timing,
        Clock clock,
        RandomGenerator random,
        Loop loop,
        Runnable becameLive) {}
