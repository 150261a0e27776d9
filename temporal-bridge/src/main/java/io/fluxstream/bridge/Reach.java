package io.fluxstream.bridge;

import io.fluxstream.bridge.feed.Failures;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks servers now and then whether they are there: while nothing is to be sent, nothing else would notice that one is gone. */
final class Reach implements AutoCloseable {
    private static final long BETWEEN_MILLIS = 10_000;

    private final Map<String, Question> questions;
    private final Map<String, String> troubles = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "bridge-reach");

    /** Something that only a server which is there answers. */
    @FunctionalInterface
    interface Question {
        void ask() throws Exception;
    }

    /** @param questions by the name of the server, as messages call it */
    Reach(Map<String, Question> questions) {
        this.questions = new TreeMap<>(questions);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** What does not answer, and why; empty when all do. */
    List<String> troubles() {
        return questions.keySet().stream()
                .filter(troubles::containsKey)
                .map(server -> server + ": " + troubles.get(server))
                .toList();
    }

    private void run() {
        try {
            do {
                questions.forEach(this::ask);
            } while (!closing.await(BETWEEN_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        }
    }

    private void ask(String server, Question question) {
        try {
            question.ask();
            troubles.remove(server);
        } catch (Exception e) {
            troubles.put(server, Failures.reason(e));
        }
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }
}
