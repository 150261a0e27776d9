package io.fluxstream.rules.template;

import io.fluxstream.domain.rule.Subject;

/** One piece of a template: a text, or a place that is filled in. */
@FunctionalInterface
interface Part {
    String of(Subject subject);
}
