package io.fluxstream.rules.template;

import io.fluxstream.domain.rule.Subject;
import io.fluxstream.domain.rule.Template;
import java.util.List;

/** A template that has been read; two of the same text are the same. */
final class FilledTemplate implements Template {
    /** The most characters of a text that was filled in: alerts are read by people and carried by topics. */
    static final int MAX_FILLED = 2_048;

    private final String text;
    private final List<Part> parts;

    FilledTemplate(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    @Override
    public String render(Subject subject) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            filled.append(part.of(subject));
        }
        return Step.first(MAX_FILLED, filled.toString());
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FilledTemplate template && template.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
