package io.fluxstream.watcher.object;

import static io.fluxstream.watcher.object.JsonFields.isTrue;
import static io.fluxstream.watcher.object.JsonFields.number;
import static io.fluxstream.watcher.object.JsonFields.ofArray;
import static io.fluxstream.watcher.object.JsonFields.ofObject;
import static io.fluxstream.watcher.object.JsonFields.text;

import com.fasterxml.jackson.core.JsonParser;
import io.fluxstream.watcher.object.RawObject.RawCondition;
import io.fluxstream.watcher.object.RawObject.RawReference;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Picks what is wanted out of a Kubernetes object; values, inventories and managed fields are never looked at. */
final class RawObjectParser {
    private static final Set<String> WANTED_ANNOTATIONS =
            Set.of(Suspension.CONTROL_PLANE_ANNOTATION, Suspension.EXTENSIONS_ANNOTATION, WatchLine.INITIAL_EVENTS_END);

    private RawObjectParser() {}

    /** Reads the object that the parser stands on. */
    static void parse(JsonParser json, RawObject object) throws IOException {
        ofObject(json, (name, value) -> {
            switch (name) {
                case "apiVersion" -> object.apiVersion = text(value);
                case "kind" -> object.kind = text(value);
                case "metadata" -> metadata(value, object);
                case "spec" -> spec(value, object);
                case "status" -> status(value, object);
                case "code" -> object.code = number(value);
                case "reason" -> object.reason = text(value);
                case "message" -> object.message = text(value);
                case "details" -> details(value, object);
                default -> value.skipChildren();
            }
        });
    }

    private static void metadata(JsonParser json, RawObject object) throws IOException {
        ofObject(json, (name, value) -> {
            switch (name) {
                case "name" -> object.name = text(value);
                case "namespace" -> object.namespace = text(value);
                case "uid" -> object.uid = text(value);
                case "resourceVersion" -> object.resourceVersion = text(value);
                case "generation" -> object.generation = number(value);
                case "deletionTimestamp" -> object.deletionTimestamp = text(value);
                case "labels" -> labels(value, object);
                case "annotations" -> annotations(value, object);
                default -> value.skipChildren();
            }
        });
    }

    private static void labels(JsonParser json, RawObject object) throws IOException {
        ofObject(json, (name, value) -> {
            String text = text(value);
            if (text != null) {
                object.labels.put(name, text);
            }
        });
    }

    private static void annotations(JsonParser json, RawObject object) throws IOException {
        ofObject(json, (name, value) -> {
            if (!WANTED_ANNOTATIONS.contains(name)) {
                value.skipChildren();
                return;
            }
            String text = text(value);
            if (text != null) {
                object.annotations.put(name, text);
            }
        });
    }

    private static void spec(JsonParser json, RawObject object) throws IOException {
        ofObject(json, (name, value) -> {
            switch (name) {
                case "suspend" -> object.suspend = isTrue(value);
                case "type" -> object.type = text(value);
                case "interval" -> object.interval = text(value);
                case "dependsOn" -> ofArray(value, element -> object.dependsOn.add(reference(element)));
                case "sourceRef" -> object.sourceRef = reference(value);
                case "chartRef" -> object.chartRef = reference(value);
                case "chart" -> chartTemplate(value, object);
                default -> value.skipChildren();
            }
        });
    }

    private static void chartTemplate(JsonParser json, RawObject object) throws IOException {
        ofObject(json, (name, value) -> {
            if (!name.equals("spec")) {
                value.skipChildren();
                return;
            }
            ofObject(value, (inner, innerValue) -> {
                if (inner.equals("sourceRef")) {
                    object.chartTemplateSourceRef = reference(innerValue);
                } else {
                    innerValue.skipChildren();
                }
            });
        });
    }

    private static RawReference reference(JsonParser json) throws IOException {
        RawReference reference = new RawReference();
        ofObject(json, (name, value) -> {
            switch (name) {
                case "apiVersion" -> reference.apiVersion = text(value);
                case "kind" -> reference.kind = text(value);
                case "name" -> reference.name = text(value);
                case "namespace" -> reference.namespace = text(value);
                default -> value.skipChildren();
            }
        });
        return reference;
    }

    private static void status(JsonParser json, RawObject object) throws IOException {
        ofObject(json, (name, value) -> {
            switch (name) {
                case "observedGeneration" -> object.observedGeneration = number(value);
                case "conditions" -> ofArray(value, element -> object.conditions.add(condition(element)));
                case "lastAppliedRevision" -> object.lastAppliedRevision = text(value);
                case "lastAttemptedRevision" -> object.lastAttemptedRevision = text(value);
                case "lastHandledReconcileAt" -> object.lastHandledReconcileAt = text(value);
                case "artifact" -> artifact(value, object);
                case "history" -> ofArray(value, element -> release(element, object));
                default -> value.skipChildren();
            }
        });
    }

    private static RawCondition condition(JsonParser json) throws IOException {
        RawCondition condition = new RawCondition();
        ofObject(json, (name, value) -> {
            switch (name) {
                case "type" -> condition.type = text(value);
                case "status" -> condition.status = text(value);
                case "reason" -> condition.reason = text(value);
                case "message" -> condition.message = text(value);
                case "observedGeneration" -> condition.observedGeneration = number(value);
                case "lastTransitionTime" -> condition.lastTransitionTime = text(value);
                default -> value.skipChildren();
            }
        });
        return condition;
    }

    private static void artifact(JsonParser json, RawObject object) throws IOException {
        ofObject(json, (name, value) -> {
            if (name.equals("revision")) {
                object.artifactRevision = text(value);
            } else {
                value.skipChildren();
            }
        });
    }

    /** The history names the newest release first; one that failed never came into force. */
    private static void release(JsonParser json, RawObject object) throws IOException {
        @Nullable String[] statusAndVersion = new String[2];
        ofObject(json, (name, value) -> {
            switch (name) {
                case "status" -> statusAndVersion[0] = text(value);
                case "chartVersion" -> statusAndVersion[1] = text(value);
                default -> value.skipChildren();
            }
        });
        boolean cameIntoForce = "deployed".equals(statusAndVersion[0]) || "superseded".equals(statusAndVersion[0]);
        if (cameIntoForce && object.releasedRevision == null) {
            object.releasedRevision = statusAndVersion[1];
        }
    }

    private static void details(JsonParser json, RawObject object) throws IOException {
        ofObject(json, (name, value) -> {
            switch (name) {
                case "group" -> object.detailsGroup = text(value);
                case "kind" -> object.detailsKind = text(value);
                case "retryAfterSeconds" -> object.retryAfterSeconds = number(value);
                default -> value.skipChildren();
            }
        });
    }
}
