package io.fluxstream.watcher.object;

import static io.fluxstream.watcher.object.JsonFields.ofObject;
import static io.fluxstream.watcher.object.JsonFields.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fluxstream.domain.resource.Kinds;
import io.fluxstream.domain.resource.ResourceId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads watch events and list items from their bytes; never throws, whatever they are. Safe for any thread. */
public final class ObjectReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String NOT_JSON = "not JSON";

    private ObjectReader() {}

    /** A line of a recording: a watch event with its time and cluster, which are null when they are not said. */
    public record Recorded(
            @Nullable Instant observedAt, @Nullable String cluster, WatchLine line) {}

    /** Reads a watch event: {@code {"type":"MODIFIED","object":{...}}}. */
    public static WatchLine readLine(byte[] bytes, int offset, int length) {
        return readRecorded(bytes, offset, length).line();
    }

    /** Reads an item of a list, which may leave out the kind that it shares with the others. */
    public static WatchLine readItem(byte[] bytes, int offset, int length, String apiVersion, String kind) {
        RawObject object = new RawObject();
        try (JsonParser json = JSON.createParser(bytes, offset, length)) {
            json.nextToken();
            RawObjectParser.parse(json, object);
            requireEnd(json);
        } catch (IOException e) {
            return new WatchLine.Unreadable(describe(object), NOT_JSON);
        }
        object.apiVersion = Objects.requireNonNullElse(object.apiVersion, apiVersion);
        object.kind = Objects.requireNonNullElse(object.kind, kind);
        return withIdentity(object, true, false);
    }

    /** Reads a line of a recording. */
    public static Recorded readRecorded(byte[] bytes, int offset, int length) {
        RawObject object = new RawObject();
        @Nullable String[] typeTimeCluster = new String[3];
        try (JsonParser json = JSON.createParser(bytes, offset, length)) {
            json.nextToken();
            ofObject(json, (name, value) -> {
                switch (name) {
                    case "type" -> typeTimeCluster[0] = text(value);
                    case "observedAt" -> typeTimeCluster[1] = text(value);
                    case "cluster" -> typeTimeCluster[2] = text(value);
                    case "object" -> RawObjectParser.parse(value, object);
                    default -> value.skipChildren();
                }
            });
            requireEnd(json);
        } catch (IOException e) {
            return new Recorded(null, null, new WatchLine.Unreadable(describe(object), NOT_JSON));
        }
        return new Recorded(instant(typeTimeCluster[1]), typeTimeCluster[2], line(typeTimeCluster[0], object));
    }

    /** The message of a Status object, as it stands in the body of a refusal; empty when the body is none. */
    public static String statusMessage(byte[] body) {
        RawObject object = new RawObject();
        try (JsonParser json = JSON.createParser(body)) {
            json.nextToken();
            RawObjectParser.parse(json, object);
        } catch (IOException e) {
            return "";
        }
        return Objects.requireNonNullElse(object.message, "");
    }

    /** The group of an API version: {@code apps} of {@code apps/v1}, empty of {@code v1}. */
    static String group(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    private static void requireEnd(JsonParser json) throws IOException {
        JsonToken last = json.currentToken();
        if (last != JsonToken.END_OBJECT || json.nextToken() != null) {
            throw new IOException(NOT_JSON);
        }
    }

    private static WatchLine line(@Nullable String type, RawObject object) {
        if (type == null) {
            return new WatchLine.Unreadable(describe(object), "has no type");
        }
        return switch (type) {
            case "ADDED" -> withIdentity(object, true, false);
            case "MODIFIED" -> withIdentity(object, false, false);
            case "DELETED" -> withIdentity(object, false, true);
            case "BOOKMARK" -> bookmark(object);
            case "ERROR" -> failure(object);
            default -> new WatchLine.Unreadable(describe(object), "is of an unknown type");
        };
    }

    private static WatchLine withIdentity(RawObject raw, boolean added, boolean deleted) {
        long resourceVersion = version(raw.resourceVersion);
        if (resourceVersion < 0) {
            return new WatchLine.Unreadable(describe(raw), "has no decimal metadata.resourceVersion");
        }
        if (raw.uid == null || raw.uid.isEmpty()) {
            return new WatchLine.Unreadable(describe(raw), "has no metadata.uid");
        }
        if (raw.apiVersion == null || raw.apiVersion.isEmpty()) {
            return new WatchLine.Unreadable(describe(raw), "has no apiVersion");
        }
        String kind = kindName(raw);
        String namespace = Objects.requireNonNullElse(raw.namespace, "");
        if (kind == null || raw.name == null || !isIdentity(kind, namespace, raw.name)) {
            return new WatchLine.Unreadable(describe(raw), "has no proper kind, namespace and name");
        }
        KubernetesObject object =
                new KubernetesObject(raw, raw.apiVersion, kind, namespace, raw.name, raw.uid, resourceVersion);
        return deleted ? new WatchLine.Removal(object) : new WatchLine.Upsert(object, added);
    }

    private static WatchLine bookmark(RawObject object) {
        long resourceVersion = version(object.resourceVersion);
        if (resourceVersion < 0) {
            return new WatchLine.Unreadable("bookmark", "has no decimal metadata.resourceVersion");
        }
        boolean initialEventsEnd = "true".equals(object.annotations.get(WatchLine.INITIAL_EVENTS_END));
        return new WatchLine.Bookmark(kindName(object), resourceVersion, initialEventsEnd);
    }

    private static WatchLine failure(RawObject object) {
        return new WatchLine.Failure(
                object.code == null ? 0 : object.code.intValue(),
                Objects.requireNonNullElse(object.reason, ""),
                Objects.requireNonNullElse(object.message, ""),
                object.detailsKind == null
                        ? null
                        : Kinds.name(Objects.requireNonNullElse(object.detailsGroup, ""), object.detailsKind),
                object.retryAfterSeconds == null || object.retryAfterSeconds <= 0
                        ? null
                        : Duration.ofSeconds(object.retryAfterSeconds));
    }

    private static @Nullable String kindName(RawObject object) {
        return object.kind == null || object.kind.isEmpty()
                ? null
                : Kinds.name(group(Objects.requireNonNullElse(object.apiVersion, "")), object.kind);
    }

    private static boolean isIdentity(String kind, String namespace, String name) {
        try {
            new ResourceId("any", kind, namespace, name);
            return true;
        } catch (IllegalArgumentException notAnIdentity) {
            return false;
        }
    }

    /** A resource version as a number, or -1. */
    private static long version(@Nullable String text) {
        if (text == null
                || text.isEmpty()
                || text.length() > 19
                || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException tooLarge) {
            return -1;
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static String describe(RawObject object) {
        return part(object.kind) + '/' + part(object.namespace) + '/' + part(object.name);
    }

    private static String part(@Nullable String text) {
        return text == null ? "?" : text.length() <= 253 ? text : text.substring(0, 253);
    }
}
