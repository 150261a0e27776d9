package io.fluxstream.domain.rule;

/** A pattern of a whole text, in which {@code *} stands for any characters and {@code ?} for one; the rest for itself. */
public record Glob(String pattern) {
    public Glob {
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException("a pattern must not be empty");
        }
    }

    public boolean matches(String text) {
        int p = 0;
        int star = -1;
        int resumeAt = 0;
        int i = 0;
        while (i < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resumeAt = i;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(i))) {
                p++;
                i++;
            } else if (star >= 0) {
                // The star takes one more character, and what follows it is tried again.
                p = star + 1;
                i = ++resumeAt;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
