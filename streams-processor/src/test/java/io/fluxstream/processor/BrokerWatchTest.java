package io.fluxstream.processor;

import static io.fluxstream.processor.RunningKafka.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.embedded.FeatureLevel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerWatchTest {
    @TempDir
    Path data;

    @Test
    void asksAgainWhenABusyBrokerHangsUpOnTheQuestionWhichTopicsThereAre() {
        AtomicInteger hangUps = new AtomicInteger();
        AtomicInteger questions = new AtomicInteger();
        AtomicReference<Throwable> end = new AtomicReference<>();
        try (RunningKafka kafka = RunningKafka.start(data, FeatureLevel.REDPANDA, 3)) {
            ProcessorConfig config = kafka.processor().build();
            try (BrokerWatch watch = new BrokerWatch(
                    config,
                    new GroupLag(config.applicationId(), config.partitions()),
                    new Listener(hangUps, end),
                    settings -> hangingUp(Admin.create(settings), hangUps, questions))) {
                watch.start();
                await("it has been hung up on", () -> hangUps.get() == 0 && questions.get() > 0);
                int before = questions.get();
                await("it asks again", () -> questions.get() > before || end.get() != null);
                assertThat(end.get()).isNull();
                await("it is content", watch::answers);
            }
        }
    }

    /** Has the client hang up from now on, and keeps why the watch ended. */
    private record Listener(AtomicInteger hangUps, AtomicReference<Throwable> end) implements BrokerListener {
        @Override
        public void ready() {
            hangUps.set(1);
        }

        @Override
        public void answered() {}

        @Override
        public void topicsLost() {}

        @Override
        public void failed(Throwable failure) {
            end.set(failure);
        }
    }

    /** The client, which fails so many times when asked to describe topics once records flow. */
    private static Admin hangingUp(Admin admin, AtomicInteger hangUps, AtomicInteger questions) {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("describeTopics")) {
                        questions.incrementAndGet();
                        if (hangUps.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                            throw new DisconnectException("Cancelled describeTopicPartitions request");
                        }
                    }
                    try {
                        return method.invoke(admin, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
