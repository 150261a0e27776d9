package io.fluxstream.rules.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.rule.Subject;
import io.fluxstream.domain.status.Condition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an expression may look at. A text that a resource does not have is empty, so that only keys can be missing. */
enum Variable {
    CLUSTER("cluster", SimpleType.STRING, subject -> subject.resource().cluster()),
    KIND("kind", SimpleType.STRING, subject -> subject.resource().kind()),
    NAMESPACE("namespace", SimpleType.STRING, subject -> subject.resource().namespace()),
    NAME("name", SimpleType.STRING, subject -> subject.resource().name()),
    UID("uid", SimpleType.STRING, Subject::uid),
    PHASE("phase", SimpleType.STRING, subject -> name(subject.phase())),
    SUSPENDED("suspended", SimpleType.BOOL, Subject::suspended),
    REASON("reason", SimpleType.STRING, subject -> orEmpty(subject.reason())),
    MESSAGE("message", SimpleType.STRING, subject -> orEmpty(subject.message())),
    REVISION("revision", SimpleType.STRING, subject -> orEmpty(subject.revision())),
    ATTEMPTED_REVISION("attemptedRevision", SimpleType.STRING, subject -> orEmpty(subject.attemptedRevision())),
    LABELS("labels", MapType.create(SimpleType.STRING, SimpleType.STRING), Subject::labels),
    DEPENDS_ON("dependsOn", ListType.create(SimpleType.STRING), Variable::dependsOn),
    SOURCE(
            "source",
            SimpleType.STRING,
            subject -> subject.source() == null ? "" : subject.source().toString()),
    CONDITIONS(
            "conditions",
            MapType.create(SimpleType.STRING, MapType.create(SimpleType.STRING, SimpleType.STRING)),
            Variable::conditions);

    private final String cel;
    private final CelType type;

    @SuppressWarnings("ImmutableEnumChecker") // each is a method of a record
    private final Function<Subject, Object> value;

    Variable(String cel, CelType type, Function<Subject, Object> value) {
        this.cel = cel;
        this.type = type;
        this.value = value;
    }

    /** Its name in expressions. */
    String cel() {
        return cel;
    }

    CelType type() {
        return type;
    }

    Object of(Subject subject) {
        return value.apply(subject);
    }

    private static String name(@Nullable Phase phase) {
        return phase == null ? "" : phase.name();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<String> dependsOn(Subject subject) {
        return subject.dependsOn().stream().map(Reference::toString).toList();
    }

    private static Map<String, Map<String, String>> conditions(Subject subject) {
        Map<String, Map<String, String>> conditions = new TreeMap<>();
        for (Condition condition : subject.conditions()) {
            conditions.put(
                    condition.type(),
                    Map.of(
                            "status", condition.status(),
                            "reason", condition.reason(),
                            "message", condition.message()));
        }
        return conditions;
    }
}
