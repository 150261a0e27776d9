/**
 * What an alert says, with places that are filled in from the resource. In: its text. Out: a {@link io.fluxstream.domain.rule.Template}, or what is
 * wrong with it and where. Start reading at {@link io.fluxstream.rules.template.Templates}.
 */
package io.fluxstream.rules.template;
