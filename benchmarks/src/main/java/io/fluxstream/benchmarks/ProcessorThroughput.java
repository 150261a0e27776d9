package io.fluxstream.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.status.KindLiveness;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.processor.ProcessorConfig;
import io.fluxstream.processor.StatusProcessor;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How many observations a second one thread carries through real topics, exactly once; the broker is in the same JVM.
 *
 * <p>The first half warms up: on few cores the just-in-time compilers take as much of them as the work does, for the better part of a
 * minute. The second half is measured, until its last record is committed.
 *
 * <p>Run it as a main class. Arguments: observations (default 4,000,000), then any settings of Kafka Streams as {@code name=value}.
 */
final class ProcessorThroughput {
    private static final int CLUSTERS = 12;
    private static final int RESOURCES = 218;
    private static final String[] METRICS = {
        "commit-latency-avg", "commit-ratio", "process-ratio", "poll-ratio", "commit-rate"
    };
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    private final Random random = new Random(7);
    private final boolean[] failing = new boolean[CLUSTERS * RESOURCES];
    private final long[] version = new long[CLUSTERS];

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int observations = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4_000_000;
        Map<String, String> settings = new HashMap<>();
        Arrays.stream(arguments)
                .skip(1)
                .map(each -> each.split("=", 2))
                .forEach(each -> settings.put(each[0], each[1]));
        new ProcessorThroughput().run(observations, settings);
    }

    private void run(int observations, Map<String, String> settings) throws IOException, InterruptedException {
        Report.machine("ProcessorThroughput");
        Path data = Files.createTempDirectory("processor-throughput");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(data, 0, FeatureLevel.LATEST)) {
            Map<String, Object> clients = Map.of("bootstrap.servers", kafka.bootstrapServers());
            settings.put("bootstrap.servers", kafka.bootstrapServers());
            try (Admin admin = Admin.create(clients)) {
                TopicSetup.ensure(admin, ProcessorConfig.DEFAULT_PARTITIONS, (short) -1);
                append(clients, observations);
                process(admin, observations, settings);
            }
        }
    }

    private static void process(Admin admin, int observations, Map<String, String> settings)
            throws InterruptedException {
        long began = System.nanoTime();
        try (StatusProcessor processor = StatusProcessor.start(ProcessorConfig.of(settings))) {
            while (records(processor) == 0) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            long first = System.nanoTime();
            Report.line("%.1f s from the start to the first record", (first - began) / 1e9);
            while (records(processor) < observations / 2) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            long half = System.nanoTime();
            long halfRecords = records(processor);
            long halfCpu = streamThreadCpu();
            Report.line("%,d records to warm up, in %.1f s", halfRecords, (half - first) / 1e9);
            Distribution rates = new Distribution("/s");
            long before = halfRecords;
            while (records(processor) < observations) {
                TimeUnit.SECONDS.sleep(1);
                long now = records(processor);
                if (now < observations) {
                    rates.add((double) (now - before));
                }
                before = now;
            }
            long measured = records(processor) - halfRecords;
            double micros = (streamThreadCpu() - halfCpu) / 1e3 / measured;
            while (committed(admin) < observations) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            double seconds = (System.nanoTime() - half) / 1e9;
            Report.line("%,d records judged and committed in %.1f s: %,.0f/s", measured, seconds, measured / seconds);
            Report.line(rates, "in each whole second");
            Report.line("the stream thread's own time: %.1f us a record, room for %,.0f/s", micros, 1e6 / micros);
            Report.line("%s", processor.status().counts());
            Report.line("%s", threadMetrics());
        }
    }

    /** How many records of flux-status count as read, in all partitions. */
    private static long committed(Admin admin) throws InterruptedException {
        try {
            return admin
                    .listConsumerGroupOffsets(ProcessorConfig.DEFAULT_APPLICATION_ID)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a busy machine does to the clock on the wall it does not do to this. */
    private static long streamThreadCpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null
                        && thread.getThreadName().contains("StreamThread-1")
                        && !thread.getThreadName().contains("producer")
                        && !thread.getThreadName().contains("consumer"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    private static Map<String, Object> threadMetrics() {
        Map<String, Object> metrics = new TreeMap<>();
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            for (ObjectName name :
                    beans.queryNames(new ObjectName("kafka.streams:type=stream-thread-metrics,*"), null)) {
                for (Attribute metric : beans.getAttributes(name, METRICS).asList()) {
                    metrics.put(metric.getName(), metric.getValue());
                }
            }
        } catch (JMException failure) {
            throw new IllegalStateException(failure);
        }
        return metrics;
    }

    private void append(Map<String, Object> clients, int observations) {
        Map<String, Object> producing = new HashMap<>(clients);
        producing.put("partitioner.class", ClusterPartitioner.class.getName());
        producing.put("linger.ms", "20");
        producing.put("batch.size", "262144");
        int[] sizes = new int[observations];
        Future<RecordMetadata> last = null;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < observations; i++) {
                FluxStatusEvent event = i % 500 < CLUSTERS ? heartbeat(i) : observation(i);
                byte[] value = Topics.STATUS.codec().encode(event);
                sizes[i] = value.length;
                last = producer.send(
                        new ProducerRecord<>(Topics.STATUS.name(), event.key().getBytes(UTF_8), value));
            }
            producer.flush();
        }
        Arrays.sort(sizes);
        Report.line(
                "%,d records appended, median %d bytes, %s",
                observations, sizes[sizes.length / 2], last != null && last.isDone());
    }

    private FluxStatusEvent heartbeat(int i) {
        String cluster = "cluster-" + i % 500;
        return new Heartbeat(
                cluster, "6f1c2e", time(i), List.of(new KindLiveness("Kustomization", true, version[i % 500], null)));
    }

    /** A hundred observations a second of the fleet's time; every fifth finds its resource in another phase. */
    private FluxStatusEvent observation(int i) {
        int cluster = random.nextInt(CLUSTERS);
        int resource = random.nextInt(RESOURCES);
        int one = cluster * RESOURCES + resource;
        if (random.nextInt(5) == 0) {
            failing[one] = !failing[one];
        }
        version[cluster]++;
        return Observed.of(
                        new ResourceId("cluster-" + cluster, "Kustomization", "flux-system", "app-" + resource),
                        "6f1c2e",
                        time(i))
                .apiVersion("kustomize.toolkit.fluxcd.io/v1")
                .uid("5f0c1d5e-6f0e-4d0a-9d3b-" + (100_000_000_000L + one))
                .resourceVersion(version[cluster])
                .generation(1)
                .observedGeneration(1L)
                .source(new Reference("GitRepository", "flux-system", "fleet"))
                .conditions(List.of(
                        failing[one]
                                ? condition("False", "BuildFailed", "accumulating resources failed", i)
                                : condition("True", "ReconciliationSucceeded", "Applied main@sha1:c58b", i)))
                .appliedRevision("main@sha1:c58b9bf2a1d9c7d8e9f0a1b2c3d4e5f60718293a")
                .labels(Map.of("team", "apps"))
                .build();
    }

    private static Condition condition(String status, String reason, String message, int i) {
        return new Condition(Condition.READY, status, reason, message, 1L, time(i));
    }

    private static Instant time(int i) {
        return START.plusMillis(i * 10L);
    }

    private static long records(StatusProcessor processor) {
        return processor.status().counts().records();
    }
}
