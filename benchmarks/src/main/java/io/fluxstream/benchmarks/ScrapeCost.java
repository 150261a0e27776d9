package io.fluxstream.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.cli.run.FleetView;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.observe.HttpAddress;
import io.fluxstream.observe.RoleView;
import io.fluxstream.observe.fleet.Detail;
import io.fluxstream.observe.fleet.FleetIndex;
import io.fluxstream.processor.ProcessorConfig;
import io.fluxstream.processor.StatusProcessor;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * How long a scrape of a processor with many resources takes, and what scraping does to the way of a record through it.
 *
 * <p>One resource in a hundred is not ready. After the scrapes, changes come at a steady pace, first undisturbed, then scraped every
 * second; each is timed from its sending to the reading of its committed row. Arguments: resources (100,000), seconds of each part (60).
 */
@SuppressWarnings("FutureReturnValueIgnored") // what is not acknowledged is missing from the count
final class ScrapeCost {
    private static final int CLUSTERS = 12;
    private static final int SCRAPES = 50;
    private static final int CHANGES_PER_SECOND = 50;

    private final int resources;
    private final int seconds;
    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private long version;

    private ScrapeCost(int resources, int seconds, String bootstrapServers) {
        this.resources = resources;
        this.seconds = seconds;
        this.bootstrapServers = bootstrapServers;
        Map<String, Object> producing =
                new HashMap<>(Map.of("bootstrap.servers", bootstrapServers, "enable.metrics.push", "false"));
        producing.put("partitioner.class", ClusterPartitioner.class.getName());
        producer = new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int resources = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        Report.machine("ScrapeCost");
        Path data = Files.createTempDirectory("scrape-cost");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(data, 0, FeatureLevel.LATEST)) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                TopicSetup.ensure(admin, ProcessorConfig.DEFAULT_PARTITIONS, (short) -1);
            }
            new ScrapeCost(resources, seconds, kafka.bootstrapServers()).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        try (RoleView view = RoleView.open(new HttpAddress("127.0.0.1", 0), "benchmark", "")) {
            FleetIndex index = new FleetIndex(Detail.NOT_READY, Clock.systemUTC(), view.registry());
            view.show(index);
            ProcessorConfig config = ProcessorConfig.of(Map.of("bootstrap.servers", bootstrapServers));
            try (StatusProcessor processor =
                    StatusProcessor.start(config, new FleetView(index), view.registry(), view.tracer())) {
                for (int i = 0; i < resources; i++) {
                    send(i, i % 100 != 0);
                }
                producer.flush();
                while (processor.status().counts().applied() < resources) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                Report.line("%,d resources, one in a hundred not ready", resources);
                URI uri = URI.create("http://127.0.0.1:" + view.port() + "/metrics");
                scrapes(uri, "identity");
                scrapes(uri, "gzip");
                changes("undisturbed, warming up", null);
                changes("undisturbed", null);
                changes("scraped every second", uri);
                changes("undisturbed again", null);
            }
        }
        producer.close();
    }

    private void scrapes(URI uri, String encoding) throws IOException, InterruptedException {
        Distribution first = new Distribution("ms");
        Distribution times = new Distribution("ms");
        int size = 0;
        for (int i = 0; i < SCRAPES; i++) {
            long began = System.nanoTime();
            size = scrape(uri, encoding);
            (i == 0 ? first : times).addNanos(System.nanoTime() - began);
        }
        Report.line(first, "the first scrape, " + encoding);
        Report.line(times, "a scrape, " + encoding + " (" + size / 1024 + " KiB)");
    }

    private int scrape(URI uri, String encoding) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept-Encoding", encoding).build();
        return http.send(request, BodyHandlers.ofByteArray()).body().length;
    }

    private void changes(String name, @Nullable URI scraped) throws InterruptedException {
        Distribution ways = new Distribution("ms");
        ScheduledExecutorService scraper = Executors.newSingleThreadScheduledExecutor();
        try (KafkaConsumer<byte[], byte[]> consumer =
                CommittedReader.fromNow(bootstrapServers, Topics.RESOURCES.name())) {
            if (scraped != null) {
                scraper.scheduleAtFixedRate(() -> scrapeQuietly(scraped), 0, 1, TimeUnit.SECONDS);
            }
            int changes = CHANGES_PER_SECOND * seconds;
            long began = System.nanoTime();
            for (int i = 0; i < changes; i++) {
                long due = began + i * (1_000_000_000L / CHANGES_PER_SECOND);
                while (System.nanoTime() < due) {
                    take(consumer, ways, Duration.ofMillis(1));
                }
                int resource = (int) ((i * 7_919L) % resources);
                sent.put(id(resource).toString(), System.nanoTime());
                send(resource, i % 2 == 0);
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (!sent.isEmpty() && System.nanoTime() < end) {
                take(consumer, ways, Duration.ofMillis(20));
            }
            sent.clear();
        } finally {
            scraper.shutdownNow();
        }
        Report.line(ways, "sent -> committed row read, " + name);
    }

    private void scrapeQuietly(URI uri) {
        try {
            scrape(uri, "gzip");
        } catch (IOException | InterruptedException e) {
            Report.progress("a scrape failed: %s", e);
        }
    }

    private void take(KafkaConsumer<byte[], byte[]> consumer, Distribution ways, Duration wait) {
        for (ConsumerRecord<byte[], byte[]> row : consumer.poll(wait)) {
            Long at = sent.remove(new String(row.key(), UTF_8));
            if (at != null) {
                ways.addNanos(System.nanoTime() - at);
            }
        }
    }

    private static ResourceId id(int i) {
        return new ResourceId("cluster-" + i % CLUSTERS, "Kustomization", "team-" + i / CLUSTERS % 50, "app-" + i);
    }

    private void send(int i, boolean ready) {
        Instant now = Instant.now();
        String revision = "main@sha1:" + Long.toHexString(version);
        FluxStatusEvent event = Observed.of(id(i), "6f1c2e", now)
                .apiVersion("kustomize.toolkit.fluxcd.io/v1")
                .uid("5f0c1d5e-6f0e-4d0a-9d3b-" + (100_000_000_000L + i))
                .resourceVersion(++version)
                .generation(1)
                .observedGeneration(1L)
                .conditions(List.of(
                        ready
                                ? condition("True", "ReconciliationSucceeded", "Applied " + revision, now)
                                : condition("False", "BuildFailed", "accumulating resources failed " + version, now)))
                .appliedRevision(revision)
                .build();
        producer.send(new ProducerRecord<>(
                Topics.STATUS.name(),
                event.key().getBytes(UTF_8),
                Topics.STATUS.codec().encode(event)));
    }

    private static Condition condition(String status, String reason, String message, Instant now) {
        return new Condition(Condition.READY, status, reason, message, 1L, now);
    }
}
