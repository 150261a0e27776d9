package io.fluxstream.domain.semantics;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.engine.Effect.Dropped;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.rule.Selector;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.domain.rule.When;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotCompleted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotStarted;
import io.fluxstream.domain.status.KindLiveness;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.transition.RulesActivated;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What happens to one cluster, told a record at a time, and what comes of it. Time passes only where a test says so, and
 * resource versions count up by themselves.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(Teller.class)
abstract class ClusterStory {
    static final Instant START = Instant.parse("2026-11-21T10:00:00.000Z");
    static final String OTTAWA = "ottawa";
    static final ResourceId PODINFO = ResourceId.parse("ottawa/Kustomization/apps/podinfo");
    static final ResourceId MQTT = ResourceId.parse("ottawa/Kustomization/apps/mqtt");
    static final ResourceId INFRA = ResourceId.parse("ottawa/Kustomization/flux-system/infra");
    static final ResourceId DEMO = ResourceId.parse("ottawa/HelmRelease/default/demo");
    static final ResourceId FLEET = ResourceId.parse("ottawa/GitRepository/flux-system/fleet");
    static final ResourceId CHARTS = ResourceId.parse("ottawa/HelmRepository/flux-system/charts");
    static final ResourceId THE_CLUSTER = ResourceId.ofCluster(OTTAWA);

    @Parameter
    Teller teller = Teller.REFERENCE;

    private final Map<Integer, RuleSet> rules = new HashMap<>(Map.of(0, RuleSet.builtIn()));
    private long revision;
    private final List<FluxStatusEvent> history = new ArrayList<>();
    private final Map<ResourceId, String> uids = new HashMap<>();
    private Instant now = START;
    private String session = "s1";
    private long version = 100;
    private int ignored;

    // The rules

    void rules(Rule... others) {
        rules.put(0, new RuleSet(List.of(others)));
    }

    /** From the next record on, other rules are in force. */
    void rulesBecome(Rule... others) {
        revision++;
        rules.put(history.size(), new RuleSet(revision, "hash" + revision, List.of(others)));
    }

    static Rule rule(When when, Duration lasting, @Nullable Duration repeat, String... kinds) {
        return Rule.alert(when.name())
                .when(when)
                .lasting(lasting)
                .repeat(repeat)
                .selector(Selector.ofKinds(kinds))
                .severity(Severity.WARNING)
                .build();
    }

    static Rule rule(When when) {
        return rule(when, Duration.ZERO, null);
    }

    // What happens

    /** The watcher's clock moves on; the cluster's does with the next record. */
    void later(Duration duration) {
        now = now.plus(duration);
    }

    /** Time passes, and a record arrives that does nothing but tell the cluster so. */
    void passes(Duration duration) {
        later(duration);
        record(new SnapshotStarted(OTTAWA, session, now, 1, "Receiver", 1));
    }

    Instant now() {
        return now;
    }

    void record(FluxStatusEvent event) {
        history.add(event);
    }

    void observe(ResourceId resource, Status status) {
        version++;
        observe(resource, version, status);
    }

    void observe(ResourceId resource, long resourceVersion, Status status) {
        record(observation(resource, resourceVersion, 0, status));
    }

    Observed observation(ResourceId resource, long resourceVersion, long snapshot, Status status) {
        return status.of(Observed.of(resource, session, now)
                .uid(uid(resource))
                .resourceVersion(resourceVersion)
                .snapshot(snapshot));
    }

    String uid(ResourceId resource) {
        return uids.getOrDefault(resource, "uid-" + resource.name());
    }

    /** From now on the name belongs to another resource. */
    void uid(ResourceId resource, String uid) {
        uids.put(resource, uid);
    }

    /** The version that was given last. */
    long version() {
        return version;
    }

    void delete(ResourceId resource) {
        version++;
        delete(resource, version);
    }

    void delete(ResourceId resource, long resourceVersion) {
        record(new Deleted(resource, session, now, uid(resource), resourceVersion));
    }

