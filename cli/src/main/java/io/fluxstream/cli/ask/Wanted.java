package io.fluxstream.cli.ask;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.rules.yaml.NearMiss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the words after {@code get} ask for.
 *
 * @param kinds none for all
 * @param names none for all
 */
record Wanted(Answer answer, Set<String> kinds, Set<String> names) {
    /** Which answer. */
    enum Answer {
        RESOURCES,
        ALERTS,
        SUMMARY,
        HISTORY,
        CLUSTERS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Optional<Answer> of(String word) {
            return Arrays.stream(values())
                    .filter(answer ->
                            answer.word().equals(word) || answer.word().equals(word + "s"))
                    .findFirst();
        }
    }

    static Wanted parse(List<String> words) {
        String first = words.get(0);
        Optional<Answer> answer = Answer.of(first.toLowerCase(Locale.ROOT));
        List<String> rest = words.subList(1, words.size());
        if (answer.isEmpty()) {
            return ofKind(first, rest);
        }
        boolean ofClusters = answer.get() == Answer.SUMMARY || answer.get() == Answer.CLUSTERS;
        return ofClusters
                ? new Wanted(answer.get(), Set.of(), Set.copyOf(rest))
                : new Wanted(answer.get(), kinds(String.join(",", rest)), Set.of());
    }

    private static Wanted ofKind(String word, List<String> names) {
        int slash = word.indexOf('/');
        if (slash < 0) {
            return new Wanted(Answer.RESOURCES, kinds(word), Set.copyOf(names));
        }
        return new Wanted(Answer.RESOURCES, kinds(word.substring(0, slash)), Set.of(word.substring(slash + 1)));
    }

    private static Set<String> kinds(String words) {
        Set<String> kinds = new LinkedHashSet<>();
        for (String word : words.split(",", -1)) {
            if (!word.isEmpty()) {
                kinds.add(KindNames.kind(word).orElseThrow(() -> unknown(word)));
            }
        }
        return kinds;
    }

    private static CommandFailure unknown(String word) {
        List<String> known = new ArrayList<>(KindNames.known());
        Arrays.stream(Answer.values()).forEach(answer -> known.add(answer.word()));
        return CommandFailure.usage("nothing is called \"" + word + "\"; "
                + NearMiss.of(word, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("ask for resources, alerts, summary, history, clusters, or a kind such as ks or hr"));
    }

    boolean wants(ResourceId resource) {
        return (kinds.isEmpty() || kinds.contains(resource.kind()))
                && (names.isEmpty() || names.contains(resource.name()));
    }

    /** Whether at most one thing per cluster and namespace can be meant. */
    boolean isOne() {
        return names.size() == 1;
    }
}
