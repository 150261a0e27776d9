package io.fluxstream.watcher.recording;

import io.fluxstream.domain.status.FluxStatusEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A recording of one or more clusters, read to its end once, so that a damaged one is refused before anything is published.
 *
 * <p>It is read anew whenever it is played and never held in memory.
 */
public final class Recording {
    private static final String BUNDLED = "recordings/ottawa.ndjson.gz";
    private static final int SESSION_DIGITS = 12;

    private final String name;
    private final Source source;
    private final List<RecordedCluster> clusters;
    private final String digest;

    private Recording(String name, Source source) throws RecordingException {
        this.name = name;
        this.source = source;
        try (RecordingLines lines = open()) {
            clusters = survey(lines);
            digest = HexFormat.of().formatHex(lines.digest());
        } catch (RecordingException e) {
            throw e;
        } catch (IOException e) {
            throw new RecordingException("the recording " + name + " cannot be read");
        }
        if (clusters.isEmpty()) {
            throw new RecordingException("the recording " + name + " is empty");
        }
    }

    /** The recording of cluster ottawa that comes with flux-stream. */
    public static Recording bundled() {
        try {
            return new Recording(BUNDLED, Recording::openBundled);
        } catch (RecordingException e) {
            throw new IllegalStateException("the bundled recording is part of the build", e);
        }
    }

    /**
     * A recording in a file.
     *
     * @throws RecordingException when there is none, or it is cut off or damaged; says how far it could be read
     */
    public static Recording of(Path file) throws RecordingException {
        if (!Files.isRegularFile(file)) {
            throw new RecordingException("there is no recording " + file);
        }
        return new Recording(file.toString(), () -> Files.newInputStream(file));
    }

    public String name() {
        return name;
    }

    /** In order of their names. */
    public List<RecordedCluster> clusters() {
        return clusters;
    }

    /** When the last event of any cluster was recorded. */
    public Instant last() {
        return clusters.stream()
                .map(RecordedCluster::last)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** How far all times have to be moved for the recording to end at that instant. */
    public Duration shiftToEndAt(Instant end) {
        return Duration.between(last(), end).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The session of the records of a playback: the same for the same recording and shift. */
    public String session(Duration shift) {
        String ownName = digest.substring(0, SESSION_DIGITS);
        return shift.isZero() ? ownName : ownName + '-' + Long.toString(shift.toMillis(), Character.MAX_RADIX);
    }

    /**
     * Hands over the records of all clusters, in order of recorded time, as a watcher would have published them.
     *
     * @param shift how far all times are moved; zero for the original ones
     */
    public void play(Duration shift, Consumer<FluxStatusEvent> sink) throws RecordingException {
        Map<String, ClusterPlayback> playbacks = new TreeMap<>();
        clusters.forEach(
                cluster -> playbacks.put(cluster.cluster(), new ClusterPlayback(cluster, session(shift), shift, sink)));
        try (RecordingLines lines = open()) {
            for (RecordingLines.Line line = lines.next(); line != null; line = lines.next()) {
                ClusterPlayback playback = playbacks.get(line.cluster());
                if (playback == null) {
                    throw new RecordingException("the recording " + name + " was changed while it was played");
                }
                playback.play(line);
            }
        } catch (RecordingException e) {
            throw e;
        } catch (IOException e) {
            throw new RecordingException("the recording " + name + " cannot be read");
        }
    }

    private RecordingLines open() throws IOException {
        return new RecordingLines(name, source.open());
    }

    private static InputStream openBundled() throws IOException {
        @Nullable InputStream in = Recording.class.getClassLoader().getResourceAsStream(BUNDLED);
        if (in == null) {
            throw new IOException(BUNDLED + " is missing");
        }
        return in;
    }

    private static List<RecordedCluster> survey(RecordingLines lines) throws RecordingException {
        Map<String, ClusterSurvey> surveys = new TreeMap<>();
        for (RecordingLines.Line line = lines.next(); line != null; line = lines.next()) {
            surveys.computeIfAbsent(line.cluster(), ClusterSurvey::new).add(line);
        }
        List<RecordedCluster> clusters = new ArrayList<>();
        surveys.values().forEach(survey -> clusters.add(survey.result()));
        return List.copyOf(clusters);
    }

    /** Where the bytes come from. */
    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException;
    }
}
