/** What is worth an alert. */
package io.fluxstream.domain.rule;
