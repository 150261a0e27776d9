package io.fluxstream.cli;

import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What is logged: our own lines, and of libraries only what we could not say ourselves. Everything goes to stderr.
 *
 * <p>Has to come before the first logger is made. A system property that is already set counts more.
 */
final class Logging {
    private static final String SIMPLE = "org.slf4j.simpleLogger.";

    /** gRPC logs through the JDK's logging, and each stream that ends early is a stack trace there. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    private Logging() {}

    static boolean wantsDebug(String[] args) {
        return Arrays.asList(args).contains("--debug");
    }

    static void configure(boolean debug) {
        set("logFile", "System.err");
        set("showDateTime", "true");
        set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        set("showThreadName", "false");
        set("showLogName", debug ? "true" : "false");
        set("defaultLogLevel", debug ? "info" : "error");
        set("log.io.fluxstream", debug ? "debug" : "info");
        // Of Kafka only its clients. Of a full disk each part of the embedded broker says forty lines before the one
        // that helps. Of a producer that a restart fenced Kafka Streams says an error of several lines, and the
        // processor in one what it does about it.
        set("log.kafka", debug ? "info" : "off");
        set("log.org.apache.kafka", debug ? "info" : "off");
        for (String shared : List.of("clients", "common")) {
            set("log.org.apache.kafka." + shared, debug ? "info" : "error");
        }
        // What a broker refuses is an error there with every attempt; the roles say it once, with what helps.
        for (String client : List.of("NetworkClient", "Metadata", "consumer")) {
            set("log.org.apache.kafka.clients." + client, debug ? "info" : "off");
        }
        // A connection that an API server closes is said with the cluster and the kind that it was for.
        set("log.io.vertx", debug ? "info" : "off");
        // It repeats what a credential plugin printed, which may be the credential.
        set("log.io.fabric8.kubernetes.client.internal.KubeConfigUtils", "off");
        // It repeats what a token endpoint answered, which may be what that was sent.
        set("log.org.apache.kafka.common.security.oauthbearer.internals.secured.HttpJwtRetriever", "off");
        GRPC.setLevel(debug ? Level.INFO : Level.OFF);
    }

    private static void set(String name, String value) {
        if (System.getProperty(SIMPLE + name) == null) {
            System.setProperty(SIMPLE + name, value);
        }
    }
}
