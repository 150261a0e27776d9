package io.fluxstream.domain.rule;

/** A text with places that are filled in from a resource. A pure function of the subject. */
public interface Template {
    /** The text about that subject; never throws. */
    String render(Subject subject);

    /** As its author wrote it. */
    String text();
}
