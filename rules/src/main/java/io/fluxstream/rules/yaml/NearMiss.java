package io.fluxstream.rules.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody probably meant. */
public final class NearMiss {
    private NearMiss() {}

    /** The known word nearest to the given one, if any is near; letter case and what joins words count nothing. */
    public static Optional<String> of(String word, Collection<String> known) {
        String wanted = plain(word);
        return known.stream()
                .filter(candidate -> distance(wanted, plain(candidate))
                        <= Math.max(1, Math.min(word.length(), candidate.length()) / 3))
                .min(Comparator.comparingInt((String candidate) -> distance(wanted, plain(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A question to end a sentence with, or nothing. */
    public static String question(String word, Collection<String> known) {
        return of(word, known).map(near -> "; did you mean " + near + "?").orElse("");
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** The fewest insertions, removals, replacements and swaps of neighbours that turn one word into the other. */
    static int distance(String from, String to) {
        int[][] least = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                least[i][j] = i == 0 || j == 0 ? i + j : step(least, from, to, i, j);
            }
        }
        return least[from.length()][to.length()];
    }

    private static int step(int[][] least, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int best = Math.min(least[i - 1][j - 1] + (same ? 0 : 1), Math.min(least[i - 1][j], least[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, least[i - 2][j - 2] + 1) : best;
    }
}
