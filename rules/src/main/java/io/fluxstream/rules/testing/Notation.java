package io.fluxstream.rules.testing;

import io.fluxstream.domain.phase.Observation;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.rules.yaml.Durations;
import io.fluxstream.rules.yaml.Findings;
import io.fluxstream.rules.yaml.NearMiss;
import io.fluxstream.rules.yaml.Place;
import io.fluxstream.rules.yaml.Value.Scalar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The short notation of histories: steps divided by semicolons, for instance
 * {@code 0s ready@main@sha1:1; 2m failed BuildFailed 'no such file' every 20s; 9m ready}.
 */
final class Notation {
    private static final Pattern STEP = Pattern.compile("(?:[^;'\"]|'[^']*'|\"[^\"]*\")+");
    private static final Pattern OF_RESOURCE =
            Pattern.compile("(\\S+)\\s+(replaced\\s+)?([a-zA-Z]+)(?:@(\\S+))?(?:\\s+([A-Z]\\w*))?"
                    + "(?:\\s+(?:'([^']*)'|\"([^\"]*)\"))?(?:\\s+every\\s+(\\S+))?");
    private static final Pattern OF_CLUSTER = Pattern.compile("(\\S+)\\s+(\\w+)");
    private static final String STEP_IS =
            "must be TIME [replaced] STATE[@REVISION] [REASON] ['MESSAGE'] [every DURATION], but was \"";

    private final Scalar text;
    private final Findings findings;
    private Duration now = Duration.ZERO;

    private Notation(Scalar text, Findings findings) {
        this.text = text;
        this.findings = findings;
    }

    /** What happens to a resource; what cannot be read is left out and among the findings. */
    static List<Step> steps(Scalar text, Findings findings) {
        Notation notation = new Notation(text, findings);
        List<Step> steps = new ArrayList<>();
        notation.pieces((piece, place) -> notation.step(piece, place).ifPresent(steps::add));
        return steps;
    }

    /** How much is heard of a cluster; what cannot be read is left out and among the findings. */
    static List<Turn> turns(Scalar text, Findings findings) {
        Notation notation = new Notation(text, findings);
        List<Turn> turns = new ArrayList<>();
        notation.pieces((piece, place) -> notation.turn(piece, place).ifPresent(turns::add));
        return turns;
    }

    private interface Reader {
        void read(String piece, Place place);
    }

    private void pieces(Reader reader) {
        Matcher matcher = STEP.matcher(text.text());
        while (matcher.find()) {
            String piece = matcher.group().strip();
            if (!piece.isEmpty()) {
                reader.read(piece, place(matcher.start() + matcher.group().indexOf(piece)));
            }
        }
    }

    private Place place(int offset) {
        String before = text.text().substring(0, offset);
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return text.content().at(text.place(), line, offset - before.lastIndexOf('\n') - 1);
    }

    private Optional<Step> step(String piece, Place place) {
        Matcher parts = OF_RESOURCE.matcher(piece.replaceAll("\\R\\s*", " "));
        if (!parts.matches()) {
            findings.mistake(place, STEP_IS + piece + '"');
            return Optional.empty();
        }
        Optional<Duration> at = time(parts.group(1), place);
        Optional<State> state = word(parts.group(3), State.BY_WORD, place);
        Optional<Duration> every = Optional.ofNullable(parts.group(8)).flatMap(written -> interval(written, place));
        if (at.isEmpty() || state.isEmpty()) {
            return Optional.empty();
        }
        Step step = new Step(
                place,
                at.get(),
                parts.group(2) != null,
                state.get(),
                parts.group(4),
                or(parts.group(5), state.get().reason()),
                or(parts.group(6), or(parts.group(7), "")),
                every.orElse(null));
        checkReading(step, piece);
        return Optional.of(step);
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    /** A failure for a reason that flux-stream takes for waiting would test something else than it says. */
    private void checkReading(Step step, String piece) {
        Phase phase = step.state().phase();
        if (phase == null || step.state().ready() == null) {
            return;
        }
        Observed observed = Sightings.ready(
                        Observed.of(ResourceId.parse("c/k/n/n"), "s", Instant.EPOCH)
                                .apiVersion("v1")
                                .uid("u"),
                        step,
                        Instant.EPOCH)
                .build();
        Phase read = Observation.phase(observed);
        if (read != phase) {
            findings.mistake(
                    step.place(),
                    "must be " + read.name().toLowerCase(Locale.ROOT) + ", as Flux means it by " + step.reason()
                            + ", but was \"" + piece + '"');
        }
    }

    private Optional<Turn> turn(String piece, Place place) {
        Matcher parts = OF_CLUSTER.matcher(piece);
        if (!parts.matches()) {
            findings.mistake(place, "must be TIME live, TIME unreachable or TIME silent, but was \"" + piece + '"');
            return Optional.empty();
        }
        Optional<Duration> at = time(parts.group(1), place);
        Optional<Connection> connection = word(parts.group(2), Connection.BY_WORD, place);
        return at.isPresent() && connection.isPresent()
                ? Optional.of(new Turn(at.get(), connection.get()))
                : Optional.empty();
    }

    private <T> Optional<T> word(String word, Map<String, T> words, Place place) {
        T meant = words.get(word);
        if (meant == null) {
            findings.mistake(
                    place,
                    "must be one of " + String.join(", ", words.keySet()) + ", but was \"" + word + '"'
                            + NearMiss.question(word, words.keySet()));
        }
        return Optional.ofNullable(meant);
    }

    /** Since the test's start, or with a plus since the step before. */
    private Optional<Duration> time(String written, Place place) {
        boolean isLater = written.startsWith("+");
        Optional<Duration> duration = Durations.parse(isLater ? written.substring(1) : written);
        if (duration.isEmpty()) {
            findings.mistake(
                    place,
                    "must begin with a time such as 2m30s, or +30s after the step before, but was \"" + written + '"');
            return Optional.empty();
        }
        Duration at = isLater ? now.plus(duration.get()) : duration.get();
        if (at.compareTo(now) < 0) {
            findings.mistake(place, "must not be before the step before it, at " + Durations.format(now));
            return Optional.empty();
        }
        now = at;
        return Optional.of(at);
    }

    private Optional<Duration> interval(String written, Place place) {
        Optional<Duration> every = Durations.parse(written).filter(duration -> !duration.isZero());
        if (every.isEmpty()) {
            findings.mistake(
                    place, "every must have a duration longer than 0, such as 20s, but was \"" + written + '"');
        }
        return every;
    }
}
