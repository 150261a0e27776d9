package io.fluxstream.domain.rule;

/** A condition over a resource that a rule's author wrote. A pure function of the subject. */
public interface Expression {
    /** Whether it holds; what cannot be worked out does not. Never throws. */
    boolean holds(Subject subject);

    /** As its author wrote it. */
    String text();
}