    void sessionStarted(String name) {
        session = name;
        record(new SessionStarted(OTTAWA, name, now));
    }

    /** Records are published under that session without a word of its start. */
    void speakAs(String name) {
        session = name;
    }

    void heartbeat(KindLiveness... kinds) {
        record(new Heartbeat(OTTAWA, session, now, List.of(kinds)));
    }

    static KindLiveness live(String kind) {
        return new KindLiveness(kind, true, 1L, null);
    }

    static KindLiveness down(String kind) {
        return new KindLiveness(kind, false, null, null);
    }

    static KindLiveness down(String kind, String error) {
        return new KindLiveness(kind, false, null, error);
    }

    void snapshotStarted(String kind, long number) {
        snapshotStarted(kind, number, version);
    }

    void snapshotStarted(String kind, long number, long listVersion) {
        record(new SnapshotStarted(OTTAWA, session, now, number, kind, listVersion));
    }

    void listed(ResourceId resource, long number, Status status) {
        version++;
        record(observation(resource, version, number, status));
    }

    void snapshotCompleted(String kind, long number, long count) {
        record(new SnapshotCompleted(OTTAWA, session, now, number, kind, count));
    }

    // What came of it

    private List<List<Effect>> all() {
        List<List<Effect>> all = teller.tell(OTTAWA, rules, history);
        return all.subList(ignored, all.size());
    }

    /** From here on only what comes of later records is looked at. */
    void fromHereOn() {
        ignored = history.size();
    }

    List<Effect> effects() {
        List<Effect> effects = new ArrayList<>();
        all().forEach(effects::addAll);
        return effects;
    }

    private <T> List<T> only(Class<T> type) {
        return effects().stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<FluxAlert> alerts() {
        return only(Effect.Alerted.class).stream().map(Effect.Alerted::alert).toList();
    }

    /** Of each alert event the rule, what happened, and how long after the start. */
    List<String> told() {
        return alerts().stream()
                .map(alert -> alert.rule() + ' ' + alert.action().wireName() + " at " + sinceStart(alert.at()))
                .toList();
    }

    static String sinceStart(Instant time) {
        return Duration.between(START, time).toString().substring(2).replace("T", "");
    }

    FluxAlert lastAlert() {
        List<FluxAlert> alerts = alerts();
        return alerts.get(alerts.size() - 1);
    }

    List<Effect.CheckpointDue> checkpoints() {
        return only(Effect.CheckpointDue.class);
    }

    List<RulesActivated> activations() {
        return only(Effect.Activated.class).stream()
                .map(Effect.Activated::rules)
                .toList();
    }

    List<FluxTransition> transitions() {
        return only(Effect.Transitioned.class).stream()
                .map(Effect.Transitioned::transition)
                .toList();
    }

    FluxTransition lastTransition() {
        List<FluxTransition> transitions = transitions();
        return transitions.get(transitions.size() - 1);
    }

    /** Of each transition its type and the phases it joins. */
    List<String> changes() {
        return transitions().stream()
                .map(transition -> transition.type()
                        + (transition.from() == null ? " " : " " + transition.from() + "-")
                        + transition.to())
                .toList();
    }

    List<Effect.ResourceChanged> rowsWritten() {
        return only(Effect.ResourceChanged.class);
    }

    FluxResourceStatus row(ResourceId resource) {
        FluxResourceStatus last = null;
        for (Effect.ResourceChanged row : rowsWritten()) {
            last = row.resource().equals(resource) ? row.status() : last;
        }
        if (last == null) {
            throw new AssertionError(resource + " has no row");
        }
        return last;
    }

    Phase phase(ResourceId resource) {
        return row(resource).phase();
    }

    FluxClusterStatus clusterRow() {
        List<Effect.ClusterChanged> rows = only(Effect.ClusterChanged.class);
        return rows.get(rows.size() - 1).status();
    }

    List<Dropped.Reason> dropped() {
        return only(Dropped.class).stream().map(Dropped::reason).toList();
    }
}
