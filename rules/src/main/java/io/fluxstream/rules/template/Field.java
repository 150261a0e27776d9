package io.fluxstream.rules.template;

import io.fluxstream.domain.EventTime;
import io.fluxstream.domain.rule.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a template can fill in; a text that the resource does not have is empty. */
enum Field {
    RESOURCE("resource", subject -> subject.resource().toString()),
    CLUSTER("cluster", subject -> subject.resource().cluster()),
    KIND("kind", subject -> subject.resource().kind()),
    NAMESPACE("namespace", subject -> subject.resource().namespace()),
    NAME("name", subject -> subject.resource().name()),
    UID("uid", Subject::uid),
    PHASE("phase", subject -> subject.phase() == null ? "" : subject.phase().name()),
    REASON("reason", Subject::reason),
    MESSAGE("message", Subject::message),
    REVISION("revision", Subject::revision),
    ATTEMPTED_REVISION("attemptedRevision", Subject::attemptedRevision),
    SOURCE("source", subject -> subject.source() == null ? "" : subject.source().toString()),
    SINCE("since", subject -> EventTime.format(subject.since()));

    private final String written;

    @SuppressWarnings("ImmutableEnumChecker") // each is a method of a record
    private final Function<Subject, @Nullable String> value;

    Field(String written, Function<Subject, @Nullable String> value) {
        this.written = written;
        this.value = value;
    }

    String of(Subject subject) {
        String text = value.apply(subject);
        return text == null ? "" : text;
    }

    static Optional<Field> named(String name) {
        return Arrays.stream(values())
                .filter(field -> field.written.equals(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(field -> field.written).toList();
    }
}
