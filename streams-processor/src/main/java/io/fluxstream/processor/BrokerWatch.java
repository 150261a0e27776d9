package io.fluxstream.processor;

import io.fluxstream.schemas.ClientSettings;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.security.kafka.Refusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the broker answers and the topics are there, calls back, and goes on asking whether it still answers.
 *
 * <p>Kafka's own clients retry for ever, but say so in a stream of warnings; here each outage is two lines.
 */
final class BrokerWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
    private static final int REQUEST_TIMEOUT_MS = 3_000;
    private static final int ANSWER_TIMEOUT_MS = 10_000;
    private static final long PAUSE_MS = 2_000;
    private static final int LOOKS_BETWEEN_LAGS = 7;
    private static final int LOOKS_BETWEEN_TOPICS = 3;

    private final ProcessorConfig config;
    private final GroupLag lag;
    private final BrokerListener listener;
    private final Function<Map<String, Object>, Admin> connect;
    private final TopicWatch topics = new TopicWatch();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "flux-stream-processor-broker-watch");
    private volatile boolean answers;
    private volatile String refusal = "";
    private boolean silenceReported;
    private boolean called;
    private int looksUntilLag;
    private int looksUntilTopics = LOOKS_BETWEEN_TOPICS;

    /**
     * A watch that is not running yet.
     *
     * @param lag asked for now and then once the topics are there
     * @param connect makes the client that asks
     */
    BrokerWatch(
            ProcessorConfig config,
            GroupLag lag,
            BrokerListener listener,
            Function<Map<String, Object>, Admin> connect) {
        this.config = config;
        this.lag = lag;
        this.listener = listener;
        this.connect = connect;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean answers() {
        return answers;
    }

    /** Why the broker does not let us in, or look at topics; empty when it does, or does not answer at all. */
    String refusal() {
        return refusal;
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (isOpen()) {
                try (Admin admin = connect.apply(clientSettings())) {
                    watch(admin);
                } catch (RuntimeException failure) {
                    if (!isOpen()) {
                        return;
                    }
                    if (!isWorthAskingAgain(failure)) {
                        throw failure;
                    }
                    silent(failure);
                    pause();
                }
            }
        } catch (InterruptedException closed) {
            LOG.debug("closed");
        } catch (RuntimeException | Error failure) {
            listener.failed(failure);
        }
    }

    /** Once records flow, what is no answer of the broker's is a bug. */
    private boolean isWorthAskingAgain(RuntimeException failure) {
        return Failures.isFinal(failure).isEmpty() && (!called || failure instanceof KafkaException);
    }

    private void watch(Admin admin) throws InterruptedException {
        while (isOpen()) {
            try {
                admin.describeCluster().nodes().get(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
                if (called) {
                    heard();
                    listener.answered();
                    if (--looksUntilLag <= 0) {
                        looksUntilLag = LOOKS_BETWEEN_LAGS;
                        lag.ask(admin);
                    }
                    if (--looksUntilTopics <= 0) {
                        looksUntilTopics = LOOKS_BETWEEN_TOPICS;
                        replaceDeletedTopics(admin);
                    }
                } else {
                    TopicSetup.ensure(admin, config.partitions(), config.replicationFactor());
                    topics.begins(TopicSetup.present(admin));
                    listener.ready();
                    heard();
                    called = true;
                }
            } catch (ExecutionException | TimeoutException failure) {
                if (Failures.isFinal(failure).isPresent()) {
                    throw new IllegalStateException(Failures.rootOf(failure), failure);
                }
                silent(failure);
            }
            pause();
        }
    }

    /** What they held is lost, which nobody may overlook; but what comes from now on must not be lost too. */
    private void replaceDeletedTopics(Admin admin) {
        List<String> deleted = topics.deleted(TopicSetup.present(admin));
        if (deleted.isEmpty()) {
            return;
        }
        LOG.error(
                "Somebody deleted {}, and what was in it is lost; it is made anew, and what is known of the clusters is written again",
                String.join(", ", deleted));
        TopicSetup.ensure(admin, config.partitions(), config.replicationFactor());
        topics.begins(TopicSetup.present(admin));
        listener.topicsLost();
    }

    private void heard() {
        answers = true;
        refusal = "";
        if (silenceReported) {
            silenceReported = false;
            LOG.info("Kafka at {} answers", config.bootstrapServers());
        }
    }

    private void silent(Throwable failure) {
        String reason = Failures.rootOf(failure);
        answers = false;
        refusal = Refusal.isDenied(failure) ? reason : "";
        if (!silenceReported) {
            silenceReported = true;
            LOG.warn(
                    "Kafka at {} cannot be used ({}): asking again every {} s until it can",
                    config.bootstrapServers(),
                    reason,
                    TimeUnit.MILLISECONDS.toSeconds(PAUSE_MS));
        }
    }

    private void pause() throws InterruptedException {
        if (closing.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException();
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private Map<String, Object> clientSettings() {
        Map<String, Object> settings = ClientSettings.of(config.kafka());
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, config.applicationId() + "-broker-watch");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_TIMEOUT_MS / 2);
        return settings;
    }
}
