package io.fluxstream.processor;

import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.engine.MemoryRow;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.schemas.Checkpoint;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.intake.DeadLetterReason;
import io.fluxstream.schemas.intake.Intake;
import io.fluxstream.schemas.intake.Reading;
import io.fluxstream.schemas.intake.Reading.DeadLetter;
import io.fluxstream.schemas.trace.RecordTrace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries each record of one partition to its cluster's engine, keeps what the engine remembers, and carries its effects to the sinks.
 *
 * <p>A record either has all of its effects or, as a dead letter, none. There is no punctuator: timers fall due by records alone.
 */
final class StatusProcessorNode implements Processor<byte[], byte[], byte[], byte[]> {
    /** The largest key and value together that every broker takes by default, with room for headers and framing. */
    static final int MAX_RECORD_BYTES = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(StatusProcessorNode.class);

    private final RulesInForce rules;
    private final int partitions;
    private final Tally tally;
    private final EngineListener listener;
    private final Tracer tracer;
    private final Rewrites rewrites;
    private final Set<String> strays = new HashSet<>();

    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable ClusterEngines engines;
    /** The revision that the engines were last given; negative before the first. */
    private long known = -1;
    /** Up to which of the rewrites everything was written. */
    private long rewritten;

    StatusProcessorNode(RulesInForce rules, int partitions, Tally tally, EngineListener listener, Tracer tracer) {
        this(rules, partitions, tally, listener, tracer, new Rewrites());
    }

    StatusProcessorNode(
            RulesInForce rules,
            int partitions,
            Tally tally,
            EngineListener listener,
            Tracer tracer,
            Rewrites rewrites) {
        this.rewrites = rewrites;
        this.rules = rules;
        this.partitions = partitions;
        this.tally = tally;
        this.listener = listener;
        this.tracer = tracer;
    }

    /** Called once the store is restored, also when a task is revived: whatever the heap held is replaced. */
    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        engines = ClusterEngines.restore(rules, newContext.getStateStore(StatusTopology.MEMORY));
        known = -1;
        // What was written again before may have been aborted.
        rewritten = 0;
        if (listener != EngineListener.NONE) {
            listener.begins(newContext.taskId().partition(), engines.shown());
        }
        LOG.debug("partition {}: going on with {} clusters", newContext.taskId().partition(), engines.clusters());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        tally.record();
        RecordMetadata origin = context().recordMetadata().orElseThrow();
        Reading reading = Intake.read(record.key(), record.value(), Instant.ofEpochMilli(record.timestamp()));
        reading.match(
                accepted -> apply(accepted.event(), record, origin),
                skipped -> {
                    tally.unknownType();
                    return record;
                },
                dead -> bury(dead, record, origin));
    }

    @Override
    public void close() {
        engines = null;
        if (context != null) {
            listener.ends(context.taskId().partition());
        }
    }

    private Record<byte[], byte[]> apply(FluxStatusEvent event, Record<byte[], byte[]> record, RecordMetadata origin) {
        noticeStray(event.cluster(), origin.partition());
        ClusterEngines all = engines();
        writeAgainIfAsked(all, record.timestamp());
        followRules(all);
        List<Effect> effects;
        Outputs outputs;
        List<MemoryRow> changed;
        try {
            ClusterEngine engine = all.of(event.cluster());
            long drained = engine.drainedTimers();
            effects = engine.apply(event);
            outputs = Outputs.of(effects);
            tally.timers(engine.drainedTimers() - drained);
            for (Effect.CheckpointDue due : outputs.checkpoints()) {
                outputs.keep(new Checkpoint(due, origin.partition(), origin.offset(), engine.rows()));
            }
            changed = engine.takeChangedRows();
            requireWritable(outputs, changed);
        } catch (RuntimeException | StackOverflowError failure) {
            // One record must not stop its partition for ever: it is put aside, and the engine forgets that it was
            // there.
            LOG.error(
                    "{}-{} offset {} could not be processed and goes to the dead letters: {}",
                    origin.topic(),
                    origin.partition(),
                    origin.offset(),
                    failure.toString());
            LOG.debug("the failure", failure);
            all.rewind(event.cluster());
            return bury(new DeadLetter(DeadLetterReason.NOT_PROCESSED, failure.toString()), record, origin);
        }
        all.keep(changed);
        Span span = span(record);
        outputs.records().forEach(output -> forward(output, record.timestamp(), span));
        span.end();
        tally.applied(outputs);
        listener.applied(origin.partition(), effects);
        return record;
    }

    /** In one transaction with the record that happens to come next. */
    private void writeAgainIfAsked(ClusterEngines all, long timestamp) {
        long asked = rewrites.asked();
        if (rewritten != asked) {
            Outputs.of(all.shown()).records().forEach(output -> forward(output, timestamp, Span.getInvalid()));
            rewritten = asked;
        }
    }

    /** What is taken up between two records counts from the second one on. */
    private void followRules(ClusterEngines all) {
        RuleSet now = rules.now();
        if (now.revision() != known) {
            all.activate(now);
            known = now.revision();
        }
    }

    /** Without a tracer of our own this is the span of whoever wrote the record, and their context goes on as it came. */
    private Span span(Record<byte[], byte[]> record) {
        Context trace = RecordTrace.of(record.headers());
        return trace == null
                ? Span.getInvalid()
                : tracer.spanBuilder("judge")
                        .setParent(trace)
                        .setSpanKind(SpanKind.CONSUMER)
                        .startSpan();
    }

    private void forward(Output output, long timestamp, Span span) {
        Record<byte[], byte[]> record = new Record<>(output.key(), output.value(), timestamp);
        RecordTrace.write(span, record.headers());
        context().forward(record, output.sink());
    }

    private Record<byte[], byte[]> bury(DeadLetter dead, Record<byte[], byte[]> record, RecordMetadata origin) {
        tally.deadLetter(dead.reason());
        LOG.debug("dead letter {}-{} offset {}: {}", origin.topic(), origin.partition(), origin.offset(), dead.text());
        context().forward(DeadLetters.of(record, dead.text(), origin), StatusTopology.DEAD_LETTERS);
        return record;
    }

    /** A producer that does not partition by cluster is heard all the same, but its clusters have no single order. */
    private void noticeStray(String cluster, int partition) {
        int home = ClusterPartitioner.partition(cluster, partitions);
        if (home != partition) {
            tally.otherPartition();
            if (strays.add(cluster)) {
                LOG.warn(
                        "cluster {} has records in partition {}, but its partition is {}: whoever writes them does not partition"
                                + " by cluster",
                        cluster,
                        partition,
                        home);
            }
        }
    }

    private static void requireWritable(Outputs outputs, List<MemoryRow> changed) {
        for (Output output : outputs.records()) {
            requireSize(output.sink(), output.size());
        }
        for (MemoryRow row : changed) {
            byte[] bytes = row.bytes();
            requireSize(StatusTopology.MEMORY, bytes == null ? 0 : bytes.length);
        }
    }

    private static void requireSize(String what, int bytes) {
        if (bytes > MAX_RECORD_BYTES) {
            throw new IllegalStateException("what it brings about for " + what + " is " + bytes
                    + " bytes, more than the " + MAX_RECORD_BYTES + " that fit into a record");
        }
    }

    private ProcessorContext<byte[], byte[]> context() {
        if (context == null) {
            throw new IllegalStateException("not initialised");
        }
        return context;
    }

    private ClusterEngines engines() {
        if (engines == null) {
            throw new IllegalStateException("not initialised");
        }
        return engines;
    }
}
